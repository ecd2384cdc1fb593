"""What else one readsb trace says: every field of every point, with its unit in its name.

The common way through the package takes what every stage needs; this table is for questions about
one aircraft (what was selected in the autopilot, which wind, which temperature). Fields of the
sparse object are carried forward for `CARRY_S` seconds at most; fields with a column of their own
in the trace (9 to 14) are taken as they stand.
"""

from typing import Any, Final

import msgspec
import numpy as np
import polars as pl

from wheelsdown.sources.json_text import decode_json
from wheelsdown.sources.payloads import MAX_MEMBER_BYTES, gunzip
from wheelsdown.sources.readsb_columns import carried_from

__all__ = ["DETAILS", "read_trace_details"]

_FLOAT, _INT, _TEXT = pl.Float64(), pl.Int64(), pl.String()

#: Key in the object at index 8 -> our name and type (readsb README-json.md, aircraft objects).
DETAILS: Final[dict[str, tuple[str, pl.DataType]]] = {
    "type": ("source_type_detail", _TEXT),
    "flight": ("callsign", _TEXT),
    "alt_geom": ("geometric_altitude_detail_ft", _FLOAT),
    "ias": ("ias_detail_kt", _FLOAT),
    "tas": ("tas_kt", _FLOAT),
    "mach": ("mach", _FLOAT),
    "wd": ("wind_direction_deg", _FLOAT),
    "ws": ("wind_speed_kt", _FLOAT),
    "oat": ("oat_c", _FLOAT),
    "tat": ("tat_c", _FLOAT),
    "track": ("track_detail_deg", _FLOAT),
    "track_rate": ("track_rate_deg_s", _FLOAT),
    "roll": ("roll_detail_deg", _FLOAT),
    "mag_heading": ("magnetic_heading_deg", _FLOAT),
    "true_heading": ("true_heading_deg", _FLOAT),
    "baro_rate": ("barometric_rate_fpm", _FLOAT),
    "geom_rate": ("geometric_rate_detail_fpm", _FLOAT),
    "squawk": ("squawk", _TEXT),
    "emergency": ("emergency", _TEXT),
    "category": ("category", _TEXT),
    "nav_qnh": ("nav_qnh_hpa", _FLOAT),
    "nav_altitude_mcp": ("nav_altitude_mcp_ft", _FLOAT),
    "nav_altitude_fms": ("nav_altitude_fms_ft", _FLOAT),
    "nav_heading": ("nav_heading_deg", _FLOAT),
    "nav_modes": ("nav_modes", _TEXT),
    "nic": ("nic", _INT),
    "rc": ("containment_radius_m", _FLOAT),
    "version": ("adsb_version", _INT),
    "nic_baro": ("nic_baro", _INT),
    "nac_p": ("nac_p", _INT),
    "nac_v": ("nac_v", _INT),
    "sil": ("sil", _INT),
    "sil_type": ("sil_type", _TEXT),
    "gva": ("gva", _INT),
    "sda": ("sda", _INT),
    "alert": ("alert", _INT),
    "spi": ("spi", _INT),
}

#: Index in the point -> our name and type.
_COLUMNS: Final[dict[int, tuple[str, pl.DataType]]] = {
    1: ("lat_deg", _FLOAT),
    2: ("lon_deg", _FLOAT),
    4: ("groundspeed_kt", _FLOAT),
    5: ("track_deg", _FLOAT),
    6: ("flags", _INT),
    7: ("vertical_rate_fpm", _FLOAT),
    9: ("source_type", _TEXT),
    10: ("geometric_altitude_ft", _FLOAT),
    11: ("geometric_rate_fpm", _FLOAT),
    12: ("ias_kt", _FLOAT),
    13: ("roll_deg", _FLOAT),
    14: ("receiver_id", _TEXT),
}

#: Bits of ``flags`` (json_out.c).
_BITS: Final = {"stale": 1, "new_leg": 2, "vertical_rate_is_geometric": 4, "altitude_is_geometric": 8}


class _Document(msgspec.Struct, gc=False):
    timestamp: float
    trace: list[Any] = []


_DOCUMENT: Final = msgspec.json.Decoder(_Document)


def read_trace_details(payload: bytes) -> pl.DataFrame:
    """Give every field of one readsb trace, one row per point, sorted by time.

    Parameters
    ----------
    payload
        The trace as stored, gzip'd or not.

    Raises
    ------
    SourceError
        When it is no trace.
    """
    text = gunzip(payload, where="trace", limit=MAX_MEMBER_BYTES)
    document = decode_json(text, _DOCUMENT, where="trace")
    numbered = [(row, point) for row, point in enumerate(document.trace) if _is_point(point)]
    rows, points = [row for row, _ in numbered], [point for _, point in numbered]
    details = [d if isinstance(d := _at(point, 8), dict) else {} for point in points]
    altitudes = [_at(point, 3) for point in points]
    times = pl.Series([document.timestamp + point[0] for point in points], dtype=pl.Float64) * 1e6
    frame = pl.DataFrame(
        {
            "row": pl.Series(rows, dtype=pl.UInt32),
            "at": times.round().cast(pl.Int64),
            "altitude_ft": _series(altitudes, _FLOAT),
            "on_ground": pl.Series(
                [None if a is None else a == "ground" for a in altitudes], dtype=pl.Boolean
            ),
            **{name: _series([_at(p, i) for p in points], dtype) for i, (name, dtype) in _COLUMNS.items()},
            **{
                name: _series([_word(d.get(key)) for d in details], dtype)
                for key, (name, dtype) in DETAILS.items()
            },
        }
    ).with_columns((pl.col("flags") & bit != 0).alias(name) for name, bit in _BITS.items())
    frame = _with_carried(frame.drop("flags").sort("at", "row"), [name for name, _ in DETAILS.values()])
    return frame.with_columns(
        pl.col("at").cast(pl.Datetime("us", "UTC")), pl.col("callsign").str.strip_chars()
    )


def _with_carried(points: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    told = points.select(pl.col(columns).is_not_null()).to_numpy().T
    source = carried_from(told, np.zeros(len(points)), points["at"].to_numpy())
    rows = pl.DataFrame(source.T, schema=columns).select(pl.when(pl.all() >= 0).then(pl.all()))
    return points.with_columns(points[name].gather(rows[name]) for name in columns)


def _is_point(point: Any) -> bool:
    return isinstance(point, list) and bool(point) and type(point[0]) in (int, float) and abs(point[0]) < 1e9


def _at(point: list[Any], index: int) -> Any:
    return point[index] if index < len(point) else None


def _word(value: Any) -> Any:
    """Give lists (``nav_modes``) as words separated by blanks, and text without control characters."""
    text = " ".join(map(str, value)) if isinstance(value, list) else value
    return "".join(c for c in text if c.isprintable()) if isinstance(text, str) else text


def _series(values: list[Any], dtype: pl.DataType) -> pl.Series:
    return pl.Series(values, dtype=dtype, strict=False)
