"""A claim in the words that every output uses: its fields, what each rests on, and its chain of sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wheelsdown.claims.claim import (
    ArticleClaims,
    Claim,
    ClaimedAircraft,
    ClaimedDate,
    ClaimedPause,
    ClaimPlace,
    CountField,
    Edge,
    How,
    Leg,
    Link,
    OtherEvidence,
    Polarity,
    Published,
    Role,
)
from wheelsdown.verdicts.verdict import CheckedClaim, Independence, Verdict

__all__ = [
    "HOW_MEANS",
    "LANGUAGES",
    "FieldWords",
    "aircraft_words",
    "article_words",
    "chain_words",
    "count_words",
    "date_words",
    "field_words",
    "kind_words",
    "other_evidence_words",
    "pause_words",
    "place_words",
    "published_words",
    "route_words",
    "standing_words",
    "verdict_words",
]

LANGUAGES = {
    "en": "English",
    "ru": "Russian",
    "uk": "Ukrainian",
    "ar": "Arabic",
    "other": "a language not read",
}

#: What each word about a field promises.
HOW_MEANS = {
    How.STATED: "stated in the quotation",
    How.INHERITED: "taken from words nearby",
    How.CROSS_REPORT: "taken from another article",
    How.NONE: "not told",
}

_OPERATIONS = {
    "=": "",
    ">=": "at least ",
    "<=": "at most ",
    ">": "more than ",
    "<": "fewer than ",
    "~": "about ",
}

_ROLES = {Role.OUTLET: "", Role.PUBLISHER: " (publisher)", Role.EVIDENCE: " (evidence)"}


@dataclass(frozen=True)
class FieldWords:
    """One field of a claim: its name, its value in words, what it rests on, and the rule that found it."""

    name: str
    value: str
    how: How
    rule: str | None = None

    @property
    def remark(self) -> str:
        """Say what the value rests on where it is not simply stated."""
        if self.how is How.STATED:
            return ""
        return f"{HOW_MEANS[self.how]}{f': {self.rule}' if self.rule else ''}"


def kind_words(claim: Claim) -> str:
    """Name the kind of a claim."""
    return claim.kind.value.replace("_", " ")


def standing_words(claim: Claim) -> str:
    """Say why a claim does not count as told; empty where it does.

    A denial, a plan or a line that is no running text is kept and shown, never judged as an event.
    """
    if claim.boilerplate:
        return f"not told by the article: {claim.boilerplate}"
    if claim.asserted:
        return ""
    if claim.polarity is Polarity.DID_NOT_HAPPEN:
        return "denied"
    return f"not asserted: {claim.modality}" if claim.modality != "asserted" else "not asserted"


def verdict_words(claim: Claim) -> str:
    """Say the verdict of a checked claim and why; empty for a claim that was only read."""
    if not isinstance(claim, CheckedClaim):
        return ""
    word = claim.verdict.value.replace("_", " ")
    supports = claim.verdict in (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED)
    told = supports and claim.independence is not Independence.UNKNOWN
    source = f" ({claim.independence.value})" if told else ""
    return f"{word}{source}: {claim.because}"


def other_evidence_words(evidence: OtherEvidence) -> str:
    """Say what other evidence shows, where it is, and who added it when."""
    return f"{evidence.shows} ({evidence.source}; added by {evidence.by}, {evidence.at})"


def field_words(claim: Claim) -> Iterator[FieldWords]:
    """Give the fields that a claim has, in a fixed order."""
    yield from _told(claim, "aircraft", aircraft_words(claim.aircraft))
    yield from _told(claim, "airframes", count_words(claim.aircraft.airframes if claim.aircraft else None))
    yield from _told(claim, "operator", claim.operator or "")
    yield from _told(claim, "events", count_words(claim.events))
    yield from _told(claim, "legs", route_words(claim.legs))
    yield from _told(claim, "place", place_words(claim.place))
    yield from _told(claim, "date", date_words(claim.date))
    yield from _told(claim, "pause", pause_words(claim.pause))
    yield from _told(claim, "who", ", ".join(claim.who))
    yield from _told(claim, "relation", claim.relation or "")


def _told(claim: Claim, name: str, value: str) -> Iterator[FieldWords]:
    if value:
        yield FieldWords(name, value, claim.how.get(name, How.STATED), claim.rules.get(name))


def count_words(count: CountField | None) -> str:
    """Say a count with its bound.

    >>> count_words(CountField(op=">=", n=2)), count_words(CountField(op="=", n=3)), count_words(None)
    ('at least 2', '3', '')
    """
    return "" if count is None else f"{_OPERATIONS.get(count.op, f'{count.op} ')}{count.n}"


def pause_words(pause: ClaimedPause | None) -> str:
    """Say how long a pause is told to be, as an ISO 8601 duration with its bound.

    >>> pause_words(ClaimedPause(duration="P6M", op="<", text="nearly six months"))
    'less than P6M'
    """
    if pause is None or not pause.duration:
        return ""
    bound = "less than " if pause.op == "<" else _OPERATIONS.get(pause.op, f"{pause.op} ")
    return bound + pause.duration


def aircraft_words(aircraft: ClaimedAircraft | None) -> str:
    """Name the aircraft in the article's words, with the type designator they stand for."""
    if aircraft is None:
        return ""
    words = aircraft.text or ""
    if aircraft.type_designator:
        words = f"{words} [{aircraft.type_designator}]" if words else aircraft.type_designator
    elif aircraft.nearest_type:
        words = f"{words} [unknown type; nearest known spelling {aircraft.nearest_type}]"
    return " ".join(filter(None, (words, aircraft.registration, aircraft.callsign)))


def place_words(place: ClaimPlace | None) -> str:
    """Name a place in the article's words, with the code they stand for."""
    if place is None:
        return ""
    if place.any:
        return " or ".join(place_words(each) for each in place.any)
    if place.text and place.id and place.text != place.id:
        return f"{place.text} [{place.id}]"
    return place.text or place.id or ""


def route_words(legs: tuple[Leg, ...]) -> str:
    """Give the stops of the legs in order; what is not told is a question mark.

    A leg that does not begin where the one before it ended is a route of its own.

    >>> libya, base = ClaimPlace(text="Libya", id="LY"), ClaimPlace(text="Hmeimim", id="OSLK")
    >>> route_words((Leg(origin=libya, destination=base), Leg(origin=base)))
    'Libya [LY] > Hmeimim [OSLK] > ?'
    >>> route_words((Leg(destination=base), Leg(origin=libya, destination=base)))
    '? > Hmeimim [OSLK]; Libya [LY] > Hmeimim [OSLK]'
    """
    routes: list[list[str]] = []
    for leg in legs:
        origin, destination = place_words(leg.origin) or "?", place_words(leg.destination) or "?"
        if routes and routes[-1][-1] == origin:
            routes[-1].append(destination)
        else:
            routes.append([origin, destination])
    return "; ".join(" > ".join(stops) for stops in routes)


def date_words(told: ClaimedDate | None) -> str:
    """Say the days meant, ends included, with the article's words.

    >>> date_words(ClaimedDate(text="since 24 October", start="2025-10-24", end="2025-10-30"))
    '2025-10-24 to 2025-10-29 (since 24 October)'
    """
    if told is None:
        return ""
    days = (
        " or ".join(_days(*each) for each in told.candidates)
        if told.candidates
        else _days(told.start, told.end)
    )
    return f"{days} ({told.text})" if told.text and days else days or told.text or ""


def _days(start: str | None, end: str | None) -> str:
    if start is None:
        return "" if end is None else f"before {end}"
    if end is None:
        return f"since {start}"
    last = str(date.fromisoformat(end) - timedelta(days=1))
    return start if start == last else f"{start} to {last}"


def published_words(published: Published) -> str:
    """Say when an article was published, as far as it can be told."""
    return _days(published.start, published.end) or "on a day that it does not tell"


def chain_words(chain: tuple[Link, ...]) -> str:
    """Give a chain from the outlet to its evidence; a doubtful link says so."""
    said = ""
    for link in chain:
        words = f"{link.name}{_ROLES[link.role] if link.edge is not Edge.SOURCE_NOT_NAMED else ''}"
        if link.edge is Edge.INFERRED:
            words += " (inferred)"
        said += words if not said else f" > {words}"
    return said


def article_words(article: ArticleClaims) -> str:
    """Name an article's language and day."""
    language = LANGUAGES.get(article.language, article.language)
    return f"{language}, published {published_words(article.published)}"
