"""What an EPUB says of its accessibility: what is in it, and nothing that nobody looked at."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bookbuild.epub.accessibility import Accessibility
from bookbuild.model import Certification, ContentDocument, EpubRendition, Resource
from bookbuild.render.labels import labels_for
from tests.epub.small_book import IDENTITY, RICH, small_book
from tests.epub.test_package import parsed, properties

PICTURE = Resource("images/oven.png", "image/png", b"\x89PNG")
PLAIN = ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "unlocked")


def book_of(body: str, *resources: Resource, language: str = "en") -> EpubRendition:
    document = ContentDocument("text/a.xhtml", "A", body.encode())
    identity = replace(IDENTITY, language=language)
    return EpubRendition(identity, (document,), "nav", (), resources, labels=labels_for(language, {}))


@pytest.mark.parametrize(
    ("body", "resources", "modes", "enough", "features"),
    [
        ("<p>words</p>", (), ("textual",), "textual", ()),
        ('<img alt="An oven"/>', (PICTURE,), ("textual", "visual"), "textual", ("alternativeText",)),
        ('<img alt=""/>', (PICTURE,), ("textual", "visual"), "textual,visual", ()),
        ('<img alt="" class="decorative"/>', (PICTURE,), ("textual", "visual"), "textual", ("alternativeText",)),
        ('<img aria-details="d" alt="A"/>', (PICTURE,), ("textual", "visual"), "textual",
         ("longDescription", "alternativeText")),
        ('<math alttext="x"/>', (), ("textual",), "textual", ("MathML", "describedMath")),
        ('<span role="doc-pagebreak" id="p1"/>', (), ("textual",), "textual", ("ARIA", "pageBreakMarkers")),
    ],
)  # fmt: skip
def test_modes_and_features_are_those_of_the_documents(
    body: str, resources: Sequence[Resource], modes: tuple[str, ...], enough: str, features: tuple[str, ...]
) -> None:
    """Modes and features are read from the finished documents; decoration needs no words."""
    facts = Accessibility(book_of(body, *resources))
    assert (facts.modes(), facts.sufficient_modes()) == (modes, enough)
    assert facts.features == (*PLAIN, *features)


def test_a_moving_picture_is_an_unknown_hazard() -> None:
    """Nobody has looked whether a picture that moves flashes; a book that stands still has no hazard."""
    moving = Resource("a.gif", "image/gif", b"GIF89a....NETSCAPE2.0")
    assert Accessibility(book_of("", PICTURE)).hazards() == "none"
    assert Accessibility(book_of("", moving)).hazards() == "unknown"


def test_the_summary_is_in_the_language_of_the_book() -> None:
    """The summary says what the features say, in the words of the book's language."""
    summary = Accessibility(book_of('<img alt=""/>', PICTURE, language="de-AT")).summary()
    assert summary.startswith("Der Text kann vorgelesen")
    assert summary.endswith("Manche Bilder sind nicht beschrieben.")


def test_only_a_certifier_claims_conformance() -> None:
    """Conformance is claimed in the name of who certifies it, with report and credential, and never else."""
    told, untold = (parsed(replace(small_book(), identity=one), "content.opf") for one in (RICH, IDENTITY))
    assert properties(told, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert properties(told, "a11y:certifiedBy") == ["Readable Books"]
    links = {str(link.get("rel")): link.get("href") for link in told.iterfind(".//{*}link")}
    assert links["a11y:certifierReport"] == "https://example.org/report"
    assert properties(told, "a11y:certifierCredential") == ["Reader of the year"]
    assert not properties(untold, "dcterms:conformsTo")
    alone = replace(IDENTITY, certification=Certification("", "https://example.org/report"))
    assert not properties(parsed(replace(small_book(), identity=alone), "content.opf"), "a11y:certifierReport")
