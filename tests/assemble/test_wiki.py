"""Links in double square brackets lead to an article by its file's name, its title or an alias."""

import pytest

from bookbuild.model import Article, Heading, Target
from tests.assemble.articles import article, assembled, linking

FLOUR = article(
    "content/flours/Rye flour.md",
    "2",
    title="Rye, and its flour",
    body='<h2 id="storage-dry">Storage: dry!</h2><p id="price">5</p>',
    headings=(Heading(2, "storage-dry", "Storage: dry!", 5),),
    extras=(("aliases", "Roggen, Secale"),),
)
OVEN = article("content/ovens/index.md", "3", title="The oven")
OTHER = article("content/flours/index.md", "4", title="Flours")
HERE = "content/here.md"


def linked(*targets: str, others: tuple[Article, ...] = (FLOUR, OVEN, OTHER)) -> tuple[list[Target | None], list[str]]:
    """Return the targets of links, and their diagnostics."""
    outcome = assembled(linking(HERE, *targets, number="1"), *others)
    return [outcome.value.targets.get((HERE, target)) for target in targets], list(map(str, outcome.diagnostics))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Rye flour", Target("a2")),
        ("rye  FLOUR.md", Target("a2")),
        ("flours/Rye flour", Target("a2")),
        ("Rye, and its flour", Target("a2")),
        ("roggen", Target("a2")),
        ("the oven", Target("a3")),
        ("ovens/index", Target("a3")),
        ("Rye flour#Storage: dry!", Target("a2", "storage-dry")),
        ("Rye flour#storage dry", Target("a2", "storage-dry")),
        ("Rye flour#Any#Storage dry", Target("a2", "storage-dry")),
        ("Rye flour#^price", Target("a2", "price")),
    ],
)
def test_a_name_leads_to_its_article(name: str, target: Target) -> None:
    """File name in any case, with folders, title and alias name an article; a heading is named by its words."""
    assert linked(f"wiki:{name}") == ([target], [])


def test_a_missing_name_is_a_warning() -> None:
    """A name that no article has is kept as words, with a warning."""
    targets, (said,) = linked("wiki:Yeast")
    assert targets == [None]
    assert said.startswith(f"{HERE}:10: warning[wiki-link]: [[Yeast]] names no article of the book")


def test_an_ambiguous_name_is_a_warning_that_names_them_all() -> None:
    """A name that several articles have is kept as words, with a warning."""
    targets, (said,) = linked("wiki:index")
    assert targets == [None]
    assert "content/flours/index.md and content/ovens/index.md" in said


def test_a_missing_heading_leads_to_the_article() -> None:
    """Where the article is found and the heading is not, the link leads to the article, with a warning."""
    targets, (said,) = linked("wiki:Rye flour#Price list")
    assert targets == [Target("a2")]
    assert "warning[wiki-link]" in said
