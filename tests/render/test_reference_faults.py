"""References by label to places without a number are named, once a label."""

from bookbuild.model import Article, Book, Link, Role, Target
from bookbuild.render.apparatus.reference_faults import reference_faults

BODY = (
    '<figure id="fig-a"><img src="a.png"/><figcaption>A</figcaption></figure>'
    '<figure id="fig-own"><img src="a.png"/><figcaption class="own-number">Figure 9: A</figcaption></figure>'
    '<p><img id="fig-cell" src="a.png"/></p><pre id="lst-a">x</pre><h2 id="sec-a">H</h2>'
    '<div class="equation own-number" id="eq-a">x (5)</div>'
)


def test_a_reference_to_what_has_no_number_is_named_once() -> None:
    """A picture or code without a caption has no number; what has one, or one of its own, or a heading, is no fault."""
    names = ("fig-a", "fig-own", "fig-cell", "lst-a", "sec-a", "eq-a")
    links = tuple(Link(f"@{name}", line) for line, name in enumerate((*names, *names), 1))
    article = Article(path="a.md", role=Role.ARTICLE, title="A", body=BODY, links=links, key="a1")
    targets = {("a.md", f"@{name}"): Target("a1", name) for name in names}
    found = list(reference_faults(Book(front=(article,), targets=targets)))
    assert [(one.message.split()[0], one.location and one.location.line) for one in found] == [
        ("@fig-cell", 3), ("@lst-a", 4),
    ]  # fmt: skip
    assert all("{{" not in one.hint and "}}" not in one.hint for one in found)
