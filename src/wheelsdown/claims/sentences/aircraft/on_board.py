"""Whether a ship or another aircraft carries it: "with 75 jets on deck", «с шестью Ми-8 на борту»."""

from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks

__all__ = ["is_on_board"]

#: Slavic words for what it is on, behind what is carried, and "with" before it.
_ON_BOARD = frozenset({("на", "борту"), ("на", "палубе"), ("на", "палубі")})
#: How English tells that a ship has them, and words between "with" and them.
_ABOARD, _DECKS = frozenset(("aboard", "onboard", "embarked")), frozenset(("deck", "board"))
_CARRYING, _WITH_REACH = frozenset(("with", "carrying", "carries", "carried")), 6
_SLAVIC_WITH, _SLAVIC_REACH = frozenset(("с", "со", "з", "із", "зі")), 3


def is_on_board(marks: SentenceMarks, aircraft: At[AircraftMark]) -> bool:
    """Say whether a ship or another one carries it: «вышел из Тулона с шестью Ми-8 на борту»."""
    behind = [marks.form(index) for index in range(aircraft.last, aircraft.last + 3)]
    if behind[0] in _ABOARD or (behind[0] == "on" and not _DECKS.isdisjoint(behind[1:])):
        near = range(max(marks.first, aircraft.first - 1 - _WITH_REACH), aircraft.first)
        return any(marks.form(index) in _CARRYING for index in near)
    if tuple(behind[:2]) not in _ON_BOARD and tuple(behind[1:]) not in _ON_BOARD:
        return False
    near = range(max(marks.first, aircraft.first - 1 - _SLAVIC_REACH), aircraft.first)
    return any(marks.form(index) in _SLAVIC_WITH for index in near)
