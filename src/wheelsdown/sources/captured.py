"""What a capture of a live feed says: the same bytes, decoded once more.

- Every position is a row, with the velocity, callsign and accuracy heard of that aircraft shortly before it
  (`_CARRIED_S`); of an aircraft without positions one row in five seconds.
- A message that another feed had told a moment before (`Kind.TOLD`) is counted and left out, so that two
  receivers of one transmission are one piece of evidence.
- Times are those of arrival, of lists those they carry. What was received before the listener's clock was
  set by more than `_SET_S` has no time that can be trusted: it is counted and left out.
- A position is given as it was sent: whether it can be true is judged in ``tracks``.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
import polars as pl

from wheelsdown.sources.avr import AvrSplitter
from wheelsdown.sources.beast import BeastSplitter
from wheelsdown.sources.capture_records import Capture, Kind, Record, read_capture
from wheelsdown.sources.heard import Heard
from wheelsdown.sources.mode_s import ModeSDecoder
from wheelsdown.sources.readsb_aircraft import Snapshots, snapshots_in
from wheelsdown.sources.sbs import SbsDecoder, SbsSplitter
from wheelsdown.sources.wire import Message, Splitter

__all__ = ["captured"]

_SPLITTERS: Final[dict[str, Callable[[], Splitter]]] = {
    "beast": BeastSplitter,
    "avr": AvrSplitter,
    "sbs": SbsSplitter,
}

#: Of a row with a position, how old other values may be: ADS-B repeats velocities twice a second,
#: identity every five seconds, status every two and a half.
_CARRIED_S: Final = {
    "groundspeed_kt": 3.0, "track_deg": 3.0, "vertical_rate_fpm": 3.0, "geometric_offset_ft": 3.0,
    "callsign": 30.0, "squawk": 30.0, "nac_p": 10.0, "adsb_version": 60.0,
}  # fmt: skip

#: An aircraft of which no position comes still has a row so often.
_BETWEEN_ROWS_US: Final = 5_000_000

#: A clock that was set by more than this was wrong before.
_SET_S: Final = 2.0

#: A list that says another time than the arrival by more than this comes from a clock that is wrong.
_OFF_S: Final = 30.0

_COLUMNS: Final = {
    "row": pl.UInt32, "airframe": pl.String, "at": pl.Int64, "lat_deg": pl.Float64, "lon_deg": pl.Float64,
    "altitude_ft": pl.Float64, "geometric_altitude_ft": pl.Float64, "on_ground": pl.Boolean,
    "groundspeed_kt": pl.Float64, "track_deg": pl.Float64, "vertical_rate_fpm": pl.Float64,
    "callsign": pl.String, "squawk": pl.String, "nic": pl.Int16, "nac_p": pl.Int16,
    "adsb_version": pl.Int16, "source_type": pl.String,
}  # fmt: skip


def captured(stored: bytes, *, where: str) -> Snapshots:
    """Read a capture, also one that was not closed.

    Raises
    ------
    SourceError
        Not even its beginning can be read.
    """
    capture = read_capture(stored, where=where)
    found = _stream(capture) if capture.header.dialect in _SPLITTERS else _lists(capture, where)
    found.notes.extend(_notes(capture))
    return found


class _Rows:
    """Rows in columns, as they come."""

    def __init__(self) -> None:
        self.columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
        self._carried: dict[str, dict[str, tuple[int, Any]]] = {}
        self._last_us: dict[str, int] = {}

    def add(self, heard: Heard, row: int, *, is_told: bool) -> None:
        """Make a row of a position; of anything else only where there was none for a while.

        What another feed told makes no row, but its values go with the positions that follow.
        """
        carried = self._carried.setdefault(heard.airframe, {})
        says_something = heard.altitude_ft is not None
        for name in _CARRIED_S:
            value = getattr(heard, name)
            if value is not None:
                carried[name] = heard.at_us, value
                says_something = True
        if is_told:
            return
        if heard.lat_deg is None:
            rare = heard.at_us - self._last_us.get(heard.airframe, 0) >= _BETWEEN_ROWS_US
            if not (says_something and rare):
                return
        self._last_us[heard.airframe] = heard.at_us
        self._append(heard, row, carried)

    def table(self, *, simulated: bool) -> pl.DataFrame:
        """Give the rows as `door.admit` takes them."""
        table = pl.DataFrame(self.columns, schema=_COLUMNS)
        return table.with_columns(simulated=pl.lit(simulated))

    def _append(self, heard: Heard, row: int, carried: dict[str, tuple[int, Any]]) -> None:
        values = {name: _young(carried, name, heard.at_us) for name in _CARRIED_S}
        offset_ft = values.pop("geometric_offset_ft")
        if offset_ft is not None and heard.altitude_ft is not None:
            values["geometric_altitude_ft"] = heard.altitude_ft + offset_ft
        values["row"], values["at"] = row, heard.at_us
        for name, column in self.columns.items():
            column.append(values[name] if name in values else getattr(heard, name, None))


def _young(carried: dict[str, tuple[int, Any]], name: str, at_us: int) -> Any:
    held = carried.get(name)
    return held[1] if held is not None and 0 <= at_us - held[0] <= _CARRIED_S[name] * 1e6 else None


def _stream(capture: Capture) -> Snapshots:
    header, n_unsure = capture.header, _n_unsure(capture)
    decoder = SbsDecoder(header.tz) if header.dialect == "sbs" else ModeSDecoder(header.receiver)
    told = _told(capture)
    dropped: Counter[str] = Counter()
    rows = _Rows()
    for index, first, messages in _messages(capture):
        for number, heard in enumerate(decoder.decode(messages, capture.records[index].at_us), first):
            dropped["told_by_another_feed"] += number in told
            if heard is None:
                continue
            if index < n_unsure:
                dropped["before_the_clock_was_set"] += 1
            else:
                rows.add(heard, number, is_told=number in told)
    dropped += decoder.dropped
    n_lost = {reason: n for reason, n in dropped.items() if n}
    return Snapshots(rows.table(simulated=header.simulated), {}, 0, 0, n_lost)


def _messages(capture: Capture) -> Iterator[tuple[int, int, list[Message]]]:
    """Give the messages piece by piece: which record ends them, the number of the first, the messages."""
    new_splitter = _SPLITTERS[capture.header.dialect]
    splitter = new_splitter()
    splitter.split(bytes.fromhex(capture.header.carried))
    number = 0
    for index, record in enumerate(capture.records):
        if record.kind == Kind.EVENT and record.said().get("event") == "connected":
            splitter = new_splitter()
        elif record.kind == Kind.DATA:
            messages = splitter.split(record.payload)
            yield index, number, messages
            number += len(messages)


def _told(capture: Capture) -> set[int]:
    numbers: set[int] = set()
    for record in capture.records:
        if record.kind == Kind.TOLD:
            numbers.update(n for n in record.said().get("messages", ()) if isinstance(n, int))
    return numbers


def _lists(capture: Capture, where: str) -> Snapshots:
    lists = [record for record in capture.records if record.kind == Kind.SNAPSHOT]
    timed = [record for record in capture.records[_n_unsure(capture) :] if record.kind == Kind.SNAPSHOT]
    told = [_now(record) for record in timed]
    new = [n for n, now in enumerate(told) if now is None or n == 0 or now != told[n - 1]]
    found = snapshots_in([timed[n].payload for n in new], where=where)
    points = found.points
    if capture.header.simulated:
        points = points.with_columns(simulated=pl.lit(value=True))
    notes = [f"{len(lists):,} lists of aircraft"]
    off_s = sorted(
        record.at_us / 1e6 - now for record, now in zip(timed, told, strict=True) if now is not None
    )
    if off_s and abs(median := off_s[len(off_s) // 2]) > _OFF_S:
        notes.append(f"the feed's clock is {abs(median):.0f} s {'behind' if median > 0 else 'ahead of'} ours")
    lost = {
        "lists_before_the_clock_was_set": len(lists) - len(timed),
        "same_list_again": len(timed) - len(new),
    }
    lost = {reason: n for reason, n in lost.items() if n}
    return Snapshots(points, found.headers, found.n_malformed, found.n_bad_lines, lost, notes)


class _Now(msgspec.Struct, gc=False):
    now: float


_NOW: Final = msgspec.json.Decoder(_Now)


def _now(record: Record) -> float | None:
    """Give a list's own time; None where it is no list."""
    try:
        return _NOW.decode(record.payload).now
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _n_unsure(capture: Capture) -> int:
    """Give how many records came before the clock was last set; 0 where it never was."""
    n_unsure = 0
    for number, record in enumerate(capture.records, 1):
        if record.kind == Kind.EVENT:
            said = record.said()
            by_us = said.get("by_us")
            if said.get("event") == "clock_jump" and isinstance(by_us, int) and abs(by_us) > _SET_S * 1e6:
                n_unsure = number
    return n_unsure


def _notes(capture: Capture) -> list[str]:
    header = capture.header
    notes = [f"live feed {header.feed} ({header.dialect})"]
    if not capture.is_closed:
        notes.append("the listener was stopped before it closed the file; read up to its last whole record")
    if capture.damage:
        notes.append(f"damaged ({capture.damage}); read up to there")
    if _n_unsure(capture):
        notes.append("the listener's clock was set while it listened; what came before has no sure time")
    return notes
