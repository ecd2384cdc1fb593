"""Who speaks though no list knows them: whoever the words beside a word of saying describe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wheelsdown.articles.article import Article, Sentence
from wheelsdown.articles.marks import SourceKind
from wheelsdown.articles.phrases import Match
from wheelsdown.articles.view import TokenKind
from wheelsdown.claims.described import described_after, described_before, quoted_name
from wheelsdown.claims.sayings import Attributed, Saying, SayingWords, apposition, follows, is_short, naming

__all__ = ["Around", "around_of", "described"]


@dataclass(frozen=True, slots=True)
class Around:
    """Tokens that end a description after and before a verb, that may stand between, and that are told."""

    after: frozenset[int]
    before: frozenset[int]
    between: frozenset[int]
    recipients: frozenset[int]


def around_of(
    article: Article, sentence: Sentence, cues: Sequence[Match[Saying]], words: SayingWords
) -> Around:
    """Get what stands around the words of saying of a sentence."""
    first, last = sentence.tokens
    found: dict[str, set[int]] = {"said": {index for cue in cues for index in range(cue.first, cue.last)}}
    for match in words.stops.find(article.tokens[first:last]):
        for role in match.values:
            found.setdefault(role, set()).update(range(first + match.first, first + match.last))
    between = frozenset(found.get("auxiliary", ()))
    before = frozenset().union(*(found.get(role, ()) for role in ("said", "boundary", "pronoun"))) - between
    after = before | between | found.get("preposition", set())
    return Around(after, before, between, frozenset(found.get("recipient", ())))


def described(
    article: Article,
    sentence: Sentence,
    cues: Sequence[Match[Saying]],
    words: SayingWords,
    around: "Around",
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Get the sources that no list knows: whoever the words beside a word of saying describe."""
    found: list[Attributed] = []
    speaks = any(source.rule == Saying.SAYS.value for source in among)
    for cue in cues:
        rule = naming(cue)
        if rule and not is_short(article, cue) and not follows(article, cue, among):
            after = described_after(article, sentence, cue.last, around.after, words.nouns)
            is_cited = rule is Saying.CITES
            found.extend([Attributed(after.mark, is_cited=is_cited, rule=rule.value)] if after else [])
        if Saying.SAYS in cue.values and not speaks:
            found.extend(_speaking(article, sentence, cue, words, around, among))
    known = [source.mark.span for source in among]
    new = [each for each in found if not any(each.mark.span.overlaps(span) for span in known)]
    cites = any(source.is_cited for source in among)
    kept = {each.rule: each for each in reversed(new)}
    return [_publishing(each) if cites and not each.is_cited else each for each in kept.values()]


def _publishing(source: Attributed) -> Attributed:
    """Take somebody unlisted who has a name and cites a source for an outlet."""
    if source.mark.kind is not SourceKind.OFFICIAL:
        return source
    return replace(source, mark=replace(source.mark, kind=SourceKind.SITE))


def _speaking(
    article: Article,
    sentence: Sentence,
    cue: Match[Saying],
    words: SayingWords,
    around: Around,
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Read who speaks, before the verb ("a pilot said") or after it, and the quoted outlet that is told."""
    index = apposition(article, sentence, cue) or cue.first
    while index - 1 in around.between:
        index -= 1
    before = described_before(article, sentence, index, around.before, words.nouns)
    if before is not None and (_stands_apart(article, sentence, cue, around) or follows(article, cue, among)):
        return [Attributed(before.mark, is_cited=False, rule=Saying.SAYS.value)]
    earlier = cue.first - 1
    if earlier < sentence.tokens[0] or not (article.tokens[earlier].form in ",-" or earlier in around.after):
        return []
    found = []
    told = quoted_name(article, cue.last, sentence.tokens[1])
    if told is not None and (
        outlet := described_after(article, sentence, cue.last, around.after, words.nouns)
    ):
        told_mark = replace(outlet.mark, kind=SourceKind.SITE)
        found.append(Attributed(told_mark, is_cited=False, rule=Saying.TOLD.value))
    begin = told or cue.last
    while begin in around.recipients:
        begin += 1
    after = described_after(article, sentence, begin, around.after, words.nouns)
    return [*found, *([Attributed(after.mark, is_cited=False, rule=Saying.SAYS.value)] if after else [])]


def _stands_apart(article: Article, sentence: Sentence, cue: Match[Saying], around: Around) -> bool:
    """Say whether the clause ends with the verb, or goes on with what is said."""
    at_end = cue.last >= sentence.tokens[1] or article.tokens[cue.last].kind is TokenKind.MARK
    return at_end or cue.last in around.after or cue.last in around.recipients
