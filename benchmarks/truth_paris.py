"""Label the landings of the Paris sample (7 October 2021) without wheelsdown's rules.

Independent on purpose: a projected plane (Lambert-93) and polygons instead of spherical offsets, no
ground flag, no vertical rate, no candidate search; the day's air pressure from what aircraft read on
the runways themselves. A landing is labelled when an aircraft comes down along a runway and is last
on, or within 0.9 NM before, its threshold, within 60 m of the centreline, below 300 ft true height,
and does not rise again. Every label was then looked at on a map.

    python -m benchmarks.truth_paris > tests/data/truth/paris_landings.csv
"""

import csv
import sys
from pathlib import Path

import numpy as np
import polars as pl
from pyproj import Transformer

from wheelsdown.reference.aerodromes import load_aerodromes
from wheelsdown.reference.runways import load_runway_ends

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "tracks" / "quickstart.parquet"
LAMBERT_93 = Transformer.from_crs(4326, 2154, always_xy=True)
METRES_BEFORE, METRES_ASIDE, TRUE_FT, RISE_FT = 0.9 * 1852, 60, 300, 400
#: Pressure altitude of the runways of Orly and Le Bourget that day, minus their elevation.
PRESSURE_FT = -430


def runways() -> pl.DataFrame:
    ends = load_runway_ends().filter(pl.col("surveyed") & ~pl.col("closed"))
    near = pl.col("threshold_lat_deg").is_between(47.5, 50.2) & pl.col("threshold_lon_deg").is_between(
        0.8, 4.2
    )
    return ends.filter(near).join(
        load_aerodromes().select("aerodrome", field_ft="elevation_ft"), on="aerodrome"
    )


def landings(points: pl.DataFrame, way: dict) -> list[tuple]:
    ax, ay = LAMBERT_93.transform(way["threshold_lon_deg"], way["threshold_lat_deg"])
    bx, by = LAMBERT_93.transform(way["end_lon_deg"], way["end_lat_deg"])
    length = np.hypot(bx - ax, by - ay)
    ux, uy = (bx - ax) / length, (by - ay) / length
    t = points["timestamp"].dt.epoch("ms").to_numpy() / 1000
    along = (points["x"].to_numpy() - ax) * ux + (points["y"].to_numpy() - ay) * uy
    aside = np.abs((points["y"].to_numpy() - ay) * ux - (points["x"].to_numpy() - ax) * uy)
    height = points["altitude"].to_numpy() - PRESSURE_FT - way["field_ft"]
    height = np.where(height < 20_000, height, np.nan)
    inside = (along > -METRES_BEFORE) & (along < length) & (aside < METRES_ASIDE)
    found = []
    for run in np.split(np.flatnonzero(inside), np.flatnonzero(np.diff(t[np.flatnonzero(inside)]) > 120) + 1):
        if len(run) < 3:
            continue
        before = np.flatnonzero((t >= t[run[0]] - 40) & (t < t[run[0]]))
        after = np.flatnonzero((t > t[run[-1]] + 20) & (t < t[run[-1]] + 150))
        came_in = (
            len(before) > 5
            and along[run[0]] - along[before[0]]
            > 0.97
            * np.hypot(
                points["x"][int(run[0])] - points["x"][int(before[0])],
                points["y"][int(run[0])] - points["y"][int(before[0])],
            )
            > 500
        )
        low = np.nanmin(height[run], initial=np.inf)
        from_above = len(before) > 5 and np.nanmax(height[before], initial=-np.inf) > low + 150
        later = height[after][np.isfinite(height[after])]
        rose = len(later) > 5 and np.median(later) > low + RISE_FT
        if came_in and from_above and low <= TRUE_FT and not rose:
            found.append((float(t[run[0]]), way["aerodrome"], way["runway"], float(np.median(aside[run]))))
    return found


def main() -> None:
    table = pl.read_parquet(SAMPLE).drop_nulls(["latitude", "longitude"])
    x, y = LAMBERT_93.transform(table["longitude"].to_numpy(), table["latitude"].to_numpy())
    table = table.with_columns(x=pl.Series(x), y=pl.Series(y)).with_columns(
        pl.col("altitude").cast(pl.Float64).fill_null(float("nan"))
    )
    ways = runways().to_dicts()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["icao24", "crossed_at", "aerodrome", "runway"])
    for (icao24,), points in table.group_by(["icao24"], maintain_order=True):
        candidates = sorted(found for way in ways for found in landings(points, way))
        chosen: list[tuple] = []
        for (
            landing
        ) in candidates:  # a parallel or reciprocal runway of the same landing: the better centred one
            if chosen and landing[0] - chosen[-1][0] < 300:
                chosen[-1] = min(chosen[-1], landing, key=lambda found: found[3])
            else:
                chosen.append(landing)
        for at, aerodrome, runway, _ in chosen:
            moment = pl.Series([at * 1e3]).cast(pl.Datetime("ms"))[0]
            out.writerow([icao24, f"{moment:%Y-%m-%dT%H:%M:%SZ}", aerodrome, runway])


if __name__ == "__main__":
    main()
