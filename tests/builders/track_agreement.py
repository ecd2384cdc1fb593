"""Compare what compiled code finds in one track with what the plain definitions find."""

from collections import Counter
from collections.abc import Callable

import numpy as np

from wheelsdown.flights.ends import Tip, flies_on, observed_end
from wheelsdown.flights.ground import GroundStay, PressureOffsets
from wheelsdown.flights.ground_kernel import SHOWN_OFFSET_FT
from wheelsdown.flights.legs import Leg, legs_of
from wheelsdown.flights.tips_kernel import (
    AT,
    COURSE_DEG,
    EARLIEST,
    EDGE,
    FASTEST_KT,
    FIELD,
    FIRST,
    FLIES_ON,
    LAST,
    LAT_DEG,
    LATEST,
    LEVEL_FT,
    LON_DEG,
    N_PLACED,
    RUNWAY,
    SEEN,
    SINK_FPM,
    SPEED_KT,
    TIME,
)  # fmt: skip
from wheelsdown.flights.track_arrays import track_arrays
from wheelsdown.flights.track_kernel import TrackFacts, room_for_facts
from wheelsdown.geo.airfields import Airfields
from wheelsdown.geo.field_grid import FieldGrid, field_grid, room_for_fields
from wheelsdown.schemas.words import EndKind
from wheelsdown.tracks.points import Points

KINDS = (EndKind.TAKE_OFF, EndKind.LANDING)


class World:
    """Fields as both definitions take them."""

    def __init__(self, fields: Airfields) -> None:
        self.fields = fields
        self.grid: FieldGrid = field_grid(fields)
        self.found = room_for_fields(self.grid)


def facts_agree(kernel: Callable[..., tuple[int, int]], points: Points, world: World) -> Counter[str]:
    """Assert that both definitions agree on one track; count what there was to agree on."""
    got = room_for_facts(len(points))
    for array in got:
        array[:] = -77  # rubbish
    n_legs, n_stays = kernel(track_arrays(points), world.grid, world.found, got)
    legs, stays = legs_of(points, world.fields)
    assert (n_legs, n_stays) == (len(legs), len(stays))
    assert got.stays[:n_stays].tolist() == [[s.start, s.stop, s.field] for s in stays]
    assert got.legs[:n_legs].tolist() == [leg_row(leg, stays) for leg in legs]
    seen = Counter(track=1, leg=n_legs, stay=n_stays)
    pressure = PressureOffsets.of(points, stays, world.fields)
    shown = got.shown[:n_stays][np.isfinite(got.shown[:n_stays, SHOWN_OFFSET_FT])]
    np.testing.assert_allclose(shown.T, (pressure.start, pressure.end, pressure.offset_ft), rtol=0, atol=1e-9)
    for i, leg in enumerate(legs):
        for side, kind in enumerate(KINDS):
            seen += end_agrees(got, 2 * i + side, points, leg, kind, world.fields, pressure)
    return seen


def leg_row(leg: Leg, stays: list[GroundStay]) -> list[int]:
    before, after = (-1 if stay is None else stays.index(stay) for stay in (leg.before, leg.after))
    return [leg.start, leg.stop, before, after]


def end_agrees(
    got: TrackFacts,
    row: int,
    points: Points,
    leg: Leg,
    kind: EndKind,
    fields: Airfields,
    pressure: PressureOffsets,
) -> Counter[str]:
    end, value = got.ends[row], got.values[row]
    landing = kind is EndKind.LANDING
    placed = leg.start + np.flatnonzero(points.placed[leg.start : leg.stop])
    edge = leg.stop - 1 if landing else leg.start
    if len(placed):
        edge = int(placed[-1] if landing else placed[0])
    assert end[N_PLACED] == len(placed)
    assert end[EDGE] == (edge if len(placed) else -1)
    on = flies_on(points, leg, edge, landing=landing)
    assert bool(end[FLIES_ON]) == on
    expected = observed_end(points, leg, kind, fields, pressure)
    assert bool(end[SEEN]) == (expected is not None)
    if expected is None:
        assert end[[FIELD, RUNWAY, FIRST, LAST]].tolist() == [-1] * 4
        assert np.isnan(value[[AT, EARLIEST, LATEST]]).all()
    else:
        runway = None if end[RUNWAY] < 0 else fields.runways.name[end[RUNWAY]]
        assert (end[FIELD], runway) == (expected.field, expected.runway)
        if runway is not None:
            assert fields.runways.field[end[RUNWAY]] == expected.field
        assert (end[FIRST], end[LAST]) == (expected.first, expected.last)
        at = np.nan if expected.at is None else expected.at
        np.testing.assert_array_equal(value[[AT, EARLIEST, LATEST]], [at, expected.earliest, expected.latest])
    tip_agrees(value, points, placed, kind)
    stay = leg.after if landing else leg.before
    return Counter(
        contact=stay is not None,
        runway=bool(end[RUNWAY] >= 0),
        line_up=expected is not None and stay is None,
        flies_on=on,
        bounds=expected is not None and expected.at is None,
        nowhere=len(placed) == 0,
        unseen=expected is None,
    )


def tip_agrees(value: np.ndarray, points: Points, placed: np.ndarray, kind: EndKind) -> None:
    features = [TIME, LAT_DEG, LON_DEG, LEVEL_FT, SPEED_KT, SINK_FPM, COURSE_DEG]
    if len(placed) == 0:
        assert np.isnan(value[[*features, FASTEST_KT]]).all()
        return
    tip = Tip.of(points, placed, kind)
    expected = (tip.time, tip.lat, tip.lon, tip.level_ft, tip.speed_kt, tip.sink_fpm, tip.course_deg)
    np.testing.assert_allclose(value[features], expected, rtol=0, atol=1e-9)
    speeds = points.groundspeed_kt[placed]
    known = speeds[np.isfinite(speeds)]
    np.testing.assert_array_equal(value[FASTEST_KT], known.max() if len(known) else np.nan)
