"""Bodies of articles out of the domain's own atoms, within the contract of `bookbuild.model.Article`."""

import itertools
import re
from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from bookbuild.model import Article, Heading, ImageUse, Link, Picture, Role, Target

HERE = "content/here.md"
INSIDE = {"there.md": Target("a7"), "there.md#part": Target("a7", "part"), "chapter:2": Target("ch2")}
ABSENT = {"left-out.md": Target("a99")}
"""A link to an article of the book that this edition does not hold."""
BROKEN = ("gone.md", "#gone", "https://", "http:", "")
OUTSIDE = ("https://example.org/?a=1&amp;b=2", "HTTP://EXAMPLE.ORG", "mailto:ada@example.org", "tel:+1234")
PICTURES = {"desk.png": Picture("desk-1234.png", "image/png", b"png", 40, 60)}
MISSING = "gone.png"

WORD, ID, NOTE = "§", "id=@", "¤"
"""Places that `_number` fills: a word that stands nowhere else, an id of its own, a footnote mark."""

_words = st.sampled_from(
    [WORD, f"{WORD} ", f" {WORD}\u00a0{WORD}", f"{WORD}<br/>{WORD}", f"{WORD} &amp; &lt;{WORD}&gt;"]
)
_marks = st.just(NOTE)
_images = st.sampled_from(["desk.png", MISSING]).flatmap(
    lambda source: st.sampled_from(
        [
            f'<img src="{source}" alt="A desk"/>',
            f'<img src="{source}"/>',
            f'<img {ID} src="{source}" alt="" width="300"/>',
        ]
    )
)


def _held(*tags: str) -> Callable[[SearchStrategy[str]], SearchStrategy[str]]:
    """Return what wraps a strategy's markup in one of some elements."""
    return lambda inner: st.tuples(st.sampled_from(tags), inner).map(
        lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"
    )


def _joined(part: SearchStrategy[str], least: int = 1, most: int = 3) -> SearchStrategy[str]:
    return st.lists(part, min_size=least, max_size=most).map("".join)


_in_links = _joined(_words | _held("em", f"strong {ID}", "code")(_words) | _images | _marks)
_targets = st.sampled_from([*INSIDE, *ABSENT, *BROKEN, *OUTSIDE])
_links = st.tuples(_targets, st.sampled_from(["", f" {ID}", ' class="fine"']), _in_links).map(
    lambda link: f'<a href="{link[0]}"{link[1]}>{link[2]}</a>'
)
_runs = _joined(
    _words | _links | _images | _marks | _held("em", "q", f"span {ID}")(_joined(_words | _links | _marks)), most=4
)
_paragraphs = _runs.map("<p>{}</p>".format)
_figures = st.tuples(_images, st.none() | _words).map(
    lambda figure: f"<figure {ID}>{figure[0]}{f'<figcaption>{figure[1]}</figcaption>' if figure[1] else ''}</figure>"
)
_tables = _runs.map(
    lambda run: (
        f'<table><thead><tr><th scope="col">{WORD}</th></tr></thead><tbody><tr><td>{run}</td></tr></tbody></table>'
    )
)
_work = st.one_of(
    st.sampled_from(["lines 3", "box 40"]).map('<div data-work="{}"></div>'.format),
    st.lists(_words, min_size=2, max_size=2).map(
        lambda ends: f'<div data-work="scale 1 4"><p>{ends[0]}</p><p>{ends[1]}</p></div>'
    ),
    st.just('<div data-work="scale 0 1"></div>'),
    st.lists(_runs, min_size=1, max_size=3).map(
        lambda names: f'<div data-work="fields">{"".join(f"<p>{name}</p>" for name in names)}</div>'
    ),
    st.lists(_runs | _paragraphs, min_size=1, max_size=3).map(
        lambda items: f'<div data-work="checklist"><ul>{"".join(f"<li>{item}</li>" for item in items)}</ul></div>'
    ),
    st.tuples(_runs, _words).map(
        lambda cells: (
            f'<div data-work="fill"><table><thead><tr><th scope="col">{cells[1]}</th><th scope="col"/></tr></thead>'
            f"<tbody><tr><td>{cells[0]}</td><td/></tr><tr><td/><td/></tr></tbody></table></div>"
        )
    ),
)
_leaves = st.one_of(
    _paragraphs,
    _figures,
    _tables,
    _words.map("<pre><code>{}</code></pre>".format),
    st.just("<hr/>"),
    _runs.map(lambda run: f"<dl><dt>{WORD}</dt><dd>{run}</dd></dl>"),
)


def _nested(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    blocks = _joined(inner)
    return st.one_of(
        blocks.map("<blockquote>{}</blockquote>".format),
        _joined(blocks.map("<li>{}</li>".format) | _runs.map("<li>{}</li>".format)).map("<ol>{}</ol>".format),
        _joined(
            st.tuples(st.sampled_from(["done", "open"]), _runs | _paragraphs).map(
                lambda task: f'<li class="task {task[0]}">{task[1]}</li>'
            )
        ).map('<ul class="task-list">{}</ul>'.format),
        st.tuples(st.sampled_from(["tip", "note", "warning"]), st.sampled_from(["", WORD]), blocks).map(
            lambda callout: (
                f'<aside class="callout callout-{callout[0]}">'
                + (f'<p class="callout-title">{callout[1]}</p>' if callout[1] else "")
                + f"{callout[2]}</aside>"
            )
        ),
    )


def _nested_with_work(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    return _nested(inner) | _joined(inner).map('<section data-work="answer">{}</section>'.format)


_blocks = st.recursive(_leaves | _work, _nested_with_work, max_leaves=6)
_notes = _joined(_paragraphs | st.recursive(_leaves, _nested, max_leaves=6), most=2)


@st.composite
def articles(draw: DrawFn) -> Article:
    """Draw an article: sections under headings that skip no level, with notes each of which is called."""
    notes = draw(st.lists(_notes, max_size=4))
    body = draw(_joined(_blocks, least=0))
    level = 1
    for deeper in draw(st.lists(st.integers(-2, 1), max_size=5)):
        level = max(2, min(6, level + deeper, level + 1))
        body += f"<h{level} {ID}>{draw(_words | _runs)}</h{level}>{draw(_joined(_blocks, least=0, most=2))}"
    called = [draw(st.integers(0, place)) for place in range(len(notes))]
    for place, caller in enumerate(called):  # 0 is the body, others are the notes before this one
        if caller:
            notes[caller - 1] += f"<p>{WORD}¤{place + 1}¤</p>"
        else:
            body += f"<p>{WORD}¤{place + 1}¤</p>"
    return _article(*_number([body, *notes], draw))


def _number(parts: list[str], draw: DrawFn) -> list[str]:
    """Fill in words, ids and footnote marks; where there are no notes, no mark stands."""
    words, ids, notes = itertools.count(1), itertools.count(1), len(parts) - 1
    names = draw(st.sampled_from(["part-{}", "{}", "größe{}", "note-{}", "a.{}", "title{}"]))

    def mark(found: re.Match[str]) -> str:
        number = found[1] or (str(draw(st.integers(1, notes))) if notes else "")
        return f'<sup class="noteref" data-note="{number}"/>' if number else ""

    filled = [re.sub(r"¤(?:(\d+)¤)?", mark, part) for part in parts]
    filled = [re.sub(WORD, lambda _: f"word{next(words)}.", part) for part in filled]
    return [re.sub(ID, lambda _: f'id="{names.format(next(ids))}"', part) for part in filled]


def _article(body: str, *notes: str) -> Article:
    whole = "".join((body, *notes))
    targets = [target for target in re.findall(r'<a href="([^"]*)"', whole) if target not in OUTSIDE]
    images = re.findall(r'src="([^"]*)"', whole)
    headings = re.findall(r'<h([2-6]) id="([^"]*)"', body)
    return Article(
        path=HERE,
        role=Role.ARTICLE,
        title="Here",
        body=body,
        notes=tuple(notes),
        headings=tuple(Heading(int(level), name, "x", 1) for level, name in headings),
        links=tuple(Link(target, 1) for target in targets),
        images=tuple(ImageUse(image, 1, None) for image in images),
        key="a53",
    )
