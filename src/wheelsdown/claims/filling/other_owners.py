"""Say whether words for a force, a company or a state are of others than whose aircraft it is.

They may be who tells of it, who attacked it, somebody who flies nothing, or whose base or source is named.
"""

from wheelsdown.articles.marks import AircraftMark, OperatorMark, PlaceMark, SourceMark
from wheelsdown.articles.persons import RANKS
from wheelsdown.articles.scripts import is_arabic, is_latin
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks
from wheelsdown.claims.words import Act, Form, Join, Points

__all__ = ["describes_base", "is_beside", "is_of_others", "is_of_teller", "only_tells", "strikes"]

#: Tokens of a short rank between a force and its officer, at most: "Maj. Gen.".
_RANK_REACH = 4
#: Words between who acts and the verb: "Moscow has now resumed".
_ADVERBS = 2
#: Words from a nation to the name of its outlet: "Italian news agency Nova said".
_TOLD_OF = 2
#: Marks behind the names of sources.
_CLOSING = frozenset('»"”')
#: English words for what hit an aircraft, behind whose it was.
_RAIDS = frozenset(("strike", "strikes", "raid", "raids", "attack", "attacks", "airstrike", "airstrikes"))
#: The Arabic article, and marks before an apposition.
_THE, _COMMAS = "ال", frozenset((",", "،", "("))
#: Words before people who were something once.
_FORMER = frozenset(("former", "retired"))
#: Bodies and texts of a state or of the UN that fly nothing.
_BODIES = frozenset(
    (
        *("panel", "committee", "commission", "council", "court", "congress", "parliament", "senate"),
        *("inquiry", "investigation", "report", "study", "embassy", "sanctions", "embargo", "resolution"),
    )
)
#: Acts of finding out, and words between somebody and such a verb: "says it has".
_FINDING, _FINDING_REACH = frozenset({Act.SEE, Act.SHOW, Act.DEPLOY}), 4
#: How English words for people who fly nothing end, and words that end so and do.
_PERSONS = ("ors", "ers", "ists", "ants", "ians", "ents", "friend", "friends", "colleague", "neighbour")
_FORCES = frozenset(
    (
        "soldiers",
        "officers",
        "commanders",
        "paratroopers",
        "peacekeepers",
        "carriers",
        "helicopters",
        "bombers",
        "tankers",
        "fighters",
        "freighters",
        "airliners",
    )
)


def is_beside(marks: SentenceMarks, owner: At[OperatorMark]) -> bool:
    """Say whether it is whose is what is only named beside what flew: "a batch of Iranian drones"."""
    return any(j.mark is Join.BESIDE and 0 <= owner.first - j.last <= 1 for j in marks.joins)


def only_tells(
    marks: SentenceMarks,
    owner: At[OperatorMark] | At[PlaceMark] | At[SourceMark],
    aircraft: At[AircraftMark] | None,
) -> bool:
    """Say whether it only tells of an aircraft that comes later: "Mali's army said an", "the navy saw an"."""
    if is_arabic(marks.form(owner.first)):
        return False
    if aircraft is None:
        return _finds(marks, owner)
    if owner.last < aircraft.first and (_is_cited(marks, owner) or _is_of_officer(marks, owner)):
        return True
    named = [s for s in marks.sources if 0 <= s.first - owner.last <= _TOLD_OF or s.overlaps(owner)]
    told = [*marks.sayings, *(e for e in marks.events if e.mark.act is Act.SEE and e.last - e.first == 1)]
    return any(
        0 <= said.first - teller.last <= 1 and said.last <= aircraft.first
        for teller in (owner, *named)
        for said in told
    )


def _finds(marks: SentenceMarks, owner: At[OperatorMark] | At[PlaceMark] | At[SourceMark]) -> bool:
    """Say whether it found or counted flights: "the army says it counted three landings"."""
    found = next((e for e in marks.events if e.first >= owner.last and e.mark.form is Form.VERB), None)
    if found is None or found.mark.act not in _FINDING or found.first - owner.last > _FINDING_REACH:
        return False
    behind = (e for e in marks.events if e.first >= found.last)
    named = any(
        item.first < found.first for item in (*marks.places, *marks.dates) if item.first >= owner.last
    )
    return not named and any(event.mark.form is Form.NOUN for event in behind)


def strikes(
    marks: SentenceMarks,
    owner: At[OperatorMark] | At[PlaceMark] | At[SourceMark],
    aircraft: At[AircraftMark] | None,
) -> bool:
    """Say whether it is who attacked: "the army had bombed the field before a plane landed", "قصف الجيش"."""
    if aircraft is None:
        return False
    if marks.form(owner.last) in _RAIDS:
        return True
    for verb in (join for join in marks.joins if join.mark is Join.STRIKES and join.last <= aircraft.first):
        behind = is_arabic(marks.form(owner.first)) and 0 <= owner.first - verb.last <= 1
        if 0 <= verb.first - owner.last <= _ADVERBS or (behind and owner.last <= aircraft.first):
            return True
    return False


def _is_cited(marks: SentenceMarks, owner: At[OperatorMark] | At[PlaceMark] | At[SourceMark]) -> bool:
    """Say whether a comma closes what tells of no flight: «По данным Минобороны Турции, Ил-76»."""
    if marks.form(owner.last) != ",":
        return False
    told = (*marks.events, *marks.aircraft)
    return marks.first < owner.first and not any(item.first < owner.first for item in told)


def describes_base(marks: SentenceMarks, operator: At[OperatorMark]) -> bool:
    """Say whether the word belongs to a place or a source: "the Russian air base", "the Russian ministry".

    An Arabic adjective stands behind its noun, and behind the quotation marks of a name: "«لوموند» الفرنسية".
    """
    is_state = operator.mark.is_state
    if is_state and marks.form(operator.last) in _BODIES:
        return True
    inside = (*marks.places, *marks.sources, *(marks.persons if is_state else ()))
    arabic = is_arabic(marks.form(operator.first))
    quoted = arabic and marks.form(operator.first - 1) in _CLOSING
    flown = any(a.last in (operator.first, operator.first - 1) for a in marks.aircraft)
    if (quoted and is_state and not flown) or (is_state and _is_of_field(marks, operator, arabic=arabic)):
        return True
    if (is_state and _is_joined_to_place(marks, operator.last)) or (arabic and is_of_teller(marks, operator)):
        return True
    if arabic and is_state and (_is_somebody(marks, operator) or _is_of_place(marks, operator)):
        return True
    start = operator.first - quoted
    return any(
        item.first <= operator.first < item.last
        or (is_state and item.first == operator.last and not arabic)
        or ((is_state or arabic) and start <= item.last <= operator.first and item not in marks.places)
        for item in inside
    )


def _is_of_field(marks: SentenceMarks, operator: At[OperatorMark], *, arabic: bool) -> bool:
    """Say whether it says whose a base or airfield is that has no name beside it: "a former German base"."""
    fields = [pointer for pointer in marks.pointers if pointer.mark is Points.PLACE]
    if arabic:
        return any(field.last == operator.first for field in fields)
    return any(0 <= field.first - operator.last <= 1 for field in fields)


def _is_somebody(marks: SentenceMarks, operator: At[OperatorMark]) -> bool:
    """Say whether an Arabic adjective behind a comma is a person: "، الإيطالي باولو ريفا، أن طائرة"."""
    definite = marks.form(operator.first).startswith(_THE) and operator.last - operator.first == 1
    named = marks.form(operator.last).isalpha() and not any(e.first == operator.last for e in marks.events)
    return definite and named and marks.form(operator.first - 1) in _COMMAS


def is_of_teller(marks: SentenceMarks, operator: At[OperatorMark]) -> bool:
    """Say whether it is to whom somebody who tells belongs: "فريق الخبراء التابع للأمم المتحدة"."""
    owned = [j.first for j in marks.joins if j.mark is Join.OWNED and 0 <= operator.first - j.last <= 1]
    if not owned:
        return False
    tellers = [source.last for source in marks.sources if source.last <= owned[0]]
    flown = [craft.last for craft in marks.aircraft if craft.last <= owned[0]]
    return bool(tellers) and max(tellers) > max(flown, default=-1)


def _is_of_place(marks: SentenceMarks, operator: At[OperatorMark]) -> bool:
    """Say whether an Arabic adjective right behind a place is of that: "من قاعدة إنجرليك التركية طائرة"."""
    definite = marks.form(operator.first).startswith(_THE) and operator.last - operator.first == 1
    return definite and any(place.last == operator.first for place in marks.places)


def is_of_others(marks: SentenceMarks, operator: At[OperatorMark]) -> bool:
    """Say whether an English nation is that of somebody who flies nothing: "American contractors"."""
    word = marks.form(operator.last)
    if not word.isascii() or not word.isalpha() or not is_latin(marks.form(operator.first)):
        return False
    if marks.is_start(operator.last) or any(event.first == operator.last for event in marks.events):
        return False
    return word in _FORMER or (word.endswith(_PERSONS) and word not in _FORCES)


def _is_joined_to_place(marks: SentenceMarks, index: int) -> bool:
    """Say whether a part of another state is named with it: "Iraqi <and> Iranian airspace"."""
    if not any(join.first == index and join.mark in (Join.AND, Join.OR) for join in marks.joins):
        return False
    places = (place for place in marks.places if place.first == index + 1)
    return any(place.last - place.first > 1 and not place.mark.says_airfield for place in places)


def _is_of_officer(marks: SentenceMarks, owner: At[OperatorMark] | At[PlaceMark] | At[SourceMark]) -> bool:
    """Say whether it is whose officer is named next: "U.S. Navy Capt. Ann Reyes said a plane had"."""
    names = [person.first for person in marks.persons if 0 <= person.first - owner.last <= _RANK_REACH]
    return any(
        all(marks.form(index) in RANKS or marks.form(index) == "." for index in range(owner.last, name))
        for name in names
    )
