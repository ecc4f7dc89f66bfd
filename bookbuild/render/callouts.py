"""Callouts: the kind of each, as an icon and a word, before its title."""

from collections.abc import Iterator, Mapping

from lxml import etree

from bookbuild.render.trees import Element, has_class, words_of


def show_kinds(tree: Element, labels: Mapping[str, str]) -> None:
    """Put an icon and the word for its kind before each callout. One without a title has that word as its title."""
    for callout, word in _callouts(tree, labels):
        _show_kind(callout, word, labels)


def name_continued(tree: Element, labels: Mapping[str, str]) -> None:
    """Set for each callout, and each model answer, what its further parts begin with, if a page breaks in it."""
    for callout, word in _callouts(tree, labels):
        callout.set("data-continued", labels["callout-continued"].format(kind=word))
    for answer in tree.iter("section"):
        title = next((child for child in answer if has_class(child, "worksheet-title")), None)
        if has_class(answer, "answer") and title is not None:
            answer.set("data-continued", labels["callout-continued"].format(kind=words_of(title).rstrip(":\uff1a. ")))
            icon = etree.Element("span", {"class": "callout-icon answer-icon", "aria-hidden": "true"})
            icon.tail, title.text = title.text, None
            title.insert(0, icon)


def _callouts(tree: Element, labels: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Yield the callouts of a body, and the word for the kind of each."""
    for callout in list(tree.iter("aside")):
        names = (callout.get("class") or "").split()
        kinds = [name.removeprefix("callout-") for name in names if name.startswith("callout-")]
        if kinds:  # the last is the nearest: callout-note callout-question
            words = (labels.get(f"callout-{kind}") or labels.get(kind) for kind in reversed(kinds))
            yield callout, next(filter(None, words), labels["note"])


def _show_kind(callout: Element, word: str, labels: Mapping[str, str]) -> None:
    icon = etree.Element("span", {"class": "callout-icon", "aria-hidden": "true"})
    title = next((child for child in callout if has_class(child, "callout-title")), None)
    if title is None:
        title = etree.Element("p", {"class": "callout-title"})
        icon.tail = word
        callout.insert(0, title)
    elif "".join(map(str, title.itertext())).strip().casefold().startswith(word.casefold()):
        icon.tail, title.text = title.text, None
    else:
        shown = etree.Element("span", {"class": "callout-kind"})
        shown.text, shown.tail = labels["callout-kind"].format(kind=word), f" {title.text or ''}"
        title.text = None
        title.insert(0, shown)
    title.insert(0, icon)
