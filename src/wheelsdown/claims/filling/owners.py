"""Whose aircraft a frame tells of, in the words of the text.

Words for a force, a company or a state count where they stand beside the aircraft or begin the frame as its
subject, never where they only describe a base, a source or a person.
"""

from wheelsdown.articles.marks import (
    AircraftMark,
    OperatorMark,
    PlaceLevel,
    PlaceMark,
    SourceKind,
    SourceMark,
    Unit,
)
from wheelsdown.articles.scripts import is_arabic, is_cyrillic, is_latin
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.filling.other_owners import (
    describes_base,
    is_beside,
    is_of_others,
    is_of_teller,
    only_tells,
    strikes,
)
from wheelsdown.claims.sentences.aircraft.subjects import Subject
from wheelsdown.claims.sentences.beside.nationalities import describes_another
from wheelsdown.claims.sentences.beside.senders import is_sent
from wheelsdown.claims.sentences.clauses import clause_at
from wheelsdown.claims.sentences.place_pairs import is_behind_dateline
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.sentences.unlisted import end_of_name, taken
from wheelsdown.claims.words import Act, EventWord, Form, Join

__all__ = ["operator_of"]

#: Words between the words for whose aircraft it is and the aircraft.
_OPERATOR_BEFORE, _OPERATOR_AFTER = 5, 6
#: Words between who acts and the verb: "Moscow has now resumed".
_ADVERBS = 2
#: Marks around the names of sources and companies.
_OPENING, _CLOSING = frozenset('«"“„'), frozenset('»"”')
#: Words of the name of a company, at most and, without quotation marks, at least.
_MOST_NAME, _FEWEST = 4, 2
#: Words between "operated by" and the company: "the Belarusian carrier".
_OWNED = 4
#: Nouns of companies in English, whose names stand behind them, and what ties them to an aircraft.
_COMPANIES = frozenset(("airline", "carrier", "company", "firm", "group", "operator", "airways", "charterer"))
_OF = frozenset(("of", "from", "belonging", "owned", "operated", "flown"))
#: Tokens between a possessor and its aircraft: "South Korea's only KC-330".
_APOSTROPHES, _POSSESSED = frozenset("'’"), 4
#: Tokens between an aircraft and the office that has it: "a Falcon of the Greek government".
_OF_THE = 2
#: Acts of whoever finds out what others flew.
_FINDING = frozenset({Act.SEE, Act.SHOW, Act.OTHER})
#: Acts by which a company makes flights.
_FLOWN = frozenset({Act.LIGHT, Act.FLY})
#: The Arabic word for "from" and "of".
_ARABIC_FROM = "من"
#: Arabic "to the" and "the", as they are written together with a word.
_TO_THE, _TO, _THE = "لل", "ل", "ال"
#: Arabic words for a state with "in" or "to", before its name.
_REALMS = frozenset(
    ("بجمهوريه", "بدوله", "بمملكه", "لجمهوريه", "لدوله", "لمملكه", "جمهوريه", "دوله", "مملكه")
)
#: How words go on that begin with the letter that "to the" takes from them: "للجنة", "للواء".
_LETTER_LOST = ("جنة", "جان", "واء", "بنان", "وجست", "اجئ", "يبي")
#: English words before an office that is somebody's: "closed its embassy".
_WHOSE = frozenset(("its", "his", "her", "their"))
#: Acts done by whoever stands before the verb, to aircraft that stand after it.
_OWN = frozenset({Act.RESUME, Act.PAUSE, Act.WITHDRAW})
_DONE = frozenset({Act.RESUME, Act.PAUSE, Act.WITHDRAW, Act.SHIP, Act.FLY, Act.DEPLOY, Act.HOLD, Act.GET})


def operator_of(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> str | None:
    """Get whose aircraft it is, in the words of the text; a force or company before a mere nation."""
    aircraft = subject.aircraft if subject else None
    candidates = [
        operator
        for operator in between(marks.operators, frame.first, frame.last)
        if _is_within(operator, aircraft) or not describes_base(marks, operator)
    ]
    candidates = [o for o in candidates if not (only_tells(marks, o, aircraft) or is_beside(marks, o))]
    candidates = [o for o in candidates if not describes_another(marks, o, aircraft)]
    candidates = [o for o in candidates if not strikes(marks, o, aircraft)]
    company = _company(marks, aircraft)
    if company is not None:
        return company
    near = [o for o in candidates if aircraft is not None and _beside(marks, o, aircraft)]
    acting = [o for o in candidates if _acts(marks, frame, o)]
    for group in (near, acting):
        best = sorted(group, key=lambda owner: (owner.mark.is_state, _is_before(marks, owner, aircraft)))
        if best:
            return _bare(best[0].mark)
    return (
        _owned_by(marks, frame, aircraft)
        or _quoted_owner(marks, aircraft)
        or _actor(marks, frame, subject)
        or _unlisted_actor(marks, frame, subject)
    )


def _company(marks: SentenceMarks, aircraft: At[AircraftMark] | None) -> str | None:
    """Get the company that no list holds, right behind its aircraft: "a Falcon of the oil company PDVSA"."""
    if aircraft is None or marks.form(aircraft.last) not in _OF:
        return None
    used = taken(marks)
    days = {index for date in marks.dates for index in range(date.first, date.last)}
    for noun in range(aircraft.last + 1, min(aircraft.last + 1 + _OWNED, marks.last - 1)):
        first = noun + 1
        if marks.form(noun) not in _COMPANIES or first in used:
            continue
        last = first
        while last < min(first + _MOST_NAME, marks.last) and marks.is_start(last) and last not in days:
            last += 1
        if last > first:
            return marks.text[marks.tokens[first].start : marks.tokens[last - 1].end]
    return None


def _is_within(operator: At[OperatorMark], aircraft: At[AircraftMark] | None) -> bool:
    """Say whether the words for an aircraft name whose it is: «самолет погранслужбы ФСБ Ан-26»."""
    return aircraft is not None and aircraft.first < operator.first < aircraft.last


def _quoted_owner(marks: SentenceMarks, aircraft: At[AircraftMark] | None) -> str | None:
    """Get the name in quotation marks right behind a word for an aircraft without a type: «борт «Ямала»»."""
    if aircraft is None or not aircraft.mark.is_generic or marks.form(aircraft.last) not in _OPENING:
        return None
    return _quoted(marks, aircraft.last)


def _quoted(marks: SentenceMarks, first: int) -> str | None:
    """Get what stands in quotation marks from a token on, where it is a name that nothing else is."""
    used = taken(marks)
    for last in range(first + 1, min(first + 2 + _MOST_NAME, marks.last)):
        if marks.form(last) in _CLOSING and last > first + 1 and marks.is_start(first + 1):
            return marks.text[marks.tokens[first + 1].start : marks.tokens[last - 1].end]
        if last in used:
            return None
    return None


def _unlisted_actor(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> str | None:
    """Get the company that no list holds, by its flights: "Skyline Korvash operated five flights"."""
    aircraft = subject.aircraft if subject else None
    counted = any(count.mark.unit is Unit.EVENTS and not count.mark.implied for count in marks.counts)
    if aircraft is None or not aircraft.mark.is_flight or not counted:
        return None
    verbs = [e for e in frame.events if e.mark.form is Form.VERB and e.mark.act in _FLOWN]
    first = frame.first
    if not verbs or not first < verbs[0].first < aircraft.first:
        return None
    if marks.form(first) in _OPENING:
        return _quoted(marks, first)
    persons = [p for p in marks.persons if p.first == first and p.mark.role is None and p.last - first > 1]
    last = persons[0].last if persons else end_of_name(marks, first, taken(marks))
    if last is None or last - first < _FEWEST or verbs[0].first - last > _ADVERBS:
        return None
    return marks.text[marks.tokens[first].start : marks.tokens[last - 1].end]


def _actor(marks: SentenceMarks, frame: Frame, subject: Subject | None) -> str | None:
    """Get the country, capital or office whose aircraft it is: beside it, or beside its verb."""
    aircraft = subject.aircraft if subject else None
    places = [p for p in marks.places if p.mark.level in (PlaceLevel.COUNTRY, PlaceLevel.CITY)]
    offices = [source for source in marks.sources if source.mark.kind is SourceKind.OFFICIAL]
    verbs = [event for event in frame.events if event.mark.form is Form.VERB]
    verbs = [event for event in verbs if event.mark.act in _DONE or is_sent(marks, event)]
    persons = [person.first for person in marks.persons]
    items: list[At[PlaceMark] | At[SourceMark]] = [*offices, *places]
    for item in items:
        if only_tells(marks, item, aircraft) or strikes(marks, item, aircraft):
            continue
        dashed = "-" in (marks.form(item.first - 1), marks.form(item.last))
        if item.first in persons or marks.form(item.last) == ":" or marks.form(item.first - 1) in _WHOSE:
            continue
        if dashed and not is_behind_dateline(marks, item):
            continue
        if frame.first <= item.first < frame.last and not _is_tied(marks, item.first):
            owned = aircraft is not None and _owns(marks, item, aircraft)
            apart = aircraft is not None and _is_in_later_clause(frame, item, aircraft)
            if owned or (not apart and any(_does(marks, item, verb, aircraft) for verb in verbs)):
                return item.mark.text
    return None


def _bare(mark: OperatorMark) -> str:
    """Get the words without an Arabic particle; "to the" is one letter less than "the" after it."""
    return _without_to(mark.text) if _TO in mark.particles else mark.text.removeprefix(mark.particles)


def _without_to(text: str) -> str:
    """Get the words behind "belonging to" without the Arabic particle that is written with them."""
    if not text.startswith(_TO_THE):
        return text.removeprefix(_TO)
    rest = text[len(_TO_THE) :]
    return _THE + (_TO + rest if rest.startswith(_LETTER_LOST) else rest)


def _owned_by(marks: SentenceMarks, frame: Frame, aircraft: At[AircraftMark] | None) -> str | None:
    """Get the name after "operated by" that no list holds, or the office after "belonging to"."""
    for owned in [j for j in between(marks.joins, frame.first, frame.last) if j.mark is Join.OWNED]:
        told = [craft.first for craft in (*marks.aircraft, *marks.pointers) if craft.first < owned.first]
        if is_latin(marks.form(owned.first)) and not told:
            continue  # "a runway used by the army was mended before an Il-76 came"
        near = [o for o in marks.operators if 0 <= o.first - owned.last <= _OWNED]
        near = [o for o in near if not (strikes(marks, o, aircraft) or is_of_teller(marks, o))]
        if near:
            return _bare(min(near, key=lambda operator: operator.mark.is_state).mark)
        for source in marks.sources:
            if source.mark.kind is SourceKind.OFFICIAL and 0 <= source.first - owned.last <= 1:
                return _without_to(source.mark.text)
        for first in range(owned.last, min(owned.last + _ADVERBS + 2, frame.last)):
            last = end_of_name(marks, first, taken(marks))
            if last is not None:
                return marks.text[marks.tokens[first].start : marks.tokens[last - 1].end]
    return None


def _owns(marks: SentenceMarks, item: At[PlaceMark] | At[SourceMark], aircraft: At[AircraftMark]) -> bool:
    """Say whether it stands before an aircraft or, an office or a Slavic or Arabic genitive, right behind."""
    overlaps = item.first < aircraft.first < item.last
    is_before = 0 < aircraft.first - item.last <= _POSSESSED
    is_possessive = is_before and marks.form(item.last) in _APOSTROPHES
    beside = overlaps or is_possessive or aircraft.first - item.last in (0, 1)
    if isinstance(item.mark, SourceMark):
        if is_arabic(marks.form(item.first)) and aircraft.first - item.last > 0:
            return False  # "قالت الوزارة إن المقاتلات"
        of_the = marks.form(aircraft.last) == "of" and item.first - aircraft.last == _OF_THE
        return beside or of_the or item.first - aircraft.last in (0, 1)
    if item.mark.level is PlaceLevel.CITY and is_arabic(marks.form(item.first)):
        return False  # "استقبلت بنغازي طائرة"
    if is_arabic(marks.form(item.first)) and marks.form(item.first - 1) in _REALMS:
        return False  # "بجمهورية السودان"
    if item.last <= aircraft.first and is_cyrillic(marks.form(item.first)) and _is_of_noun(marks, item):
        return False  # «в рамках помощи Нигеру Ил-76 доставил»
    genitive = item.mark.level is PlaceLevel.COUNTRY and not marks.form(item.first).isascii()
    return beside or (genitive and item.first == aircraft.last)


def _is_of_noun(marks: SentenceMarks, item: At[PlaceMark]) -> bool:
    """Say whether a word that tells nothing known stands right before a place, whose noun it is."""
    if item.first == marks.first or not marks.form(item.first - 1).isalpha():
        return False
    verbs = [event for event in marks.events if event.mark.form is Form.VERB]
    return not any(each.first < item.first <= each.last for each in (*marks.joins, *marks.dates, *verbs))


def _is_in_later_clause(
    frame: Frame, item: At[PlaceMark] | At[SourceMark], aircraft: At[AircraftMark]
) -> bool:
    """Say whether it acts in a clause behind that of the aircraft: "..., after which Belgrade recalled"."""
    here, there = clause_at(frame.clauses, item.first), clause_at(frame.clauses, aircraft.first)
    return here is not None and there is not None and there.first < here.first


def _does(
    marks: SentenceMarks,
    item: At[PlaceMark] | At[SourceMark],
    verb: At[EventWord],
    aircraft: At[AircraftMark] | None,
) -> bool:
    """Say whether it stands beside a verb whose object is the aircraft, or that needs no aircraft."""
    if verb.mark.act not in _OWN and (aircraft is None or aircraft.first < verb.last):
        return False
    if verb.mark.act is Act.GET and aircraft is not None and aircraft.mark.is_flight:
        return False  # "Gao received two flights"
    if _is_parted(marks, item, verb):
        return True
    if between(marks.places, item.last, verb.first):
        return False
    days = {i for at in (*marks.dates, *marks.durations) for i in range(at.first, at.last)}
    between_them = set(range(item.last, verb.first)) - days
    return item.first == verb.last or (item.last <= verb.first and len(between_them) <= _ADVERBS)


def _is_parted(marks: SentenceMarks, item: At[PlaceMark] | At[SourceMark], verb: At[EventWord]) -> bool:
    """Say whether a sentence begins with it, and an aside stands before its verb: "Egypt, too, flew"."""
    commas = [i for i in range(item.last, verb.first) if marks.form(i) == ","]
    return item.first == marks.first and commas == [item.last, verb.first - 1]


def _is_tied(marks: SentenceMarks, index: int) -> bool:
    return any(0 <= index - relation.last <= 1 for relation in marks.relations)


def _beside(marks: SentenceMarks, operator: At[OperatorMark], aircraft: At[AircraftMark]) -> bool:
    if operator.last <= aircraft.first:
        return _is_near(marks, operator.last, aircraft.first, _OPERATOR_BEFORE)
    if operator.first < aircraft.last:
        return True
    if operator.mark.is_state:
        return _is_near(marks, aircraft.last, operator.first, 1) and not _is_tied(marks, operator.first)
    if _is_of_passengers(marks, operator, aircraft):
        return False
    return _is_near(marks, aircraft.last, operator.first, _OPERATOR_AFTER)


def _is_of_passengers(marks: SentenceMarks, operator: At[OperatorMark], aircraft: At[AircraftMark]) -> bool:
    """Say whether it is whose were those on board: "نقلت طائرة روسية أفرادا من الفيلق الأفريقي"."""
    return operator.first - aircraft.last > 1 and marks.form(operator.first - 1) == _ARABIC_FROM


def _is_near(marks: SentenceMarks, first: int, last: int, reach: int) -> bool:
    if last - first > reach:
        return False
    events = tuple(event for event in marks.events if event.mark.act is not Act.LIGHT)
    kinds: tuple[tuple[At[object], ...], ...] = (marks.places, events, marks.aircraft)
    if any(join.mark is Join.WITH and first <= join.first < last for join in marks.joins):
        return False
    if _is_told_apart(marks, first, last):
        return False
    return not any(first <= item.first < last for items in kinds for item in items)


def _is_told_apart(marks: SentenceMarks, first: int, last: int) -> bool:
    """Say whether a colon parts an owner from what flew, before which no flight is told."""
    forms = [marks.form(index) for index in range(first, last)]
    colon = next((first + i for i, form in enumerate(forms) if form == ":" and "(" not in forms[:i]), None)
    return colon is not None and all(event.first > colon for event in marks.events)


def _acts(marks: SentenceMarks, frame: Frame, operator: At[OperatorMark]) -> bool:
    """Say whether it stands before the first event of the frame, or right after it, as its subject."""
    verbs = [event for event in frame.events if event.mark.form is Form.VERB]
    if not verbs:
        return False
    seen = [verb for verb in verbs if verb.mark.act in _FINDING and verb.last <= operator.first]
    first = next((verb for verb in verbs if verb not in seen), verbs[0])  # "a blog found that Mahan Air flew"
    if operator.mark.is_state and (first.mark.act is Act.SEE or is_of_others(marks, operator)):
        return False
    tied = any(0 <= operator.first - relation.last <= 1 for relation in marks.relations)
    tied = tied or any(
        join.mark is Join.WITH and 0 <= operator.first - join.last <= 1 for join in marks.joins
    )
    if operator.last <= first.first:
        return not tied and not _is_told_apart(marks, operator.last, first.first)
    named = (*marks.places, *marks.operators, *marks.persons)
    first_named = any(frame.first <= item.first < first.first for item in named)
    return operator.first == first.last and not tied and not first_named


def _is_before(marks: SentenceMarks, owner: At[OperatorMark], aircraft: At[AircraftMark] | None) -> bool:
    """Say whether it stands before the aircraft, where whose it is stands behind: in Arabic, and in Slavic.

    «зафрахтованный Красным Крестом Ан-12 авиакомпании Cavok».
    """
    if aircraft is None or owner.last > aircraft.first:
        return False
    form = marks.form(aircraft.first)
    return is_arabic(form) or (is_cyrillic(form) and not owner.mark.is_state)
