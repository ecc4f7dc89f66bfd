"""The theme's templates. Templates are the project owner's code; text of articles is never used as a template."""

from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from bookbuild.bidi import direction_of, direction_of_words
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Theme
from bookbuild.render.line_breaks import breakable


class Templates:
    """The templates of one theme, with the variables that all of them get."""

    def __init__(self, theme: Theme, **shared: object) -> None:
        self._environment = _environment(tuple(theme.templates.items()))
        self._shared = shared

    def fill(self, name: str, **values: object) -> str:
        """Return a template filled with variables.

        Raises:
            BookError: if the template is missing or malformed, or raises any exception.
        """
        try:
            return self._environment.get_template(name).render(**self._shared, **values).strip() + "\n"
        except TemplateSyntaxError as error:
            where = f"templates/{error.name or name}"
            raise BookError(diagnose("template-error", error.message or "malformed", where, error.lineno)) from error
        except TemplateNotFound as error:
            message = f"there is no template {error.name}"
            raise BookError(diagnose("template-error", message, f"templates/{name}")) from error
        except Exception as error:  # any exception of an owner's template is reported as its fault
            raise BookError(diagnose("template-error", str(error), f"templates/{name}")) from error


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    environment = Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = lambda text: ready(breakable(text))
    environment.globals |= {"direction_of": direction_of, "direction_of_words": direction_of_words}
    return environment


def ready(markup: str) -> Markup:
    """Mark generated XHTML as safe, so that a template does not escape it."""
    return Markup(markup)  # noqa: S704 - only the sanitised body of an article comes here
