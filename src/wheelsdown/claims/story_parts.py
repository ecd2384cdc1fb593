"""The contract of a story: what other programs may rely on (``wheelsdown/story/1``).

Every object may gain fields, none loses any. Days are half-open; null is unknown or open. Words of articles
always come with the article and its characters.
"""

import msgspec

from wheelsdown.claims.claim import Between, Disagreement, Group, Published, Root
from wheelsdown.claims.comparing.changes import Change

__all__ = [
    "Actor",
    "BaseStatus",
    "Bounds",
    "Moment",
    "Observed",
    "SourceEdge",
    "Story",
    "StoryArticle",
    "StoryPlace",
    "Utterance",
]


class StoryArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the story."""

    path: str
    sha256: str
    language: str
    outlet: str | None
    title: str | None
    published: Published
    n_claims: int


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is told, with the days that all who tell it allow.

    ``is_dated`` is false where no article gives a day; ``end`` then is the last day on which one of them may
    have been published. ``as_told``: the days in the articles' words. ``kind`` is that of a claim or a fact.
    ``is_denied``: an article says it did not happen.
    """

    start: str | None
    end: str | None
    is_dated: bool
    kind: str
    what: str
    told: tuple[Between, ...]
    as_told: tuple[str, ...] = ()
    group_id: str | None = None
    is_denied: bool = False


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person under all the spellings of the articles."""

    name: str
    spellings: tuple[str, ...]
    articles: tuple[str, ...]


class StoryPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place under all the names of the articles."""

    id: str
    name: str
    level: str
    spellings: tuple[str, ...]
    articles: tuple[str, ...]


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's words, each version as it is printed inside quotation marks."""

    speaker: str | None
    versions: tuple[Between, ...]


class BaseStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How many bases an article gives a state in a country, and which it withdrew from (``n`` null then)."""

    holder: str
    holder_name: str
    country: str
    country_name: str
    n: int | None
    article: str
    published: Published
    told: tuple[Between, ...]
    names: tuple[str, ...] = ()


class SourceEdge(msgspec.Struct, frozen=True, kw_only=True):
    """One step towards a source: whom an article, or a source of it, rests on, and how it is tied."""

    article: str
    teller: str
    source: str
    role: str
    edge: str
    kind: str | None
    n_claims: int


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """When something happened, as an interval (RFC 3339, UTC); a side that nothing bounds is null."""

    earliest: str | None
    latest: str | None


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """A visit seen in the tracks, at a place and near the days of the story."""

    place: str
    visit_id: str
    aircraft: str
    arrived_at: Bounds
    departed_at: Bounds
    basis: str
    simulated: bool


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What ``wheelsdown story ARTICLE... --format json`` prints."""

    schema: str = "wheelsdown/story/1"
    articles: tuple[StoryArticle, ...] = ()
    timeline: tuple[Moment, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[StoryPlace, ...] = ()
    quotations: tuple[Utterance, ...] = ()
    bases: tuple[BaseStatus, ...] = ()
    sources: tuple[SourceEdge, ...] = ()
    roots: tuple[Root, ...] = ()
    groups: tuple[Group, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    changes: tuple[Change, ...] = ()
    observed: tuple[Observed, ...] = ()
    missing: tuple[str, ...] = ()
