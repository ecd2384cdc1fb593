"""Cut points into tracks: the unbroken observation of one airframe.

Not done here, on purpose: no cut by callsign (military flights change or blank it in the air) and
no cut at midnight (an overnight stay is one silence).
"""

import itertools

import numpy as np

from wheelsdown.tracks.points import Points

__all__ = ["MAX_SILENCE_S", "cut"]

#: Silence longer than this ends a track; OPDI cuts at 30 minutes too.
MAX_SILENCE_S = 1800.0


def cut(points: Points, *, max_silence_s: float = MAX_SILENCE_S) -> list[slice]:
    """Give the tracks as slices of the points, in order; every point belongs to exactly one.

    Two consecutive points no further apart than ``max_silence_s`` are of one track.
    """
    edges = np.flatnonzero(np.diff(points.time) > max_silence_s) + 1
    bounds = [0, *edges.tolist(), len(points)]
    return [slice(a, b) for a, b in itertools.pairwise(bounds) if b > a]
