"""What a KML export of a flight from Flightradar24 says.

Points are Placemarks with a time and one coordinate ``lon,lat,altitude`` in metres; speed (kt) and
heading stand in the HTML of the description. Lines without times, drawn between the points, are
ignored: the closing one would be a flight that never was. No address, no ground flag; stretches that
look calculated are marked by `estimated_stretches`.

Not tried on a real export, and there is no official description: built from what two public parsers
expect. A document with a DOCTYPE, and so with entities, is refused.
"""

import re
from typing import Final
from xml.parsers import expat

import polars as pl

from wheelsdown.errors import SourceError
from wheelsdown.sources.columns import epoch_us
from wheelsdown.sources.door import callsign
from wheelsdown.units import FEET_PER_METRE

__all__ = ["fr24_kml_points"]

_TAG: Final = re.compile(r"<[^>]*>")
_SPEED: Final = re.compile(r"Speed:\s*([\d,.]+)\s*kt", re.IGNORECASE)
_HEADING: Final = re.compile(r"Heading:\s*([\d.]+)", re.IGNORECASE)

#: Longest text of one element that is kept; descriptions have a few hundred characters.
_MAX_TEXT: Final = 10_000


class _Placemarks:
    """Collects the timed points while the document is parsed."""

    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self.flight = ""
        self._path: list[str] = []
        self._text: list[str] = []
        self._n_characters = 0
        self._row: dict[str, str] = {}

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name.rpartition(":")[2].lower())
        self._forget_text()
        if self._path[-1] == "placemark":
            self._row = {}

    def text(self, data: str) -> None:
        room = _MAX_TEXT - self._n_characters
        if room > 0:
            self._text.append(data[:room])
            self._n_characters += len(data)

    def end(self, _name: str) -> None:
        name, text = self._path.pop(), "".join(self._text).strip()
        parent = self._path[-1] if self._path else ""
        if name == "placemark":
            if "when" in self._row and "coordinates" in self._row:
                self.rows.append(self._row)
            self._row = {}
        elif (parent, name) in (
            ("timestamp", "when"),
            ("point", "coordinates"),
            ("placemark", "description"),
        ):
            self._row[name] = text
        elif (parent, name) == ("document", "name"):
            self.flight = text
        self._forget_text()

    def _forget_text(self) -> None:
        self._text, self._n_characters = [], 0

    def refuse(self, *_: object) -> None:
        raise _DoctypeError


class _DoctypeError(Exception):
    """The document declares a DOCTYPE."""


def fr24_kml_points(payload: bytes, airframe: str, *, where: str) -> pl.DataFrame:
    """Give the timed points of an export as the columns that `door.admit` takes.

    ``row`` counts the Placemarks with a time and a point.

    Raises
    ------
    SourceError
        ``not_xml`` or ``doctype``; ``wrong_columns`` if there is no timed point in it.
    """
    found = _parsed(payload, where)
    if not found.rows:
        raise SourceError(f"{where}: KML without a single timed point", where=where, reason="wrong_columns")
    points = pl.DataFrame(
        {
            "when": [row["when"] for row in found.rows],
            "coordinates": [row["coordinates"] for row in found.rows],
            "groundspeed_kt": [_number(_SPEED, row) for row in found.rows],
            "track_deg": [_number(_HEADING, row) for row in found.rows],
        },
        schema_overrides={"groundspeed_kt": pl.Float64, "track_deg": pl.Float64},
    ).with_row_index("row")
    lon, lat, metres = (
        pl.col("coordinates")
        .str.split(",")
        .list.get(index, null_on_oob=True)
        .str.strip_chars()
        .cast(pl.Float64, strict=False)
        for index in range(3)
    )
    return (
        points.with_columns(
            epoch_us(points, "when").alias("at"),
            lat_deg=lat,
            lon_deg=lon,
            altitude_ft=metres * FEET_PER_METRE,
            callsign=pl.lit(_flight_words(found.flight)),
            airframe=pl.lit(airframe),
        )
        .with_columns(callsign=callsign("callsign"))
        .drop("when", "coordinates")
    )


def _parsed(payload: bytes, where: str) -> _Placemarks:
    found, parser = _Placemarks(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.CharacterDataHandler = found.text
    parser.EndElementHandler = found.end
    parser.StartDoctypeDeclHandler = found.refuse
    try:
        parser.Parse(payload, True)  # noqa: FBT003 - expat takes no keywords
    except _DoctypeError:
        raise SourceError(
            f"{where}: KML with a DOCTYPE, which no export has, is not read", where=where, reason="doctype"
        ) from None
    except expat.ExpatError as error:
        raise SourceError(f"{where}: damaged KML ({error})", where=where, reason="not_xml") from error
    return found


def _number(pattern: re.Pattern[str], row: dict[str, str]) -> float | None:
    found = pattern.search(_TAG.sub("", row.get("description", "")).replace("&nbsp;", " "))
    try:
        return float(found[1].replace(",", "")) if found else None
    except ValueError:
        return None


def _flight_words(name: str) -> str | None:
    """Give the callsign of a document's name, the last of ``flight number/callsign``."""
    return name.rpartition("/")[2].strip() or None
