"""The theme's templates, ready to be filled. Templates are the project owner's code; articles never become one."""

from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Theme


class Templates:
    """The templates of one theme, with what every one of them is given."""

    def __init__(self, theme: Theme, **shared: object) -> None:
        self._environment = _environment(tuple(theme.templates.items()))
        self._shared = shared

    def fill(self, name: str, **values: object) -> str:
        """Fill a template.

        Raises:
            BookError: when the template is missing or malformed, or fails in any way, as code can.
        """
        try:
            return self._environment.get_template(name).render(**self._shared, **values).strip() + "\n"
        except TemplateSyntaxError as error:
            where = f"templates/{error.name or name}"
            raise BookError(diagnose("template-error", error.message or "malformed", where, error.lineno)) from error
        except TemplateNotFound as error:
            message = f"there is no template {error.name}"
            raise BookError(diagnose("template-error", message, f"templates/{name}")) from error
        except Exception as error:  # whatever an owner's template raises is told as its fault
            raise BookError(diagnose("template-error", str(error), f"templates/{name}")) from error


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    return Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def ready(markup: str) -> Markup:
    """Mark XHTML of our own making as such, so that a template does not escape it."""
    return Markup(markup)  # noqa: S704 - only the sanitised body of an article comes here
