"""Make a book with each version of the layout engine that bookbuild may be installed with, and print what it used.

Each version has an environment of its own below ``.venv/engines``. With ``--digests``, write into the patches of
``bookbuild/layout`` the digests of the sources of the engine that is installed: what to do when a new version has been
looked at, and `tests/layout` pass.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_VERSIONS = ("69", "70")
_ARTICLE = "53"
"""An article of the guide. What it says about pages of other articles, all of these are laid out for."""
_DIGEST = re.compile(r'"((?:weasyprint|pydyf|pyphen|cssselect2)[\w.]*(?::[\w.]+)?)": "[0-9a-f]*"')
_REPORT = """
import weasyprint
from bookbuild.layout import accelerators, features
used = ", ".join(patch.name for patch in accelerators.fitting_accelerators()) or "none"
print(f"WeasyPrint {weasyprint.__version__}")
print(f"  accelerators used: {used}")
print(f"  accelerators left out: {', '.join(accelerators.left_out()) or 'none'}")
print(f"  features left out: {', '.join(features.left_out()) or 'none'}")
"""


def main() -> int:
    """Run the command, and return 1 if a book could not be made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("versions", nargs="*", default=_VERSIONS, metavar="VERSION", help="69, 70; usual: both")
    parser.add_argument("--digests", action="store_true", help="write the digests of the installed engine")
    asked = parser.parse_args()
    if asked.digests:
        return _write_digests()
    return max(_try(version) for version in asked.versions)


def _try(version: str) -> int:
    """Install a version, and make the book of one article with it, from the guide."""
    python = _installed(version)
    subprocess.run([python, "-c", _REPORT], check=True, cwd=_ROOT)
    with tempfile.TemporaryDirectory() as folder:
        build = ["-m", "bookbuild", "build", "--article", _ARTICLE, "--no-cache", "-o", folder]
        ran = subprocess.run([python, *build], check=False, cwd=_ROOT)
        made = sorted(file.suffix for file in Path(folder).iterdir())
    is_made = ran.returncode == 0 and made == [".epub", ".pdf"]
    print("  the book is made" if is_made else "  NO BOOK WAS MADE", flush=True)
    return 0 if is_made else 1


def _installed(version: str) -> Path:
    """Return the Python of an environment with this version of WeasyPrint, and all else as in constraints.txt."""
    folder = _ROOT / ".venv" / "engines" / version
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    constraints = folder / "constraints.txt"
    lines = (_ROOT / "constraints.txt").read_text("utf-8").splitlines(keepends=True)
    constraints.write_text("".join(line for line in lines if not line.startswith("weasyprint==")), "utf-8")
    wanted = f"weasyprint>={version},<{int(version) + 1}"
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-c",
        constraints,
    ]
    subprocess.run([*pip, "-e", _ROOT, wanted], check=True)
    return python


def _write_digests() -> int:
    sys.path.insert(0, str(_ROOT))
    from bookbuild.layout.source_digests import digest_of  # noqa: PLC0415 - imports the engine

    for file in sorted((_ROOT / "bookbuild" / "layout").rglob("*.py")):
        text = file.read_text("utf-8")
        written = _DIGEST.sub(lambda match: f'"{match[1]}": "{digest_of(match[1])}"', text)
        if written != text:
            file.write_text(written, "utf-8")
            print(f"{file.relative_to(_ROOT)} has new digests")
    return 0


if __name__ == "__main__":
    sys.exit(main())
