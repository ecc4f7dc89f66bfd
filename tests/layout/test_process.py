"""A process that imports bookbuild and lays out with it stays as it was: WeasyPrint is others' as much as ours."""

import subprocess
import sys
from pathlib import Path

import pytest

IMPORTED = """
import os, pkgutil, sys, warnings
from importlib import import_module
import pydyf, pyphen, weasyprint
from weasyprint.text.ffi import ffi
import weasyprint.pdf, weasyprint.layout

def state():
    modules = [module for name, module in sorted(sys.modules.items()) if name.partition(".")[0] in LIBRARIES]
    found = {}
    for module in modules:
        for name, value in vars(module).items():
            found[module.__name__, name] = value
            if isinstance(value, type) and value.__module__.partition(".")[0] in LIBRARIES:
                found |= {(module.__name__, name, inner): one for inner, one in vars(value).items()}
    return found

LIBRARIES = {"weasyprint", "pydyf", "pyphen", "ctypes", "tinycss2", "cssselect2"}
before = state()
around = dict(os.environ), list(warnings.filters), sorted(map(repr, ffi.list_types()))
import bookbuild
for module in pkgutil.walk_packages(bookbuild.__path__, "bookbuild."):
    if not module.name.endswith(("__main__", ".preload")):  # the latter is for processes of ours
        import_module(module.name)
from bookbuild.layout import accelerators, features, lay_out
accelerators.left_out(), features.left_out()
{more}
after = state()
assert around == (dict(os.environ), list(warnings.filters), sorted(map(repr, ffi.list_types())))
print([key for key, value in before.items() if key[-1][:2] != "__" and after.get(key) is not value])
"""
LAID_OUT = """
from tests.layout.jobs import job
lay_out(job("<p>One <b>two</b></p>"))
after = state()
"""
PLAIN = """
import hashlib, sys, weasyprint
from dataclasses import replace
from bookbuild.layout import lay_out
from tests.layout.jobs import job, words
TEXT = words(90)
HTML = (
    f"<html lang=en><style>@page {{ size: A6; @bottom-left {{ content: counter(page) }} }}"
    f"p {{ text-align: justify; hyphens: auto; color: var(--wrong); font-family: sans-serif }}"
    f"p::after {{ content: leader('.') }}</style><h1>A</h1>"
    f"<p style='--wrong: 1'>{TEXT} incomprehensibilities</p><p>{TEXT}</p>"
)

def plain():
    document = weasyprint.HTML(string=HTML)
    print(hashlib.sha256(document.write_pdf(uncompressed_pdf=True, pdf_identifier=b"x")).hexdigest())

def ours(engine="auto"):
    lay_out(replace(job(f"<h1>A</h1><p>{TEXT}</p>", "p { text-align: justify; hyphens: auto }"), engine=engine))

for step in sys.argv[1:]:
    plain() if step == "plain" else ours(step)
"""


def output_of(code: str, *arguments: str) -> str:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-W", "error::UserWarning", "-c", code, *arguments]
    run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


@pytest.mark.parametrize("more", ["", LAID_OUT], ids=["importing", "laying out"])
def test_the_process_stays_as_it_was(more: str) -> None:
    """Importing every module of bookbuild, and laying out a job, leave no environment variable, no filter of warnings,
    no declaration of C functions and no function or class of a library changed.
    """
    assert output_of(IMPORTED.replace("{more}", more)).split("\n")[-2] == "[]"


@pytest.mark.parametrize(
    "steps", [("plain", "auto", "plain", "auto", "plain"), ("auto", "plain"), ("plain", "plain", "auto")]
)
def test_weasyprint_renders_its_bytes_as_always(steps: tuple[str, ...]) -> None:
    """Plain WeasyPrint, with the machine's fonts, writes the same bytes before, after and between jobs of ours."""
    alone = output_of(PLAIN, "plain").split()
    assert set(output_of(PLAIN, *steps).split()) == set(alone)
