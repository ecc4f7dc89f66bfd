"""The cache gives back what was kept, as it was, and only for the same inputs."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bookbuild.cache import Cache, EntryType, Store
from bookbuild.cache.entry_types import encode
from bookbuild.diagnostics import Diagnostic, Location, Outcome, Severity
from bookbuild.images import Encoded
from bookbuild.model import (
    FORMATS,
    Article,
    Artifact,
    Heading,
    ImageUse,
    LaidOutRun,
    LayoutJob,
    Link,
    Number,
    Picture,
    PrintedFolio,
    Role,
    RunObjects,
    Stylesheet,
    Typeface,
    UsedFont,
)
from bookbuild.pipeline.cache_entries import ARTICLE, COVER, IMAGE, PDF, RUN, name_of_run, package_entry


def tuples_of(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2).map(tuple)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
counts = st.integers(0, 10**6)
points = st.floats(allow_nan=False, width=64)
data = st.binary(max_size=8)
places = st.none() | st.builds(Location, texts, st.none() | counts)
diagnostics = tuples_of(st.builds(Diagnostic, texts, texts, places, texts, st.sampled_from(Severity)))
numbers = st.none() | st.builds(Number, st.from_regex(r"[1-9]\d?(\.\d+|[a-z])?", fullmatch=True))
fonts = st.builds(
    UsedFont,
    *(texts, texts, texts, texts, counts, points, points),
    tuples_of(st.tuples(counts, points)),
    tuples_of(st.tuples(counts, texts)),
    tuples_of(counts),
)
objects = st.builds(
    RunObjects,
    *(data, data, counts, tuples_of(data)),
    tuples_of(st.tuples(counts, points, points, points, points)),
    tuples_of(st.tuples(counts, points)),
    *(counts, counts, tuples_of(counts)),
    *(tuples_of(st.tuples(texts, counts)), tuples_of(st.tuples(counts, texts)), tuples_of(texts)),
)
runs = st.builds(
    LaidOutRun,
    *(texts, objects, counts, st.dictionaries(texts, st.tuples(counts, points, points), max_size=2)),
    tuples_of(st.builds(PrintedFolio, texts, texts, counts)),
    tuples_of(fonts),
    diagnostics,
)
articles = st.builds(
    Article,
    path=texts,
    role=st.sampled_from(Role),
    title=texts,
    body=texts,
    number=numbers,
    headings=tuples_of(st.builds(Heading, counts, texts, texts, counts)),
    links=tuples_of(st.builds(Link, texts, counts)),
    images=tuples_of(st.builds(ImageUse, texts, counts, st.none() | texts)),
    key_lines=tuples_of(st.tuples(texts, counts)),
)
artifacts = st.builds(Artifact, texts, texts, texts, data, st.none() | counts)
VALUES = st.one_of(
    st.tuples(st.just(RUN), runs),
    st.tuples(st.just(COVER), st.builds(Picture, texts, texts, data, counts, counts)),
    st.tuples(st.just(ARTICLE), st.builds(Outcome, st.none() | articles, diagnostics)),
    st.tuples(st.sampled_from([PDF, package_entry(FORMATS["epub"])]), st.builds(Outcome, artifacts, diagnostics)),
    st.tuples(st.just(IMAGE), texts | st.builds(Encoded, texts, data, counts, counts)),
)


@given(VALUES)
def test_whatever_is_kept_comes_back_equal(case: tuple[EntryType[Any], Any]) -> None:
    """Every value of every kind is the same after it was written and read: also in the types of its numbers."""
    kind, value = case
    back = kind.decode(encode(value))
    assert back == value
    assert repr(back) == repr(value)


JOB = LayoutJob(
    "a1",
    "<p/>",
    (Stylesheet("a.css", "p{}"),),
    (Typeface("F", 400, "normal", "f.otf", b"x", "d1"),),
    (("a.png", b"1"),),
)
OTHERS = {
    "name": replace(JOB, name="a2"),
    "text": replace(JOB, xhtml="<p>x</p>"),
    "stylesheet": replace(JOB, stylesheets=(Stylesheet("a.css", "q{}"),)),
    "order of stylesheets": replace(JOB, stylesheets=(*JOB.stylesheets, Stylesheet("b.css", ""))),
    "typeface": replace(JOB, typefaces=(replace(JOB.typefaces[0], digest="d2"),)),
    "weight": replace(JOB, typefaces=(replace(JOB.typefaces[0], weight=700),)),
    "file": replace(JOB, files=(("a.png", b"2"),)),
    "tags": replace(JOB, tagged=False),
}


@pytest.mark.parametrize("other", OTHERS)
def test_a_run_is_known_by_everything_that_it_depends_on(other: str) -> None:
    """Two jobs that differ in anything have different names, and equal ones the same."""
    assert name_of_run(OTHERS[other]) != name_of_run(JOB)
    assert name_of_run(replace(JOB)) == name_of_run(JOB)


def test_what_is_remembered_is_made_once(tmp_path: Path) -> None:
    """A value is made when it is first needed, in this process or any later one; without a store, each time."""
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "a sentence"

    for cache in (Cache(Store(tmp_path)), Cache(Store(tmp_path)), Cache(), Cache()):
        assert cache.remember(IMAGE, (b"bytes", ".png"), make) == "a sentence"
    assert len(made) == 3


def test_a_file_is_cached_beside_its_value(tmp_path: Path) -> None:
    """A value and its file are made once, and both again where either is damaged; without a store, each time."""
    made: list[int] = []
    told: Outcome[Any] = Outcome(Artifact("a.pdf", "pdf", "book", b"", 3))

    def make() -> tuple[Outcome[Any], bytes]:
        made.append(1)
        return told, b"a file"

    cache = Cache(Store(tmp_path))
    assert [cache.remember_beside(PDF, (1,), make) for _ in range(3)] == [(told, b"a file")] * 3
    assert len(made) == 1
    files = [file for file in (tmp_path / "entries").rglob("*") if file.is_file()]
    assert len(files) == 2
    for file in files:
        file.write_bytes(b"damaged")
        assert cache.remember_beside(PDF, (1,), make) == (told, b"a file")
    assert len(made) == 3
    assert [Cache().remember_beside(PDF, (1,), make) for _ in range(2)] == [(told, b"a file")] * 2
    assert len(made) == 5


def test_an_entry_of_another_type_is_none(tmp_path: Path) -> None:
    """An entry that is whole but no value of its kind counts as absent: nothing in it is trusted or run."""
    store = Store(tmp_path)
    name = RUN.name_of("x")
    for data in (b"", b"\xc1", encode({"name": 5}), encode(("os.system", "true"))):
        store.write(name, data)
        assert Cache(store).find(RUN, name) is None
