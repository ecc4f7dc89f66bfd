"""Callouts: the kind of each, as an icon and a word, before its title."""

from collections.abc import Mapping

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml names its element type so


def show_kinds(tree: Element, labels: Mapping[str, str]) -> None:
    """Begin each callout with its icon and the word for its kind. One without a title has that word as its title."""
    for callout in list(tree.iter("aside")):
        kind = next((name for name in (callout.get("class") or "").split() if name.startswith("callout-")), "")
        if kind:
            _show_kind(callout, labels.get(kind.removeprefix("callout-"), labels["note"]), labels)


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
