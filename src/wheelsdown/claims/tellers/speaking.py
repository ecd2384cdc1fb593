"""Who speaks though no list knows them: whoever the words beside a word of saying describe."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from wheelsdown.articles.article import Article, Language, Sentence, Span
from wheelsdown.articles.marks import SourceKind
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.tellers.around import Around
from wheelsdown.claims.tellers.clause_subjects import clause_subject, is_participle
from wheelsdown.claims.tellers.closing_tellers import closing_teller
from wheelsdown.claims.tellers.described import (
    Described,
    described_after,
    described_at_edge,
    described_before,
    description,
    quoted_name,
)
from wheelsdown.claims.tellers.placed import Placed
from wheelsdown.claims.tellers.sayings import (
    PUBLISHERS,
    Attributed,
    Saying,
    apposition,
    follows,
    is_short,
    naming,
)
from wheelsdown.claims.tellers.told_before_colon import told_before_colon

__all__ = ["at_edge", "described"]

#: Tokens between a verb and whom it was told, at most.
_TOLD_REACH = 8
#: Marks that close somebody's words, behind which English names who spoke.
_CLOSED = '"”»'
#: The Arabic "to the", written with its noun.
_TO_THE = "لل"
#: The word for the writers themselves.
_US = "us"
#: The word behind which a place may stand instead of a paper: "reported in".
_WHERE = "in"
#: The Slavic words for "about".
_ABOUT = frozenset({"про", "о", "об", "обо"})
#: Kinds of sources that have something to show, which others see: "an invoice seen by ...".
_SHOWABLE = frozenset({SourceKind.DOCUMENT, SourceKind.TRACKING})


def described(
    article: Article,
    sentence: Sentence,
    cues: Sequence[Match[Saying]],
    around: Around,
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Get the sources that no list knows: whoever the words beside a word of saying describe."""
    found: list[Attributed] = []
    speaks = any(source.rule == Saying.SAYS.value for source in among)
    for cue in cues:
        rule = naming(cue)
        if rule and not is_short(article, cue) and not follows(article, cue, among):
            found.extend(_announced(article, sentence, cue, rule, around, cues))
        if Saying.SHOWN in cue.values:
            found.extend(_shown(article, sentence, cue, around))
        if {Saying.SAYS, Saying.SEES, Saying.THIS} & set(cue.values):
            found.extend(_told(article, sentence, cue, around))
            if not speaks:
                found.extend(_speaking(article, sentence, cue, around, among))
    new = [each for each in found if not _is_known(each, among)]
    cites = any(source.is_cited for source in among)
    kept = {(each.rule, each.mark.kind in _SHOWABLE): each for each in reversed(new)}
    return [_publishing(each) if cites and not each.is_cited else each for each in kept.values()]


def at_edge(
    article: Article,
    sentence: Sentence,
    around: Around,
    among: Sequence[Attributed],
    placed: Sequence[Placed],
) -> list[Attributed]:
    """Get who is set off by a colon or a dash, as in headlines: «Обозрение»: ..., "... — Libya Review"."""
    found = described_at_edge(article, sentence, around.stops)
    found = found or closing_teller(article, sentence, around.stops)
    if found is None or _is_quoted(article, found.mark.span):
        return []
    source = Attributed(found.mark, is_cited=False, rule="set off")
    if _is_known(source, among):
        return []
    told = told_before_colon(article, sentence, found.mark, placed)
    if told is None:
        return [source]
    outlet, mark = told
    return [Attributed(outlet, is_cited=False, rule=Saying.TOLD.value), replace(source, mark=mark)]


def _is_quoted(article: Article, span: Span) -> bool:
    """Say whether words are only the beginning of somebody's words: "we saw them: five, six"."""
    return any(q.span.start <= span.start + 1 and q.span.end > span.end + 2 for q in article.quotations)


def _is_known(source: Attributed, among: Sequence[Attributed]) -> bool:
    """Say whether a listed source stands there, or the data are those of a listed site."""
    is_data = source.mark.kind is SourceKind.TRACKING
    return any(
        source.mark.span.overlaps(other.mark.span) or (is_data and other.mark.kind is SourceKind.TRACKING)
        for other in among
    )


def _publishing(source: Attributed) -> Attributed:
    """Take somebody unlisted who has a name and cites a source for an outlet."""
    if source.mark.kind is not SourceKind.OFFICIAL:
        return source
    return replace(source, mark=replace(source.mark, kind=SourceKind.SITE))


def _announced(
    article: Article,
    sentence: Sentence,
    cue: Match[Saying],
    rule: Saying,
    around: Around,
    cues: Sequence[Match[Saying]],
) -> list[Attributed]:
    """Read whom "according to", "citing" or "told" names; who is told is an outlet or no source."""
    first = cue.last
    first += first in around.prepositions and not article.tokens[first].form.isascii()
    if first in around.recipients and article.tokens[first].form == _US:
        return []  # "invoices seen by us"
    if _holds_noun(article, cue, around):
        after = description(article, sentence, (cue.last - 1, cue.last), around.stops)
    else:
        after = described_after(article, sentence, first, around.stops)
    if after is None or (not after.is_sure and _ends_with_paper(article, cue, around)):
        return []  # «на снимках видно»
    if article.tokens[cue.last - 1].form == _WHERE and not (after.is_sure or after.is_named):
        return []  # "two frigates reported in the area"
    if _is_day(article, sentence, first) or _leads_on(article, after, cues, around):
        return []
    if rule is Saying.TOLD and _is_audience(article, first, after, around):
        return []
    if rule is Saying.TOLD or (rule is Saying.SHOWN and after.is_named):
        return _as_outlet(after, rule)
    return [Attributed(after.mark, is_cited=rule is Saying.CITES, rule=rule.value)]


def _is_audience(article: Article, first: int, found: Described, around: Around) -> bool:
    """Say whether those who were told publish nothing: "told MPs", "told a hearing in Ottawa"."""
    last = bisect_left(article.tokens, found.mark.span.end, key=lambda token: token.start)
    return not around.audience.isdisjoint(range(first, last))


def _leads_on(article: Article, found: Described, cues: Sequence[Match[Saying]], around: Around) -> bool:
    """Say whether words only lead to who is announced: "a confidential" report by, "a panel" of experts."""
    tokens = article.tokens
    behind = bisect_left(tokens, found.mark.span.end, key=lambda token: token.start)
    if tokens[behind : behind + 1] and tokens[behind].form == "of" and behind + 1 in around.stops.listed:
        return True
    announcing = any(cue.first == behind and (naming(cue) or Saying.AUTHORED in cue.values) for cue in cues)
    return announcing and not (found.is_sure or found.is_named)


def _is_day(article: Article, sentence: Sentence, index: int) -> bool:
    """Say whether a shortened month follows with its day: "images from Sept. 9"."""
    forms = [token.form for token in article.tokens[index + 1 : min(index + 3, sentence.tokens[1])]]
    return len(forms) > 1 and forms[0] == "." and forms[1].isdecimal()


def _holds_noun(article: Article, cue: Match[Saying], around: Around) -> bool:
    """Say whether the word that announces ends with the one announced, known from before: "وفقا للموقع"."""
    last = article.tokens[cue.last - 1 : cue.last]
    return last[0].form.startswith(_TO_THE) and bool(around.stops.nouns.find(last))


def _ends_with_paper(article: Article, cue: Match[Saying], around: Around) -> bool:
    """Say whether the word that announces ends with what shows something: «на снимках»."""
    nouns = around.stops.nouns.find(article.tokens[cue.last - 1 : cue.last])
    return any(SourceKind.DOCUMENT in noun.values for noun in nouns)


def _as_outlet(found: Described, rule: Saying) -> list[Attributed]:
    """Take whoever is told, or has seen a paper, for an outlet when there is a name; else for no source."""
    if found.mark.name[:1].islower() and not found.mark.name.isascii():
        return []  # «назвал сообщения «вбросом»»
    if found.mark.kind is SourceKind.OFFICIAL and found.is_named:
        return [Attributed(replace(found.mark, kind=SourceKind.SITE), is_cited=False, rule=rule.value)]
    observed = rule is Saying.SHOWN and found.mark.kind is SourceKind.OBSERVERS and found.is_named
    if found.mark.kind in PUBLISHERS or observed:
        return [Attributed(found.mark, is_cited=False, rule=rule.value)]
    return []


def _shown(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> list[Attributed]:
    """Read the paper that somebody has seen: "<a leaked invoice> seen by the agency"."""
    index = cue.first - (article.tokens[cue.first - 1].form == "," if cue.first > sentence.tokens[0] else 0)
    before = described_before(article, sentence, index, around.stops)
    if before is None or before.mark.kind not in _SHOWABLE:
        return []
    return [Attributed(before.mark, is_cited=True, rule=Saying.SHOWN.value)]


def _told(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> list[Attributed]:
    """Read the quoted outlet beside a verb that somebody told something: «рассказал «Вестнику» лоцман»."""
    if quoted_name(article, cue.last, sentence.tokens[1]) is not None:
        outlet = described_after(article, sentence, cue.last, around.stops)
    elif article.tokens[cue.first - 1].form in "»”" and cue.last in around.stops.listed:
        outlet = described_before(article, sentence, cue.first, around.stops)
    elif (arabic := _behind_to(article, sentence, cue, around)) is not None:
        outlet = described_after(article, sentence, arabic, around.stops)
    else:
        return []
    return _as_outlet(outlet, Saying.TOLD) if outlet is not None else []


def _behind_to(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> int | None:
    """Get where the quoted outlet begins that was told, behind the Arabic word for "to": "لـ «الساعة»"."""
    for index in range(cue.last, min(cue.last + _TOLD_REACH, sentence.tokens[1] - 1)):
        if index in around.that or index in around.stops.flown:
            return None
        if article.tokens[index].form == "ل" and quoted_name(article, index + 1, sentence.tokens[1]):
            return index + 1
    return None


def _speaking(
    article: Article,
    sentence: Sentence,
    cue: Match[Saying],
    around: Around,
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Read who speaks, before the verb ("a pilot said") or after it."""
    told = _told_tokens(article, sentence, among)
    before = None if is_participle(article, cue) else _before(article, sentence, cue, around, told)
    if before is not None and _is_speaker(article, sentence, cue, around, among, before):
        return [Attributed(before.mark, is_cited=False, rule=Saying.SAYS.value)]
    if (subject := clause_subject(article, sentence, cue, around)) is not None:
        return [Attributed(subject.mark, is_cited=False, rule=Saying.SAYS.value)]
    if not _may_follow(article, sentence, cue, around):
        return []
    begin = quoted_name(article, cue.last, sentence.tokens[1])
    if begin is None or begin >= sentence.tokens[1] or article.tokens[begin].kind is TokenKind.MARK:
        begin = cue.last
    while begin in around.recipients or begin in told:
        begin += 1
    begin += begin in around.prepositions and not article.tokens[begin].form.isascii()
    after = described_after(article, sentence, begin, around.stops)
    if after is None:
        return []
    says = Saying.SAYS in cue.values
    if not (after.is_sure or (says and _is_said_behind(article, sentence, after, begin, around))):
        return []
    return [Attributed(after.mark, is_cited=False, rule=Saying.SAYS.value)]


def _told_tokens(article: Article, sentence: Sentence, among: Sequence[Attributed]) -> frozenset[int]:
    """Get the tokens of the outlets that were told, with their quotation marks."""
    spans = [source.mark.span for source in among if source.rule == Saying.TOLD.value]
    if not spans:
        return frozenset()
    first, last = sentence.tokens
    inside = {i for i in range(first, last) if any(s.start <= article.tokens[i].start < s.end for s in spans)}
    quotes = {i for i in range(first, last) if article.tokens[i].form in "«»" and {i - 1, i + 1} & inside}
    return frozenset(inside | quotes)


def _before(
    article: Article, sentence: Sentence, cue: Match[Saying], around: Around, told: frozenset[int]
) -> Described | None:
    """Read the words before a verb; words between commas may say what they are: "X, a channel, wrote"."""
    comma = apposition(article, sentence, cue)
    index = comma or cue.first
    while index - 1 in around.between or index - 1 in told:
        index -= 1
    before = described_before(article, sentence, index, around.stops)
    nouns = around.stops.nouns.find(article.tokens[comma : cue.first]) if comma else []
    if before is None or before.is_sure or not nouns or not before.is_named:
        return before
    return replace(before, mark=replace(before.mark, kind=nouns[0].values[0]), is_sure=True)


def _is_said_behind(
    article: Article, sentence: Sentence, after: Described, begin: int, around: Around
) -> bool:
    """Say whether words behind a verb are who says it: no place behind "in", in Arabic "that" behind.

    A state needs only the end of its name: "وأعلنت قطر أمس هبوط طائرة".
    """
    last = begin
    while last < sentence.tokens[1] and article.tokens[last].start < after.mark.span.end:
        last += 1
    if begin - 1 in around.prepositions:
        return after.is_named and around.stops.located.isdisjoint(range(begin, last))
    if sentence.language is not Language.ARABIC or last in around.that or last in around.stops.listed:
        return True
    if last in around.stated:
        return True
    return (
        around.stops.located.issuperset(range(begin, last)) and last in around.stops.before | around.between
    )


def _is_speaker(
    article: Article,
    sentence: Sentence,
    cue: Match[Saying],
    around: Around,
    among: Sequence[Attributed],
    before: Described,
) -> bool:
    """Say whether the words before a verb are its subject: by their build, or by what follows the verb."""
    if before.is_sure:
        return True
    if Saying.SAYS not in cue.values:
        return False
    return _stands_apart(article, sentence, cue, around) or follows(article, cue, among)


def _may_follow(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> bool:
    """Say whether the subject may stand behind the verb: behind a comma or "as"; in English only there."""
    earlier = cue.first - 1
    if cue.first in around.taking_up or _is_told_about(article, sentence, cue):
        return True
    if earlier < sentence.tokens[0]:
        return not article.tokens[cue.first].form.isascii()
    set_off = ",-،:;" + (_CLOSED if article.tokens[cue.first].form.isascii() else "")
    return article.tokens[earlier].form in set_off or earlier in around.stops.before - around.pronouns


def _is_told_about(article: Article, sentence: Sentence, cue: Match[Saying]) -> bool:
    """Say whether what is told stands before the verb, so that who tells it stands behind.

    «Про приліт Іл-76 до Латакії повідомив голова ...».
    """
    first = sentence.tokens[0]
    before = article.tokens[first : cue.first]
    return bool(before) and before[0].form in _ABOUT and all(token.form not in ",;:" for token in before)


def _stands_apart(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> bool:
    """Say whether the clause ends with the verb, or goes on with what is said."""
    at_end = cue.last >= sentence.tokens[1] or article.tokens[cue.last].kind is TokenKind.MARK
    return at_end or cue.last in around.stops.after or cue.last in around.recipients
