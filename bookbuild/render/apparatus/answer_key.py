"""The key to a book's worksheets: its model answers together at the back, each with its question and its page."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from html import escape

from bookbuild.model import Article, Book, Heading, ImageUse, Link, Picture, Role, Target
from bookbuild.render.apparatus.signs import ANSWER_KEY
from bookbuild.render.readers import ids_of
from bookbuild.render.trees import Element, has_class, markup_of, tree_of, words_of

_MARK = 'data-work="answer"'
_TITLE = "worksheet-title"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LONGEST = 90
"""Characters of a question that are quoted, if it has no title."""


def with_answer_key(book: Book, title: str) -> Book:
    """Return a book with a key to its model answers, if it has any; links to what is in them lead there."""
    key = _Key(book)
    changed = {article.key: key.taken(article) for article, _ in book.with_chapters() if _MARK in article.body}
    if not changed:
        return book
    every = {**book.targets, **key.targets}
    targets = {use: key.moved.get((target.key, target.fragment), target) for use, target in every.items()}
    return replace(
        book.mapped(lambda article: changed.get(article.key, article)),
        targets=targets,
        pictures={**book.pictures, **key.pictures},
        answer_key=key.article(title),
    )


@dataclass(slots=True)
class _Key:
    """The key as far as it is written. What its links and pictures are called says of which article they are."""

    book: Book
    targets: dict[tuple[str, str], Target] = field(default_factory=dict)
    pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)
    moved: dict[tuple[str, str], Target] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _headings: list[Heading] = field(default_factory=list)
    _links: dict[str, Link] = field(default_factory=dict)
    _images: list[ImageUse] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _called: dict[tuple[str, int], int] = field(default_factory=dict)

    def taken(self, article: Article) -> Article:
        """Take the answers of an article, and return it with ids where their questions are."""
        body = tree_of(article.body)
        answers = [one for one in body.iter("section") if one.get("data-work") == "answer"]
        self._begin(article)
        for number, answer in enumerate(answers, 1):
            question = _question_of(answer)
            if question is not None and not question.get("id"):
                question.set("id", f"question-{number}")
            place = "" if question is None else question.get("id") or ""
            self._answer(article, answer, Target(article.key, place), _words(answer, question) or article.title)
        return replace(article, body=markup_of(body))

    def _begin(self, article: Article) -> None:
        label = f"{article.shown_number} {article.title}" if article.shown_number else article.title
        name = f"answers-{article.key}"
        self._headings.append(Heading(2, name, label, 1, is_numbered=False))
        self._parts.append(f'<h2 id="{name}" class="unnumbered">{escape(label, quote=False)}</h2>')

    def _answer(self, article: Article, answer: Element, target: Target, words: str) -> None:
        link = f"question {len(self._links) + 1}"
        self._links[link] = Link(link, 1)
        self.targets["", link] = target
        for title in [one for one in answer if has_class(one, _TITLE)]:
            answer.remove(title)
        copy = tree_of("")
        copy.text = answer.text
        copy.extend(map(deepcopy, answer))
        self._adopt(article, copy)
        question = f'<p class="key-question"><a href="{link}">{escape(words, quote=False)}</a></p>'
        self._parts.append(f'<div class="key-answer">{question}{markup_of(copy)}</div>')

    def _adopt(self, article: Article, tree: Element) -> None:
        """Make ids, links, pictures and notes of an article those of the key."""
        for name in ids_of(tree):
            self.moved[article.key, name] = Target(ANSWER_KEY, f"{article.key}-{name}")
        for element in tree.iter():
            if own := element.get("id"):
                element.set("id", f"{article.key}-{own}")
            if element.tag == "a":
                self._adopt_link(article, element)
            elif element.tag == "img":
                self._adopt_picture(article, element)
            elif number := element.get("data-note"):
                element.set("data-note", str(self._note(article, int(number))))

    def _adopt_link(self, article: Article, link: Element) -> None:
        target = link.get("href") or ""
        if target in {one.target for one in article.links}:
            name = f"{target} in {article.path}"
            link.set("href", name)
            self._links[name] = Link(name, 1)
            if found := self.book.targets.get((article.path, target)):
                self.targets["", name] = found

    def _adopt_picture(self, article: Article, image: Element) -> None:
        source = image.get("src") or ""
        name = f"{source} in {article.path}"
        if picture := self.book.pictures.get((article.path, source)):
            image.set("src", name)
            self.pictures["", name] = picture
            self._images.append(ImageUse(name, 1, image.get("alt")))

    def _note(self, article: Article, number: int) -> int:
        """Return the number in the key of a note of an article, which comes along with it."""
        use = (article.key, number)
        if use not in self._called:
            self._called[use] = len(self._notes) + 1
            self._notes.append("")
            note = tree_of(article.notes[number - 1])
            self._adopt(article, note)
            self._notes[self._called[use] - 1] = markup_of(note)
        return self._called[use]

    def article(self, title: str) -> Article:
        """Return the key as an article without a file."""
        return Article(
            path="",
            role=Role.BACK,
            title=title,
            body="".join(self._parts),
            key=ANSWER_KEY,
            notes=tuple(self._notes),
            headings=tuple(self._headings),
            links=tuple(self._links.values()),
            images=tuple(self._images),
        )


def _question_of(answer: Element) -> Element | None:
    """Return the element that an answer answers: the one before it that is no other answer, or None."""
    before = answer.getprevious()
    while before is not None and before.get("data-work") == "answer":
        before = before.getprevious()
    return before


def _words(answer: Element, question: Element | None) -> str:
    """Return what a question is called: the answer's title, the worksheet's, or else its first words."""
    own = next((words_of(one) for one in answer if has_class(one, _TITLE)), "")
    if own or question is None:
        return own
    asked = next((words_of(one) for one in question.iter() if has_class(one, _TITLE)), "") or _asked(question)
    return asked if len(asked) <= _LONGEST else f"{asked[:_LONGEST].rpartition(' ')[0]} \u2026"


def _asked(question: Element) -> str:
    """Return the words of a question: of what is to be filled in, those of the paragraph or heading above it."""
    place: Element | None = question
    while place is not None and place.get("data-work") and place.tag not in _HEADINGS:
        place = place.getprevious()
    return words_of(question if place is None else place)
