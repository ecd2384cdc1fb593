"""What lists of aircraft say: ``aircraft.json``, readsb's v2 answer, and archives of polled answers.

One list is a snapshot: for every aircraft the newest value of each field, with its age. ``now`` is in
seconds in ``aircraft.json`` and in milliseconds in the v2 answer, whose array is called ``ac`` (readsb
README-json.md). An archive, as ``wheelsdown poll`` writes it, holds one answer to a line with its
address, time and headers; the answer itself stands in it as the text that came.

- A row is given at the time anything was last heard (``now - seen``), its position at the time that was
  received (``now - seen_pos``): what one list repeats of an earlier one is told once, because
  `received_positions` masks it. Ages are rounded, so times that differ by less than `_JITTER_US` are one.
- ``lastPosition`` is a position received long ago, and counts at its own time. A rough position
  (``rr_lat``, from the receiver's own place) is a guess and is not read.
- "ground" instead of an altitude is the ground flag; a number means airborne; nothing says neither.
- An entry that is no object, and a line or answer that is no list, is counted and left out.
- The older dialect of dump1090 says ``altitude``, ``speed`` and ``vert_rate`` for ``alt_baro``, ``gs`` and
  ``baro_rate``; its ``nucp`` has no place among our columns.
- A key ``simulated``, or a type that begins with ``sim_``, marks the file as simulated.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.sources.columns import any_simulated, epoch_us, from_values, number, plain
from wheelsdown.sources.door import callsign, squawk
from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.readsb_trace import Header

__all__ = ["POLL_KEY", "Snapshots", "read_snapshots", "snapshots_in"]

#: First key of each line of an archive, with the version of its shape.
POLL_KEY: Final = "wheelsdown_poll"

#: Name of our column -> key of an aircraft.
_FIELDS: Final = {
    "airframe": "hex",
    "track_deg": "track",
    "geometric_altitude_ft": "alt_geom",
    "callsign": "flight",
    "squawk": "squawk",
    "nic": "nic",
    "nac_p": "nac_p",
    "adsb_version": "version",
    "source_type": "type",
    "simulated": "simulated",
}

#: Rates of climb in both dialects, the best first.
_RATES: Final = ("baro_rate", "geom_rate", "vert_rate")

_NUMBERS: Final = (
    "altitude_ft", "lat_deg", "lon_deg", "groundspeed_kt", "track_deg", "geometric_altitude_ft",
    "vertical_rate_fpm", "seen_s", "position_age_s", "nic", "nac_p", "adsb_version",
)  # fmt: skip

#: Header keys of a trace -> keys of an aircraft; both say what a database said.
_HEADER: Final = {
    "icao": "hex", "r": "r", "t": "t", "desc": "desc", "own_op": "ownOp", "year": "year",
    "db_flags": "dbFlags",
}  # fmt: skip

#: Ages are given to a tenth of a second, and so is ``now``: the same instant told twice may differ so much.
_JITTER_US: Final = 300_000

#: Older than this the row stays at the list's own time, and `received_positions` judges it.
_FRESH_S: Final = 15.0

_SIMULATED: Final = "sim_"

_WORD: Final = re.compile(r"[a-z0-9_]{1,24}")


class _List(msgspec.Struct, gc=False):
    now: float
    aircraft: list[Any] | None = None
    ac: list[Any] | None = None
    simulated: Any = None


class _Line(msgspec.Struct, gc=False):
    body: str
    status: int = 200


_LIST: Final = msgspec.json.Decoder(_List)
_LINE: Final = msgspec.json.Decoder(_Line)


@dataclass(frozen=True)
class Snapshots:
    """The points of one or many lists, and what the lists say about identities."""

    #: The columns that `door.admit` takes, ``position_at`` and ``contact_at``.
    points: pl.DataFrame
    #: Airframe -> the newest header, for those that say anything.
    headers: dict[str, Header]
    n_malformed: int
    #: Lines of an archive that are no answer, or an answer that is no list.
    n_bad_lines: int
    #: Reason -> number of messages or lists that make no point.
    dropped: dict[str, int] = field(default_factory=dict)
    #: What a person should know.
    notes: list[str] = field(default_factory=list)


def read_snapshots(payload: bytes, *, where: str) -> Snapshots:
    """Read one list, or an archive of them.

    Raises
    ------
    SourceError
        It is none, or nothing in it can be read.
    """
    bad: list[SourceError] = []
    lists = list(_lists(payload, where, bad))
    if not lists and bad:
        raise bad[0]
    return _snapshots(lists, len(bad))


def snapshots_in(bodies: Iterable[bytes], *, where: str) -> Snapshots:
    """Read lists that were received one after the other; one that is none is counted."""
    bad: list[SourceError] = []
    return _snapshots(list(_decoded(bodies, where, bad)), len(bad))


def _snapshots(lists: list[_List], n_bad: int) -> Snapshots:
    rows = [(each, aircraft) for each in lists for aircraft in (each.aircraft or each.ac or [])]
    good = [(each, aircraft) for each, aircraft in rows if isinstance(aircraft, dict)]
    headers = {
        str(aircraft.get("hex")).strip().lower(): _header(aircraft)
        for _, aircraft in good
        if any(aircraft.get(key) for key in ("r", "t", "dbFlags", "ownOp", "desc"))
    }
    return Snapshots(_points(good), headers, len(rows) - len(good), n_bad)


def _decoded(bodies: Iterable[bytes], where: str, bad: list[SourceError]) -> Iterator[_List]:
    for number_, body in enumerate(bodies, 1):
        try:
            yield decode_json(body, _LIST, where=f"{where}: list {number_}")
        except SourceError as error:
            bad.append(error)


def _lists(payload: bytes, where: str, bad: list[SourceError]) -> Iterator[_List]:
    if not payload.lstrip().startswith(b'{"%s"' % POLL_KEY.encode()):
        yield decode_json(payload, _LIST, where=where)
        return
    for number_, line in enumerate(payload.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            answer = decode_json(line, _LINE, where=f"{where}: line {number_}")
            if answer.status == 200:
                yield decode_json(answer.body.encode(), _LIST, where=f"{where}: line {number_}")
        except (SourceError, UnicodeEncodeError) as error:
            bad.append(
                error if isinstance(error, SourceError) else SourceError(f"{where}: no text", where=where)
            )


def _header(aircraft: dict[str, Any]) -> Header:
    return Header(**{name: aircraft.get(key) for name, key in _HEADER.items()})


def _points(rows: list[tuple[_List, dict[str, Any]]]) -> pl.DataFrame:
    entries = [aircraft for _, aircraft in rows]
    columns = {name: from_values([plain(e.get(key)) for e in entries]) for name, key in _FIELDS.items()}
    altitudes = [_first(e, "alt_baro", "altitude") for e in entries]
    positions = [_position(e) for e in entries]
    table = pl.DataFrame(
        {
            **columns,
            "now": pl.Series([each.now for each, _ in rows], dtype=pl.Float64),
            "listed": pl.Series([bool(each.simulated) for each, _ in rows], dtype=pl.Boolean),
            "altitude_ft": from_values([None if a == "ground" else a for a in altitudes]),
            "on_ground": pl.Series([_on_ground(a) for a in altitudes], dtype=pl.Boolean),
            "groundspeed_kt": from_values([_first(e, "gs", "speed") for e in entries]),
            "vertical_rate_fpm": from_values(
                [_first(e, "baro_rate", "geom_rate", "vert_rate") for e in entries]
            ),
            "lat_deg": from_values([lat for lat, _, _ in positions]),
            "lon_deg": from_values([lon for _, lon, _ in positions]),
            "position_age_s": from_values([age for _, _, age in positions]),
            "seen_s": from_values([plain(e.get("seen")) for e in entries]),
            "by_mlat": pl.Series(["lat" in _words(e.get("mlat")) for e in entries], dtype=pl.Boolean),
        }
    ).with_row_index("row")
    return _timed(_typed(table))


def _typed(table: pl.DataFrame) -> pl.DataFrame:
    """Give every column its type; a word that readsb does not write is null."""
    source = pl.col("source_type").cast(pl.String, strict=False)
    is_simulated = any_simulated(table) or bool(
        table.select((pl.col("listed") | source.str.starts_with(_SIMULATED)).any()).item()
    )
    word = source.str.strip_prefix(_SIMULATED)
    return table.with_columns(
        *(number(table, name).alias(name) for name in _NUMBERS),
        epoch_us(table, "now").alias("now"),
        callsign=callsign("callsign"),
        squawk=squawk("squawk"),
        source_type=pl.when("by_mlat")
        .then(pl.lit("mlat"))
        .when(word.str.contains(rf"^{_WORD.pattern}$"))
        .then(word),
        airframe=pl.col("airframe").cast(pl.String, strict=False).str.strip_chars().str.to_lowercase(),
        simulated=pl.lit(is_simulated),
    )


def _timed(table: pl.DataFrame) -> pl.DataFrame:
    """Give each row its times: the list's, the last contact's, the position's; all in microseconds."""
    contact = pl.col("now") - _microseconds(pl.col("seen_s").fill_null(0.0))
    position = pl.col("now") - _microseconds(pl.coalesce("position_age_s", "seen_s").fill_null(0.0))
    located = pl.col("lat_deg").is_not_null() & pl.col("lon_deg").is_not_null()
    table = table.with_columns(contact_at=contact, position_at=pl.when(located).then(position))
    table = table.sort("airframe", "now", "row").with_columns(
        _steady("contact_at", pl.lit(value=True)),
        _steady("position_at", _repeats("lat_deg") & _repeats("lon_deg")),
    )
    fresh = pl.col("now") - pl.col("contact_at") <= int(_FRESH_S * 1e6)
    table = table.with_columns(at=pl.when(fresh).then("contact_at").otherwise("now"))
    return table.drop("now", "listed", "seen_s", "position_age_s", "by_mlat").sort("row")


def _steady(name: str, same: pl.Expr) -> pl.Expr:
    """Give times that differ from the row before by rounding only as the time first told."""
    step = pl.col(name).diff().abs().over("airframe")
    begins = ~((step <= _JITTER_US) & same).fill_null(value=False)
    return pl.col(name).first().over("airframe", begins.cum_sum())


def _repeats(name: str) -> pl.Expr:
    return (pl.col(name) == pl.col(name).shift()).over("airframe")


def _microseconds(seconds: pl.Expr) -> pl.Expr:
    bounded = pl.when(seconds.is_between(0, 1e7)).then(seconds).otherwise(0.0)
    return (bounded * 1e6).round().cast(pl.Int64)


def _position(aircraft: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Give latitude, longitude and age of the position, the last known one where there is no newer."""
    for held in (aircraft, aircraft.get("lastPosition")):
        if isinstance(held, dict) and held.get("lat") is not None and held.get("lon") is not None:
            return plain(held["lat"]), plain(held["lon"]), plain(held.get("seen_pos"))
    return None, None, None


def _on_ground(altitude: Any) -> bool | None:
    if altitude == "ground":
        return True
    return False if isinstance(altitude, int | float) else None


def _first(aircraft: dict[str, Any], *keys: str) -> Any:
    return next((plain(aircraft[key]) for key in keys if aircraft.get(key) is not None), None)


def _words(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
