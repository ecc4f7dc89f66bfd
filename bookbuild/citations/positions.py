"""Places of citations, as styles ask for them: whether a work was cited before, and how near (CSL 1.0.2, Choose)."""

from collections.abc import Iterable, Sequence

from bookbuild.citations.locators import Located
from bookbuild.model.citations import Cite

_NEAR = 5
"""How many notes back a work is near, as CSL has it."""
Mention = tuple[Cite, Located | None]


class Positions:
    """The citations of a chapter so far. *Ibid.* refers to a citation of the same article only."""

    def __init__(self) -> None:
        self._last_note: dict[str, int] = {}
        self._before: Sequence[Mention] = ()
        self._count = 0

    def begin(self) -> None:
        """Begin another article."""
        self._before = ()

    def of(self, mentions: Iterable[Mention]) -> tuple[frozenset[str], ...]:
        """Return the positions of the works of the next citation, and remember it."""
        mentions = list(mentions)
        self._count += 1
        found: list[frozenset[str]] = []
        for count, (cite, located) in enumerate(mentions):
            before = mentions[count - 1 : count] if count else (self._before if len(self._before) == 1 else ())
            found.append(self._position(cite, located, before))
            self._last_note[cite.key] = self._count
        self._before = mentions
        return tuple(found)

    def _position(self, cite: Cite, located: Located | None, before: Sequence[Mention]) -> frozenset[str]:
        if cite.key not in self._last_note:
            return frozenset({"first"})
        positions = {"subsequent"}
        if self._count - self._last_note[cite.key] <= _NEAR:
            positions.add("near-note")
        if before and before[0][0].key == cite.key:
            own = located.numbers if located else ""
            other = before[0][1].numbers if before[0][1] else ""
            if own == other:
                positions.add("ibid")
            elif own:
                positions |= {"ibid", "ibid-with-locator"}
        return frozenset(positions)
