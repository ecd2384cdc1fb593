"""Where an aircraft is, from the halves of positions that it sends in turn (compact position reporting).

ADS-B sends the fraction of a zone, in "even" and "odd" messages with zones of slightly different size
(ICAO Annex 10 volume III, 2.7; RTCA DO-260B, appendix A.1.7; J. Sun, The 1090 Megahertz Riddle, chapter 5).
Two messages of different parity within ten seconds give the place (global); one message gives it when the
place of a moment ago is known (local).

- A place found that is not where the last one leads is withheld until the next one confirms it: a pair
  whose halves belong to different moments gives a wrong place, but not twice the same one.
- On the ground the zones are a quarter as wide, so four places fit: the nearest to the aircraft's last
  place, or to the receiver, is meant. Where neither is known, nothing is given.
- Not done here, on purpose: whether a place can be true. A spoofed position decodes as well as any.
"""

from bisect import bisect_left
from math import acos, cos, floor, pi, sqrt
from typing import Final

import msgspec

__all__ = ["CprDecoder", "Half", "zones"]

#: Halves further apart are not a pair: at 600 kt ten seconds are 1.7 NM, half of what would mislead.
_PAIR_S: Final = 10.0

#: How long the last place serves for local decoding: at 1,200 kt 20 NM, in zones of 360 and of 90 NM.
_LOCAL_S: Final = 60.0

#: On the ground, how long the last place tells which of four is meant.
_SURFACE_S: Final = 600.0

#: A receiver hears nothing on the ground that is further away, in degrees of latitude (200 NM).
_SURFACE_REACH_DEG: Final = 200 / 60

#: Two decodings of the same message differ by rounding only; in degrees, 60 m of latitude.
_SAME_DEG: Final = 0.0005

#: A place is where the last one leads: degrees of latitude at 1,200 kt, and slack.
_DEG_PER_S: Final = 1200 / 3600 / 60
_SLACK_DEG: Final = 1 / 60

#: Latitude zones between equator and pole.
_NZ: Final = 15
_N_BITS: Final = 2**17

#: Latitudes at which the number of longitude zones falls from 59 to 58, and so on down to 1.
_EDGES: Final = (
    *(acos(sqrt((1 - cos(pi / (2 * _NZ))) / (1 - cos(2 * pi / n)))) * 180 / pi for n in range(59, 2, -1)),
    87.0,
)


class Half(msgspec.Struct, frozen=True, gc=False):
    """One position message: its parity and the two fractions of a zone, in parts of 2**17."""

    is_odd: bool
    lat_cpr: int
    lon_cpr: int
    on_ground: bool
    at_s: float
    #: The receiver's own counter, where it sends one.
    tick_s: float | None = None


class _Track(msgspec.Struct, gc=False):
    even: Half | None = None
    odd: Half | None = None
    place: tuple[float, float] | None = None
    place_at_s: float = 0.0
    doubted: tuple[float, float] | None = None
    doubted_at_s: float = 0.0


def zones(lat_deg: float) -> int:
    """Give the number of longitude zones at a latitude (NL).

    >>> zones(0.0), zones(52.0), zones(-87.5)
    (59, 36, 1)
    """
    return 59 - bisect_left(_EDGES, abs(lat_deg))


class CprDecoder:
    """Remembers the last halves and the last place of every aircraft.

    Parameters
    ----------
    reference
        Latitude and longitude of the receiver in degrees, for aircraft first heard on the ground.
    """

    def __init__(self, reference: tuple[float, float] | None = None) -> None:
        self._reference = reference
        self._tracks: dict[str, _Track] = {}

    def place(self, airframe: str, half: Half) -> tuple[float, float] | None:
        """Give latitude and longitude, or None while nothing can be said."""
        track = self._tracks.get(airframe)
        if track is None:
            track = self._tracks[airframe] = _Track()
        if half.is_odd:
            track.odd = half
        else:
            track.even = half
        near = self._near(track, half)
        local = _local(half, near) if near is not None and half.at_s - track.place_at_s <= _LOCAL_S else None
        found = _paired(track, half, near or (self._reference if half.on_ground else None)) or local
        if found is None or not _trusted(track, found, local, half.at_s):
            return None
        track.place, track.place_at_s, track.doubted = found, half.at_s, None
        return found

    def forget(self, before_s: float) -> None:
        """Forget aircraft not heard since then."""
        self._tracks = {
            name: track
            for name, track in self._tracks.items()
            if any(half is not None and half.at_s >= before_s for half in (track.even, track.odd))
        }

    def _near(self, track: _Track, half: Half) -> tuple[float, float] | None:
        serves_s = _SURFACE_S if half.on_ground else _LOCAL_S
        return track.place if 0 <= half.at_s - track.place_at_s <= serves_s else None


def _trusted(
    track: _Track, found: tuple[float, float], local: tuple[float, float] | None, at_s: float
) -> bool:
    """Say whether a place is where the last one leads, or confirmed by the one doubted before it."""
    if local is None or (abs(found[0] - local[0]) < _SAME_DEG and _turned(found[1], local[1]) < _SAME_DEG):
        return True
    confirmed = track.doubted is not None and _leads_to(track.doubted, found, at_s - track.doubted_at_s)
    track.doubted, track.doubted_at_s = found, at_s
    return confirmed


def _leads_to(before: tuple[float, float], after: tuple[float, float], seconds: float) -> bool:
    reach = _SLACK_DEG + _DEG_PER_S * max(seconds, 0.0)
    east = _turned(before[1], after[1]) * cos(before[0] * pi / 180)
    return abs(before[0] - after[0]) <= reach and east <= reach


def _turned(one_deg: float, other_deg: float) -> float:
    turned = abs(one_deg - other_deg) % 360
    return min(turned, 360 - turned)


def _paired(track: _Track, half: Half, near: tuple[float, float] | None) -> tuple[float, float] | None:
    even, odd = track.even, track.odd
    if even is None or odd is None or even.on_ground != odd.on_ground or _apart_s(even, odd) > _PAIR_S:
        return None
    if half.on_ground and near is None:
        return None
    span = 90.0 if half.on_ground else 360.0
    y_even, y_odd = even.lat_cpr / _N_BITS, odd.lat_cpr / _N_BITS
    index = floor(59 * y_even - 60 * y_odd + 0.5)
    lat_even = span / 60 * (index % 60 + y_even)
    lat_odd = span / 59 * (index % 59 + y_odd)
    if half.on_ground and near is not None:
        lat_even, lat_odd = (_nearer(lat, near[0]) for lat in (lat_even, lat_odd))
    else:
        lat_even, lat_odd = (lat - 360 if lat >= 270 else lat for lat in (lat_even, lat_odd))
    if abs(lat_even) > 90 or abs(lat_odd) > 90 or zones(lat_even) != zones(lat_odd):
        return None
    lat = lat_odd if half.is_odd else lat_even
    lon = _longitude(even, odd, half, lat, span)
    if half.on_ground and near is not None:
        lon = min(((lon + 90 * k + 180) % 360 - 180 for k in range(4)), key=lambda one: _turned(one, near[1]))
        if abs(lat - near[0]) > _SURFACE_REACH_DEG or (
            _turned(lon, near[1]) * cos(lat * pi / 180) > _SURFACE_REACH_DEG
        ):
            return None
    return lat, lon


def _longitude(even: Half, odd: Half, half: Half, lat: float, span: float) -> float:
    n_zones = zones(lat)
    index = floor(even.lon_cpr / _N_BITS * (n_zones - 1) - odd.lon_cpr / _N_BITS * n_zones + 0.5)
    wide = max(n_zones - half.is_odd, 1)
    lon = span / wide * (index % wide + half.lon_cpr / _N_BITS)
    return (lon + 180) % 360 - 180


def _nearer(lat: float, near: float) -> float:
    """Give the one of the two latitudes that fit on the ground, one in each hemisphere."""
    return min((lat, lat - 90), key=lambda one: abs(one - near))


def _apart_s(one: Half, other: Half) -> float:
    """Give how far apart two halves were sent; a receiver's own counter shows what a network held back."""
    arrived = abs(one.at_s - other.at_s)
    if one.tick_s is None or other.tick_s is None:
        return arrived
    return max(arrived, abs(one.tick_s - other.tick_s))


def _local(half: Half, near: tuple[float, float]) -> tuple[float, float] | None:
    span = 90.0 if half.on_ground else 360.0
    d_lat = span / (60 - half.is_odd)
    y = half.lat_cpr / _N_BITS
    lat = d_lat * (floor(near[0] / d_lat) + floor(0.5 + near[0] / d_lat % 1 - y) + y)
    if abs(lat) > 90:
        return None
    d_lon = span / max(zones(lat) - half.is_odd, 1)
    x = half.lon_cpr / _N_BITS
    lon = d_lon * (floor(near[1] / d_lon) + floor(0.5 + near[1] / d_lon % 1 - x) + x)
    return lat, (lon + 180) % 360 - 180
