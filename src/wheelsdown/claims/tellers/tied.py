"""Which listed sources a word ties to what is said: speakers beside a verb, and whom "citing" names."""

from collections.abc import Sequence

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.around import Around
from wheelsdown.claims.tellers.by_itself import by_itself
from wheelsdown.claims.tellers.placed import Placed
from wheelsdown.claims.tellers.sayings import (
    AND,
    PUBLISHERS,
    QUOTES,
    Attributed,
    Saying,
    apposition,
    is_short,
    naming,
)

__all__ = ["tied"]

#: Arabic words before the first message of a headline.
_URGENT = frozenset(("عاجل", "خاص", "حصري"))
#: Words between a word of saying and its source, at most: "reported on Wednesday evening the state agency".
_SAYS_REACH = 6
#: Words between "according to" or "citing" and the source: "citing data that was shown by the website".
_NAMES_REACH = 8
#: A source in an enumeration stands this near to the one before it: "and by the agency".
_NEXT_REACH = 5
#: Words between two that speak together: "two clerks and a pilot", "the blog X and the newspaper Y".
_TOGETHER = 3
#: The Slavic words for "in".
_IN = frozenset({"в", "во", "у"})
#: Tokens from a verb to the outlet it was told to, at most; Slavic datives and their letters.
_TO_WHOM, _DATIVES, _SHORT_WORD = 2, ("у", "ю", "ам", "ям", "ові", "еві", "ії"), 4
#: Arabic words for "on" and "by way of", which lead to where something was published.
_ON = frozenset({"علي", "على", "عبر"})
#: Marks between an outlet and whom it cites at once.
_BEFORE_CITING = QUOTES | {",", "،"}
#: The Arabic particle for "to".
_TO = "ل"
#: What stands before the subject behind "according to the newspaper": a comma, and an article.
_BEFORE_SUBJECT = ({","}, {",", "the"}, {"،"})
#: What goes on an enumeration.
_ENUMERATING = AND | {",", "،"}
#: Ends of Slavic nouns for an outlet before its name: «телеканала», «газеты», «видання».
_GENITIVES = ("а", "я", "ы", "и")
#: A short word announces only what stands this near after it.
_SHORT_REACH = 3


def tied(
    article: Article,
    sentence: Sentence,
    placed: Sequence[Placed],
    cues: Sequence[Match[Saying]],
    around: Around,
) -> list[Attributed]:
    """Get the listed sources of a sentence that its words of saying tie to what is said."""
    found: dict[int, Attributed] = {}
    aside: set[int] = set()
    for cue, rule in ((cue, rule) for cue in cues if (rule := naming(cue))):
        for number in _announced(article, placed, cue):
            mark = placed[number].mark
            if rule is not Saying.TOLD or mark.kind in PUBLISHERS:
                found.setdefault(number, Attributed(mark, is_cited=rule is Saying.CITES, rule=rule.value))
                aside.update(_passed(placed, cue, number, rule))
    for cue in cues:
        if {Saying.SAYS, Saying.SEES, Saying.THIS} & set(cue.values):
            passed = aside | _apposed(article, sentence, cue, around)
            for number, rule in _speakers(article, placed, cue, found, passed, around):
                _put(found, number, Attributed(placed[number].mark, is_cited=False, rule=rule.value))
    for number, source in enumerate(placed):
        if word := by_itself(article, sentence, source, cues, around):
            is_cited = source.mark.kind is not SourceKind.OBSERVERS
            is_cited = is_cited and source.mark.kind not in PUBLISHERS
            found.setdefault(number, Attributed(source.mark, is_cited=is_cited, rule=word))
        elif _cites_at_once(article, sentence, source, cues):
            found.setdefault(number, Attributed(source.mark, is_cited=False, rule=Saying.SAYS.value))
    return [found[number] for number in sorted(found)]


def _cites_at_once(
    article: Article, sentence: Sentence, source: Placed, cues: Sequence[Match[Saying]]
) -> bool:
    """Say whether an outlet begins the sentence and cites right behind its name: "رويترز عن مسؤول: ..."."""
    if source.mark.kind not in PUBLISHERS or source.mark.is_anaphor:
        return False
    before = range(sentence.tokens[0], source.first)
    words = (article.tokens[index] for index in before if article.tokens[index].kind is TokenKind.WORD)
    if any(word.form not in _URGENT for word in words):
        return False
    behind = source.last
    while behind < sentence.tokens[1] and article.tokens[behind].form in _BEFORE_CITING:
        behind += 1
    return any(cue.first == behind and naming(cue) is Saying.CITES for cue in cues)


def _passed(placed: Sequence[Placed], cue: Match[Saying], number: int, rule: Saying) -> set[int]:
    """Get the tokens from a word to whom it names, but of who told it: "أبلغ مصدر عسكري رويترز"."""
    whole = set(range(cue.first, placed[number].last))
    if rule is not Saying.TOLD:
        return whole
    return whole.difference(*(range(other.first, other.last) for other in placed[:number]))


def _put(found: dict[int, Attributed], number: int, source: Attributed) -> None:
    """Keep the first that is known of a source, but that it was told rather than that it says."""
    known = found.setdefault(number, source)
    if source.rule == Saying.TOLD.value and known.rule == Saying.SAYS.value:
        found[number] = source


def _apposed(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> set[int]:
    """Get the tokens before a verb that only say who somebody is, which an aircraft never is."""
    comma = apposition(article, sentence, cue)
    between = range(cue.first if comma is None else comma, cue.first)
    return set(between) if around.stops.flown.isdisjoint(between) else set()


def _announced(article: Article, placed: Sequence[Placed], cue: Match[Saying]) -> list[int]:
    """Get the sources that follow a word like "according to", as far as they are enumerated."""
    reach = _SHORT_REACH if is_short(article, cue) else _NAMES_REACH
    found: list[int] = []
    here = cue.last
    for number, source in enumerate(placed):
        if source.first < cue.first or source.last <= cue.last:
            continue
        if _n_words(article, here, source.first) > reach:
            break
        found.append(number)
        here, reach = source.last, _NEXT_REACH
        if not _goes_on(article, placed, number):
            break
    return found


def _goes_on(article: Article, placed: Sequence[Placed], number: int) -> bool:
    """Say whether the next source is enumerated with this one: a comma or at most two words between."""
    if number + 1 >= len(placed):
        return False
    gap = range(placed[number].last, placed[number + 1].first)
    forms = {article.tokens[index].form for index in gap}
    if ":" in forms:
        return False
    if forms in _BEFORE_SUBJECT and placed[number + 1].mark.kind is SourceKind.OFFICIAL:
        behind = article.tokens[min(placed[number + 1].last, len(article.tokens) - 1)]
        return placed[number].mark.kind is SourceKind.OFFICIAL or behind.form in _ENUMERATING
    if "," in forms and placed[number + 1].mark.kind is SourceKind.OFFICIAL and not forms & AND:
        return False  # «по данным Flightradar24, борт встречал президент»
    return sum(article.tokens[index].kind is TokenKind.WORD for index in gap) <= _NEXT_REACH


def _speakers(
    article: Article,
    placed: Sequence[Placed],
    cue: Match[Saying],
    found: dict[int, Attributed],
    aside: set[int],
    around: Around,
) -> list[tuple[int, Saying]]:
    """Get the source nearest to a verb of saying, before it in a tie, and whom it was told (Arabic).

    Words ``aside`` ("citing ...") do not count: "the agency, citing two officials in the port, said". With
    the nearest come those beside it: "the agency's source", "two clerks and a pilot".
    """
    gaps: list[tuple[int, int]] = []
    told: list[int] = []
    for number, source in enumerate(placed):
        before = source.last <= cue.first
        between = range(source.last, cue.first) if before else range(cue.last, source.first)
        gap = sum(article.tokens[i].kind is not TokenKind.MARK for i in between if i not in aside)
        if gap > _SAYS_REACH or source.first in aside or (number in found and found[number].is_cited):
            continue
        if before and gap and _begins_clause(article, cue, around):
            continue
        if source.first - 1 in around.oblique and article.tokens[source.first - 1].form in _ON:
            continue
        if not around.stated.isdisjoint(between[1:]):  # "ذكر المكتب في منشور على فيسبوك"
            continue
        if not before and (_is_behind_to(article, source) or _is_dative(article, cue, source)):
            told.append(number)
        elif not (source.first - 1 in around.oblique if before else around.that.intersection(between)):
            gaps.append((2 * gap + (not before), number))
    nearest = [number for _, number in sorted(gaps)[:1]]
    speaking = [other for number in nearest for other in _beside(article, placed, cue, number)]
    told += [other for number in nearest for other in _told(article, placed, cue, number)]
    if len(speaking) == 1 and (who := _who_told(article, placed, cue, speaking[0], around)) is not None:
        told, speaking = [*told, *speaking], who
    outlets = [number for number in told if placed[number].mark.kind in PUBLISHERS]
    return [*((number, Saying.SAYS) for number in speaking), *((number, Saying.TOLD) for number in outlets)]


def _is_behind_to(article: Article, source: Placed) -> bool:
    """Say whether the Arabic particle for "to" stands before it, a quotation mark between: "لـ«الساعة»"."""
    if "ل" in source.mark.particles:
        return True
    forms = [token.form for token in article.tokens[max(source.first - 2, 0) : source.first]]
    return len(forms) > 1 and forms[0] == _TO and forms[1] in QUOTES


def _is_dative(article: Article, cue: Match[Saying], source: Placed) -> bool:
    """Say whether the Slavic outlet right behind a verb is whom somebody told: «рассказали агентству»."""
    is_slavic = not article.tokens[cue.first].form.isascii() and cue.first > 0
    at = source.first == cue.last and source.mark.is_anaphor and source.mark.kind in PUBLISHERS
    speaks = is_slavic and article.tokens[cue.first - 1].kind is TokenKind.WORD
    return at and speaks and source.mark.text.endswith(_DATIVES)


def _begins_clause(article: Article, cue: Match[Saying], around: Around) -> bool:
    """Say whether a verb begins its clause, and who says it stands behind: «сів у Мінську, встановили»."""
    behind = article.tokens[cue.last] if cue.last < len(article.tokens) else None
    if behind is None or behind.kind is TokenKind.MARK or article.tokens[cue.first].form.isascii():
        return False
    return article.tokens[cue.first - 1].form == "," and cue.last not in around.that | around.stops.before


def _told(article: Article, placed: Sequence[Placed], cue: Match[Saying], number: int) -> list[int]:
    """Get the outlet across the verb from a person: «источник сообщил РИА Новости, что ...».

    Where words have no cases, "the source said Reuters ..." is another thing.
    """
    speaker = placed[number]
    if article.tokens[cue.first].form.isascii() or speaker.mark.kind in PUBLISHERS:
        return []
    if speaker.last <= cue.first:
        near = (other for other, source in enumerate(placed) if 0 <= source.first - cue.last <= _TO_WHOM)
        return [other for other in near if _is_told_by(article, cue.last, placed[other])]
    return [other for other, source in enumerate(placed) if source.last == cue.first]


def _is_told_by(article: Article, first: int, outlet: Placed) -> bool:
    """Say whether a verb leads to an outlet, over those who asked for it: «рассказал журналистам «Схем»»."""
    forms = [article.tokens[index].form for index in range(first, outlet.first)]
    asked = [form for form in forms if form not in QUOTES]
    datives = all(len(form) > _SHORT_WORD and form.endswith(_DATIVES) for form in asked)
    return not forms or (outlet.mark.kind in PUBLISHERS and len(asked) <= 1 and datives)


def _who_told(
    article: Article, placed: Sequence[Placed], cue: Match[Saying], number: int, around: Around
) -> list[int] | None:
    """Get who told the Slavic outlet beside a verb; none yet where those in an office did; None: it speaks.

    «Об этом РИА Новости сообщил источник», «ТАСС рассказали в МЧС», «В МЧС «Известиям» подтвердили»;
    nor is there one yet where somebody's name stands before the verb: «Якуб Новак рассказал AFP, что».
    """
    outlet = placed[number]
    if outlet.mark.kind not in PUBLISHERS or article.tokens[cue.first].form.isascii():
        return None
    behind = cue.last if outlet.last <= cue.first else outlet.last
    behind += article.tokens[behind].form in QUOTES
    described = behind + article.text[article.tokens[behind].start].islower()
    who = [i for i, source in enumerate(placed) if source.first in (behind, described)]
    if who and placed[who[0]].mark.kind not in PUBLISHERS:
        return who
    if outlet.first >= cue.last and _ends_name(article, cue.first, around) and behind < len(article.tokens):
        return [] if article.tokens[behind].form == "," else None
    if not article.tokens[cue.last - 1].form.endswith("ли"):
        return None
    return [] if article.tokens[behind].form in _IN or _is_in_office(article, outlet) else None


def _ends_name(article: Article, index: int, around: Around) -> bool:
    """Say whether two words with capitals that are no place stand right before a token."""
    names = range(index - 2, index)
    return index > 1 and all(
        article.tokens[i].kind is TokenKind.WORD
        and article.text[article.tokens[i].start].isupper()
        and i not in around.stops.located | around.stops.flown
        for i in names
    )


def _is_in_office(article: Article, outlet: Placed) -> bool:
    """Say whether the clause before an outlet begins with where those who speak are: «В МЧС РБК ...»."""
    for index in range(outlet.first - 1, max(-1, outlet.first - _SAYS_REACH - 2), -1):
        token = article.tokens[index]
        if token.form in _IN:
            return index == 0 or article.tokens[index - 1].kind is TokenKind.MARK or token.line > 0
        if token.kind is TokenKind.MARK and token.form not in '-«»"':
            return False
    return False


def _beside(article: Article, placed: Sequence[Placed], cue: Match[Saying], number: int) -> list[int]:
    """Get a speaker with those right beside it on its side of the verb, of one kind or bound to it."""
    found = [number]
    for step in (-1, 1):
        here, other = number, number + step
        joined, listed = False, list[int]()
        while 0 <= other < len(placed):
            pair = sorted((placed[here], placed[other]))
            together = _is_together(article, cue, *pair)
            if not together and not _is_listed(article, *pair):
                break
            listed.append(other)
            if together:
                found, joined, listed = [*found, *listed], True, []
            here, other = other, other + step
        found += listed if joined and step < 0 else []
    return sorted(found)


def _is_listed(article: Article, one: Placed, other: Placed) -> bool:
    """Say whether only a comma stands between two outlets, as in "Reuters, AFP and AP said"."""
    gap = [article.tokens[i].form for i in range(one.last, other.first)]
    return {one.mark.kind, other.mark.kind} <= PUBLISHERS and [f for f in gap if f not in QUOTES] == [","]


def _is_together(article: Article, cue: Match[Saying], one: Placed, other: Placed) -> bool:
    """Say whether two sources are "the agency's source" or "two clerks and a pilot"."""
    if one.first < cue.first < other.first:
        return False
    between = range(one.last, other.first)
    if [article.tokens[index].form for index in between] in ([], ["'"], ["'", "s"]):
        return True
    plain = [index for index in between if article.tokens[index].kind is not TokenKind.MARK]
    marks = {article.tokens[index].form for index in between} - {
        article.tokens[index].form for index in plain
    }
    if not marks <= QUOTES or len(plain) > _TOGETHER:
        return False
    if not marks and _is_name_behind(one.mark, other.mark):
        return True
    if _is_of_outlet(one.mark, other.mark, [article.tokens[index].form for index in plain]):
        return True
    joined = any(article.tokens[index].form in AND for index in plain) or "و" in other.mark.particles
    return joined and (one.mark.kind in PUBLISHERS) is (other.mark.kind in PUBLISHERS)


def _is_name_behind(one: SourceMark, other: SourceMark) -> bool:
    """Say whether a name follows the office with words between: «глава офісу Світлана Ткач»."""
    is_named = other.kind is SourceKind.OFFICIAL and other.text[:1].isupper() and " " in other.text
    return is_named and one.kind is SourceKind.OFFICIAL and one.text.islower() and not one.text.isascii()


def _is_of_outlet(one: SourceMark, other: SourceMark, between: Sequence[str]) -> bool:
    """Say whether a Slavic outlet is whose somebody is: «источник «Интерфакса»», «корреспондент газеты X»."""
    if one.kind in PUBLISHERS or other.kind not in PUBLISHERS or one.text.isascii():
        return False
    return not between or (len(between) == 1 and between[0].endswith(_GENITIVES) and between[0] not in AND)


def _n_words(article: Article, first: int, last: int) -> int:
    return sum(article.tokens[index].kind is not TokenKind.MARK for index in range(first, last))
