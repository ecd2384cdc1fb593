"""Who may be told of an event, and in which words: what is never sent, what waits, what has no name.

Ambulance and rescue flights are never told of. Aircraft flagged PIA or LADD, and private European ones, keep
their event and lose their identity; where a rule chose them by it, the alert alone would say it, so there is
none. Text from transponders and files is made inert here, once, for every way of sending.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from wheelsdown.alerts.alert import Alert, Proof, alert_id
from wheelsdown.alerts.event import Event, Who
from wheelsdown.alerts.rules import Choosing
from wheelsdown.alerts.sources import Sources
from wheelsdown.care.delays import DELAYED
from wheelsdown.care.rescue import RESCUE, is_rescue
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.dossiers.wording import SIMULATED_BANNER

__all__ = ["Told", "careful", "unnamed"]

#: The reasons under which other events are counted that nobody is told of.
_WITHHELD: Final = "identity_withheld"
_DOUBTFUL: Final = "positions_not_believed"

#: Stands where the aircraft would.
_NOBODY: Final = "An aircraft whose identity is withheld (flagged PIA or LADD, or private)"

#: Longest name, title and text, in characters; names come from transponders and files.
_NAME, _TITLE, _TEXT = 40, 160, 1500

#: Ranges of rows named one by one.
_MOST_PROOFS: Final = 3


@dataclass(frozen=True)
class Told:
    """An alert, and until when it waits."""

    alert: Alert
    waits_until: datetime | None


def careful(events: Iterable[Event], sources: Sources, key: bytes, counts: dict[str, int]) -> Iterator[Told]:
    """Give the alerts that may be sent, now or later; what is left out is counted.

    Parameters
    ----------
    key
        Secret of the workspace: makes the ids of alerts without identity impossible to guess back.
    counts
        Reason -> number; added to.
    """
    for event in events:
        who = event.who
        hidden = who is not None and (who.flagged or who.airframe in sources.flagged)
        reason = _reason(event, hidden=hidden)
        if reason is not None:
            counts[reason] = counts.get(reason, 0) + 1
            continue
        if hidden:
            counts[_WITHHELD] = counts.get(_WITHHELD, 0) + 1
        until = None
        if event.waits and event.happened_at is not None:
            until = event.happened_at + sources.rules.care.delay_military
            counts[DELAYED] = counts.get(DELAYED, 0) + 1
        yield Told(_alert(event, sources.now, key if hidden else b"", until), until)


def unnamed(alert: Alert, key: bytes) -> Alert:
    """Give an alert without the identity in it, for an aircraft that was flagged after it was told of.

    Parameters
    ----------
    key
        A secret: makes the id impossible to guess back.
    """
    mark = "SIMULATED: " if alert.simulated else ""
    banner = f"{SIMULATED_BANNER}. " if alert.simulated else ""
    what = f"Withheld aircraft: {alert.kind.value.replace('_', ' ')}"
    return msgspec.structs.replace(
        alert,
        id=alert_id(alert.id, key=key),
        title=f"{mark}{what}{f' at {alert.place}' if alert.place else ''}",
        text=f"{banner}{_NOBODY} was told of by name before it was flagged; what was said is withheld.",
        airframe=None,
        identity_withheld=True,
        visit_id=None,
        flight_id=None,
        evidence=(),
    )


def _reason(event: Event, *, hidden: bool) -> str | None:
    """Say why nobody is told; None where somebody may be."""
    who = event.who
    if who is not None and is_rescue(
        callsign=who.callsign,
        operator=who.operator,
        description=who.description,
        emergency=who.emergency,
    ):
        return RESCUE
    if event.doubtful:
        return _DOUBTFUL
    if hidden and isinstance(event.rule, Choosing) and event.rule.by_identity:
        return f"{_WITHHELD}_and_chosen_by_it"
    return None


def _alert(event: Event, now: datetime, key: bytes, delayed_until: datetime | None) -> Alert:
    """Write the alert; with a key, without anything that leads back to the aircraft."""
    hidden, who = bool(key), event.who
    named = _NOBODY if hidden else _who_words(who)
    sentences = [f"{named} {event.what}".strip(), *event.remarks]
    if not hidden:
        sentences += _proof_words(event)
    if event.feeds and who is not None:
        sentences.append(f"Received by {', '.join(sorted(event.feeds))}.")
    title = f"{_short(who, hidden=hidden)}{event.headline}"
    mark = "SIMULATED: " if event.simulated else ""
    banner = [f"{SIMULATED_BANNER}."] if event.simulated else []
    return Alert(
        id=alert_id(event.rule.name, who.airframe if who else "", event.key, key=key),
        at=now,
        rule=printable(event.rule.name),
        kind=event.kind,
        title=_cut(f"{mark}{title}", _TITLE),
        text=_cut(" ".join([*banner, *sentences]), _TEXT),
        happened_at=event.happened_at,
        place=event.place,
        airframe=None if hidden or who is None else _cut(who.airframe, _NAME),
        identity_withheld=hidden,
        delayed_until=delayed_until,
        basis=event.basis,
        evidence_seen=event.evidence_seen,
        visit_id=None if hidden else event.visit_id,
        flight_id=None if hidden else event.flight_id,
        evidence=() if hidden else event.evidence,
        feeds=tuple(_cut(each, _NAME) for each in event.feeds),
        simulated=event.simulated,
    )


# --- words --------------------------------------------------------------------------------------------


def _cut(text: str, most: int) -> str:
    said = printable(text)
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _who_words(who: Who | None) -> str:
    """Name an aircraft: type, registration, address, call sign, operator, and what some source calls it.

    >>> _who_words(Who("158334", "RFF8224", "RA-99124", "A124", military=True))
    'A124 RA-99124 (158334, callsign RFF8224), military,'
    """
    if who is None:
        return ""
    names = [_cut(text, _NAME) for text in (who.type_designator, who.registration) if text]
    callsign = _cut((who.callsign or "").strip(), _NAME)
    inside = f"{_cut(who.airframe, _NAME)}, callsign {callsign}" if callsign else _cut(who.airframe, _NAME)
    besides = [f"operator {_cut(who.operator, _NAME)}"] if who.operator else []
    besides += ["military"] if who.military else []
    listed = "".join(f", {each}" for each in besides)
    return f"{' '.join(names) or 'Aircraft'} ({inside}){listed}{',' if listed else ''}"


def _short(who: Who | None, *, hidden: bool) -> str:
    if who is None:
        return ""
    names = filter(None, (who.type_designator, who.registration or who.airframe))
    return "Withheld aircraft: " if hidden else f"{' '.join(_cut(each, _NAME) for each in names)}: "


def _proof_words(event: Event) -> list[str]:
    """Name the rows that prove it.

    The whole hashes stand in the alert's ``evidence``; here the first 16 digits, which name a file as well.
    """
    about = f"visit {event.visit_id}" if event.visit_id else f"flight {event.flight_id}"
    if not (event.visit_id or event.flight_id):
        return []
    rows = [_rows_words(each) for each in event.evidence[:_MOST_PROOFS]]
    more = len(event.evidence) - _MOST_PROOFS
    return [f"Proof: {', '.join([about, *rows])}{f' and {more} more' if more > 0 else ''}."]


def _rows_words(proof: Proof) -> str:
    return f"sha256:{proof.sha256[:16]} rows {proof.first_row}-{proof.last_row}"
