"""The words by which claims are read, and what each does: events, relations, joins, pointers, modality.

The lists say which words; this module says what the columns mean. Nothing here knows a language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.view import fold_word

__all__ = [
    "BACK_ACTS",
    "CARGO_ACTS",
    "LANDED_ACTS",
    "LEADING_ACTS",
    "Act",
    "ClaimWords",
    "Cue",
    "EventWord",
    "Form",
    "Join",
    "LedVerb",
    "Modality",
    "Numeral",
    "Points",
    "Relation",
    "Scope",
    "Tie",
]


class Act(StrEnum):
    """What an event word says happens; the places around it get their roles from it."""

    ARRIVE = "arrive"
    DEPART = "depart"
    FLY = "fly"
    LIGHT = "light"
    """A verb that says nothing by itself: "made", "carried out"; the noun beside it does."""
    HEAD = "head"
    """On the way somewhere, which may not be where it lands."""
    RETURN = "return"
    TURN = "turn"
    """To turn back or aside, short of where it was heading."""
    STOP = "stop"
    """To land on the way: to stop, to refuel."""
    SEE = "see"
    OVERFLY = "overfly"
    STAY = "stay"
    HOST = "host"
    RESUME = "resume"
    PAUSE = "pause"
    WITHDRAW = "withdraw"
    SHIP = "ship"
    CARRY = "carry"
    """To have on board, which tells no flight by itself."""
    GET = "get"
    VISIT = "visit"
    HOLD = "hold"
    DEPLOY = "deploy"
    HAPPEN = "happen"
    SHOW = "show"
    """To show or count; tells where an aircraft was when that is what is shown."""
    END = "end"
    """To end; a resumption when a pause is what ends."""
    LAST = "last"
    """To go on for a time; a pause when a pause is what lasts."""
    AGAIN = "again"
    """Once more; repeats what was told where nothing else is: "and again on 9 May"."""
    OTHER = "other"
    """No flight, though a word of it looks so: prices that take off, drones that strike."""
    REPEAT = "repeat"
    """To fly the route told before once more."""


#: Acts that lead back.
BACK_ACTS = frozenset({Act.RETURN, Act.TURN})
#: Acts that say where it did land, whatever it was heading for.
LANDED_ACTS = frozenset({Act.ARRIVE, Act.STAY, Act.STOP, Act.RETURN, Act.TURN})
#: Acts that lead from place to place.
LEADING_ACTS = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.RETURN, Act.TURN})
#: Acts of cargo, which the aircraft only has with it.
CARGO_ACTS = frozenset({Act.CARRY, Act.SHIP})


#: Slavic prepositions of places, and what verbs listed with one tell.
_PREPOSITIONS = frozenset(
    (
        *("в", "во", "на", "над", "из", "с", "со", "к", "до", "вдоль", "вздовж", "близ", "через", "у"),
        *("з", "із", "зі", "від", "понад", "біля"),
        *("في", "علي", "من", "الي", "فوق", "نحو", "عبر"),
    )
)
_ARABIC = "ar"
_LED = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.OVERFLY, Act.STAY, Act.SEE, Act.STOP, Act.DEPLOY})


class Form(StrEnum):
    """What kind of word it is."""

    VERB = "verb"
    NOUN = "noun"


class Relation(StrEnum):
    """How a word ties a place to what happens."""

    FROM = "from"
    TO = "to"
    INTO = "into"
    """To or at, as the event has it: Slavic "в" and "на"."""
    AT = "at"
    VIA = "via"
    OVER = "over"
    NEAR = "near"
    BETWEEN = "between"
    OTHER = "other"
    """A tie that leads nowhere: "aid for", "talks about"."""


class Join(StrEnum):
    """What a word between two clauses says about them."""

    AND = "and"
    BUT = "but"
    THEN = "then"
    WHO = "who"
    OR = "or"
    LAST = "last"
    """Before the day of the last of several: "most recently on"."""
    OWNED = "owned"
    """Before whose it is: "operated by"."""
    FIRST = "first"
    """For the first time: a length of time after it tells how long there was none."""
    ROW = "row"
    """One after the other: "for the third week in a row"."""
    SINCE = "since"
    """From something on that is no day: "none since", "since the war began"."""
    WITH = "with"
    """What comes along: "with 28 jets on its deck"."""
    MET = "met"
    """What is done by those that go beside an aircraft, before "by": "shadowed for an hour by"."""
    BESIDE = "beside"
    """Before what is only named beside what flew: "besides the Ruslan", "a batch of drones"."""
    OBJECT = "object"
    """Before aircraft to which something is done: "purchase of 12 Gripens", «на перехоплення двох Су-27»."""
    STRIKES = "strikes"
    """What is done to somebody else's aircraft or airfield: "shot down", "has bombed"."""
    PART = "part"
    """Before what some of the aircraft before are: "mostly C-17s", «среди них два Ил-76»."""
    UNTIL = "until"
    """Before a verb that Slavic denies though it did happen: "молчал, пока не сел Ил-76"."""
    DAYTIME = "daytime"
    """A time of the day that was told before: "in the morning"."""
    OTHER_TIME = "other_time"
    """Not when what was told before happened: "previously", "usually"."""
    LEFT = "left"
    """Before those who left, and where from: "after the withdrawal of French troops from"."""
    BEFORE_THAT = "before_that"
    """Before what the same aircraft did on its way to where it landed: "before that it stopped in"."""
    UPHEAVAL = "upheaval"
    """What happened and is no flight, behind which its own day stands: "earthquake", "coup"."""


class Points(StrEnum):
    """What a word points back to."""

    AIRCRAFT = "aircraft"
    PLACE = "place"
    THERE = "there"
    """Where the text was last: "there", "from there"."""
    EVENT = "event"
    SOME = "some"
    REST = "rest"
    MORE = "more"
    """One more like the one before: "another"."""
    TYPE = "type"
    """After an aircraft without a type: "of the same type"."""
    ONE = "one"
    LAST = "last"
    """Like "the first" where no noun follows: "the last of them", "the last left on Tuesday"."""
    THEM = "them"
    """After a number: "two of them"."""
    COMPANY = "company"
    """Who flies, where no aircraft is named: "the airline flew there twice"."""
    OBJECT = "object"
    """Beside a verb of seeing or moving, what is seen or moved: Russian "его заметили"."""


class Modality(StrEnum):
    """Why something is not plainly said to have happened."""

    DENIAL = "denial"
    PLAN = "plan"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"
    UNVERIFIED = "unverified"
    WISH = "wish"
    RELATED = "related"
    """Another story, only linked to."""
    FACT = "fact"
    """Words that only look like a denial: "not only", "no fewer than"."""
    GROUND = "ground"
    """By train or road."""
    OTHER = "other"
    """Of something that is no aircraft, a ship, a ticket, a wreck: no claim."""
    GENERIC = "generic"
    """What such aircraft can do, or usually do."""


class Scope(StrEnum):
    """Which events of its sentence a word of modality is about."""

    NEXT = "next"
    CHUNK = "chunk"
    SUBJECT = "subject"
    """The clause, when what it says none of is an aircraft or a flight: "no Russian aircraft landed"."""
    AFTER = "after"
    BEFORE = "before"
    NOUN = "noun"
    """The flights its clause names by nouns, where no verb tells them: "a flight to Gao costs"."""
    LAST = "last"
    """The event right before it: Russian "прибыл ли"."""
    DOUBT = "doubt"
    """Like before, when its clause denies it: "لم يتسن لوكالتنا التحقق من صحته"."""
    OPEN = "open"
    """Its clause, when that opens the sentence or is said to be unknown: "where it landed is unclear"."""


@dataclass(frozen=True, slots=True)
class EventWord:
    """One meaning of an event word; ``plural``: whether its form says that several did it."""

    act: Act
    form: Form
    modality: Modality | None = None
    plural: bool | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """One meaning of a word that ties a place: the same letters mean other things in another language."""

    relation: Relation
    language: str


@dataclass(frozen=True, slots=True)
class Cue:
    """One meaning of a word of modality."""

    modality: Modality
    scope: Scope


@dataclass(frozen=True, slots=True)
class LedVerb:
    """A verb that tells what its word says beside a preposition only: "отметились в".

    ``is_object``: whether an object stands for the preposition: "أسقطت مساعدات".
    """

    preposition: str
    word: EventWord
    is_object: bool = False


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word."""

    n: int
    is_ordinal: bool


Value = TypeVar("Value")
Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True)
class ClaimWords:
    """The word lists, ready to be matched.

    ``others``: events that are no flight; ``letters``: relations of particles written with a word;
    ``distances``: the relations of several words that tell how far it is; ``led``: verbs that are listed
    with a preposition; ``untold``: Slavic words that end like a past tense and tell no flight;
    ``checks``: words of reports that check what others spread, with their roles; ``people``: those whom an
    aircraft takes somewhere.
    """

    events: Phrases[EventWord]
    others: Phrases[EventWord]
    relations: Phrases[Tie]
    joins: Phrases[Join]
    pointers: Phrases[Points]
    cues: Phrases[Cue]
    numerals: Phrases[Numeral]
    letters: Mapping[str, Relation]
    distances: Phrases[Tie]
    led: Phrases[LedVerb]
    untold: Phrases[str]
    checks: Phrases[str]
    people: Phrases[str]

    @classmethod
    def of(  # one list each
        cls,
        *,
        events: Rows,
        relations: Rows,
        joins: Rows,
        pointers: Rows,
        cues: Rows,
        numerals: Rows,
        untold: Rows = (),
        checks: Rows = (),
        people: Rows = (),
    ) -> "ClaimWords":
        """Build the matchers from the rows of the lists.

        Parameters
        ----------
        events, relations, joins, pointers, cues, numerals, untold, checks, people
            Rows of ``events``, ``relation_words``, ``join_words``, ``pointer_words``, ``modality_words``,
            ``numerals``, ``untold_words``, ``check_words`` and ``people_words``.
        """
        ties = [(row["pattern"], Tie(Relation(row["relation"]), row["language"])) for row in relations]
        acts = [(row["pattern"], _event_word(row)) for row in events]
        return cls(
            events=Phrases((pattern, word) for pattern, word in acts if word.act is not Act.OTHER),
            others=Phrases((pattern, word) for pattern, word in acts if word.act is Act.OTHER),
            relations=Phrases(ties),
            joins=Phrases((row["pattern"], Join(row["join"])) for row in joins),
            pointers=Phrases((row["pattern"], Points(row["points_to"])) for row in pointers),
            cues=Phrases((row["pattern"], _cue(row)) for row in cues),
            numerals=Phrases(
                (row["pattern"], Numeral(int(row["value"]), row["kind"] == "ordinal"))
                for row in numerals
                if row["kind"] in ("cardinal", "ordinal") and row["value"].isdigit()
            ),
            letters={pattern: tie.relation for pattern, tie in ties if len(pattern) == 1},
            distances=Phrases(
                (pattern, tie) for pattern, tie in ties if tie.relation is Relation.NEAR and " " in pattern
            ),
            led=Phrases(_led(acts)),
            untold=Phrases((row["pattern"], row["language"]) for row in untold),
            checks=Phrases((row["pattern"], row["role"]) for row in checks),
            people=Phrases((row["pattern"], row["language"]) for row in people),
        )


def _led(acts: Iterable[tuple[str, EventWord]]) -> Iterator[tuple[str, LedVerb]]:
    """Get the verbs that are listed with the preposition of a place; in Arabic those with an object too."""
    for pattern, word in acts:
        verb, *rest = pattern.split(" ")
        if not rest or word.form is not Form.VERB or word.act not in _LED:
            continue
        tied, is_arabic = fold_word(rest[0]), word.language == _ARABIC
        if tied in _PREPOSITIONS and (is_arabic or len(rest) == 1):
            yield verb, LedVerb(tied, word)
        elif is_arabic and len(rest) == 1:
            yield verb, LedVerb(tied, word, is_object=True)


def _event_word(row: Mapping[str, str]) -> EventWord:
    plural = {"one": False, "many": True}.get(row["number"])
    modality = Modality(row["modality"]) if row["modality"] else None
    return EventWord(Act(row["act"]), Form(row["form"]), modality, plural, row["language"])


def _cue(row: Mapping[str, str]) -> Cue:
    return Cue(Modality(row["modality"]), Scope(row["scope"]))
