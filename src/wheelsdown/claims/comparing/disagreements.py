"""How articles differ, each difference with the words on both sides, its kind, and how much hangs on it.

Fields of one event are compared copy with copy; other rules look at what whole articles say: who their
sources are, how many bases there are, whose words they quote, which visit it was. Silence is told apart from
contradiction, and what changed in the meantime from both. Nothing here says which side is right.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wheelsdown.articles.phrases import Phrases
from wheelsdown.claims.claim import Disagreement
from wheelsdown.claims.comparing.accounts import accounts_of
from wheelsdown.claims.comparing.base_differences import base_differences
from wheelsdown.claims.comparing.bases import BaseWords
from wheelsdown.claims.comparing.captions import CaptionWords, caption_differences
from wheelsdown.claims.comparing.encounter_differences import encounter_differences
from wheelsdown.claims.comparing.encounters import EncounterWords, encounters_of
from wheelsdown.claims.comparing.field_differences import field_differences
from wheelsdown.claims.comparing.groups import EventGroup, grouped
from wheelsdown.claims.comparing.quoted import quotation_differences
from wheelsdown.claims.comparing.slips import with_slips
from wheelsdown.claims.comparing.source_differences import Strength, source_differences
from wheelsdown.claims.comparing.tellings import Telling, by_content
from wheelsdown.claims.comparing.variants import variants_of

__all__ = ["StoryWords", "disagreements_of", "event_groups"]

Rows = Iterable[Mapping[str, str]]

_GRAVEST_FIRST = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class StoryWords:
    """The word lists by which articles are compared."""

    encounters: EncounterWords
    strengths: Phrases[Strength]
    bases: BaseWords
    captions: CaptionWords
    sayings: Phrases[bool]


def event_groups(tellings: Sequence[Telling], words: StoryWords) -> tuple[EventGroup, ...]:
    """Put the claims of one event together, over all articles; the order of articles changes nothing."""
    accounts = [
        account
        for telling in tellings
        for account in accounts_of(telling, encounters_of(telling, words.encounters))
    ]
    return with_slips(grouped(accounts))


def disagreements_of(
    tellings: Sequence[Telling], groups: Sequence[EventGroup], words: StoryWords
) -> tuple[Disagreement, ...]:
    """Get how articles differ.

    Parameters
    ----------
    tellings
        The articles with their marks and claims, in any order.
    groups
        Their events (`event_groups`).
    words
        Word lists (`wheelsdown.reference.story_words.load_story_words`).

    Returns
    -------
    tuple of Disagreement
        Each with at least two sides; the gravest first, variants of names last.
    """
    ordered = by_content(tellings)
    found = [
        *field_differences(groups),
        *source_differences(groups, words.strengths),
        *base_differences(ordered, words.bases),
        *quotation_differences(ordered, words.sayings),
        *encounter_differences(ordered, words.encounters),
        *caption_differences(ordered, words.captions),
    ]
    real = [one for one in found if len(one.between) > 1]
    ranked = sorted(real, key=lambda one: (_GRAVEST_FIRST[one.severity or "low"], one.kind, one.about))
    return (*ranked, *variants_of(ordered, groups))
