"""Callouts: the kind of each, as an icon and a word, before its title."""

from collections.abc import Iterator, Mapping

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names its element type so


def show_kinds(tree: Element, labels: Mapping[str, str]) -> None:
    """Begin each callout with its icon and the word for its kind. One without a title has that word as its title."""
    for callout, word in _callouts(tree, labels):
        _show_kind(callout, word, labels)


def name_continued(tree: Element, labels: Mapping[str, str]) -> None:
    """Say for each callout what its further parts begin with, if a page breaks in it."""
    for callout, word in _callouts(tree, labels):
        callout.set("data-continued", labels["callout-continued"].format(kind=word))


def _callouts(tree: Element, labels: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Yield the callouts of a body, and the word for the kind of each."""
    for callout in list(tree.iter("aside")):
        kind = next((name for name in (callout.get("class") or "").split() if name.startswith("callout-")), "")
        if kind:
            yield callout, labels.get(kind.removeprefix("callout-"), labels["note"])


def _show_kind(callout: Element, word: str, labels: Mapping[str, str]) -> None:
    icon = etree.Element("span", {"class": "callout-icon", "aria-hidden": "true"})
    title = next((child for child in callout if "callout-title" in (child.get("class") or "").split()), None)
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
