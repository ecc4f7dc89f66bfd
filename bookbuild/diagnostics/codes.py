"""All codes of diagnostics, with their default severities."""

from collections.abc import Mapping
from dataclasses import dataclass

from bookbuild.diagnostics.values import Diagnostic, Location, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A diagnostic code: its default severity, and its meaning in one sentence.

    `can_be_lowered` is whether a book can be made in spite of such an error without losing words of an article.
    """

    severity: Severity
    meaning: str
    can_be_lowered: bool = False


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

MACHINE_CODES = frozenset({"missing-library", "unpaged-references", "machine-limit"})
"""Codes of faults of the machine, for which the book cannot be blamed: the exit status is that of a wrong usage."""

PASSING_CODES = frozenset({"machine-limit", "internal-error"})
"""Codes of faults that may be gone when the same is tried again, so that no cache keeps their results."""

CODES: Mapping[str, Code] = {
    # configuration
    "config-syntax": Code(_E, "bookbuild.toml is not valid TOML."),
    "config-key": Code(_E, "bookbuild.toml has an unknown key."),
    "config-value": Code(_E, "A value in bookbuild.toml is of the wrong type or out of range."),
    "wrong-argument": Code(_E, "An argument of a function of the Python interface has a value that is not possible."),
    "config-renamed": Code(_N, "bookbuild.toml uses the former name of a key."),
    "long-title": Code(_W, "The title of the book is so long that no cover has room for it."),
    "config-missing": Code(_N, "The configuration does not set the title or the language, so a default is used."),
    "unknown-edition": Code(_E, "A requested edition is declared neither by the program nor by the project."),
    "similar-edition": Code(
        _W, "An edition of the project has a name close to that of a predefined one, but has nothing of it."
    ),
    "unknown-label": Code(_W, "A label in the configuration is one that nothing prints."),
    "edition-block": Code(
        _W, "A block for some editions names none that there is, or a link leads to what others lack."
    ),
    "part-chapters": Code(_W, "A part of the book lists chapters that it cannot have, or has none."),
    "untranslated-labels": Code(
        _N, "The program prints words of its own in English: it has none in the book's language."
    ),
    "unknown-property": Code(_W, "A stylesheet of the project sets or uses a custom property in vain."),
    "unknown-font": Code(_W, "A stylesheet of the project names a font that the book does not have."),
    "unusable-style": Code(_E, "A rule of the project's own stylesheets keeps pages from being laid out."),
    "theme-file": Code(_E, "A file named by a stylesheet or a template is missing or outside the project."),
    "template-error": Code(_E, "A template of the project cannot be rendered."),
    "citation-style": Code(_E, "The style of the citations is missing, or is no CSL style.", can_be_lowered=True),
    # reading
    "source-file": Code(_W, "A file of works cannot be read, or an entry in it."),
    "undefined-source": Code(_W, "A citation names a work that no file of works has."),
    "no-articles": Code(_E, "No article was found."),
    "nothing-selected": Code(_E, "The selection contains no article."),
    "whole-sample": Code(_E, "A sample would be the whole book."),
    "not-utf8": Code(_E, "An article is not UTF-8 text."),
    "control-character": Code(_W, "An article contains a control character, which no book can hold."),
    "unreadable": Code(_E, "A file cannot be read."),
    "outside-project": Code(_E, "A path leads out of the project."),
    "article-too-large": Code(_E, "An article is larger than the limit."),
    "metadata-syntax": Code(_E, "The metadata block is not valid YAML, TOML or JSON, or is not closed."),
    "metadata-unclear": Code(_W, "The metadata block means something else than it seems to; it was read as it seems."),
    "metadata-key": Code(_W, "A metadata key is nearly, but not quite, one that has a meaning."),
    "metadata-type": Code(_E, "A metadata key has a value of the wrong type.", can_be_lowered=True),
    "metadata-aliases": Code(_E, "The metadata block uses more YAML aliases than the limit."),
    "duplicate-number": Code(_E, "Two articles have the same number.", can_be_lowered=True),
    "duplicate-opening": Code(_E, "Two files are openings of the same chapter."),
    "number-gap": Code(_W, "A number is missing in the sequence of articles."),
    "missing-number": Code(_W, "An article has no number while others have; it is placed after them."),
    "tag-contradicts-chapter": Code(_W, "A tag names a different chapter than the metadata block."),
    "missing-title": Code(_W, "An article has no title; its first heading or its file name is used."),
    "empty-article": Code(_W, "An article has no text."),
    "recognised-site": Code(_N, "What the project's folder was taken for, and how much of it is in the book."),
    "passed-over": Code(_N, "Markdown files of the content folder that are no articles."),
    "word-reader": Code(_W, "Word files are left out, since what reads them is not installed."),
    "word-content": Code(_N, "What a Word file has and the book has not, or not as it is in Word."),
    "site-file": Code(_W, "A file with a site's own settings cannot be read, or names a page that is not there."),
    "include": Code(_E, "A file that a text includes cannot be put into it.", can_be_lowered=True),
    "unknown-variable": Code(_W, "A text calls a variable that the configuration does not have."),
    "site-include": Code(_W, "A file that a page of a site includes cannot be found."),
    "left-out": Code(_N, "Articles were left out that are not to be published, or that are in another language."),
    "unjudged-date": Code(_N, "A date of publication could not be judged, since the book has no date of its own."),
    "unknown-colour": Code(_W, "A colour name is not in the palette; the default is used."),
    # the article's text
    "broken-link": Code(_E, "A link leads to no article of the book, or to no address.", can_be_lowered=True),
    "broken-anchor": Code(_W, "A link leads to an article, but not to a place in it; it goes to its beginning."),
    "incomplete-address": Code(_W, "A link's address lacks its beginning, such as https://; it was added."),
    "linked-file": Code(_W, "A link leads to a file of the project that is not in the book."),
    "undefined-reference": Code(_W, "What a reference names is not defined; it is printed as it was typed."),
    "duplicate-reference": Code(_W, "A label that references name is defined twice; the first definition counts."),
    "missing-image": Code(_E, "An image cannot be found.", can_be_lowered=True),
    "outside-image": Code(_E, "An image lies outside the project or on the network.", can_be_lowered=True),
    "unreadable-image": Code(_E, "An image is damaged, of an unknown kind, or too large.", can_be_lowered=True),
    "image-name-case": Code(
        _E, "An article spells an image's name with other capital letters than the file has.", can_be_lowered=True
    ),
    "incomplete-image": Code(_W, "A part of an image cannot be shown in a book; it was left out."),
    "moving-image": Code(_N, "An image moves; on paper it shows its first frame."),
    "small-labels": Code(_N, "Words in a drawing are smaller on paper than the edition promises."),
    "undrawn-diagram": Code(_W, "A diagram is printed as code: its program is missing, or fails."),
    "missing-alt": Code(_W, "An image has no text alternative."),
    "scaled-image": Code(_N, "A photograph has more pixels than shops accept, so that screens get a smaller one."),
    "camera-data": Code(_N, "A photograph held data of its camera, such as the place, which the book leaves out."),
    "weak-alt": Code(_W, "An image's text alternative says nothing of what it shows."),
    "unsafe-html": Code(_W, "Raw HTML contains an element that is not allowed in a book; it was left out."),
    "unclosed-html": Code(_W, "A tag or a comment in raw HTML is not closed, or closes nothing."),
    "unknown-callout": Code(_W, "A ::: block or a callout in a quotation has an unknown name."),
    "worksheet-argument": Code(_E, "A worksheet element has missing or invalid arguments.", can_be_lowered=True),
    "unclosed-block": Code(_W, "A ::: block or a code fence is not closed, so that what follows belongs to it."),
    "mistyped-markup": Code(_W, "Text looks like Markdown with a slip in it; it is printed as it was typed."),
    "foreign-markup": Code(_W, "Markup of another program is printed as it was typed."),
    "formula": Code(_E, "A formula is not understood; it would be printed as it was typed.", can_be_lowered=True),
    "wiki-link": Code(_W, "A link in double square brackets names no article, or several; or a note is to be put in."),
    "left-out-comment": Code(_N, "A comment between double percent signs, beside other words, is left out."),
    "unused-attribute": Code(_W, "An attribute in braces has no effect, or belongs to nothing."),
    "glossary-file": Code(_E, "The file of the glossary cannot be read, or has no terms.", can_be_lowered=True),
    "glossary-entry": Code(_W, "An entry of the glossary lacks its meaning, or a part of it has no effect."),
    "duplicate-term": Code(_W, "Two entries of the glossary have the same term, or nearly the same."),
    "unknown-term": Code(_W, "Words are marked as a term that the glossary does not have."),
    "unused-term": Code(_W, "No article has a term of the glossary."),
    "unused-abbreviation": Code(_W, "An abbreviation is explained but not used, or explained twice."),
    "too-deep": Code(_W, "Text is nested deeper than the limit; it was left out, or lost its tags."),
    "undefined-footnote": Code(_W, "A footnote mark has no matching note."),
    "unused-footnote": Code(_W, "A footnote is left out: no mark calls it, or another note has its label."),
    "table-row": Code(_W, "A row of a table has more cells than the head, or a line below a table has no bar."),
    "unreadable-font": Code(_E, "A font of the project is damaged or of an unknown kind."),
    "missing-glyph": Code(_W, "No font of the book has a character; it prints as a box with its number."),
    "missing-script": Code(_E, "No font of the book has the letters of a script, which would print as boxes."),
    "fallback-font": Code(_N, "Some characters are set in other typefaces, since those of the book lack them."),
    "colour-font": Code(_E, "A font in fonts/ draws coloured pictures, too large for a line.", can_be_lowered=True),
    # sheets
    "unreadable-pdf": Code(_E, "A file to be imposed is damaged, locked with a password, or not a PDF."),
    "not-on-sheets": Code(_W, "Sheets lack what a PDF viewer shows of the file that was imposed."),
    "paper-too-small": Code(_E, "The pages do not fit on the paper with this imposition scheme."),
    "too-many-pages": Code(_E, "A document has too many pages for a zine."),
    "no-room-for-marks": Code(_W, "Crop marks were requested, but the pages leave no room for them on the paper."),
    # making and proving
    "handout-overrun": Code(_W, "An article is too long for the pages of its handout, even in the smallest type."),
    "layout-warning": Code(_W, "The layout engine could not follow a stylesheet or a document."),
    "layout-time": Code(_E, "Layout does not end: a style is about all elements, or an article is too long."),
    "engine-plain": Code(_N, "WeasyPrint is a version that bookbuild cannot speed up; pages are the same."),
    "engine-feature": Code(
        _N, "WeasyPrint is a version that lacks a feature of bookbuild's; pages may look different."
    ),
    "refused-fetch": Code(_E, "A stylesheet or a document refers to a file that the build may not open."),
    "lost-words": Code(_E, "Words of an article are in no document of the book, or on no page of its PDF."),
    "page-size": Code(_W, "A stylesheet of the project sets the size of pages, a bleed or marks: it is not followed."),
    "wide-table": Code(_N, "A table is wider than its page: it is set smaller, or turned on a page of its own."),
    "off-page": Code(_W, "Text, a picture or a border is cut off at the edge of a page of the PDF."),
    "overlap": Code(_W, "Text is drawn over other text, or over a picture, on a page of the PDF."),
    "word-order": Code(_W, "Text stands before text of the same article that it follows, on pages of the PDF."),
    "box-too-tall": Code(_W, "A box to write in is drawn smaller, since no page has room for it."),
    "unstable-pages": Code(_E, "Page numbers did not become stable: printing them moves the pages they refer to."),
    "wrong-folio": Code(_E, "A printed page number differs from the page that its link leads to."),
    "dead-destination": Code(_E, "A link in the output has no target."),
    "missing-library": Code(_E, "A system library that PDFs need is missing on this machine."),
    "page-list": Code(_E, "The list of the pages of an older printing cannot be read.", can_be_lowered=True),
    "unplaced-page": Code(_W, "A page of an older printing is not found in the articles of today."),
    "unpaged-references": Code(_N, "A part of the book refers to the rest of it without page numbers."),
    "machine-limit": Code(_E, "This machine has not enough memory, room for temporary files, or open files."),
    "internal-error": Code(_E, "A part of the program failed unexpectedly."),
    "worker-lost": Code(_E, "A layout process ended unexpectedly."),
    "no-executor": Code(_E, "The requested executor cannot be reached, or its packages are not installed."),
    "worker-differs": Code(_E, "A worker of a cluster has other versions than this machine."),
    "cache-fault": Code(_N, "The cache is damaged or cannot be used; the book is made without it."),
    "unwritable-output": Code(_E, "A finished book cannot be written to its output file."),
    "shop-rule": Code(_W, "A shop that was asked about would refuse an EPUB, by a rule that it has published."),
    "unclaimed-standard": Code(_N, "A PDF is not marked as fit for archives (PDF/A), since something in it is not."),
    "malformed-output": Code(_E, "An output of the program is not valid in its format."),
}


def diagnose(
    code: str, message: str, path: str | None = None, line: int | None = None, hint: str = "", *, cause: str = ""
) -> Diagnostic:
    """Return a diagnostic of a registered code, with that code's default severity.

    Raises:
        KeyError: if the code is not in `CODES`.

    """
    location = Location(path, line or None) if path is not None else None
    return Diagnostic(code, message, location, hint, CODES[code].severity, cause=cause)
