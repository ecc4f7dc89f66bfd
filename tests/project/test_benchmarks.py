"""The guide that benchmarks are run on."""

from pathlib import Path

from benchmarks.corpus import as_one_document, make_guide, write_guide


def test_the_guide_is_the_same_every_time() -> None:
    """Two guides of one size are equal, so that measurements of two days can be compared."""
    assert make_guide(2, 3, 8) == make_guide(2, 3, 8)


def test_the_guide_is_as_large_as_asked(tmp_path: Path) -> None:
    """A guide has as many chapters and articles as asked, each article a file in its chapter's folder."""
    write_guide(make_guide(2, 3, 8), tmp_path)
    files = sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md"))
    assert files == [f"ch{1 + index // 3:02d}/article-{1 + index:04d}.md" for index in range(6)]


def test_peers_are_given_the_same_text() -> None:
    """The guide in one document has every article's paragraphs, and a heading for each chapter and article."""
    guide = make_guide(2, 3, 8)
    lines = as_one_document(guide).splitlines()
    assert {line for article in guide for line in article.text.splitlines() if not line.startswith("#")} <= set(lines)
    assert [sum(line.startswith(mark) for line in lines) for mark in ("# ", "## ", "### ")] == [2, 6, 12]
