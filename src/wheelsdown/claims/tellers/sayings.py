"""What words of saying are, and what a sentence says of its sources."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Match, Phrases

__all__ = [
    "AND",
    "PUBLISHERS",
    "QUOTES",
    "Attributed",
    "Attribution",
    "Parts",
    "Saying",
    "SayingWords",
    "apposition",
    "carries",
    "follows",
    "is_paper_of",
    "is_short",
    "is_worth",
    "naming",
]

#: Kinds of sources that publish what others say.
PUBLISHERS = frozenset(
    {
        SourceKind.AGENCY,
        SourceKind.NEWSPAPER,
        SourceKind.BROADCASTER,
        SourceKind.SITE,
        SourceKind.CHANNEL,
    }
)
#: Quotation marks of the four languages, and their words for "and".
QUOTES = frozenset('«»"“”„')
AND = frozenset({"and", "и", "і", "й", "та", "و"})
#: A word of so few letters ("عن") is short.
_SHORT = 2
#: The Arabic verb that quotes and carries, what tells that it quotes, and how near behind it.
_CARRIES = frozenset(("نقل", "نقلت", "نقلتا", "نقلوا", "ينقل", "تنقل", "ونقل", "ونقلت", "وتنقل", "وينقل"))
_TO_CARRY = ("لنقل", "بنقل")
_QUOTING, _QUOTING_REACH = frozenset(("عن", "ان", "عنه", "عنها", "قوله", "قولها", ":")), 12
#: Tokens of words that only say who somebody is, at most.
_APPOSITION = 15


class Saying(StrEnum):
    """What a word says about the source beside it."""

    SAYS = "says"
    SEES = "sees"
    SPEAKS = "speaks"
    CITES = "cites"
    RESTS = "rests"
    ACCORDING = "according"
    TOLD = "told"
    SHOWN = "shown"
    THIS = "this"
    OBJECT = "object"
    CONTINUES = "continues"
    AGAIN = "again"
    BREAKS = "breaks"
    TURNS = "turns"
    NO_COMMENT = "no_comment"
    DENIES = "denies"
    ADDS = "adds"
    AUTHORED = "authored"


@dataclass(frozen=True, slots=True)
class Attributed:
    """A source that a sentence cites; ``rule`` names the word that ties it."""

    mark: SourceMark
    is_cited: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a sentence, as characters of the article.

    ``whole``: its parts one after the other; ``asides``: clauses that stand beside what it tells, up to their
    comma; ``contrasts``: where a part begins that is set against the one before.
    """

    whole: tuple[Span, ...] = ()
    asides: tuple[Span, ...] = ()
    contrasts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """The sources of one sentence, outermost first.

    ``says_this``: the sentence says where the sentences before it come from; ``continues``: it goes on with
    the source of the sentence before; ``again``: whoever spoke last is speaking, called by a pronoun or not
    at all ("he said"); ``breaks``: the author speaks again, or somebody else ("meanwhile"); ``turns``: it
    begins with "however" and sets its own source against those before; ``declines``:
    somebody has no comment; ``denies``: somebody says that it is not so. ``mentioned``: sources that it names
    without resting on them; ``subject``: who its subject is, whether that says something or not
    (`wheelsdown.claims.tellers.openings`).
    """

    sources: tuple[Attributed, ...] = ()
    says_this: bool = False
    continues: bool = False
    again: bool = False
    breaks: bool = False
    turns: bool = False
    declines: bool = False
    denies: bool = False
    mentioned: tuple[SourceMark, ...] = ()
    subject: SourceMark | None = None
    #: The agency or paper that a line near the top names as the article's own: "BAMAKO, 9 March - ...".
    dateline: SourceMark | None = None
    #: The parts of the sentence, which may have a speaker each.
    parts: Parts = Parts()


@dataclass(frozen=True)
class SayingWords:
    """The word lists of attribution: words of saying, nouns for sources, and words that end a description."""

    sayings: Phrases[Saying]
    nouns: Phrases[SourceKind]
    stops: Phrases[str]


def naming(cue: Match[Saying]) -> Saying | None:
    """Get how the word announces the source after it; None when it does not."""
    order = (Saying.CITES, Saying.SHOWN, Saying.ACCORDING, Saying.TOLD)
    return next((saying for saying in order if saying in cue.values), None)


def is_short(article: Article, cue: Match[Saying]) -> bool:
    """Say whether a word is so short that it announces only what stands right after it."""
    return sum(len(article.tokens[index].form) for index in range(cue.first, cue.last)) <= _SHORT


def follows(article: Article, cue: Match[Saying], among: Sequence[Attributed]) -> bool:
    """Say whether a listed source stands right after the word, an article between at most."""
    starts = {token.start for token in article.tokens[cue.last : cue.last + 2]}
    return any(source.mark.span.start in starts for source in among)


def apposition(article: Article, sentence: Sentence, cue: Match[Saying]) -> int | None:
    """Get the comma before words that only say who somebody is: "the site, an outlet close to ..., wrote"."""
    if cue.first - 1 <= sentence.tokens[0] or article.tokens[cue.first - 1].form != ",":
        return None
    first = max(sentence.tokens[0] + 1, cue.first - 1 - _APPOSITION)
    commas = [index for index in range(first, cue.first - 1) if article.tokens[index].form == ","]
    if not commas or any(_is_dash(article, index) for index in range(commas[-1], cue.first)):
        return None  # «другой — из Москвы, пишет газета»
    return commas[-1]


def _is_dash(article: Article, index: int) -> bool:
    return article.tokens[index].form == "-" and article.tokens[index].spaced


def is_paper_of(one: Attributed, other: Attributed) -> bool:
    """Say whether it is another one with its article, whose paper is cited: "a Yale Research Lab report".

    Or says only what kind of source it is: "the Italian investigative site Itamilradar".
    """
    inside = one.mark.span.holds(other.mark.span)
    if other.mark.span.start - one.mark.span.end == 1 and other.mark.kind in PUBLISHERS:
        return one.mark.kind in PUBLISHERS and one.mark.name.startswith(("the ", "The ")) and not one.is_cited
    return inside and one.mark.name.split(maxsplit=1)[1:] == [other.mark.name]


#: English words of being, of which a verb of saying is no more than what is said.
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))


def is_worth(article: Article, cue: Match[Saying], sources: Sequence[SourceMark]) -> bool:
    """Say whether it is the writer who says so: "worth adding that", or nobody: "was confirmed to Gao".

    ``sources``: those of the sentence.
    """
    before = article.tokens[cue.first - 1].form if cue.first > 0 else ""
    passive = before in _BE and cue.last - cue.first > 1 and article.tokens[cue.last - 1].form == "to"
    behind = {token.start for token in article.tokens[cue.last : cue.last + 2]}
    return before == "worth" or (passive and not any(source.span.start in behind for source in sources))


def carries(article: Article, sentence: Sentence, cue: Match[Saying], listed: AbstractSet[int]) -> bool:
    """Say whether an Arabic verb that may quote carries something: "ونقلت منظومات دفاع جوي إلى طبرق".

    ``listed``: where sources begin.
    """
    form = article.tokens[cue.first].form
    if form.startswith(_TO_CARRY):
        return True
    if cue.last - cue.first > 1 or form not in _CARRIES:
        return False
    behind = range(cue.last, min(cue.last + _QUOTING_REACH, sentence.tokens[1]))
    quotes = any(article.tokens[index].form in _QUOTING for index in behind)
    return not quotes and listed.isdisjoint(range(cue.last, cue.last + _SHORT))
