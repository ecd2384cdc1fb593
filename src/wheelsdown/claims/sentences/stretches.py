"""Read a sentence without some of its stretches, which tell nothing of what is asked."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import At, SentenceMarks

__all__ = ["without_stretches"]


def without_stretches(
    marks: SentenceMarks, stretches: Sequence[range], kinds: Iterable[str]
) -> SentenceMarks:
    """Get a sentence without the marks that begin in a stretch.

    Parameters
    ----------
    marks
        The sentence.
    stretches
        Tokens that are left out.
    kinds
        The fields of the sentence whose marks are left out there; the others stay.
    """

    def kept(items: Sequence[At[object]]) -> tuple[At[object], ...]:
        return tuple(item for item in items if not any(item.first in each for each in stretches))

    return replace(marks, **{kind: kept(getattr(marks, kind)) for kind in kinds})
