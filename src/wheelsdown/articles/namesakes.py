"""Tell a capital from a country of the same spelling: عمان is Amman, and Oman.

Oman is printed as "the Sultanate of Oman", beside its adjective or in a row of countries; alone, the city
is meant.
"""

from collections import Counter
from collections.abc import Collection

from wheelsdown.articles.lexicon import Item, Scan, WordKind

__all__ = ["Namesakes"]

_K = WordKind
_STATES = (_K.STATE, _K.COUNTRY)
#: The word for a country's kind that stands before its name, and the one for a capital.
_REALMS, _CAPITAL = frozenset(("سلطنه", "السلطنه", "بسلطنه", "لسلطنه", "وسلطنه")), "capital"
#: The letter that joins a row.
_AND = "و"


class Namesakes:
    """The names of one article that a capital shares with another country."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._told: Counter[str] | None = None
        self._shared: set[str] = set()

    def is_capital(
        self, first: int, last: int, country: str, others: Collection[str], near: str | None
    ) -> bool:
        """Say whether a name is that of the capital.

        Parameters
        ----------
        first, last
            The tokens of the name.
        country
            The country so spelled.
        others
            The countries of capitals so spelled.
        near
            The country of the sure place just before, where there is one.
        """
        scan = self._scan
        self._shared.add(scan.tokens[last - 1].form)
        if first and scan.tokens[first - 1].form in _REALMS:
            return False
        if scan.tagged(scan.before(first, _K.CITY), _K.CITY, _CAPITAL):
            return True
        begin, end = scan.sentence(first)
        beside = {
            word.id for item in scan.over[begin:end] if item for word in item.words if word.kind in _STATES
        }
        if beside & {*others} or near in others:
            return True
        if self._is_in_row(first, last):
            return False
        told = self._counted()
        return sum(told[other] for other in others) >= told[country]

    def _is_in_row(self, first: int, last: int) -> bool:
        """Say whether "and" joins it with a country: "قطر وعمان"."""
        scan = self._scan
        here, behind = scan.at[first], scan.get(last, _K.COUNTRY)
        if here is not None and here.particles.startswith(_AND) and scan.before(first, _K.COUNTRY):
            return True
        return behind is not None and behind.particles.startswith(_AND)

    def _counted(self) -> Counter[str]:
        """Count how often the article speaks of each state; a name alone may be that of the capital."""
        if self._told is None:
            items = (item for item in self._scan.items if item.get(_K.STATE) or self._is_sure(item))
            self._told = Counter(word.id for item in items for word in item.words if word.kind in _STATES)
        return self._told

    def _is_sure(self, item: Item) -> bool:
        form = self._scan.tokens[item.last - 1].form
        before = self._scan.tokens[item.first - 1].form if item.first else ""
        return form not in self._shared or before in _REALMS
