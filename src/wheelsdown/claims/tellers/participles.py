"""Who says what hangs on a clause by a participle: "The minister denied it, adding that two had landed".

Whoever the clause is about says it: the subject that begins the sentence, else the first source before the
participle, since Arabic and Slavic verbs stand before their subjects («نفى مدير المطار ذلك، مؤكدا أن»).
"""

from collections.abc import Sequence

from wheelsdown.articles.article import Article
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Match
from wheelsdown.claims.tellers.around import Around
from wheelsdown.claims.tellers.placed import Placed
from wheelsdown.claims.tellers.sayings import PUBLISHERS, Attributed, Saying

__all__ = ["added_by"]

#: Kinds of sources that say something themselves.
_SPEAKING = frozenset({*PUBLISHERS, SourceKind.OFFICIAL, SourceKind.ANONYMOUS, SourceKind.OBSERVERS})


def added_by(
    article: Article,
    cues: Sequence[Match[Saying]],
    placed: Sequence[Placed],
    subject: SourceMark | None,
    around: Around,
    among: Sequence[Attributed],
) -> list[Attributed]:
    """Get who adds something by a participle, where nobody else speaks in the sentence.

    Parameters
    ----------
    article
        The article.
    cues, placed
        The words of saying and the listed sources of a sentence, in order.
    subject
        The source that its subject is.
    around
        What stands around its words of saying.
    among
        The sources known so far.
    """
    adding = next((cue for cue in cues if Saying.ADDS in cue.values and _is_set_off(article, cue)), None)
    if adding is None or any(source.rule == Saying.SAYS.value for source in among):
        return []
    at = article.tokens[adding.first].start
    known = {source.mark.span for source in among}
    mark = subject if subject is not None and subject.span.end <= at else None
    if mark is None and not article.tokens[adding.first].form.isascii():
        mark = next((one.mark for one in placed if one.last <= adding.first and _speaks(one, around)), None)
    if mark is None or mark.kind not in _SPEAKING or mark.span in known:
        return []
    return [Attributed(mark, is_cited=False, rule=Saying.SAYS.value)]


def _speaks(source: Placed, around: Around) -> bool:
    return (
        source.mark.kind in _SPEAKING
        and not source.mark.is_anaphor
        and source.first - 1 not in around.oblique
        and "ل" not in source.mark.particles
    )


def _is_set_off(article: Article, cue: Match[Saying]) -> bool:
    return cue.first > 0 and article.tokens[cue.first - 1].form in ",،"
