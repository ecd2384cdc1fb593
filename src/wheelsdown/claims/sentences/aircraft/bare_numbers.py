"""Find the number of a clause that counts no noun and stands for aircraft: "two of them"."""

from collections.abc import Iterator

from wheelsdown.articles.marks import Unit
from wheelsdown.articles.scripts import is_arabic, is_cyrillic
from wheelsdown.claims.sentences.aircraft.companions import who_joined
from wheelsdown.claims.sentences.aircraft.standing import is_described
from wheelsdown.claims.sentences.clauses import Clause
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Form, Join, Numeral, Points, Relation

__all__ = ["FLOWN", "adds", "bare_number"]

#: Words between a number and its verb that are no noun: "seven have arrived", "الأولى قد وصلت".
_AUXILIARIES = frozenset(
    (
        *("have", "has", "had", "were", "was", "are", "is", "did", "also", "then", "later"),
        *("already", "even", "soon", "قد", "كانت", "فقد", "فكانت"),
    )
)
#: Endings of Slavic nouns behind a number, and of no adverb: "семьдесят бойцов доставил".
_COUNTED_NOUNS = ("ів", "ов", "ев", "ців", "тей")
#: How words begin that make a number too large for aircraft.
_SCALES = ("млн", "тыс", "млрд", "тис", "мільион", "миллион", "миллиард", "процент", "відсотк", "тонн")
#: Tokens of what is told in brackets of an aircraft, at most.
_BRACKETS = 12
#: Words before a number that still begins its clause.
_NEAR = 3
#: The Arabic article, as it is written together with a word.
_THE = "ال"
#: Acts of aircraft that a bare number may be the subject of.
FLOWN = frozenset({Act.ARRIVE, Act.DEPART, Act.FLY, Act.HEAD, Act.OVERFLY, Act.RETURN})
_COME = FLOWN | {Act.STAY, Act.STOP}
#: What stands between parts of a list.
_LINKING = frozenset((",", "a", "an", "and"))
#: What parts a list from what is said before.
_PARTING = frozenset((";", ":", "where", "who", "which"))
#: Words behind a part that is compared.
_COMPARED = frozenset(("more", "less", "fewer"))
#: Words that a part is taken out of, and how far behind the whole the part may stand.
_OUT_OF = frozenset(("of", "из", "з", "із", "зі", "من", "ومن", "بين", "اصل"))
_PART_REACH = 2
_THE_WHOLE = frozenset(("the", "those", "these", "этих", "цих", "тех", "тих", "всех", "усіх"))
#: The Slavic word before a number of others: «прибыли ещё два».
_STILL = frozenset(("ще", "еще"))
#: Words before an hour, and the last hour.
_BEFORE_HOURS = frozenset(("at", "around", "about", "after", "before", "until", "till", "о", "об"))
_HOURS = 12
#: What may stand between "the last" and its verb at first, and tokens up to the verb, at most.
_STILL_OR_ASIDE, _OPENING = frozenset((",", "уже", "вже", "ще", "еще")), 12


def bare_number(marks: SentenceMarks, clause: Clause) -> At[Numeral] | None:
    """Get a bare number that begins a clause and stands for aircraft: "two of them", "the third from Gao"."""
    numerals = sorted((*marks.numerals, *_lasts(marks)), key=lambda numeral: numeral.first)
    begin = who_joined(marks, clause.first, clause.last)
    for numeral in between(numerals, clause.first, clause.last):
        if _is_whole(marks, numeral):
            begin = numeral.last
            continue
        if numeral.mark.is_ordinal and marks.form(numeral.last) in _COMPARED:
            continue  # "a third more than last year"
        if numeral.mark.is_ordinal and any(
            other.first == numeral.last and not other.mark.is_ordinal for other in marks.numerals
        ):
            continue
        if (
            begin == clause.first
            and any(join.mark is Join.WITH and 0 <= numeral.first - join.last <= 1 for join in marks.joins)
            and not (between(marks.events, numeral.last, clause.last))
        ):
            continue  # "with 150 of them on board"
        if _is_hour(marks, clause, numeral):
            continue
        behind = _is_behind_verb(marks, clause, numeral)
        days = [date.last for date in marks.dates if date.first - begin <= 1 and begin <= date.first]
        start = max((last for last in days if last <= numeral.first), default=begin)
        far = numeral.first - start > _NEAR and not _is_set_off(marks, numeral)
        if (far and not behind) or _is_apposed(marks, numeral):
            continue
        if behind or _stands_for_aircraft(marks, numeral):
            return numeral
    return None


def _is_whole(marks: SentenceMarks, numeral: At[Numeral]) -> bool:
    """Say whether it is what the number behind it is taken from: "of the three, two", «из трёх два»."""
    the = marks.form(numeral.first - 1) in _THE_WHOLE
    start = numeral.first - the
    if numeral.mark.is_ordinal or marks.form(start - 1) not in _OUT_OF:
        return False
    last = numeral.last + (marks.form(numeral.last) in (",", "،"))
    return any(
        0 <= part.first - last < _PART_REACH and not part.mark.is_ordinal and part.mark.n < numeral.mark.n
        for part in marks.numerals
    )


def _is_hour(marks: SentenceMarks, clause: Clause, numeral: At[Numeral]) -> bool:
    """Say whether it is an hour, behind the verb: "landed at four in Gao", «сел в четыре»."""
    if marks.form(numeral.first - 1) not in _BEFORE_HOURS or not 0 < numeral.mark.n <= _HOURS:
        return False
    behind = between(marks.events, numeral.last, clause.last)
    told = between(marks.events, clause.first if behind else marks.first, numeral.first)
    return any(event.mark.form is Form.VERB for event in told)


def adds(marks: SentenceMarks, numeral: At[Numeral]) -> bool:
    """Say whether the number is of others beside those told before: «прибыли ещё два»."""
    return marks.form(numeral.first - 1) in _STILL


def _lasts(marks: SentenceMarks) -> Iterator[At[Numeral]]:
    """Get "the last" as an ordinal where its verb or "of them" follows."""
    for pointer in (pointer for pointer in marks.pointers if pointer.mark is Points.LAST):
        verb = any(e.first == pointer.last and e.mark.form is Form.VERB for e in marks.events)
        verb = verb or _is_arabic_subject(marks, pointer.first) or _opens(marks, pointer)
        them = any(p.mark is Points.THEM and p.first == pointer.last for p in marks.pointers)
        whose = any(r.first == pointer.last and r.mark is Relation.FROM for r in marks.relations)
        days = any(join.mark is Join.LAST and join.first == pointer.first for join in marks.joins)
        ends = [p.last for p in marks.pointers if p.mark is Points.THEM and p.first == pointer.last]
        verb = verb or any(e.first in ends and e.mark.form is Form.VERB for e in marks.events)
        if verb or ((them or whose) and not days):
            yield At(pointer.first, pointer.last, Numeral(1, is_ordinal=True))


def _opens(marks: SentenceMarks, last: At[Points]) -> bool:
    """Say whether "the last" opens a sentence, apart from its verb: «Останній уже в середу повернувся»."""
    if last.first != marks.first or not is_cyrillic(marks.form(last.first)):
        return False
    verb = next((e for e in marks.events if e.mark.form is Form.VERB and e.mark.act in FLOWN), None)
    if verb is None or verb.first - last.last > _OPENING or between(marks.aircraft, last.last, verb.first):
        return False
    dated = any(date.first in range(last.last, last.last + 2) for date in marks.dates)
    return dated or marks.form(last.last) in _STILL_OR_ASIDE


def _is_arabic_subject(marks: SentenceMarks, index: int) -> bool:
    """Say whether a word stands right behind a verb of flight in Arabic, where its subject stands."""
    flown = (event for event in marks.events if event.last == index and event.mark.act in FLOWN)
    return is_arabic(marks.form(index)) and any(event.mark.form is Form.VERB for event in flown)


def _is_apposed(marks: SentenceMarks, numeral: At[Numeral]) -> bool:
    """Say whether an ordinal only numbers the aircraft told of: "هي الثانية خلال شهر"."""
    told = (p.last == numeral.first and p.mark is Points.AIRCRAFT for p in marks.pointers)
    return numeral.mark.is_ordinal and is_arabic(marks.form(numeral.first)) and any(told)


def _is_behind_verb(marks: SentenceMarks, clause: Clause, numeral: At[Numeral]) -> bool:
    """Say whether a number that counts no noun is the subject of the verb before it: "توجهت اثنتان إلى".

    An ordinal is none in English: "arrived first" says how it arrived.
    """
    freely = is_arabic(marks.form(numeral.first)) or is_cyrillic(marks.form(numeral.first))
    start = numeral.first - (marks.form(numeral.first - 1) in _STILL)
    flown = any(
        event.last == start and event.mark.form is Form.VERB and event.mark.act in _COME
        for event in marks.events
    )
    if not flown or (numeral.mark.is_ordinal and not freely):
        return False
    after = numeral.last
    kinds = (marks.relations, marks.dates, marks.pointers, marks.joins, marks.sources, marks.sayings)
    goes_on = any(item.first == after for items in kinds for item in items)
    lengths = (*marks.durations, *marks.counts)
    goes_on = goes_on or any(0 <= length.first - after <= 1 for length in lengths)
    return goes_on or after >= clause.last or not marks.form(after).isalnum()


def _stands_for_aircraft(marks: SentenceMarks, numeral: At[Numeral]) -> bool:
    """Say whether what is counted has no noun: a verb, a day or "from" follows, or it ends the clause."""
    last = _behind_brackets(marks, numeral.last)
    if any(p.mark is Points.THEM and p.first == last for p in marks.pointers):
        return True
    if any(p.mark is Points.TYPE and p.first == numeral.first for p in marks.pointers):
        return True
    if numeral.mark.is_ordinal and is_described(marks, numeral.first, last):
        return True
    near = [e.first - last for e in marks.events if e.mark.form is Form.VERB and e.first >= last]
    if 0 in near or (1 in near and _helps(marks.form(last))):
        return True
    places = {place.first for place in marks.places}
    ties = [relation for relation in marks.relations if relation.first == last]
    if any(tie.mark is Relation.FROM or tie.last in places for tie in ties):
        return True
    dated = any(date.first == last + 1 for date in marks.dates)  # «ще два — 3 травня»
    if (
        marks.form(last) == "-"
        and marks.tokens[last].spaced
        and (dated or not marks.form(last + 1).isdigit())
    ):
        return True
    if _is_of_next_day(marks, numeral):
        return True
    if numeral.mark.is_ordinal or numeral.particles.startswith("و"):
        return marks.form(last) == "," or any(date.first == last for date in marks.dates)
    if _is_set_off(marks, numeral):
        return True
    exists = any(e.mark.act is Act.STAY and 0 <= numeral.first - e.last <= 1 for e in marks.events)
    more = any(p.mark is Points.MORE and p.last in (numeral.first, last) for p in marks.pointers)
    return (exists or more) and _ends_or_dated(marks, last)


def _behind_brackets(marks: SentenceMarks, index: int) -> int:
    """Step over what is told in brackets of the one before them: "the second (RF-78834)"."""
    if marks.form(index) != "(":
        return index
    reach = range(index, min(index + _BRACKETS, marks.last))
    return next((at + 1 for at in reach if marks.form(at) == ")"), index)


def _is_set_off(marks: SentenceMarks, numeral: At[Numeral]) -> bool:
    """Say whether a number ends a clause behind a day and a dash: "..., in July - 48", "- уже 48"."""
    dash = next((at for at in (numeral.first - 1, numeral.first - 2) if marks.form(at) == "-"), None)
    ends = not marks.form(numeral.last).isalnum()
    return dash is not None and ends and any(date.last == dash for date in marks.dates)


def _is_of_next_day(marks: SentenceMarks, numeral: At[Numeral]) -> bool:
    """Say whether a number goes on with aircraft that came on another day: "two on Friday, one on Sunday"."""
    ties = [r.last for r in marks.relations if r.first == numeral.last and r.mark is Relation.AT]
    first = ties[0] if ties else numeral.last
    if not any(date.first == first for date in marks.dates):
        return False
    came = [e.last for e in marks.events if e.first < numeral.first and e.mark.act in FLOWN]
    if not came or any(marks.form(index) in _PARTING for index in range(came[-1], numeral.first)):
        return False
    people = any(c.mark.unit is Unit.OTHER and c.first < numeral.first for c in marks.counts)
    craft = any(a.last <= numeral.first for a in marks.aircraft)
    return craft and not people and _ends_with_day(marks, numeral.first)


def _ends_with_day(marks: SentenceMarks, index: int) -> bool:
    """Say whether a day, or a day and a place, stand right before a token and what joins it."""
    joins = {i for join in marks.joins for i in range(join.first, join.last)}
    last = index
    while last > marks.first and (last - 1 in joins or marks.form(last - 1) in _LINKING):
        last -= 1
    days = [date.last for date in marks.dates if date.last <= last]
    places = [place.last for place in marks.places if place.last <= last]
    return bool(days) and last in (days[-1], *places[-1:]) and last - days[-1] <= _NEAR


def _helps(word: str) -> bool:
    """Say whether a word may stand between a number and its verb: in Arabic an adjective."""
    if word.startswith(_SCALES):
        return False
    adverb = is_cyrillic(word) and not word.endswith(_COUNTED_NOUNS)
    return word in _AUXILIARIES or adverb or word.startswith(_THE)


def _ends_or_dated(marks: SentenceMarks, index: int) -> bool:
    """Say whether the clause ends at a token, or a day or a place follows."""
    if not marks.form(index).isalnum():
        return True
    named = (*marks.dates, *marks.pointers, *marks.relations)
    times = (join for join in marks.joins if join.mark is Join.DAYTIME)
    return any(item.first == index for item in (*named, *times))
