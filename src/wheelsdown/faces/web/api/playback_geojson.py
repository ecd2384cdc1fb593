"""Playback's positions as GeoJSON (RFC 7946), one point each: no line, for none was seen.

One feature stands on a line. What must be said with them stands beside them as foreign members (section 6.1).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from wheelsdown.clock import parse_instant, rfc3339
from wheelsdown.dossiers.rows_json import encode
from wheelsdown.dossiers.wording import SIMULATED_BANNER
from wheelsdown.faces.web.api.playback import Playback, PlayedTrack

__all__ = ["playback_geojson"]

#: What is said of an aircraft at each of its points.
_NAMES = ("airframe", "icao24", "callsign", "registration", "type_designator", "operator", "military")


def playback_geojson(answer: Playback) -> bytes:
    """Write the positions as one FeatureCollection."""
    start = parse_instant(answer.since or "1970-01-01")
    head = {
        "type": "FeatureCollection",
        "simulated": answer.simulated,
        "banner": SIMULATED_BANNER if answer.simulated else None,
        **{name: getattr(answer, name) for name in ("since", "until", "step_s", "n_positions", "capped")},
        "left_out": answer.left_out,
        "missing": answer.missing,
    }
    features = (
        each for track in answer.tracks for each in _features(track, start, simulated=answer.simulated)
    )
    lines = ",\n".join(encode(each) for each in features)
    return f'{encode(head)[:-1]}, "features": [\n{lines}\n]}}\n'.encode()


def _features(track: PlayedTrack, start: datetime, *, simulated: bool) -> Iterator[dict[str, Any]]:
    names = {name: getattr(track, name) for name in _NAMES}
    for n, seconds in enumerate(track.t_s):
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [track.lon_deg[n], track.lat_deg[n]]},
            "properties": {
                **names,
                "at": rfc3339(start + timedelta(seconds=seconds)),
                "altitude_ft": track.altitude_ft[n],
                "track_deg": track.track_deg[n],
                "on_ground": track.on_ground[n],
                "simulated": simulated,
            },
        }
