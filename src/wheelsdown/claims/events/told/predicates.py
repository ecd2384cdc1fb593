"""Say whether English words tell of a flight with a predicate of their own, or only name one in passing.

A flight that took place is told by a finite verb of the past or the perfect. A noun, a participle or a place
that hangs on a present tense with no day in its sentence is of how things are ("jets bound for Dublin taxi
past", "the museum has an Il-76 that once flew to Luanda"); nor is told what a sentence opens with asking or
says that nobody saw ("what it brought is anyone's guess", "nothing in the log says that"). A present that
shows or says, or that goes on just now ("data show", "is heading for"), tells a flight.
"""

from collections.abc import Mapping, Sequence
from enum import Enum

from wheelsdown.articles.expressions import CalendarDate, Until
from wheelsdown.articles.marks import AircraftMark
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.clauses import Clause, number_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, Cue, EventWord, Form, Join, Modality, Relation, Scope

__all__ = ["bare_untold", "is_doubted_aside", "is_of_noun", "is_over", "untold"]

_ENGLISH = "en"
_BE = frozenset(("is", "are"))
_HAVE = frozenset(("has", "have"))
#: Finite forms that are never a participle, so that they tell of the past.
_PAST = frozenset(
    (
        *("was", "were", "had", "did", "went", "came", "took", "flew", "gave", "got", "saw", "began"),
        *("fell", "became", "broke", "chose", "drove", "ate", "grew", "knew", "ran", "rose", "spoke"),
        *("wrote", "said", "told", "kept", "left", "lost", "made", "met", "paid", "sat", "sent"),
        *("spent", "stood", "thought", "brought", "bought", "caught", "felt", "found", "held", "heard"),
        *("led", "meant", "won", "sold"),
    )
)
#: Present tenses of verbs about how things are, and forms of them that are also nouns.
_PRESENT = frozenset(
    (
        *("belong", "belongs", "consist", "consists", "depend", "depends", "require", "requires"),
        *("complain", "complains", "operate", "operates", "serve", "serves", "prefer", "prefers"),
        *("know", "knows", "think", "thinks", "believe", "believes", "consider", "considers"),
        *("provide", "provides", "explain", "explains", "argue", "argues", "receive", "receives"),
        *("allow", "allows", "become", "becomes", "include", "includes", "owns", "needs", "wants"),
        *("costs", "covers", "burns", "commands", "climbs", "waits", "comes", "takes", "keeps"),
        *("gives", "makes", "means", "remembers", "recalls", "opens", "goes", "does", "carries"),
        *("flies", "relies", "passes", "uses", "employs", "lies", "pays", "asks", "lets", "lacks"),
        *("remains", "recommends", "reminds", "urges", "calls", "prohibits", "bans", "forbids", "inspects"),
    )
)
#: Present tenses of several, where a plural stands before them; else they are mostly something else.
_PRESENT_OF_MANY = frozenset(
    (
        *("need", "want", "cost", "charge", "pay", "wait", "taxi", "call", "own", "use", "come", "go"),
        *("take", "keep", "fly", "carry", "climb", "pass", "make", "get", "remember", "recall", "rely"),
        *("ask", "lie", "have", "remain", "cover", "burn", "command", "lack", "mean", "fear", "hope"),
        *("work", "live", "stay"),
    )
)
#: Words that make a verb's bare form no present tense.
_BEFORE_BARE = frozenset(
    (
        *("to", "a", "an", "the", "its", "their", "his", "her", "of", "no", "in", "on", "at", "for"),
        *("by", "will", "would", "could", "can", "may", "might", "must", "should", "did", "not", "do"),
        *("does", "first", "second", "last", "next", "air", "and", "or", "with", "from"),
    )
)
_ASKING = frozenset(("what", "where", "who", "whose", "whether"))
_TIMING = frozenset(("when", "once", "until", "before", "after", "while", "as"))
_THAT = "that"
_RELATIVE = frozenset(("that", "which", "who"))
_PRONOUNS = frozenset(("it", "they", "he", "she", "we", "who", "that", "which"))
#: Words behind a participle that describes: "delivered by".
_DESCRIBED = frozenset(("by", "at", "in", "on", "from", "near", "to"))
#: How verbs end that may be past or participle, and that go on.
_PARTICIPLE, _GERUND = "ed", "ing"
#: Acts of an aircraft that is somewhere, which a present tense tells, and acts by which others saw it.
_STAYING = frozenset({Act.STAY, Act.DEPLOY, Act.HOLD, Act.SHOW})
_SHOWING = frozenset({Act.SEE, Act.SHOW})
#: Acts whose participles describe what they stand behind: "the Il-76 seen at Kufra".
_DESCRIBING = frozenset({Act.SEE, Act.CARRY, Act.SHIP, Act.HEAD})
_RESUMING = frozenset({Act.RESUME, Act.PAUSE, Act.END, Act.LAST, Act.WITHDRAW})
#: Words that open a clause which stands by itself.
_LEANING = frozenset({Join.AND, Join.BUT})
#: Words that lead somewhere.
_LEADING = frozenset({Relation.FROM, Relation.TO, Relation.VIA, Relation.BETWEEN, Relation.OVER})
#: What denies the noun behind it; a verb only as a gerund: "without ever landing".
_LACKING = frozenset(("without",))
#: How words of an infinitive end, its helping verbs, and words from it to a verb of its own, at least.
_INFINITIVE, _OF_INFINITIVE, _FREE_REACH = ("to", "be", "of"), frozenset(("be", "been", "being", "get")), 2
#: Words between "is" and its participle, and between "has" and its own.
_NEAR = 2


class _Tense(Enum):
    PAST = "past"
    PRESENT = "present"
    WEAK = "weak"
    """A past, or a participle."""


def untold(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> Modality | None:
    """Get why the event of an English sentence is none that took place; None: nothing speaks against it."""
    if marks.sentence.language != _ENGLISH or marks.sentence.is_headline:
        return None
    here = number_at(clauses, event.first)
    if here is None:
        return None
    remains = _is_remaining(marks, clauses[here], event)
    asked = Modality.OTHER if remains else _asked(marks, clauses, here, event)
    if asked is not None:
        return asked
    if _is_timed_by_plan(marks, clauses, here, event):
        return Modality.PLAN
    if _is_until_a_year(marks, clauses[here], event) or _is_aim(marks, clauses[here], event):
        return Modality.GENERIC
    if marks.dates or not _ends(marks) or event.mark.act in _STAYING | _RESUMING:
        return None
    old = _is_of_old(marks, clauses[here], event) or _is_trade(marks, clauses[here], event)
    if old or _is_of_any(marks, clauses, here):
        return Modality.GENERIC
    if marks.registrations or marks.callsigns or _is_numbered(marks, clauses[here]):
        return None
    counted = any(craft.last == event.first and is_counted(marks, craft) for craft in marks.aircraft)
    if counted or _is_finite(marks, clauses[here], event) or _goes_on(marks, event.first):
        return None
    return Modality.GENERIC if _is_present(marks, clauses, here, event.first) else None


def is_over(marks: SentenceMarks, clauses: Sequence[Clause], cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether "if" ended at a comma, and a plain past follows: "if the daily is right, landed at Gao"."""
    if marks.form(cue.first) != "if" or marks.sentence.language != _ENGLISH or cue.last - cue.first > 1:
        return False
    end = next((clause.last for clause in clauses if clause.last > cue.first), marks.last)
    if event.first < end or marks.form(end - 1) != "," or not _is_past(marks, event):
        return False
    return marks.form(marks.first) != "if"


def _is_remaining(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether "left" tells what remains: "the An-124 has ten years left", no "has left"."""
    if marks.form(event.first) != "left" or any(
        marks.form(i).isalnum() for i in range(event.last, clause.last)
    ):
        return False
    having = [i for i in range(clause.first, event.first) if marks.form(i) in _HAVE | {"had"}]
    return bool(having) and event.first - having[-1] > _NEAR


def _is_past(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it is told in the past with no helping verb before it: "reached", not "would reach"."""
    word = marks.form(event.first)
    plain = word in _PAST or (word.endswith(_PARTICIPLE) and not word.endswith(_GERUND))
    return plain and event.mark.form is Form.VERB and marks.form(event.first - 1) not in _BEFORE_BARE | _HAVE


def is_of_noun(marks: SentenceMarks, cue: At[Cue], event: At[EventWord]) -> bool:
    """Say whether a word of modality is about what stands before the verb, and the verb tells what happened.

    "A freighter without markings landed", "a jet believed to carry arms landed".
    """
    if event.mark.form is not Form.VERB or cue.last >= event.first:
        return False
    if marks.form(cue.first - 1) in _RELATIVE:  # "an Il-76 that could carry tanks landed"
        return _is_past(marks, event)
    if marks.form(cue.last - 1) in _INFINITIVE:
        before = marks.form(event.first - 1)
        helped = before in _OF_INFINITIVE or before.endswith("ly")
        return event.first - cue.last >= _FREE_REACH and _is_past(marks, event) and not helped
    return marks.form(cue.first) in _LACKING and not marks.form(event.first).endswith(_GERUND)


def is_doubted_aside(
    marks: SentenceMarks,
    event: At[EventWord],
    verbs: Sequence[At[EventWord]],
    modality: Mapping[int, Modality | None],
) -> bool:
    """Say whether only what it may carry or do is doubted, and a past behind tells of the flight."""
    if modality[event.first] is None or not marks.form(event.first).endswith(_GERUND):
        return False
    told = (verb for verb in verbs if verb.first > event.first and modality[verb.first] is None)
    return any(_is_past(marks, verb) for verb in told)


def bare_untold(marks: SentenceMarks, clauses: Sequence[Clause], clause: Clause) -> Modality | None:
    """Get why a clause without an event tells no flight: it hangs on a present tense with no day."""
    if marks.sentence.language != _ENGLISH or marks.sentence.is_headline or marks.dates or not _ends(marks):
        return None
    if marks.registrations or marks.callsigns:
        return None
    here = next((number for number, one in enumerate(clauses) if one.holds(clause.first)), 0)
    return Modality.GENERIC if _is_present(marks, clauses, here, clause.last) else None


def _ends(marks: SentenceMarks) -> bool:
    """Say whether it is a whole sentence, by its full stop."""
    return "." in [marks.form(index) for index in range(max(marks.first, marks.last - 2), marks.last)]


def _asked(
    marks: SentenceMarks, clauses: Sequence[Clause], here: int, event: At[EventWord]
) -> Modality | None:
    """Get the modality of what a sentence opens with asking, and of what it says was not seen or said."""
    opening = marks.form(marks.first)
    before = between(marks.cues, marks.first, event.first)
    denied = [cue for cue in before if cue.mark.modality is Modality.DENIAL and clauses[0].holds(cue.first)]
    if opening == "had" and not here:  # "Had it landed, ..."
        return Modality.HYPOTHETICAL
    if opening in _ASKING and not any(item.first == marks.first + 1 for item in marks.events):
        first = clauses[0]
        if denied and opening == "what":
            return Modality.DENIAL
        ends = [
            index for index in range(event.last, first.last) if marks.form(index) in _BE | {"was", "remains"}
        ]
        commas = any(marks.form(clause.last - 1) == "," for clause in clauses[: here + 1])
        if (first.holds(event.first) and ends) or (commas and not _is_main(marks, clauses, here)):
            return Modality.QUESTION
    none = [cue for cue in denied if cue.mark.scope is Scope.SUBJECT and cue.first == marks.first]
    if here and none and marks.form(clauses[here].first) == _THAT:
        spoken = between(marks.sayings, marks.first, clauses[here].first)
        shown = [e for e in between(marks.events, marks.first, clauses[here].first) if e.mark.act in _SHOWING]
        if spoken or shown:
            return Modality.HYPOTHETICAL
    return None


def _is_main(marks: SentenceMarks, clauses: Sequence[Clause], here: int) -> bool:
    """Say whether a comma stands before a clause: what the sentence opened with is over."""
    return any(marks.form(clause.last - 1) == "," for clause in clauses[:here])


def _is_timed_by_plan(
    marks: SentenceMarks, clauses: Sequence[Clause], here: int, event: At[EventWord]
) -> bool:
    """Say whether a present in a clause of time hangs on a plan: "will vote when they meet in Manama"."""
    clause = clauses[here]
    if marks.form(clause.first) not in _TIMING or marks.form(event.first).endswith((_PARTICIPLE, _GERUND)):
        return False
    if marks.form(event.first) in _PAST or any(_tense_at(marks, i) is _Tense.PAST for i in _words(clause)):
        return False
    plans = [cue for cue in marks.cues if cue.mark == Cue(Modality.PLAN, Scope.NEXT)]
    return any(not clause.holds(cue.first) for cue in plans)


def _is_of_any(marks: SentenceMarks, clauses: Sequence[Clause], here: int) -> bool:
    """Say whether a relative clause says which of all aircraft is meant: "jets that have landed there"."""
    clause = clauses[here]
    if not here or Join.WHO not in clause.joins:
        return False
    heads = [craft for craft in marks.aircraft if craft.last == clause.first]
    if not heads or not _is_any(marks, heads[-1]):
        return False
    return _tense_of(marks, clauses[here - 1]) is _Tense.PRESENT


def _is_any(marks: SentenceMarks, craft: At[AircraftMark]) -> bool:
    """Say whether nothing says which aircraft: a plural with no number and no article."""
    pointed = any(pointer.first <= craft.first < pointer.last for pointer in marks.pointers)
    article = craft.first > marks.first and marks.form(craft.first - 1) in ("the", "its", "their", "these")
    return not craft.mark.named and not (pointed or article or is_counted(marks, craft))


def _is_of_old(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether an aircraft is told by what it did one day in the past: "an Il-76 that once flew to"."""
    before = [marks.form(index) for index in range(clause.first, event.first)]
    return Join.WHO in clause.joins and "once" in before[1:] and marks.form(event.first - 1) == "once"


def _is_aim(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether a sentence opens with an aim: "To fly an Il-76 to Gao, the company needs two crews"."""
    if event.first != marks.first + 1 or marks.form(marks.first) != "to":
        return False
    return event.mark.form is Form.VERB and bool(between(marks.aircraft, event.last, clause.last))


def _is_until_a_year(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether a relative clause tells until which year it flew: "the Nimrod, which flew there until"."""
    if Join.WHO not in clause.joins or event.mark.form is not Form.VERB:
        return False
    ends = (d.mark.expression for d in between(marks.dates, clause.first, clause.last))
    days = [told.last for told in ends if isinstance(told, Until)]
    return any(isinstance(day, CalendarDate) and day.month is None and day.weekday is None for day in days)


def _is_trade(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether it is what somebody used to fly: "the commander flew C-130s in Afghanistan"."""
    if marks.form(event.last - 1) not in ("flew", "flown"):
        return False
    flown = [craft for craft in marks.aircraft if craft.first == event.last and craft.mark.plural]
    leads = any(relation.mark in _LEADING for relation in between(marks.relations, event.last, clause.last))
    return bool(flown) and not leads


def _is_finite(marks: SentenceMarks, clause: Clause, event: At[EventWord]) -> bool:
    """Say whether the event is itself a past tense, or a perfect, of its clause."""
    if event.mark.form is not Form.VERB:
        return False
    word = marks.form(event.first)
    if word.endswith(_GERUND) or event.mark.act is Act.HEAD:
        return _helped(marks, event.first)
    described = event.mark.act is Act.SEE or marks.form(event.last) in _DESCRIBED
    if event.mark.act in _DESCRIBING and described and not _helped(marks, event.first):
        others = (i for i in _words(clause) if not event.first <= i < event.last)
        return not any(_tense_at(marks, i) in (_Tense.PAST, _Tense.PRESENT) for i in others)
    return True


def _helped(marks: SentenceMarks, index: int) -> bool:
    helping = _BE | _HAVE | {"was", "were", "had", "been", "being"}
    return any(marks.form(i) in helping for i in range(max(marks.first, index - _NEAR), index))


def _is_numbered(marks: SentenceMarks, clause: Clause) -> bool:
    """Say whether it is said which flight it was: "this is the third landing there"."""
    firsts = [count.first for count in marks.counts if count.mark.ordinal is not None]
    firsts += [join.first for join in marks.joins if join.mark in (Join.FIRST, Join.LAST)]
    being = [index for index in _words(clause) if marks.form(index) in _BE]
    return any(0 < first - index <= _NEAR for first in firsts for index in being)


def _goes_on(marks: SentenceMarks, index: int) -> bool:
    """Say whether "is" or "are" stands right before it: it goes on just now."""
    return any(marks.form(i) in _BE for i in range(max(marks.first, index - _NEAR), index))


def _is_present(marks: SentenceMarks, clauses: Sequence[Clause], here: int, at: int) -> bool:
    """Say whether the predicate that rules a token is a present: that of its clause, or of one before."""
    for number in range(here, -1, -1):
        clause = clauses[number]
        tense = _tense_of(marks, clause)
        if tense is not None:
            told = [e for e in between(marks.events, clause.first, clause.last) if e.first != at]
            said = between(marks.sayings, clause.first, clause.last)
            shown = bool(said) or any(event.mark.act in _SHOWING | _STAYING for event in told)
            return tense is _Tense.PRESENT and not shown
        if not _LEANING.isdisjoint(clause.joins) or marks.form(clause.first - 1) in (";", ":", "-"):
            return False
    return False


def _tense_of(marks: SentenceMarks, clause: Clause) -> _Tense | None:
    """Get the tense of the predicate of a clause: the first sure one, else what may be a participle."""
    weak = False
    for index in _words(clause):
        tense = _tense_at(marks, index)
        if tense is _Tense.PRESENT and weak and marks.form(index - 1) in _PRONOUNS:
            return _Tense.PAST  # "circled over the base they use"
        if tense in (_Tense.PAST, _Tense.PRESENT):
            return tense
        weak = weak or tense is _Tense.WEAK
    return _Tense.WEAK if weak else None


def _words(clause: Clause) -> range:
    return range(clause.first, clause.last)


def _tense_at(marks: SentenceMarks, index: int) -> _Tense | None:
    """Get the tense that a word shows, as far as a word alone can."""
    word = marks.form(index)
    if word in _PAST:
        return _Tense.PAST
    if word in _BE:
        return _Tense.PRESENT
    if word in _HAVE:
        return _Tense.PAST if _is_perfect(marks, index) else _Tense.PRESENT
    before = marks.form(index - 1)
    if word in _PRESENT and before not in _BEFORE_BARE:
        return _Tense.PRESENT
    if (
        word in _PRESENT_OF_MANY
        and index > marks.first
        and before.endswith("s")
        and before not in _BEFORE_BARE
    ):
        return _Tense.PRESENT
    return _Tense.WEAK if word.endswith(_PARTICIPLE) and word.isalpha() else None


def _is_perfect(marks: SentenceMarks, index: int) -> bool:
    """Say whether a participle follows "has": a verb of flight, or a word that ends like one."""
    after = range(index + 1, min(index + 2 + _NEAR, marks.last))
    verbs = {event.first for event in marks.events if event.mark.form is Form.VERB}
    endings = (_PARTICIPLE, "en", "own", "one", "ought", "ade", "eft")
    return any(
        i in verbs or marks.form(i) in ("been", "had", *_PAST) or marks.form(i).endswith(endings)
        for i in after
    )
