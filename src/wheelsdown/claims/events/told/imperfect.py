"""Say whether an Arabic verb tells what aircraft do as a rule: "تصل طائرات الشركة إلى بنغازي".

The imperfect at the head of a sentence, with no day and no number of aircraft in it, tells of habit. Behind
"أن", "كانت", a noun or another verb the same form tells how something went on that once happened ("شوهدت
تهبط"), so only the verb that leads counts.
"""

from collections.abc import Sequence

from wheelsdown.articles.expressions import Anchored, Since
from wheelsdown.claims.events.told.slavic_habits import is_of_all
from wheelsdown.claims.sentences.aircraft.subjects import is_counted
from wheelsdown.claims.sentences.clauses import Clause, clause_at
from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks, between
from wheelsdown.claims.words import Act, EventWord, Form, Join, Modality

__all__ = ["bare_verb", "is_imperfect", "is_usual", "is_wished"]

_ARABIC = "ar"
#: Acts of aircraft; what one has on board only describes it: "تقل".
_FLOWN = frozenset(
    {
        *(Act.ARRIVE, Act.DEPART, Act.FLY, Act.RETURN, Act.OVERFLY, Act.STOP, Act.LIGHT),
        *(Act.HEAD, Act.HOST, Act.SHIP),
    }
)
#: Adjectives between aircraft and their relative, at most.
_ADJECTIVES = 2
#: Acts by which forces are somewhere for long: "تنشر فيه مروحيات".
_STATIONED = frozenset({Act.DEPLOY})
#: Beginnings of the imperfect's third person, and endings that only the perfect has.
_PREFIXES, _PERFECT_ENDINGS = ("ت", "ي"), ("ت", "تا", "وا", "ا")
#: Perfects of verbs that begin like an imperfect.
_PERFECTS = frozenset(
    (
        "توقف",
        "توجه",
        "تحرك",
        "تمركز",
        "تزود",
        "تسلم",
        "تلقي",
        "تعقب",
        "تابع",
        "تحول",
        "تواجد",
        "تم",
        "ترك",
        "تبع",
    )
)
#: "Used to" before an imperfect, and the words between.
_WERE = frozenset(("كانت", "كان", "وكانت", "وكان"))
_USED_REACH = 4
#: Pronouns written behind a verb: "تتبعها".
_OBJECTS = ("هما", "ها", "هم")
_ANY = frozenset(("اي", "ايه", "واي"))
#: "Has", at the head of a clause, and the particle of what for.
_OWNING = frozenset(("لدي", "ولدي", "لديها", "ولديها", "لديه", "ولديه", "لديهم"))
_PURPOSE = "ل"
#: Particles with which a word is no verb: "للنقل".
_TIED = frozenset("لبك")
_LEADING = frozenset({Join.AND, Join.BUT, Join.THEN})
#: "That" before a verb which is only wished, feared or ordered, and "be" behind it.
_THAT, _BE = frozenset(("ان", "بان")), frozenset(("تكون", "يكون", "تكونا", "يكونا", "يكونوا"))
#: Words right before "that" by which the verb did happen, and verbs that tell so: "managed to".
_TRULY = frozenset(("قبل", "وقبل", "قبيل", "الي", "بعد", "حتي", "منذ", "سبق"))
_DONE = frozenset(
    (
        *("لبث", "لبثت", "لبثوا", "يلبث", "تلبث", "يلبثوا"),
        *("استطاع", "استطاعت", "تمكن", "تمكنت", "نجح", "نجحت", "حدث", "صادف", "تصادف"),
    )
)


def is_usual(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether the verb leads its sentence in the imperfect, with nothing that makes it one flight."""
    here = clause_at(clauses, event.first)
    if here is not None and (is_of_all(marks, here, event) or _is_of_any(marks, here)):
        return True
    if event.mark.language != _ARABIC or event.mark.form is not Form.VERB:
        return False
    if marks.sentence.is_headline or marks.registrations or marks.callsigns or here is None:
        return False
    counted = any(is_counted(marks, craft) for craft in between(marks.aircraft, here.first, here.last))
    leads = is_imperfect(marks, event) and _leads(marks, clauses, event)
    if event.mark.act in _STATIONED:
        return leads and not counted and not _has_day(marks, lasting=True)
    if _has_day(marks):
        return False
    if _is_of_all(marks, event) or _is_kept_for(marks, clauses, event):
        return True
    if event.mark.act not in _FLOWN:
        return False
    if not (leads or (is_imperfect(marks, event) and _used_to(marks, event))):
        return False
    if any(count.mark.is_rate for count in marks.counts):
        return False  # that a type comes twice a week is told of it: how often is what one looks for
    return not counted


def is_wished(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether "that" stands before an imperfect, or before "be" in the verb's clause.

    "يخشى أن تعود الطائرات", "استبعد أن تكون الطائرة قد هبطت": whoever wishes, fears or denies it.
    """
    if event.mark.language != _ARABIC or event.mark.form is not Form.VERB:
        return False
    here = clause_at(clauses, event.first)
    if here is None:
        return False
    before = [marks.form(index) for index in range(here.first, event.first)]
    if not _DONE.isdisjoint(before):
        return False
    for index in range(here.first, event.first):
        tied = marks.form(index) in _THAT and marks.form(index - 1) not in _TRULY
        following = marks.form(index + 1)
        if tied and (following in _BE or (index + 1 == event.first and is_imperfect(marks, event))):
            return True
    return False


def is_imperfect(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether an Arabic verb has the form of what goes on or is to come."""
    form = bare_verb(marks, event)
    return form.startswith(_PREFIXES) and not form.endswith(_PERFECT_ENDINGS) and form not in _PERFECTS


def bare_verb(marks: SentenceMarks, event: At[EventWord]) -> str:
    """Get a verb without the particles and the object written with it."""
    form = marks.form(event.first)
    for particle in event.particles:
        form = form.removeprefix(particle)
    ending = next((ending for ending in _OBJECTS if form.endswith(ending)), "")
    return form.removesuffix(ending)


def _is_of_any(marks: SentenceMarks, here: Clause) -> bool:
    """Say whether whatever aircraft it may be is meant: "حصول أي طائرة على تصريح قبل الهبوط"."""
    if any(cue.mark.modality is Modality.DENIAL for cue in marks.cues):
        return False
    return any(
        marks.form(craft.first - 1) in _ANY for craft in between(marks.aircraft, here.first, here.last)
    )


def _has_day(marks: SentenceMarks, *, lasting: bool = False) -> bool:
    """Say whether a day is told; one counted from another that is not told is none: "the next day".

    ``lasting``: nor is a time since when it is so: "since 2019".
    """
    none = (Anchored, Since) if lasting else (Anchored,)
    return any(not isinstance(date.mark.expression, none) for date in marks.dates)


def _is_of_all(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether it is what all such aircraft do: "الطائرات التي تهبط في المطار"."""
    if event.mark.act not in _FLOWN or not is_imperfect(marks, event):
        return False
    who = [join.first for join in marks.joins if join.mark is Join.WHO and join.last == event.first]
    craft = [
        one
        for one in marks.aircraft
        if one.mark.plural and marks.form(one.first).lstrip("و").startswith("ال")
    ]
    return any(0 <= first - one.last <= _ADJECTIVES for first in who for one in craft)


def _is_kept_for(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether it is what aircraft are kept for: "تعتمد قواتها على طائرتين لنقل الجنود إلى"."""
    here = clause_at(clauses, event.first)
    if here is None:
        return False
    if event.mark.act is Act.HOLD:
        behind = between(marks.events, event.last, here.last)
        purpose = behind[0] if behind else event
        kept = is_imperfect(marks, event) and not between(marks.places, event.last, purpose.first)
    else:
        purpose = event
        kept = any(marks.form(index) in _OWNING for index in range(here.first, here.first + 2))
    return kept and purpose.mark.act is Act.SHIP and _PURPOSE in purpose.particles


def _used_to(marks: SentenceMarks, event: At[EventWord]) -> bool:
    """Say whether several aircraft "used to": "كانت الطائرات تهبط"; one was just doing so."""
    reach = _USED_REACH
    if any(
        marks.form(craft.first - 1) in _WERE and craft.first - 1 == marks.first for craft in marks.aircraft
    ):
        reach = event.first - marks.first  # "كانت الرحلات من دمشق إلى طرابلس تتوقف في"
    near = range(max(marks.first, event.first - reach), event.first)
    plural = [craft.mark.plural for craft in marks.aircraft if craft.first < event.first]
    plural = plural or [craft.mark.plural for craft in marks.aircraft]
    return any(marks.form(index) in _WERE for index in near) and plural[-1:] == [True]


def _leads(marks: SentenceMarks, clauses: Sequence[Clause], event: At[EventWord]) -> bool:
    """Say whether only where it happens stands before a verb in its clause, and no verb in those before."""
    here = clause_at(clauses, event.first)
    if here is None or not here.joins <= _LEADING:
        return False
    earlier = (other for other in marks.events if other.first < event.first)
    verbs = [e for e in earlier if e.mark.form is Form.VERB and _TIED.isdisjoint(e.particles)]
    if verbs and not (is_imperfect(marks, verbs[-1]) and _leads(marks, clauses, verbs[-1])):
        return False
    kinds: tuple[tuple[At[object], ...], ...]
    kinds = (marks.places, marks.relations, marks.pointers, marks.joins, marks.durations)
    known = {index for items in kinds for item in items for index in range(item.first, item.last)}
    before = range(here.first, event.first)
    return all(index in known or not marks.form(index).isalnum() for index in before)
