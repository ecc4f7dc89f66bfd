"""Word files for tests, as small as Word itself would open them."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = ("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Quote", "Mine", "toc 1", "caption")
_NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)
TEXT = "<w:r>{}<w:t xml:space='preserve'>{}</w:t></w:r>"


def run(text: str, *marks: str) -> str:
    """Return words with marks: ``b``, ``i``, ``u``."""
    properties = "".join(f"<w:{mark}/>" for mark in marks if mark != "u") + (
        '<w:u w:val="single"/>' if "u" in marks else ""
    )
    return TEXT.format(f"<w:rPr>{properties}</w:rPr>" if properties else "", escape(text))


def paragraph(*runs: str, style: str = "", item: tuple[int, int] | None = None) -> str:
    """Return a paragraph; an `item` of a list has a level and the number of the list: 1 has bullets, 2 numbers."""
    of_list = f'<w:numPr><w:ilvl w:val="{item[0]}"/><w:numId w:val="{item[1]}"/></w:numPr>' if item else ""
    of_style = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if style else ""
    words = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{of_style}{of_list}</w:pPr>{words}</w:p>"


def picture(relation: str, alternative: str = "") -> str:
    """Return a picture."""
    described = f' descr="{alternative}"' if alternative else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"{described}/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells, each a paragraph or words."""
    cells = ("".join(f"<w:tc>{one if one.startswith('<') else paragraph(one)}</w:tc>" for one in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_file(
    *body: str,
    notes: Mapping[int, str] | None = None,
    files: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word file. `files` are media by the ids of their relations, `links` addresses, `parts` more XML."""
    media = {
        relation: f"media/{relation}.{'emf' if data[:1] == b'E' else 'png'}" for relation, data in (files or {}).items()
    }
    relations = [f'<Relationship Id="{one}" Type="{_RELATION}/image" Target="{name}"/>' for one, name in media.items()]
    relations += [
        f'<Relationship Id="{one}" Type="{_RELATION}/hyperlink" Target="{target}" TargetMode="External"/>'
        for one, target in (links or {}).items()
    ]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in _STYLES
    )
    written = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": f"<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/numbering.xml": _NUMBERING,
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(relations)}</Relationships>',
        **(parts or {}),
    }
    if notes:
        texts = (f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in notes.items())
        written["word/footnotes.xml"] = f"<w:footnotes {_NAMES}>{''.join(texts)}</w:footnotes>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
        for relation, name in media.items():
            archive.writestr(zipfile.ZipInfo(f"word/{name}"), (files or {})[relation])
    return stream.getvalue()


def note(number: int) -> str:
    """Return the mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
