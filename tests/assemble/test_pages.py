"""Pages are found as sites and other programs name them; a folder is a page only where it has one."""

import pytest

from bookbuild.model import Article, Role
from tests.assemble.articles import article, assembled, linking

HERE = "content/part/here.md"
SHELF = (
    article("content/part/rye.md"),
    article("content/part/Über uns.md"),
    article("content/part/c#.md"),
    article("content/several/one.md"),
    article("content/several/two.md"),
    article("content/indexed/index.md"),
    article("content/indexed/more.md"),
    article("content/read/README.md"),
    article("content/read/more.md"),
    article("content/opened/start.md", chapter="7", role=Role.OPENING),
    article("content/opened/more.md", chapter="7"),
    article("content/named/named.md"),
    article("content/named/more.md"),
    article("content/03.single/default.md"),
    article("content/preface.md", role=Role.FRONT),
)


def found(written: str, origin: str = HERE, shelf: tuple[Article, ...] = SHELF) -> str | None:
    """Return the path of the article that a link leads to."""
    book = assembled(*shelf, linking(origin, written)).value
    target = book.targets.get((origin, written))
    by_key = {one.key: one.path for one in book.articles()}
    return by_key[target.key].removeprefix("content/") if target else None


@pytest.mark.parametrize(
    "written",
    ["rye.md", "rye.html", "rye.htm", "rye", "rye/", "rye.MD", "RYE.md", "rye.markdown", "./rye.md", "../part/rye.html",
     "/part/rye", "/part/rye/", "/part/rye.html", "/content/part/rye.md", "..\\part\\rye.md", "rye.md?plain=1",
     "rye/index.html", "../rye/", "%72ye.md"],
)  # fmt: skip
def test_an_article_is_found_as_a_page_of_a_site(written: str) -> None:
    """Suffixes of pages, none, and a slash at the end name an article, as do paths from the root and from its page."""
    assert found(written) == "part/rye.md"


@pytest.mark.parametrize(
    "written", ["Über uns.md", "Über%20uns.md", "%C3%9Cber%20uns.md", "U\u0308ber uns", "über uns.html"]
)
def test_names_with_spaces_and_accents_are_found(written: str) -> None:
    """Encoded or not, composed or decomposed, a name is the file that it means."""
    assert found(written) == "part/Über uns.md"


@pytest.mark.parametrize("written", ["c#.md", "c%23.md"])
def test_a_name_with_a_number_sign_is_found(written: str) -> None:
    """What follows a ``#`` is a heading only if the article before it exists."""
    assert found(written) == "part/c#.md"


@pytest.mark.parametrize(
    ("folder", "page"),
    [
        ("indexed", "indexed/index.md"),
        ("read", "read/README.md"),
        ("opened", "opened/start.md"),
        ("named", "named/named.md"),
        ("03.single", "03.single/default.md"),
        ("single", "03.single/default.md"),
        ("several", None),
        ("images", None),
    ],
)
@pytest.mark.parametrize("form", ["../{}", "../{}/", "/{}", "/{}/index.html", "../{}/index.html"])
def test_a_folder_is_a_page_only_where_it_has_one(form: str, folder: str, page: str | None) -> None:
    """A folder's page is its index, its opening, the article of its name, or its only one."""
    assert found(form.format(folder)) == page


def test_a_folder_without_a_page_names_an_article_of_it() -> None:
    """The hint is a link that the book has."""
    (told,) = assembled(*SHELF, linking(HERE, "../several/")).diagnostics[-1:]
    assert told.message == "'../several/' is a folder without a page of its own"
    assert found(told.hint.removeprefix("link to '").removesuffix("'")) == "several/one.md"


def test_a_file_comes_before_a_folder_of_its_name() -> None:
    """Where there is both an article and a folder of one name, a link leads to the article."""
    assert found("../part", shelf=(*SHELF, article("content/part.md"))) == "part.md"
