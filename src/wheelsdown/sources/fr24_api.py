"""What answers of Flightradar24's official API say: positions near a place, and tracks of flights.

Two shapes, by the publisher's public documentation of version 1 (``historic/flight-positions/full`` and its
live twin: ``{"data": [{fr24_id, hex, callsign, lat, ...}]}``; ``flight-tracks``: ``[{fr24_id, tracks:
[{timestamp, lat, ...}]}]``). Altitudes are feet, speeds knots, climbs feet per minute, times UTC.

- The points of a track carry no address: they stay anonymous, under a name made from the flight's own id,
  until somebody asserts whose they are. So does a position whose ``hex`` is empty.
- A position whose ``source`` is ESTIMATED was calculated, and is marked; where no source is said, stretches
  that look calculated are (`estimated_stretches`). An altitude of 0 is not read as "on the ground".
- A summary of flights names airports and times that Flightradar24 worked out: it holds no position, and is
  refused here.

Not tried on real answers: built from the documented shape.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.sources.columns import any_simulated, epoch_us, from_values, number, plain
from wheelsdown.sources.door import callsign, squawk
from wheelsdown.sources.estimated_stretches import estimated
from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.readsb_aircraft import Snapshots
from wheelsdown.sources.readsb_trace import Header

__all__ = ["anonymous_flight", "fr24_api_answer", "with_calculated"]

#: Name of our column -> key of a position.
_FIELDS: Final = {
    "at": "timestamp",
    "lat_deg": "lat",
    "lon_deg": "lon",
    "altitude_ft": "alt",
    "groundspeed_kt": "gspeed",
    "track_deg": "track",
    "vertical_rate_fpm": "vspeed",
    "callsign": "callsign",
    "squawk": "squawk",
    "source_type": "source",
    "simulated": "simulated",
}

_NUMBERS: Final = (
    "lat_deg", "lon_deg", "altitude_ft", "groundspeed_kt", "track_deg", "vertical_rate_fpm",
)  # fmt: skip

#: The word for a position that nobody received, in small letters.
_CALCULATED: Final = "estimated"

#: Words of the API for how a position was received, in the words of readsb where it has one.
_SOURCES: Final = {"adsb": "adsb_icao"}

_WORD: Final = re.compile(r"[a-z0-9_]{1,24}")


class _Answer(msgspec.Struct, gc=False):
    data: list[Any]
    simulated: Any = None


_ANSWER: Final = msgspec.json.Decoder(_Answer)
_TRACKS: Final = msgspec.json.Decoder(list[Any])


def anonymous_flight(flight: str) -> str:
    """Give the name that a flight without an address goes by, from Flightradar24's own id of it.

    >>> anonymous_flight("39aa12bc")
    'anon:4107ae545ca1d544'
    """
    return f"anon:{hashlib.sha256(f'fr24 flight {flight.strip().lower()}'.encode()).hexdigest()[:16]}"


def fr24_api_answer(payload: bytes, *, where: str) -> Snapshots:
    """Read one answer; ``row`` counts the positions in it, those of all flights together.

    Raises
    ------
    SourceError
        It is none of the two shapes, or a summary of flights (``no_positions``).
    """
    entries = list(_positions(payload, where))
    good = [(airframe, entry) for airframe, entry in entries if entry is not None]
    if good and not any("lat" in entry for _, entry in good):
        raise SourceError(
            f"{where}: a summary of flights, which holds no positions; fetch the tracks of its flights",
            where=where,
            reason="no_positions",
        )
    headers = {
        airframe: Header(icao=airframe, r=entry.get("reg"), t=entry.get("type"))
        for airframe, entry in good
        if not airframe.startswith("anon:") and (entry.get("reg") or entry.get("type"))
    }
    return Snapshots(_points(good), headers, len(entries) - len(good), 0)


def with_calculated(state_vectors: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Mark stretches that look calculated where no source is said, and say what a person should know.

    Parameters
    ----------
    state_vectors
        `StateVector` rows, sorted by airframe and time.
    """
    unsaid = pl.col("source_type").is_null() & ~pl.col("estimated")
    alone = state_vectors.with_columns(pl.col("at").dt.epoch("us"), unsaid=unsaid)
    looks = [estimated(flight) & flight["unsaid"] for flight in alone.partition_by("airframe")]
    marks = pl.concat(looks) if looks else pl.Series(dtype=pl.Boolean)
    marked = state_vectors.with_columns(estimated=pl.col("estimated") | marks)
    notes = []
    n_anonymous = marked.filter(pl.col("airframe").str.starts_with("anon:"))["airframe"].n_unique()
    if n_anonymous:
        notes.append(
            f"{n_anonymous} flight(s) without an address stay anonymous until somebody asserts whose"
        )
    if n_calculated := int(marked["estimated"].sum()):
        notes.append(
            f"{n_calculated} of {marked.height} positions were calculated, or look so, and not received; "
            "they prove nothing"
        )
    return marked, tuple(notes)


def _positions(payload: bytes, where: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Give airframe and entry of every position; None where a position should be and is no object."""
    if payload.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        answer = decode_json(payload, _ANSWER, where=where)
        for entry in answer.data:
            if isinstance(entry, dict):
                yield _airframe(entry), {"simulated": answer.simulated, **entry}
            else:
                yield "", None
        return
    for flight in decode_json(payload, _TRACKS, where=where):
        held = flight.get("tracks") if isinstance(flight, dict) else None
        for entry in held if isinstance(held, list) else [None]:
            if isinstance(entry, dict):
                yield _airframe(flight), {"simulated": flight.get("simulated"), **entry}
            else:
                yield "", None


def _airframe(said: dict[str, Any]) -> str:
    address = str(said.get("hex") or "").strip().lower()
    return address or anonymous_flight(str(said.get("fr24_id") or ""))


def _points(positions: list[tuple[str, dict[str, Any]]]) -> pl.DataFrame:
    columns = {
        name: from_values([plain(entry.get(key)) for _, entry in positions]) for name, key in _FIELDS.items()
    }
    airframes = pl.Series([airframe for airframe, _ in positions], dtype=pl.String)
    table = pl.DataFrame({"airframe": airframes, **columns}).with_row_index("row")
    word = pl.col("source_type").cast(pl.String, strict=False).str.strip_chars().str.to_lowercase()
    received = word.replace(_SOURCES)
    return table.with_columns(
        *(number(table, name).alias(name) for name in _NUMBERS),
        epoch_us(table, "at").alias("at"),
        callsign=callsign("callsign"),
        squawk=squawk("squawk"),
        estimated=(word == _CALCULATED).fill_null(value=False),
        source_type=pl.when(received.str.contains(rf"^{_WORD.pattern}$") & (word != _CALCULATED)).then(
            received
        ),
        simulated=pl.lit(any_simulated(table)),
    )
