"""A guide of any size, the same on every machine: articles with the metadata of real ones and text like real text."""

import argparse
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PHRASES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class GuideArticle:
    """An article: where it stands, and its text in Markdown with subheadings of the fourth level."""

    chapter: int
    number: int
    title: str
    text: str

    @property
    def source(self) -> str:
        """The article as a file of a guide, with its metadata block."""
        block = (
            "background: my_grey",
            f"highlight: ch{self.chapter}",
            "article:",
            f"    title: '{self.title}'",
            f"    number: {self.number}",
            "taxonomy:",
            f"    tag: ch{self.chapter}_article",
            "chapter:",
            f"    number: {self.chapter}",
        )
        return "\n".join(("---", *block, "---", "", self.text))


def make_guide(chapters: int, articles: int, paragraphs: int, seed: int = 1) -> tuple[GuideArticle, ...]:
    """Make a guide of so many chapters, articles a chapter, and paragraphs an article."""
    chance = random.Random(seed)  # noqa: S311 - repeatable is what it has to be
    places = ((chapter, article) for chapter in range(chapters) for article in range(articles))
    return tuple(
        GuideArticle(chapter + 1, chapter * articles + article + 1, _question(chance), _text(chance, paragraphs))
        for chapter, article in places
    )


def more_text(paragraphs: int, seed: int) -> str:
    """Make paragraphs to put at the end of an article: others for each seed."""
    chance = random.Random(seed)  # noqa: S311 - in the same way
    return "".join(f"\n{_paragraph(chance)}\n" for _ in range(paragraphs))


def write_guide(guide: tuple[GuideArticle, ...], folder: Path) -> None:
    """Write each article as a file into its chapter's folder."""
    for article in guide:
        file = folder / f"ch{article.chapter:02d}" / f"article-{article.number:04d}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article.source, "utf-8", newline="\n")


def as_one_document(guide: tuple[GuideArticle, ...]) -> str:
    """Return the whole guide as one Markdown text: chapters at the first level, articles at the second."""
    return "\n".join(_joined(guide))


def _joined(guide: tuple[GuideArticle, ...]) -> Iterator[str]:
    chapter = 0
    for article in guide:
        if article.chapter != chapter:
            chapter = article.chapter
            yield f"# Chapter {chapter}\n"
        yield f"## {article.number}. {article.title}\n"
        yield article.text.replace("\n#### ", "\n### ")


def _text(chance: random.Random, paragraphs: int) -> str:
    blocks: list[str] = []
    for index in range(paragraphs):
        if index % 4 == 3:
            blocks.append(f"#### {_question(chance)}")
        kind = chance.choices((_paragraph, _list, _quote, _table), weights=(80, 12, 4, 4))[0]
        blocks.append(kind(chance))
    return "\n\n".join(blocks) + "\n"


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))


def _list(chance: random.Random) -> str:
    return "\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(3, 6)))


def _quote(chance: random.Random) -> str:
    return f"> {_sentence(chance)}"


def _table(chance: random.Random) -> str:
    rows = (" | ".join(_phrase(chance, kind) for kind in ("who", "what", "when")) for _ in range(5))
    return "\n".join(("| Who | What | When |", "|---|---|---|", *(f"| {row} |" for row in rows)))


def _sentence(chance: random.Random) -> str:
    words = f"{_phrase(chance, 'who')} {_phrase(chance, 'does')} {_marked(chance)} {_phrase(chance, 'when')}"
    return f"{words[0].upper()}{words[1:]}{chance.choice('....?!')}"


def _marked(chance: random.Random) -> str:
    """Return an object of a sentence: now and then emphasised, strong, or linked."""
    what = _phrase(chance, "what")
    plain: Callable[[str], str] = "{}".format
    marks = (plain, "*{}*".format, "**{}**".format, "[{}](https://example.org/guide)".format)
    return chance.choices(marks, weights=(78, 10, 7, 5))[0](what)


def _question(chance: random.Random) -> str:
    return f"Who {_phrase(chance, 'does')} {_phrase(chance, 'what')} {_phrase(chance, 'when')}?"


def _phrase(chance: random.Random, kind: str) -> str:
    return chance.choice(_PHRASES[kind])


def main() -> None:
    """Write a guide into a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    for size, usual in (("chapters", 9), ("articles", 12), ("paragraphs", 10)):
        parser.add_argument(size, type=int, nargs="?", default=usual)
    asked = parser.parse_args()
    write_guide(make_guide(asked.chapters, asked.articles, asked.paragraphs), asked.folder)


if __name__ == "__main__":
    main()
