"""Which places the user knows beyond OurAirports, what is claimed about them, and which are watched.

A place adds to the table of aerodromes (an airstrip it lacks), lies on top of one of them (same id:
more names, dated claims), or is a port, which is known but about which flight data say nothing.
Claims about a place (who uses or holds it, its role, its codes) are kept as somebody's word with a
date and a source; none of them changes what is inferred from tracks.
"""

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec
import polars as pl
import shapely

from wheelsdown.errors import UnknownReference, WheelsdownError, WorkspaceError
from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.countries import country_at
from wheelsdown.schemas import Aerodrome, PlaceKind

__all__ = ["NO_SHIP_DATA", "Place", "PlaceClaim", "PlaceName", "PlaceRegister", "aerodromes_with"]

#: What is answered for a port.
NO_SHIP_DATA = "no ship data in this workspace"

_SCHEMA = "wheelsdown/places/1"
#: An id is a code: letters, digits and hyphens.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9+-]{1,39}")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
#: Longest name, value or source kept, in characters.
_MAX_TEXT = 300


class PlaceName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One name of a place, in any script."""

    text: str
    #: ISO 639-1 code of the language; None where not known.
    language: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        _check_text(self.text, "name")


class PlaceClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody's word about a place for some time; claims that disagree stand side by side."""

    #: used_by, held_by, role, status or code.
    attribute: str
    value: str
    source: str
    #: Year, month or day (2015, 2015-09, 2015-09-30); None where the source does not say.
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for text in (self.attribute, self.value, self.source):
            _check_text(text, "claim")
        for day in (self.since, self.until):
            if day is not None and not _DAY.fullmatch(day):
                raise WheelsdownError(f"'{_shown(day)}' is not a date; write 2015, 2015-09 or 2015-09-30")


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One place of the register.

    A place with the id of a known aerodrome lies on top of it and may leave out where it is; any other
    needs a point or a polygon.
    """

    id: str
    kind: PlaceKind
    names: tuple[PlaceName, ...]
    lat_deg: float | None = None
    lon_deg: float | None = None
    #: How far around the point the place reaches; None where a polygon or nothing says so.
    radius_nm: float | None = None
    #: Corners as (latitude, longitude) in degrees.
    polygon_deg: tuple[tuple[float, float], ...] | None = None
    elevation_ft: float | None = None
    claims: tuple[PlaceClaim, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise WheelsdownError(
                f"'{_shown(self.id)}' is no id for a place; use letters, digits and hyphens"
            )
        if not self.names:
            raise WheelsdownError(f"the place {self.id} has no name; give at least one")
        if (self.lat_deg is None) != (self.lon_deg is None):
            raise WheelsdownError(f"the place {self.id} has half a position; give latitude and longitude")
        _check_geometry(self)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes the place is claimed to have, beside its id."""
        return tuple(claim.value for claim in self.claims if claim.attribute == "code")

    @property
    def point_deg(self) -> tuple[float, float] | None:
        """Latitude and longitude: the point given, else the middle of the polygon, else None."""
        if self.lat_deg is not None and self.lon_deg is not None:
            return self.lat_deg, self.lon_deg
        if self.polygon_deg is not None:
            middle = shapely.Polygon(self.polygon_deg).centroid
            return middle.x, middle.y
        return None


class _Contents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file of a register holds."""

    schema: str = _SCHEMA
    places: tuple[Place, ...] = ()
    #: Ids of shipped places that the user does not want.
    removed: tuple[str, ...] = ()
    #: Id -> radius in nautical miles.
    watched: dict[str, float] = {}
    #: Name of a set -> ids of aerodromes, regions, countries or places.
    sets: dict[str, tuple[str, ...]] = {}


class PlaceRegister:
    """The user's places on top of the shipped ones, kept in one JSON file.

    Every change starts from the file as it is then and is written at once: to a new file beside the
    old one, which then takes its place. A reader never sees half a register.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._contents = _read(path)
        #: Grows with each change: what was worked out from an earlier one no longer holds.
        self.edition = 0

    @classmethod
    def open(cls, path: Path | None) -> "PlaceRegister":
        """Read the register at ``path``; a missing file is an empty one, None stays in memory.

        Raises
        ------
        WorkspaceError
            The file cannot be read or is not a register.
        """
        return cls(path)

    def places(self) -> tuple[Place, ...]:
        """Give all places, shipped and the user's, ordered by id; the user's stand for shipped ones."""
        shipped = {place.id: place for place in _seed() if place.id not in self._contents.removed}
        return tuple(place for _, place in sorted((shipped | self._own()).items()))

    def get(self, place_id: str) -> Place | None:
        """Give the place with this id, or None."""
        return next((place for place in self.places() if place.id == place_id), None)

    def add(self, place: Place) -> None:
        """Add a place, or replace the one with its id.

        Raises
        ------
        WheelsdownError
            It is no known aerodrome and has no position.
        """
        if place.point_deg is None and place.id not in _aerodrome_ids():
            raise WheelsdownError(f"{place.id} is no known aerodrome; give its position or a polygon")
        self._refresh()
        own = self._own() | {place.id: place}
        removed = tuple(i for i in self._contents.removed if i != place.id)
        self._change(places=_by_id(own), removed=removed)

    def remove(self, place_id: str) -> None:
        """Remove a place, with its watch; a shipped one is remembered as not wanted."""
        self._refresh()
        if self.get(place_id) is None:
            raise UnknownReference(
                f"no place '{_shown(place_id)}' in the register; `wheelsdown place list` shows them",
                asked=place_id,
                nearest=[place.id for place in self.places()],
            )
        own = {i: place for i, place in self._own().items() if i != place_id}
        shipped = {place.id for place in _seed()}
        removed = {*self._contents.removed, *({place_id} & shipped)}
        watched = {i: r for i, r in self._contents.watched.items() if i != place_id}
        self._change(places=_by_id(own), removed=tuple(sorted(removed)), watched=watched)

    def watch(self, place_id: str, radius_nm: float) -> None:
        """Watch a place or aerodrome within a radius in nautical miles."""
        if not 0 < radius_nm <= 250:
            raise WheelsdownError(f"a radius of {radius_nm} NM cannot be watched; choose one up to 250 NM")
        if place_id not in _aerodrome_ids() and self.get(place_id) is None:
            raise UnknownReference(
                f"no place '{_shown(place_id)}' to watch; add it with `wheelsdown place add`", asked=place_id
            )
        self._refresh()
        self._change(watched=dict(sorted({**self._contents.watched, place_id: float(radius_nm)}.items())))

    def unwatch(self, place_id: str) -> None:
        """Stop watching; watching nothing there is not an error."""
        self._refresh()
        self._change(watched={i: r for i, r in self._contents.watched.items() if i != place_id})

    def watched(self) -> dict[str, float]:
        """Give what is watched: id and radius in nautical miles, ordered by id."""
        return dict(self._contents.watched)

    def save_set(self, name: str, members: Sequence[str]) -> None:
        """Name a set of aerodromes, regions, countries or places by their ids; replaces one of that name."""
        if not _ID.fullmatch(name) or not members:
            raise WheelsdownError(
                f"'{_shown(name)}' needs a name of letters, digits and hyphens, and members"
            )
        self._refresh()
        sets = {**self._contents.sets, name: tuple(dict.fromkeys(members))}
        self._change(sets=dict(sorted(sets.items())))

    def remove_set(self, name: str) -> None:
        """Forget a named set; its places stay."""
        self._refresh()
        if name not in self._contents.sets:
            raise UnknownReference(
                f"no set '{_shown(name)}' in the register", asked=name, nearest=[*self.sets()]
            )
        self._change(sets={key: ids for key, ids in self._contents.sets.items() if key != name})

    def sets(self) -> Mapping[str, tuple[str, ...]]:
        """Give the named sets and the ids in them."""
        return dict(self._contents.sets)

    def _refresh(self) -> None:
        if self._path is not None:
            self._contents = _read(self._path)
            self.edition += 1

    def _own(self) -> dict[str, Place]:
        return {place.id: place for place in self._contents.places}

    def _change(self, **changes: object) -> None:
        changed = msgspec.structs.replace(self._contents, **changes)
        if self._path is not None:
            _write(self._path, changed)
        self._contents = changed
        self.edition += 1


def aerodromes_with(register: PlaceRegister) -> pl.DataFrame:
    """Give the world's aerodromes with the register's air bases, airports and airstrips joined in.

    Returns
    -------
    pl.DataFrame
        ``schemas.Aerodrome``, ordered by id. A place on top of an aerodrome keeps that aerodrome's name
        and region, and says its kind, and its position and elevation where it gives them; any other
        place is a row of its own, its country by Natural Earth's borders, without a region.
    """
    return _aerodromes_with(tuple(place for place in register.places() if place.kind is not PlaceKind.PORT))


@lru_cache(maxsize=4)
def _aerodromes_with(places: tuple[Place, ...]) -> pl.DataFrame:
    """Join places in once, however often they are asked about."""
    known = load_aerodromes()
    rows = [_as_aerodrome(place) for place in places]
    own = pl.DataFrame(rows, schema=known.schema, orient="row")
    changed = known.join(own.drop("name", "country", "region"), on="aerodrome", how="inner", suffix="_own")
    laid_over = changed.with_columns(
        pl.coalesce(f"{column}_own", column).alias(column)
        for column in ("kind", "lat_deg", "lon_deg", "elevation_ft")
    ).select(Aerodrome.column_names())
    added = own.join(known, on="aerodrome", how="anti")
    if added.height:
        added = added.with_columns(
            pl.Series("country", country_at(added["lat_deg"], added["lon_deg"]), pl.String)
        )
    rest = known.join(laid_over, on="aerodrome", how="anti")
    return pl.concat([rest, laid_over, added]).sort("aerodrome")


def _as_aerodrome(place: Place) -> tuple[object, ...]:
    lat, lon = place.point_deg or (None, None)
    return (place.id, place.names[0].text, place.kind.value, lat, lon, place.elevation_ft, None, None)


@cache
def _seed() -> tuple[Place, ...]:
    stored = (files("wheelsdown.reference") / "data" / "places.json").read_bytes()
    return msgspec.json.decode(stored, type=_Contents).places


@cache
def _aerodrome_ids() -> frozenset[str]:
    return frozenset(load_aerodromes()["aerodrome"])


def _by_id(places: Mapping[str, Place]) -> tuple[Place, ...]:
    return tuple(place for _, place in sorted(places.items()))


def _read(path: Path | None) -> _Contents:
    try:
        if path is None or not path.exists():
            return _Contents()
        return msgspec.json.decode(path.read_bytes(), type=_Contents)
    except OSError as error:
        raise WorkspaceError(f"{path}: the register of places cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, WheelsdownError, RecursionError) as error:
        raise WorkspaceError(
            f"{path}: not a register of places ({error}); mend the file or move it away"
        ) from error


def _write(path: Path, contents: _Contents) -> None:
    text = msgspec.json.format(msgspec.json.encode(contents), indent=1) + b"\n"
    partial: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            partial = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    except OSError as error:
        if partial is not None:
            Path(partial).unlink(missing_ok=True)
        raise WorkspaceError(
            f"{path}: the register of places cannot be written ({error.strerror}); nothing was changed"
        ) from error


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text[:80])


def _check_text(text: str, what: str) -> None:
    if not text.strip() or len(text) > _MAX_TEXT or any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text):
        raise WheelsdownError(
            f"'{_shown(text)}' is no {what}; write 1 to {_MAX_TEXT} characters without control characters"
        )


def _check_geometry(place: Place) -> None:
    corners = place.polygon_deg or ()
    points = [*corners, *([(place.lat_deg, place.lon_deg)] if place.lat_deg is not None else [])]
    if not all(abs(lat or 0) <= 90 and abs(lon or 0) <= 180 for lat, lon in points):
        raise WheelsdownError(
            f"the place {place.id} lies off the Earth; latitude to 90, longitude to 180 degrees"
        )
    if place.polygon_deg is not None and (len(corners) < 3 or not shapely.Polygon(corners).is_valid):
        raise WheelsdownError(f"the polygon of {place.id} has under three corners or crosses itself")
    if place.radius_nm is not None and not 0 < place.radius_nm <= 250:
        raise WheelsdownError(f"the radius of {place.id} must be above 0 and at most 250 NM")
