"""From claims to verdicts: asks a workspace for each claim's evidence and judges it.

For each claim the place is resolved, its days become a window of instants in all time zones concerned, the
visits there are fetched and handed to the rules of `wheelsdown.verdicts`. Nothing is judged here.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Any

import polars as pl

from wheelsdown.articles.marks import OperatorMark
from wheelsdown.articles.reading import read_text
from wheelsdown.claims.claim import ArticleClaims, Claim, ClaimPlace, ClaimsDocument
from wheelsdown.clock import Interval
from wheelsdown.errors import UnknownReference
from wheelsdown.questions import Answer, RowFilter, ask_visits
from wheelsdown.reference.article_names import load_names
from wheelsdown.reference.icao_blocks import block_of
from wheelsdown.reference.identity import identified
from wheelsdown.reference.names import PlaceSelection, SelectionLevel, resolve
from wheelsdown.reference.places import PlaceRegister, aerodromes_with
from wheelsdown.reference.regions import COMMON_REGIONS
from wheelsdown.reference.text_words import load_text_words
from wheelsdown.reference.timezones import zone_at, zones_in
from wheelsdown.reference.words import load_words
from wheelsdown.schemas import Basis, Integrity
from wheelsdown.store import Workspace
from wheelsdown.verdicts.classes import AircraftClass
from wheelsdown.verdicts.independence import independence_of
from wheelsdown.verdicts.judging import Asked, judge, not_decided
from wheelsdown.verdicts.sightings import Bounds, Place, Sighting
from wheelsdown.verdicts.spans import bounded_by, claimed_silence
from wheelsdown.verdicts.verdict import CheckedArticle, CheckedClaim, CheckedDocument, EvidenceRow, RawRows
from wheelsdown.verdicts.windows import Window, window_of

__all__ = ["check_claims"]

Identify = Callable[[pl.DataFrame], pl.DataFrame]
#: Gives country (ISO), whether military, and the operator's own name, from an article's words for an
#: operator.
OperatorReader = Callable[[str], tuple[str | None, bool | None, str | None]]

#: A state is known by two letters (ISO 3166-1), a company by three (ICAO).
_ISO_LETTERS = 2

#: Parts of regions that are named together.
_COMMON = {part: region for region, (_, parts) in COMMON_REGIONS.items() for part in parts}

#: Visits that begin or end outside the window still tell which ones lie in it.
_MARGIN = timedelta(days=2)


@dataclass(frozen=True)
class _Checker:
    """What one check needs at every claim."""

    workspace: Workspace
    register: PlaceRegister
    identify: Identify


@dataclass(frozen=True)
class _Found:
    """What was asked for one claim, and what the answer said."""

    asked: Asked | None
    why_not: str = ""
    rows: Mapping[str, Mapping[str, Any]] | None = None
    missing: Sequence[str] = ()


def check_claims(workspace: Workspace, document: ClaimsDocument) -> CheckedDocument:
    """Give every claim of a document its verdict.

    Parameters
    ----------
    workspace
        Where the evidence lies; real or simulated.
    document
        The claims, as read or as corrected.

    Returns
    -------
    CheckedDocument
        The same claims in the same order, each with verdict, reason, evidence and what is missing.
    """
    register = PlaceRegister.open(workspace.path / "places.json")
    assertions = workspace.table("identity_assertions")
    checker = _Checker(workspace, register, lambda rows: identified(rows, assertions))
    return CheckedDocument(
        simulated=workspace.kind is not None and workspace.kind.value == "simulated",
        articles=tuple(_checked_article(checker, article) for article in document.articles),
        groups=document.groups,
        disagreements=document.disagreements,
        roots=document.roots,
    )


def _checked_article(checker: _Checker, article: ArticleClaims) -> CheckedArticle:
    fields = {name: getattr(article, name) for name in article.__struct_fields__ if name != "claims"}
    claims = tuple(_checked(checker, article, claim) for claim in article.claims)
    return CheckedArticle(**fields, claims=claims)


def _checked(checker: _Checker, article: ArticleClaims, claim: Claim) -> CheckedClaim:
    found = _ask(checker, article, claim)
    judged = judge(claim, found.asked, why_not_asked=found.why_not)
    evidence = tuple(_evidence(checker.workspace, seen, found.rows or {}) for seen in judged.resting_on)
    return CheckedClaim(
        **{name: getattr(claim, name) for name in claim.__struct_fields__},
        verdict=judged.verdict,
        independence=independence_of(claim, {p for row in evidence for p in row.providers}, _families()),
        because=judged.because,
        question=_in_words(found.asked),
        missing=tuple(found.missing),
        evidence=evidence,
    )


def _ask(checker: _Checker, article: ArticleClaims, claim: Claim) -> _Found:
    """Make the question of one claim and fetch what it is asked of."""
    if not_decided(claim):
        return _Found(None)
    where = _selected(claim.place, checker.register)
    if where is None or not where.aerodromes:
        named = f"'{claim.place.text}'" if claim.place and claim.place.text else "the place"
        return _Found(None, f"{named} is no aerodrome that is known; add it with `wheelsdown place add`")
    claimed = claim.date or bounded_by(claim, article.claims, article.published)
    until = date.fromisoformat(article.published.end) if article.published.end else None
    window = window_of(claimed, _zones(claim, where, checker.register), until=until)
    if window is None:
        return _Found(None, "the text names no day, and none follows from the other claims")
    silence = claimed_silence(claim, window)
    answer = ask_visits(
        checker.workspace, where.id, RowFilter(_around(window, silence)), checker.register, checker.identify
    )
    rows = {row["visit_id"]: row for row in answer.rows.iter_rows(named=True)}
    asked = Asked(
        place=answer.place or where.label,
        window=window,
        aircraft=_class_of(claim),
        legs=_legs(claim, where, checker.register),
        pause=silence,
        sightings=_sightings(answer, checker),
        elsewhere=_elsewhere(claim, where, checker),
    )
    return _Found(asked, rows=rows, missing=answer.missing)


def _selected(place: ClaimPlace | None, register: PlaceRegister) -> PlaceSelection | None:
    """Resolve a claimed place; what leaves several open is none.

    A part of regions that are named together ("Moscow region") is all of them, as the evidence names it.
    """
    for words in (place.id, place.text) if place else ():
        try:
            if words:
                return resolve(_COMMON.get(words, words), register)
        except UnknownReference:
            continue
    return None


def _zones(claim: Claim, where: PlaceSelection, register: PlaceRegister) -> list[tzinfo]:
    """Get the time zones of the place and of either end of the flight."""
    ends = [end for leg in claim.legs for end in (leg.origin, leg.destination)]
    selections = [where, *filter(None, (_selected(end, register) for end in ends))]
    table = aerodromes_with(register)
    found: dict[str, tzinfo] = {}
    for selection in selections:
        rows = table.filter(pl.col("aerodrome").is_in(selection.aerodromes))
        for zone in _zones_of(selection, rows):
            found.setdefault(str(zone), zone)
    return list(found.values())


def _zones_of(selection: PlaceSelection, rows: pl.DataFrame) -> Iterable[tzinfo]:
    if selection.level is SelectionLevel.COUNTRY:
        return zones_in(selection.id)
    places = rows.select("lat_deg", "lon_deg", "country").drop_nulls().iter_rows()
    return {zone for lat, lon, country in places if (zone := zone_at(lat, lon, country))}


def _around(window: Window, silence: Interval | None) -> Interval:
    starts = [window.outer.start, silence.start if silence else window.outer.start]
    start = None if None in starts else min(each for each in starts if each) - _MARGIN
    return Interval(start, window.outer.end + _MARGIN if window.outer.end else None)


def _class_of(claim: Claim) -> AircraftClass:
    aircraft = claim.aircraft
    whose = " ".join(filter(None, (claim.operator, aircraft.text if aircraft else None)))
    operator = _operator(whose) if claim.operator else None
    by_state = operator is not None and operator.id is not None and len(operator.id) == _ISO_LETTERS
    return AircraftClass(
        type_designator=aircraft.type_designator if aircraft else None,
        registration=aircraft.registration if aircraft else None,
        callsign=aircraft.callsign if aircraft else None,
        country=operator.id if operator and by_state else None,
        is_military=(operator.is_military or None) if operator else None,
        operator=operator.name if operator and not by_state else None,
    )


@lru_cache(maxsize=256)
def _operator(words: str) -> OperatorMark | None:
    """Read an article's words for an operator: a state, its force, or a company."""
    article = read_text(words, path="", sha256="", words=load_text_words())
    return next(iter(load_names().mark(article).operators), None)


def _legs(
    claim: Claim, where: PlaceSelection, register: PlaceRegister
) -> tuple[tuple[int, str, frozenset[str]], ...]:
    """Get what the claim says of the ends beyond the place."""
    at = set(where.aerodromes)
    found = []
    for leg in claim.legs:
        origin, destination = _selected(leg.origin, register), _selected(leg.destination, register)
        if leg.origin and destination and at & set(destination.aerodromes):
            found.append((-1, leg.origin.text or "", frozenset(origin.aerodromes if origin else ())))
        elif leg.destination and origin and at & set(origin.aerodromes):
            found.append(
                (1, leg.destination.text or "", frozenset(destination.aerodromes if destination else ()))
            )
    return tuple(found)


def _sightings(answer: Answer, checker: _Checker) -> tuple[Sighting, ...]:
    rows = answer.rows.iter_rows(named=True)
    found = [_sighting(row, checker) for row in rows]
    return tuple(sorted(found, key=lambda each: (str(each.arrived.earliest), each.visit_id)))


def _sighting(row: Mapping[str, Any], checker: _Checker) -> Sighting:
    block = block_of(row["icao24"]) if row["icao24"] else None
    observed = {row["arrival_basis"], row["departure_basis"]} & {Basis.OBSERVED.value}
    return Sighting(
        visit_id=row["visit_id"],
        airframe=row["airframe"],
        aerodrome=row["aerodrome"],
        arrived=Bounds(row["arrived_at"]["earliest"], row["arrived_at"]["latest"]),
        departed=Bounds(row["departed_at"]["earliest"], row["departed_at"]["latest"]),
        type_designator=row["type_designator"],
        registration=row["registration"],
        callsign=row["callsign"],
        operator=row["operator"],
        country=block.country if block else None,
        is_military=row["military"],
        is_observed=bool(observed),
        is_sound=row["integrity"] == Integrity.OK.value,
        came_from=_place(row["came_from"], checker.register),
        went_to=_place(row["went_to"], checker.register),
    )


def _place(end: Mapping[str, Any] | None, register: PlaceRegister) -> Place:
    if not end or not end["id"]:
        return Place(None, None, frozenset())
    selection = _resolved(end["id"], register)
    return Place(end["id"], selection.label, frozenset(selection.aerodromes))


@cache
def _resolved(place: str, register: PlaceRegister) -> PlaceSelection:
    return resolve(place, register)


def _elsewhere(claim: Claim, where: PlaceSelection, checker: _Checker) -> tuple[Sighting, ...]:
    """Get the visits of the very airframe that a claim names to other places."""
    aircraft = claim.aircraft
    if aircraft is None or not (aircraft.registration or aircraft.callsign):
        return ()
    column = "registration" if aircraft.registration else "callsign"
    wanted = re.sub("[- ]", "", aircraft.registration or aircraft.callsign or "").upper()
    others = checker.workspace.table("visits").filter(~pl.col("aerodrome").is_in(where.aerodromes))
    rows = checker.identify(others.collect())
    mine = rows.filter(pl.col(column).str.replace_all("[- ]", "").str.to_uppercase() == wanted)
    return tuple(_sighting(row, checker) for row in mine.iter_rows(named=True))


def _evidence(workspace: Workspace, seen: Sighting, rows: Mapping[str, Mapping[str, Any]]) -> EvidenceRow:
    row = rows.get(seen.visit_id)
    proofs = row["evidence"] if row else []
    return EvidenceRow(
        visit_id=seen.visit_id,
        aerodrome=seen.aerodrome,
        icao24=seen.airframe,
        registration=seen.registration,
        type_designator=seen.type_designator,
        arrived_at=(seen.arrived.earliest, seen.arrived.latest),
        departed_at=(seen.departed.earliest, seen.departed.latest),
        came_from=seen.came_from.label,
        went_to=seen.went_to.label,
        basis=row["basis"] if row else Basis.UNKNOWN.value,
        providers=_providers(workspace, tuple(sorted({proof["sha256"] for proof in proofs}))),
        simulated=row["simulated"] if row else False,
        rows=tuple(
            RawRows(sha256=p["sha256"], first_row=p["first_row"], last_row=p["last_row"]) for p in proofs
        ),
    )


def _providers(workspace: Workspace, hashes: tuple[str, ...]) -> tuple[str, ...]:
    """Get who recorded the rows of some raw files or members, as the acquisitions log says."""
    parts = workspace.table("parts").filter(pl.col("sha256").is_in(hashes)).select("acquisition").unique()
    logged = {each.sha256: each.provider for each in workspace.acquisitions()}
    return tuple(sorted({logged[each] for each in parts.collect()["acquisition"] if each in logged}))


@cache
def _families() -> Mapping[str, str]:
    return {row["pattern"]: row["family"] for row in load_words("feed_families")}


def _in_words(asked: Asked | None) -> str | None:
    if asked is None:
        return None
    start, end = asked.window.outer.start, asked.window.outer.end
    since = f"{start:%Y-%m-%d %H:%M}" if start else "the beginning"
    until = f"{end:%Y-%m-%d %H:%M} UTC" if end else "the end of the data"
    return f"visits of {asked.aircraft} to {asked.place} from {since} to {until}"
