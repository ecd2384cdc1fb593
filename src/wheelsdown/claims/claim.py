"""The contract of a claim: what other programs may rely on (``wheelsdown/claims/1``).

A claim is words of an article with offsets and fields. ``how`` says for each field whether it is stated in
the quote, inherited from words nearby, taken from another article, or not there; ``rules`` names the rule
that inherited it. Every object may gain fields, none loses any. Times: days, half-open.
"""

from enum import StrEnum

import msgspec

__all__ = [
    "ArticleClaims",
    "Between",
    "Claim",
    "ClaimKind",
    "ClaimPlace",
    "ClaimedAircraft",
    "ClaimedDate",
    "ClaimedPause",
    "ClaimsDocument",
    "CountField",
    "Disagreement",
    "DisagreementKind",
    "Edge",
    "Fact",
    "FactKind",
    "Group",
    "How",
    "Leg",
    "Link",
    "OtherEvidence",
    "Polarity",
    "Published",
    "Role",
    "Root",
]


class ClaimKind(StrEnum):
    """What a claim says happened or is."""

    MOVEMENT = "movement"
    PAUSE = "pause"
    RESUMPTION = "resumption"
    WITHDRAWAL = "withdrawal"
    SHIPMENT = "shipment"
    VISIT_OF_PERSON = "visit_of_person"
    POSTURE = "posture"
    ORDERING = "ordering"
    PRESENCE = "presence"


class Polarity(StrEnum):
    """Whether it is said to have happened."""

    HAPPENED = "happened"
    DID_NOT_HAPPEN = "did_not_happen"
    UNKNOWN = "unknown"


class How(StrEnum):
    """Where a field comes from."""

    STATED = "stated"
    INHERITED = "inherited"
    CROSS_REPORT = "cross_report"
    NONE = "none"


class Role(StrEnum):
    """What a link of a chain is: an outlet that retells, a publisher root, or evidence."""

    OUTLET = "outlet"
    PUBLISHER = "publisher"
    EVIDENCE = "evidence"


class Edge(StrEnum):
    """How a link is tied to the one before it."""

    CITES = "cites"
    INFERRED = "inferred"
    SOURCE_NOT_NAMED = "source_not_named"


class CountField(msgspec.Struct, frozen=True, kw_only=True):
    """A count: operator (``=``, ``>=``, ``<=``, ``>``, ``<``, ``~``), number, and its words."""

    op: str
    n: int
    text: str | None = None


class ClaimedAircraft(msgspec.Struct, frozen=True, kw_only=True):
    """Which aircraft, in the article's words; the designator only where the words name one known type."""

    text: str | None = None
    type_designator: str | None = None
    nearest_type: str | None = None
    registration: str | None = None
    callsign: str | None = None
    airframes: CountField | None = None


class ClaimPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place, in the article's words. ``any``: the words leave these open ("from Moscow or Minsk")."""

    text: str | None = None
    id: str | None = None
    level: str | None = None
    any: tuple["ClaimPlace", ...] = ()


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """One leg; ``date_binding`` says whether the day belongs to it: stated, by_default, or none."""

    origin: ClaimPlace | None = None
    destination: ClaimPlace | None = None
    date_binding: str = "none"


class ClaimedDate(msgspec.Struct, frozen=True, kw_only=True):
    """Days ``start`` up to and without ``end`` (``YYYY-MM-DD``; null: open or unknown)."""

    text: str | None = None
    start: str | None = None
    end: str | None = None
    precision: str = "none"
    rule: str | None = None
    year_from: str | None = None
    candidates: tuple[tuple[str, str], ...] = ()


class ClaimedPause(msgspec.Struct, frozen=True, kw_only=True):
    """A pause: ISO 8601 duration and how it is bounded ("nearly six months" is ``<`` P6M)."""

    duration: str | None = None
    op: str = "="
    text: str | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain, the outlet first, its evidence last.

    ``name`` is one spelling for all articles, with the printed one where that is in another script; ``id``
    is the one spelling alone.
    """

    name: str
    id: str | None = None
    role: Role
    how: How
    edge: Edge = Edge.CITES
    kind: str | None = None
    text: str | None = None


class OtherEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence that is no track, added by a person: what it shows and where it can be looked at.

    It stands beside a verdict and decides none: ``by`` is a person, ``at`` an instant (RFC 3339).
    """

    shows: str
    source: str
    by: str
    at: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of one article."""

    claim_id: str
    article: str
    span: tuple[int, int]
    quote: str
    kind: ClaimKind
    polarity: Polarity = Polarity.HAPPENED
    modality: str = "asserted"
    asserted: bool = True
    boilerplate: str | None = None
    aircraft: ClaimedAircraft | None = None
    operator: str | None = None
    events: CountField | None = None
    legs: tuple[Leg, ...] = ()
    place: ClaimPlace | None = None
    date: ClaimedDate | None = None
    pause: ClaimedPause | None = None
    who: tuple[str, ...] = ()
    relation: str | None = None
    chain: tuple[Link, ...] = ()
    how: dict[str, How] = {}
    rules: dict[str, str] = {}
    confirmed_by: str | None = None
    confirmed_at: str | None = None
    other_evidence: tuple[OtherEvidence, ...] = ()


class FactKind(StrEnum):
    """Other dated facts of a story."""

    MEETING = "meeting"
    CALL = "call"
    STATEMENT = "statement"
    DEMAND = "demand"
    NO_COMMENT = "no_comment"


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of the story that is no claim about flights; ``said`` holds quoted words."""

    kind: FactKind
    article: str
    span: tuple[int, int]
    quote: str
    who: tuple[str, ...] = ()
    date: ClaimedDate | None = None
    place: ClaimPlace | None = None
    said: str | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When an article was published: an interval of days with reasons, never today's date by default."""

    start: str | None = None
    end: str | None = None
    reasons: tuple[str, ...] = ()


class ArticleClaims(msgspec.Struct, frozen=True, kw_only=True):
    """What one article claims."""

    path: str
    sha256: str
    language: str
    published: Published
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """Words of one article that take part in a disagreement."""

    article: str
    span: tuple[int, int]
    quote: str
    claim_id: str | None = None


class DisagreementKind(StrEnum):
    """How articles differ."""

    CONTRADICTION = "contradiction"
    NARROWER = "narrower"
    WIDER = "wider"
    SILENT = "silent"
    SUPERSEDED = "superseded"
    WORDING = "wording"
    VARIANT = "variant"
    DISTINCT = "distinct"


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A difference between words about one thing."""

    about: str
    kind: DisagreementKind
    between: tuple[Between, ...]
    because: str | None = None
    severity: str | None = None
    field: str | None = None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Claims of one and the same event, across articles and languages."""

    group_id: str
    about: str
    claims: tuple[str, ...]
    because: str | None = None


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """Where claims come from in the end; an outlet that only retells is none."""

    name: str
    role: Role
    bears_on_flights: bool = True
    kind: str | None = None
    claims: tuple[str, ...] = ()


class ClaimsDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What ``wheelsdown claims ARTICLE... --format json`` prints."""

    schema: str = "wheelsdown/claims/1"
    articles: tuple[ArticleClaims, ...] = ()
    groups: tuple[Group, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    roots: tuple[Root, ...] = ()
