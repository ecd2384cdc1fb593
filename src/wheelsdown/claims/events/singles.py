"""Keep single aircraft that were told one after the other, for "the first left on Monday, the second stayed".

Each is kept with where it was, whose it was and on which day. Only a sentence that speaks of a first and a
second points back to them, and only where both were told; a group told since ends the row.
"""

from dataclasses import dataclass, field
from typing import Any

from wheelsdown.claims.claim import CountField
from wheelsdown.claims.events.memory import Memory
from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks

__all__ = ["Singles"]

#: Sentences over which a row is remembered.
_LASTS = 3
#: How rules end by which an aircraft is one told before.
_SAME = ("the aircraft told before", "of two told before")
#: What is remembered of each.
_KEPT = (
    *("aircraft", "aircraft_at", "operator", "aircraft_day", "is_group"),
    *("place", "place_at", "route", "home", "came_to", "came_at", "left", "left_at"),
    *("date", "date_at", "date_paragraph"),
)
_PAIR = frozenset({1, 2})


@dataclass(slots=True)
class Singles:
    """The single aircraft told last, in the order of the text."""

    kept: list[dict[str, Any]] = field(default_factory=list)
    at: int = -1
    """Which of them was spoken of last."""
    number: int = -10
    """The sentence that spoke of them last."""

    def see(self, memory: Memory, number: int, airframes: CountField | None, rule: str) -> None:
        """Remember an aircraft; by its ``rule`` it may be the one spoken of before."""
        goes_on = rule.endswith(_SAME)
        one = airframes is not None and (airframes.op, airframes.n) == ("=", 1)
        if not one or number - self.number > _LASTS:
            self.kept.clear()
        if one and goes_on and self.kept:
            self.kept[self.at] = _state(memory)
        elif one and not memory.is_group:
            self.kept.append(_state(memory))
            self.at = len(self.kept) - 1
        self.number = number

    def recall(self, memory: Memory, number: int, marks: SentenceMarks, subject: Subject) -> bool:
        """Speak of the first or second of two again, with what was told of it; False: there are not two."""
        ordinal = subject.ordinal or 0
        if len(self.kept) != len(_PAIR) or ordinal not in _PAIR or number - self.number > _LASTS:
            return False
        if subject.aircraft is not None or not _is_pair(marks):
            return False
        self.at, self.number = ordinal - 1, number
        for name, value in self.kept[self.at].items():
            setattr(memory, name, value)
        memory.aircraft_at = number
        return True


def _is_pair(marks: SentenceMarks) -> bool:
    """Say whether a sentence speaks of a first and a second one."""
    told = {numeral.mark.n for numeral in marks.numerals if numeral.mark.is_ordinal}
    return told | {count.mark.ordinal for count in marks.counts} >= _PAIR


def _state(memory: Memory) -> dict[str, Any]:
    return {name: getattr(memory, name) for name in _KEPT}
