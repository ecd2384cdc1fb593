"""What a readsb heatmap says: roughly where everything flew in one half hour.

``heatmap/NN.bin.ttf`` holds 16-byte records, little-endian, slice by slice (readsb, globe_index.c): address
with its kind, latitude and longitude in millionths of a degree, altitude in 25 ft, speed in 0.1 kt. It is a
cheap first look that names the aircraft worth fetching, never evidence: positions are thinned out, and
there is no time but the slice's.

Strict about size: a file that is no whole number of records, or does not begin with a slice, is none. Within
a good file, records with a position off the globe are counted and left out.
"""

import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wheelsdown.errors import SourceError
from wheelsdown.sources.payloads import gunzip, is_gzip

__all__ = ["HeatmapPositions", "read_heatmap", "read_heatmap_start"]

#: First word of a slice's header, which no address can be.
_SLICE: Final = 0x0E7F7C9D

_RECORD: Final = np.dtype([("hex", "<u4"), ("lat", "<i4"), ("lon", "<i4"), ("alt", "<i2"), ("gs", "<i2")])

#: Latitudes above this mark a record of callsign and squawk.
_CALLSIGN: Final = 1_073_741_824

#: Word for the kind of address, by the five highest bits (readsb, addrtype_t).
_KINDS: Final = (
    "adsb_icao", "adsb_icao_nt", "adsr_icao", "tisb_icao", "adsc", "mlat", "other", "mode_s", "adsb_other",
    "adsr_other", "tisb_trackfile", "tisb_other", "mode_ac",
)  # fmt: skip

#: Bit 24 of the first word: the address is not an ICAO one.
_NON_ICAO: Final = 1 << 24
_ADDRESS_BITS: Final = 0xFFFFFF

#: Altitude that stands for "on the ground", and speed that stands for none.
_GROUND, _NO_SPEED = -123, -1

#: Largest heatmap, unpacked: 20,000 aircraft in 120 slices are 38 MB.
_MAX_BYTES: Final = 256 * 2**20

#: So much of it is unpacked to look at its beginning: a slice of every aircraft there is has half a megabyte.
_MAX_START_BYTES: Final = 4 * 2**20

_DTYPES: Final = {
    "airframe": pl.String(), "at": pl.Datetime("us", "UTC"), "lat_deg": pl.Float64(), "lon_deg": pl.Float64(),
    "altitude_ft": pl.Float64(), "on_ground": pl.Boolean(), "groundspeed_kt": pl.Float64(),
    "source_type": pl.String(),
}  # fmt: skip

#: Milliseconds since 1970 of years that a file may be of, 2000 to 2100.
_EARLIEST_MS, _LATEST_MS = 946_684_800_000, 4_102_444_800_000


@dataclass(frozen=True)
class HeatmapPositions:
    """The positions of one heatmap, and how many records were no position on the globe."""

    #: airframe, at (the slice's start), lat_deg, lon_deg, altitude_ft, on_ground, groundspeed_kt, source_type
    rows: pl.DataFrame
    n_dropped: int


def read_heatmap(payload: bytes, *, where: str) -> HeatmapPositions:
    """Give the positions of one heatmap from its bytes, gzip'd or not.

    Raises
    ------
    SourceError
        Damaged, too large, or no heatmap.
    """
    return _positions(gunzip(payload, where=where, limit=_MAX_BYTES), where)


def read_heatmap_start(payload: bytes, *, where: str) -> HeatmapPositions:
    """Give the positions in the first bytes of a heatmap, cut off anywhere.

    Raises
    ------
    SourceError
        They are not the beginning of a heatmap.
    """
    if is_gzip(payload):
        try:
            payload = zlib.decompressobj(wbits=31).decompress(payload, _MAX_START_BYTES)
        except zlib.error:
            raise _no_heatmap(where) from None
    return _positions(payload[: len(payload) - len(payload) % _RECORD.itemsize], where)


def _positions(plain: bytes, where: str) -> HeatmapPositions:
    if not plain or len(plain) % _RECORD.itemsize:
        raise _no_heatmap(where)
    records = np.frombuffer(plain, _RECORD)
    slices = np.flatnonzero(records["hex"] == _SLICE)
    if not slices.size or slices[0] != 0:
        raise _no_heatmap(where)
    times = _slice_times_ms(records[slices])
    of_slice = np.searchsorted(slices, np.arange(len(records)), side="right") - 1
    is_position = (records["hex"] != _SLICE) & (records["lat"] < _CALLSIGN)
    at_ms = times[of_slice]
    on_globe = (
        (np.abs(records["lat"].astype(np.int64)) <= 90_000_000)
        & (np.abs(records["lon"].astype(np.int64)) <= 180_000_000)
        & (at_ms > _EARLIEST_MS)
        & (at_ms < _LATEST_MS)
    )
    kept = is_position & on_globe
    return HeatmapPositions(_frame(records[kept], at_ms[kept]), int((is_position & ~on_globe).sum()))


def _slice_times_ms(headers: NDArray[np.void]) -> NDArray[np.int64]:
    high, low = headers["lat"].astype(np.int64), headers["lon"].view(np.uint32).astype(np.int64)
    return (high << 32) | low


def _frame(records: NDArray[np.void], at_ms: NDArray[np.int64]) -> pl.DataFrame:
    words = records["hex"]
    kinds = np.minimum(words >> 27, len(_KINDS)).astype(np.uint32)
    frame = pl.DataFrame(
        {
            "address": words & _ADDRESS_BITS,
            "foreign": (words & _NON_ICAO) != 0,
            "at": at_ms,
            "lat_deg": records["lat"] / 1e6,
            "lon_deg": records["lon"] / 1e6,
            "altitude": records["alt"].astype(np.float64),
            "speed": records["gs"].astype(np.float64),
            "source_type": pl.Series([*_KINDS, None], dtype=pl.String).gather(kinds),
        }
    )
    ground, tilde = pl.col("altitude") == _GROUND, pl.when("foreign").then(pl.lit("~")).otherwise(pl.lit(""))
    return frame.select(
        airframe=tilde + _hex(frame["address"]),
        at=pl.from_epoch("at", time_unit="ms").dt.replace_time_zone("UTC").dt.cast_time_unit("us"),
        lat_deg="lat_deg",
        lon_deg="lon_deg",
        altitude_ft=pl.when(~ground).then(pl.col("altitude") * 25),
        on_ground=ground,
        groundspeed_kt=pl.when(pl.col("speed") != _NO_SPEED).then(pl.col("speed") / 10),
        source_type="source_type",
    ).cast(_DTYPES)  # type: ignore[arg-type]  # a mapping of names is understood, the stub lacks it


def _hex(addresses: pl.Series) -> pl.Series:
    """Write each address once, because a heatmap repeats the same ten thousand."""
    distinct = addresses.unique().sort()
    written = pl.Series([f"{address:06x}" for address in distinct.to_list()], dtype=pl.String)
    return written.gather(distinct.search_sorted(addresses))


def _no_heatmap(where: str) -> SourceError:
    return SourceError(
        f"{where}: no heatmap as readsb writes them; fetch it again", where=where, reason="not_a_heatmap"
    )
