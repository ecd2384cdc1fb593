"""An aircraft's points as KML with time (``gx:Track``, KML 2.2 extensions), for globe viewers.

One track for each stretch in which a line may be drawn; a stretch whose positions are no evidence is red
and says so in its name. Heights are metres above the ellipsoid as the aircraft's own receiver gave them,
else its barometric altitude; where neither was received, and on the ground, the track lies on the ground
of the map. Callsigns come from whoever transmits: they are text here and nothing else.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from wheelsdown.clock import rfc3339
from wheelsdown.dossiers.listings import Listing
from wheelsdown.dossiers.safe_text import escape_html
from wheelsdown.dossiers.trace_stretches import stretches
from wheelsdown.dossiers.wording import SIMULATED_BANNER, left_out_sentence
from wheelsdown.units import FEET_PER_METRE

__all__ = ["trace_kml_lines"]

#: What XML 1.0 cannot hold at all (section 2.2), beyond the controls that are never shown.
_NO_XML = re.compile("[\ufffe\uffff]")

#: Columns given with every point, and what a viewer calls them.
_ARRAYS = {
    "altitude_ft": "barometric altitude, ft",
    "groundspeed_kt": "speed over ground, kt",
    "vertical_rate_fpm": "vertical rate, ft/min",
    "callsign": "callsign",
    "phase": "phase",
    "source_type": "source",
    "integrity": "integrity",
}

#: Line colours, aabbggrr: believed blue, not believed red.
_STYLES = {"believed": "ffd07020", "doubtful": "ff2020e0"}


def trace_kml_lines(listing: Listing) -> Iterator[str]:
    """Give a listing of `TracePoint` rows line by line as one KML document."""
    name = f"Trace of {listing.place}" if listing.place else "Trace"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
    yield "<Document>"
    yield f"<name>{_text(f'{SIMULATED_BANNER}: {name}' if listing.simulated else name)}</name>"
    yield f"<description>{_text(_said(listing))}</description>"
    yield from _styles()
    for stretch in stretches(listing.rows):
        for on_ground, rows in groupby(stretch.rows, key=lambda row: _height_m(row) is None):
            yield from _placemark(
                list(rows), on_ground=on_ground, believed=stretch.believed, simulated=listing.simulated
            )
    yield "</Document>"
    yield "</kml>"


def _said(listing: Listing) -> str:
    """Say what must be said with the rows."""
    lines = [SIMULATED_BANNER if listing.simulated else None, left_out_sentence(listing.left_out)]
    lines += [f"Missing: {words}" for words in listing.missing]
    lines.append("A line breaks where nothing was received for five minutes.")
    return " ".join(filter(None, lines))


def _styles() -> Iterator[str]:
    for name, colour in _STYLES.items():
        yield f'<Style id="{name}"><LineStyle><color>{colour}</color><width>3</width></LineStyle></Style>'
    yield '<Schema id="point">'
    for column, words in _ARRAYS.items():
        kind = "float" if column.endswith(("_ft", "_kt", "_fpm")) else "string"
        yield f'<gx:SimpleArrayField name="{column}" type="{kind}"><displayName>{words}</displayName>'
        yield "</gx:SimpleArrayField>"
    yield "</Schema>"


def _placemark(
    rows: Sequence[dict[str, Any]], *, on_ground: bool, believed: bool, simulated: bool
) -> Iterator[str]:
    callsigns = sorted({row["callsign"] for row in rows if row["callsign"]})
    parts = [
        SIMULATED_BANNER if simulated else "",
        "" if believed else "POSITIONS ARE NO EVIDENCE",
        rows[0]["airframe"],
        " ".join(callsigns),
        f"{rows[0]['at']:%Y-%m-%d %H:%M} UTC",
    ]
    yield "<Placemark>"
    yield f"<name>{_text(' - '.join(filter(None, parts)))}</name>"
    yield f"<styleUrl>#{'believed' if believed else 'doubtful'}</styleUrl>"
    yield "<gx:Track>"
    yield f"<altitudeMode>{'clampToGround' if on_ground else 'absolute'}</altitudeMode>"
    yield from (f"<when>{rfc3339(row['at'])}</when>" for row in rows)
    for row in rows:
        height_m = _height_m(row) or 0.0
        yield f"<gx:coord>{row['lon_deg']:.7f} {row['lat_deg']:.7f} {height_m:.1f}</gx:coord>"
    yield '<ExtendedData><SchemaData schemaUrl="#point">'
    for column in _ARRAYS:
        yield f'<gx:SimpleArrayData name="{column}">'
        yield from (f"<gx:value>{_value(row[column])}</gx:value>" for row in rows)
        yield "</gx:SimpleArrayData>"
    yield "</SchemaData></ExtendedData>"
    yield "</gx:Track>"
    yield "</Placemark>"


def _height_m(row: dict[str, Any]) -> float | None:
    """Give the height of a point in metres; None on the ground and where none was received."""
    if row["on_ground"]:
        return None
    for feet in (row["geometric_altitude_ft"], row["altitude_ft"]):
        if feet is not None and math.isfinite(feet):
            return float(feet) / FEET_PER_METRE
    return None


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}" if math.isfinite(value) else ""
    return "" if value is None else _text(value)


def _text(value: object) -> str:
    return _NO_XML.sub("", escape_html(value))
