"""Whether a state is named because it sends, and is no place: "turned to Russia, which sent two Il-76s"."""

from msgspec.structs import replace

from wheelsdown.articles.marks import PlaceLevel, PlaceMark
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, EventWord, Form, Join, Points

__all__ = ["is_sent", "lets_go", "without_senders"]

#: What a state does with aircraft; "which received two" says where they came.
_SENDING = frozenset({Act.SHIP, Act.FLY, Act.CARRY, Act.DEPLOY})
#: What may name a state: a place or its capital, never an airfield.
_NO_STATE = frozenset({PlaceLevel.AERODROME, PlaceLevel.PORT})


#: How Slavic verbs begin by which somebody lets aircraft set out, and how they end where it sets out itself.
_LETS_GO, _ITSELF = ("отправ", "направ", "відправ", "надісла", "посла", "высла", "вислал"), ("ся", "сь")


def is_sent(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether a Slavic verb tells what somebody sent: «Москва отправила в Нигер два Ил-76»."""
    return event.mark.form is Form.VERB and lets_go(marks.form(event.first))


def lets_go(form: str) -> bool:
    """Say whether a Slavic word has the form of a verb of sending."""
    return form.startswith(_LETS_GO) and not form.endswith(_ITSELF)


def without_senders(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without the places that are who sends the aircraft told of behind "which"."""
    where = {pointer.first for pointer in marks.pointers if pointer.mark is Points.THERE}
    relatives = [join for join in marks.joins if join.mark is Join.WHO and join.first not in where]
    if not relatives or not marks.aircraft:
        return marks
    senders = {
        place.first
        for join in relatives
        for place in marks.places
        if place.last <= join.first <= place.last + 1 and _sends(marks, place, join)
    }
    if not senders:
        return marks
    return replace(
        marks,
        places=tuple(place for place in marks.places if place.first not in senders),
        relations=tuple(tie for tie in marks.relations if tie.last not in senders),
    )


def _sends(marks: SentenceMarks, place: At[PlaceMark], join: At[Join]) -> bool:
    """Say whether the verb behind a relative word sends an aircraft, and none is told of before."""
    if place.mark.level in _NO_STATE or any(aircraft.first < place.first for aircraft in marks.aircraft):
        return False
    return any(
        event.first == join.last and event.mark.form is Form.VERB and event.mark.act in _SENDING
        for event in marks.events
    )
