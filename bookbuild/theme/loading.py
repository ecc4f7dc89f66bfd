"""Loading a theme from disk: default files, the project's files in their place, and what their ``url()`` name."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from bookbuild.css.addresses import css_addresses, without_imports
from bookbuild.diagnostics import BookError, Diagnostic, Outcome, diagnose
from bookbuild.model import Stylesheet, Theme
from bookbuild.system.regular_files import read_bytes, read_text, resolved
from bookbuild.theme.custom_properties import property_faults
from bookbuild.theme.palette import tints

PACKAGE = Path(__file__).resolve().parent.parent
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(r"--colour-([\w-]+)\s*:\s*(#[0-9a-fA-F]{6})\b")
EDITIONS = "editions/"
"""The folder of stylesheets that apply only to the editions which name them."""
FONT_KINDS = (".otf", ".ttf", ".ttc", ".otc", ".woff", ".woff2")


def load_theme(project: Path, palette: Mapping[str, str]) -> Outcome[Theme]:
    """Load the default theme, overridden by the project's ``templates/``, ``styles/`` and ``fonts/``.

    The palette is every ``--colour-NAME: #rrggbb`` of the stylesheets, extended by the configuration's; those in
    ``styles/editions/`` are left to the editions that name them. What a ``url()`` names must lie beside the
    stylesheets; typefaces are left to their own stage.
    """
    default_styles, own_styles = _texts(_default() / "styles", "*.css"), _texts(project / "styles", "*.css")
    templates, own_templates = _texts(_default() / "templates", "*.xhtml"), _texts(project / "templates", "*.xhtml")
    styles = {**default_styles.value, **own_styles.value}
    # The default colours stay available if a project replaces the stylesheet that names them.
    texts = [css for of in (default_styles.value, styles) for name, css in of.items() if not name.startswith(EDITIONS)]
    colours = {**colours_in("".join(texts)), **palette}
    files: dict[str, bytes] = {}
    diagnostics = [*own_styles.diagnostics, *own_templates.diagnostics]
    for name, css in styles.items():
        diagnostics.extend(_collect(name, css, project, files))
    diagnostics.extend(
        _in_vain(default_styles.value, own_styles.value, (*templates.value.values(), *own_templates.value.values()))
    )
    theme = Theme(
        templates={**templates.value, **own_templates.value},
        stylesheets={name: _sheet(name, css, default_styles.value) for name, css in styles.items()},
        palette=tints(colours),
        files=files,
        colours=colours,
    )
    return Outcome(theme, tuple(diagnostics))


def _sheet(name: str, css: str, default: Mapping[str, str]) -> Stylesheet:
    is_own = css != default.get(name)
    return Stylesheet(name, without_imports(css), ((f"styles/{name}", 1),) if is_own else ())


def project_styles(project: Path) -> Mapping[str, str]:
    """Return the stylesheets by name in which a project differs from the default theme, without comments; lines are the
    same.
    """
    default, own = (_texts(folder / "styles", "*.css").value for folder in (_default(), project))
    return _without_comments({name: css for name, css in own.items() if css != default.get(name)})


def colours_in(css: str) -> dict[str, str]:
    """Return the colours that a stylesheet names, ``--colour-NAME: #rrggbb``, by name."""
    return dict(COLOUR.findall(css))


def project_fonts(project: Path) -> tuple[tuple[str, bytes], ...]:
    """Return the font files in a project's ``fonts/`` folder, sorted by name.

    Raises:
        BookError: when one cannot be read, or lies outside the project (``unreadable-font``).
    """
    folder = project / "fonts"
    if folder.is_file():
        raise BookError(diagnose("unreadable-font", "is a file, and no folder for fonts", folder.name))
    fonts = sorted(file for file in folder.glob("*") if file.suffix.lower() in FONT_KINDS)
    return tuple((file.name, _font(file, folder)) for file in fonts)


def _font(file: Path, folder: Path) -> bytes:
    fault = _leads_astray(file, folder)
    try:
        if not fault:
            return read_bytes(file)
    except OSError as error:
        fault = f"cannot be read: {error.strerror}"
    raise BookError(diagnose("unreadable-font", f"{file.name} {fault}", f"fonts/{file.name}"))


def _leads_astray(file: Path, folder: Path) -> str:
    """Return what is wrong with a file of a folder in the project if it is a link that leads out, or in a circle."""
    try:
        roots = folder.resolve(), folder.parent.resolve()
        return "" if any(map(file.resolve().is_relative_to, roots)) else "is a link that leads out of the project"
    except (OSError, RuntimeError):  # what Python before 3.13 raises for a circle
        return "is a link that leads in a circle"


def _without_comments(styles: Mapping[str, str]) -> dict[str, str]:
    return {name: COMMENT.sub(_blanked, css) for name, css in styles.items()}


def _in_vain(default: Mapping[str, str], own: Mapping[str, str], templates: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what a project's stylesheets set or use in vain; most projects have none."""
    if own:
        yield from property_faults(_without_comments(default), _without_comments(own), "".join(templates))


@cache
def _default() -> Path:
    """Return the folder of the default theme: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / "_theme"
    return installed if installed.is_dir() else PACKAGE.parent


def _texts(folder: Path, pattern: str) -> Outcome[dict[str, str]]:
    """Return a folder's text files by their path relative to it, sorted."""
    texts: dict[str, str] = {}
    diagnostics = list(_unlistable(folder))
    for file in sorted(folder.rglob(pattern)):
        name, fault = file.relative_to(folder).as_posix(), _leads_astray(file, folder)
        try:
            if not fault:
                texts[name] = read_text(file)
        except (OSError, UnicodeDecodeError) as error:
            fault = f"cannot be read: {error.strerror if isinstance(error, OSError) else 'not UTF-8'}"
        if fault:
            diagnostics.append(diagnose("theme-file", fault, f"{folder.name}/{name}"))
    return Outcome(texts, tuple(diagnostics))


def _unlistable(folder: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a folder of the theme is there, and cannot be looked into."""
    try:
        os.listdir(folder)  # noqa: PTH208 - only whether it can be
    except FileNotFoundError:
        return
    except OSError as error:
        yield diagnose("theme-file", f"cannot be read: {error.strerror}", folder.name)


def _collect(name: str, css: str, project: Path, files: dict[str, bytes]) -> Iterator[Diagnostic]:
    """Read into `files` what a stylesheet's ``url()`` name; yield a diagnostic for each file that cannot be read."""
    path = f"styles/{name}"
    for address in css_addresses(css):
        target = address.text
        if address.is_import:
            hint = "put the rules into the file itself, or into styles/project.css"
            yield diagnose("theme-file", f"@import of {target} is not supported", path, address.line, hint)
        elif not target.startswith("#") and target not in files:
            data = _beside(target, (project / "styles", _default() / "styles"))
            if data is None:
                yield diagnose("theme-file", f"url({target}) is not a file in the styles folder", path, address.line)
            else:
                files[target] = data


def _blanked(match: re.Match[str]) -> str:
    """Return only the line ends of a match, so that line numbers stay correct."""
    return "\n" * match[0].count("\n")


def _beside(target: str, folders: Iterable[Path]) -> bytes | None:
    for folder in folders:
        root = folder.resolve()
        try:
            file = resolved(root / target)
            if file.is_relative_to(root) and file.is_file():
                return read_bytes(file)
        except (OSError, ValueError):  # not a possible file name, such as a long ``data:`` address
            continue
    return None
