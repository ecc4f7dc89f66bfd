"""Reading a theme from disk: default files, the project's over them, and what their ``url()`` name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Stylesheet, Theme
from bookbuild.theme.palette import tints

PACKAGE = Path(__file__).resolve().parent.parent
URL = re.compile(r"""url\(\s*(['"]?)(.*?)\1\s*\)""", re.IGNORECASE)
IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(r"--colour-([\w-]+)\s*:\s*(#[0-9a-fA-F]{6})\b")
EDITIONS = "editions/"
"""The folder of stylesheets that only the editions which name them wear."""
FONT_KINDS = (".otf", ".ttf", ".woff", ".woff2")


def load_theme(project: Path, palette: Mapping[str, str]) -> Outcome[Theme]:
    """Load the default theme with the project's ``templates/``, ``styles/`` and ``fonts/`` over it.

    The palette is every ``--colour-NAME: #rrggbb`` of the stylesheets, extended by the configuration's; those in
    ``styles/editions/`` are left to the editions that name them. What a ``url()`` names must lie beside the
    stylesheets; typefaces are left to their own stage.
    """
    default_styles, own_styles = _texts(_default() / "styles", "*.css"), _texts(project / "styles", "*.css")
    templates, own_templates = _texts(_default() / "templates", "*.xhtml"), _texts(project / "templates", "*.xhtml")
    styles = {**default_styles.value, **own_styles.value}
    # The default colours stay known where a project replaces the stylesheet that names them.
    texts = [css for of in (default_styles.value, styles) for name, css in of.items() if not name.startswith(EDITIONS)]
    colours = {**colours_in("".join(texts)), **palette}
    files: dict[str, bytes] = {}
    diagnostics = [*own_styles.diagnostics, *own_templates.diagnostics]
    for name, css in styles.items():
        diagnostics.extend(_collect(name, css, project, files))
    theme = Theme(
        templates={**templates.value, **own_templates.value},
        stylesheets={name: Stylesheet(name, _without_imports(css)) for name, css in styles.items()},
        palette=tints(colours),
        files=files,
        colours=colours,
    )
    return Outcome(theme, tuple(diagnostics))


def colours_in(css: str) -> dict[str, str]:
    """Return the colours that a stylesheet names, ``--colour-NAME: #rrggbb``, by name."""
    return dict(COLOUR.findall(css))


def project_fonts(project: Path) -> tuple[tuple[str, bytes], ...]:
    """Read the font files in a project's ``fonts/`` folder, by name."""
    folder = project / "fonts"
    found = sorted(file for file in folder.glob("*") if file.suffix.lower() in FONT_KINDS)
    return tuple((file.name, file.read_bytes()) for file in found if file.resolve().is_relative_to(project.resolve()))


@cache
def _default() -> Path:
    """Return the folder of the default theme: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / "_theme"
    return installed if installed.is_dir() else PACKAGE.parent


def _texts(folder: Path, pattern: str) -> Outcome[dict[str, str]]:
    """Read a folder's text files, by their path relative to it, sorted."""
    root = folder.resolve()
    texts: dict[str, str] = {}
    diagnostics = []
    for file in sorted(file for file in root.rglob(pattern) if file.resolve().is_relative_to(root)):
        name = file.relative_to(root).as_posix()
        try:
            texts[name] = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            diagnostics.append(diagnose("theme-file", f"cannot be read: {reason}", f"{folder.name}/{name}"))
    return Outcome(texts, tuple(diagnostics))


def _collect(name: str, css: str, project: Path, files: dict[str, bytes]) -> Iterator[Diagnostic]:
    """Read into `files` what a stylesheet's ``url()`` name; yield what cannot be had."""
    path, css = f"styles/{name}", COMMENT.sub(_blanked, css)
    for found in IMPORT.finditer(css):
        hint = "put the rules into the file itself, or into styles/project.css"
        yield diagnose("theme-file", f"{found[0].strip()} is not followed", path, _line(found), hint)
    for found in URL.finditer(IMPORT.sub(_blanked, css)):
        target = found[2]
        if target.startswith("#") or target in files:
            continue
        data = _beside(target, (project / "styles", _default() / "styles"))
        if data is None:
            yield diagnose("theme-file", f"url({target}) is no file of the styles folder", path, _line(found))
        else:
            files[target] = data


def _blanked(found: re.Match[str]) -> str:
    """Return nothing but the line ends of what was found, so that lines still count."""
    return "\n" * found[0].count("\n")


def _line(found: re.Match[str]) -> int:
    return found.string.count("\n", 0, found.start()) + 1


def _without_imports(css: str) -> str:
    bare = COMMENT.sub("", css)
    return IMPORT.sub("", bare) if IMPORT.search(bare) else css


def _beside(target: str, folders: Iterable[Path]) -> bytes | None:
    for folder in folders:
        root = folder.resolve()
        try:
            file = (root / target).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file.read_bytes()
        except (OSError, ValueError):  # no possible name, as that of a long ``data:`` address
            continue
    return None
