"""Patches are in their places while a job is laid out, and never else."""

import threading
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import weasyprint

from bookbuild.layout import accelerators, composition, features, lay_out, patch_selection, patches
from bookbuild.layout.patches import Patch, fitting, installed, is_installed, load
from bookbuild.layout.source_digests import digest_of
from tests.layout.jobs import job

ALL = patch_selection.patches_for("auto")
HERE = __name__


class Base:
    def inherited(self) -> str:
        return "base"


class Owner(Base):
    @property
    def one(self) -> int:
        return 1


def function() -> str:
    return "original"


ONE = Patch("one", {}, replaces={f"{HERE}:function": lambda: "replaced", f"{HERE}:Owner.inherited": lambda _: "owner"})
TWO = Patch("two", {}, wraps={f"{HERE}:function": lambda found: lambda: f"wrapped {found()}"}, needs=("one",))
THREE = Patch("three", {}, replaces={f"{HERE}:Owner.one": property(lambda _: 3)}, needs=("two",))


def test_patches_are_in_place_inside_the_block_alone() -> None:
    """Functions, properties and inherited methods are replaced in order, and are as before afterwards."""
    with installed((ONE, TWO, THREE)):
        assert (function(), Owner().inherited(), Owner().one) == ("wrapped replaced", "owner", 3)
        assert all(map(is_installed, (ONE, TWO, THREE)))
    assert (function(), Owner().inherited(), Owner().one) == ("original", "base", 1)
    assert "inherited" not in vars(Owner)
    assert not is_installed(ONE)


def test_blocks_are_nested() -> None:
    """An inner block has its own patches, and the outer one has its own again when it ends, by an error too."""
    with installed((ONE,)):
        with suppress(ZeroDivisionError), installed(()):
            assert function() == "original"
            raise ZeroDivisionError
        with installed((ONE, TWO)):
            assert function() == "wrapped replaced"
        assert function() == "replaced"


def test_one_thread_at_a_time_has_patches() -> None:
    """A thread that lays out waits for another one to end."""
    seen: list[str] = []

    def other() -> None:
        with installed(()):
            seen.append(function())

    with installed((ONE,)):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=0.1)
        assert seen == []
    thread.join()
    assert seen == ["original"]


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of sources that are others than those that are known."""
    names: list[str] = []
    monkeypatch.setattr(patches, "digest_of", lambda name: "another" if name in names else digest_of(name))
    for module in (accelerators, features):
        monkeypatch.setattr(module, "_loaded", module._loaded.__wrapped__)
    return names


def test_the_tested_engine_has_all_patches() -> None:
    """With the version of WeasyPrint that is tested, nothing is left out."""
    assert (accelerators.left_out(), features.left_out()) == ((), ())


def definition_of(target: str) -> str:
    """Return the name under which a target is defined; of what only instances have, the class."""
    owner, name = patches._place_of(target)
    found = vars(owner).get(name, owner)
    defined = getattr(found, "fget", found)
    return f"{defined.__module__}:{defined.__qualname__}"


def test_every_replaced_function_has_a_digest() -> None:
    """What is replaced, or the class that it is in, is among the sources that the patch was written against."""
    for patch in ALL:
        for target in (*patch.replaces, *patch.wraps):
            name = definition_of(target)
            assert {name, name.rpartition(".")[0]} & set(patch.sources), (patch.name, name)


def test_a_patch_stays_out_where_a_source_differs(changed: list[str]) -> None:
    """An accelerator that was written against another source stays out, and so do those that need it; no other does."""
    changed.append("weasyprint.draw.text:draw_first_line")
    assert accelerators.left_out() == ("pango_layout", "glyphs", "lines", "paragraphs")
    fitting = [one.name for one in accelerators.fitting_accelerators()]
    assert fitting == ["shortcuts", "boxes", "lengths", "styles", "margins"]


def test_a_patch_stays_out_where_it_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """An accelerator whose module uses a name that the engine does not have stays out."""
    monkeypatch.delattr("weasyprint.layout.percent.resolve_percentages")
    monkeypatch.delitem(__import__("sys").modules, "bookbuild.layout.accelerators.lengths")
    chosen, missing = load(["bookbuild.layout.accelerators.lengths"], "ACCELERATOR")
    assert (chosen, missing) == ((), ("lengths",))


def test_needs_are_met_all_the_way() -> None:
    """What needs a patch that is left out is left out, however far it is away."""
    assert fitting((ONE, TWO, THREE)) == (ONE, TWO, THREE)
    assert fitting((TWO, THREE)) == ()


def test_a_run_reports_once_what_is_left_out(changed: list[str]) -> None:
    """A run carries one note that names the accelerators, and one that names the features; the plain engine, requested,
    has no note about accelerators.
    """
    changed += ["weasyprint.layout.inline:get_next_linebox", "weasyprint.layout.leader:leader_index"]
    made = job("<p>One</p>")
    assert [found.code for found in lay_out(made).diagnostics] == ["engine-plain", "engine-feature"]
    assert lay_out(made).diagnostics[0].message.endswith(": paragraphs")
    assert lay_out(made).diagnostics[1].message.endswith(": leaders, whole_paragraphs, indents, written_spaces")
    assert [found.code for found in lay_out(replace(made, engine="plain")).diagnostics] == ["engine-feature"]


@pytest.mark.parametrize("is_laid_out_among", [True, False])
def test_a_document_of_others_survives_patches(*, is_laid_out_among: bool) -> None:
    """A document of somebody else's that is laid out or drawn while patches are in place, as in another thread, has
    the same pages and words.
    """
    html = "<p style='text-align: justify'>" + "To What Avail Tomorrow <u>Wins</u>, Ye Vain " * 90
    alone = weasyprint.HTML(string=html).render()
    with installed(ALL if is_laid_out_among else ()):
        among = weasyprint.HTML(string=html).render()
    with installed(() if is_laid_out_among else ALL):
        data = among.write_pdf()
    theirs, ours = (pypdfium2.PdfDocument(made) for made in (alone.write_pdf(), data))
    assert [page.get_textpage().get_text_range() for page in theirs] == [
        page.get_textpage().get_text_range() for page in ours
    ]


@pytest.mark.parametrize(
    ("engine", "line_breaking", "count"),
    [
        ("auto", "paragraph", len(ALL)),
        ("auto", "line", len(ALL) - 1),
        ("plain", "paragraph", len(features.fitting_features()) - 1),
        ("plain", "line", len(features.fitting_features()) - 1),
    ],
)
def test_a_job_chooses_its_engine(engine: str, line_breaking: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is laid out with all patches, or by the plain engine with the features that need no accelerators; lines
    that are chosen together are left out if it asks for that.
    """
    seen: list[int] = []

    def composed(made: Any) -> Any:
        seen.append(sum(map(is_installed, ALL)))
        return whole(made)

    whole = composition._composed
    monkeypatch.setattr(composition, "_composed", composed)
    lay_out(replace(job("<p>One</p>"), engine=engine, line_breaking=line_breaking))
    assert seen == [count]
    assert not any(map(is_installed, ALL))
