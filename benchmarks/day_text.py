"""How received points are written as readsb writes them: one line of JSON a point, details on every fourth.

Fourteen columns in the widths and steps of real messages: speed and track from whole-knot velocities,
altitudes in steps of 25 ft, rates of 64 and 32 ft/min, angles in 1/2048 of a circle. Written column by
column for many airframes at once; a number is a scaled integer until it is text.
"""

import numpy as np
import polars as pl

from benchmarks.day_points import Heard
from benchmarks.day_rotations import DAY_S, Rotation, callsign
from wheelsdown.simulation.schedule import stream
from wheelsdown.simulation.transponder import GRAVITY_MS2
from wheelsdown.units import KNOTS_PER_METRE_PER_SECOND

#: readsb's flag bits, and after how long without a position a point is stale.
STALE, NEW_LEG, STALE_S = 1, 2, 20.0
#: Longest that the rhythm of points itself keeps readsb from writing one.
RHYTHM_S = 35.0
#: Angles of enhanced surveillance: 180 degrees in 1,024 steps (ICAO Doc 9871, BDS 5,0 and 6,0).
ANGLE_DEG = 180 / 1024
#: Share of airframes whose transponder answers enhanced surveillance, and that speaks version 2.
ENHANCED, VERSION_2 = 0.95, 0.94
#: Share of detail objects without fresh enhanced values, or without the callsign.
NOT_FRESH = 0.1


def traces(rotations: list[Rotation], points: Heard, seed: int) -> pl.DataFrame:
    """Give one row per airframe and day: ``airframe`` (index), ``day``, ``n_points``, and ``text``."""
    table = _numbers(rotations, points, seed)
    lines = _lines(table)
    return (
        lines.group_by("airframe", "day", maintain_order=True)
        .agg(n_points=pl.len(), text=pl.col("line").str.join(",\n"))
        .sort("airframe", "day")
    )


def header(each: Rotation, midnight_s: float) -> str:
    """Give the text before the first point: what a database says, the mark, and the day."""
    flags = 1 if each.airframe.military else (8 if each.number % 23 == 7 else 0)
    owner = f'"ownOp":"BENCHMARK FLEET {each.number % 40} LLC",\n' if each.number % 3 else ""
    return (
        f'{{"icao":"{each.airframe.icao24}",\n"r":"{each.airframe.registration}",\n"t":"{each.airframe.type}",\n'
        f'"dbFlags":{flags},\n"desc":"{each.kind.description}",\n{owner}"year":"{1990 + each.number % 35}",\n'
        f'"version":"wheelsdown benchmark day",\n"simulated":true,\n"timestamp": {midnight_s:.3f},\n"trace":[ \n'
    )


#: What follows the last point.
FOOTER = " ]\n}\n"


def _numbers(rotations: list[Rotation], points: Heard, seed: int) -> pl.DataFrame:
    """Give every value of every point as an integer in the unit of its last digit; null where not sent."""
    rng = stream(seed, "values", str(rotations[0].number))
    s, n, who = points.state, len(points.t), points.airframe
    noise = rng.normal
    speed = s.speed_kt + np.where(s.on_ground, 0, noise(0, 0.8, n))
    angle = np.radians(s.track_deg)
    east, north = np.round(speed * np.sin(angle)), np.round(speed * np.cos(angle))
    air_kt = np.hypot(east, north)
    gs = np.where(s.on_ground, np.round(speed * 2) / 2, air_kt)  # surface messages: half knots
    airborne_track = np.degrees(np.arctan2(east, north)) % 360
    surface_track = np.round(s.track_deg / 2.8125) * 2.8125 % 360  # 128 steps
    track = np.where(s.on_ground, surface_track, airborne_track)
    rate = s.vertical_fpm + noise(0, 22, n)
    warmth = 1 + 0.02 * np.sin(who)
    geometric = 25 * np.round((s.height_ft * warmth + 60 * np.sin(3 * who) + noise(0, 8, n)) / 25)
    pull = np.radians(s.turn_deg_s) * s.speed_kt / KNOTS_PER_METRE_PER_SECOND / GRAVITY_MS2
    roll = np.clip(np.degrees(np.arctan(pull)), -40, 40) + noise(0, 0.4, n)
    columns: dict[str, np.ndarray] = {
        "airframe": who,
        "dt": np.round(points.t * 100) % round(DAY_S * 100),
        "day": np.round(points.t * 100) // round(DAY_S * 100),
        "lat": np.round((s.lat + noise(0, 8e-6, n)) * 1e6),
        "lon": np.round(((s.lon + noise(0, 8e-6, n) + 180) % 360 - 180) * 1e6),
        "alt": 25 * np.round((points.altitude_ft + noise(0, 5, n)) / 25),
        "gs": np.round(gs * 10),
        "track": np.round(track * 10) % 3600,
        "rate": 64 * np.round(rate / 64),
        "galt": geometric,
        "grate": 32 * np.round((rate + noise(0, 8, n)) / 32),
        "roll_fine": np.round(roll / ANGLE_DEG),
        "track_fine": np.round(track / ANGLE_DEG) % 2048,
        "turn": np.round((s.turn_deg_s + noise(0, 0.03, n)) * 32),
        "ground": s.on_ground,
        "wind": np.round(20 + 60 * np.clip(s.height_ft / 36_000, 0, 1) + 6 * np.sin(who) + noise(0, 1, n)),
        "wind_from": np.round(250 + 60 * np.sin(who * 1.7) + noise(0, 3, n)) % 360,
        "height": s.height_ft,
        "speed": speed,
        "leg": points.leg,
    }
    frame = pl.DataFrame({name: pl.Series(np.asarray(values)) for name, values in columns.items()})
    whole = [c for c in columns if c not in ("ground", "height", "speed")]
    frame = frame.with_columns(pl.col(whole).cast(pl.Int64))
    frame = frame.join(_airframes(rotations, seed), on="airframe", how="left", maintain_order="left")
    names = [f"{callsign(each.airframe, leg):<8}" for each in rotations for leg in range(len(each.legs))]
    frame = frame.with_columns(flight=pl.Series(names).gather(frame["leg"]))
    return _more_numbers(frame, rng)


def _airframes(rotations: list[Rotation], seed: int) -> pl.DataFrame:
    """Give what stays the same of each airframe: how it is received, what its transponder can say."""
    rows = []
    for index, each in enumerate(rotations):
        rng = stream(seed, "transponder", str(each.number))
        adsb = each.source_type != "mlat"
        rows.append(
            {
                "airframe": index,
                "source": each.source_type,
                "squawk": "".join(map(str, rng.integers(0, 8, 4))),
                "category": each.kind.category,
                "cruise": int(each.kind.cruise_kt),
                "enhanced": bool(adsb and rng.random() < ENHANCED),
                "version": int(2 if rng.random() < VERSION_2 else rng.choice([0, 1])),
                "adsb": adsb,
                "declination": int(rng.integers(-60, 60)),
            }
        )
    return pl.DataFrame(rows)


def _more_numbers(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Add what follows from the rest: flags, air speeds, and which point carries details."""
    n = frame.height
    density = (1 - pl.col("height") * 6.876e-6).clip(0.1, 1.0) ** 4.256  # ICAO standard atmosphere
    since = (pl.col("dt") - pl.col("dt").shift(1)).over("airframe", "day").fill_null(0)
    new_leg = (pl.col("leg") != pl.col("leg").shift(1)).over("airframe", "day").fill_null(value=False)
    return frame.with_columns(
        pl.Series("fresh", rng.random(n) >= NOT_FRESH),
        pl.Series("named", rng.random(n) >= NOT_FRESH),
        detailed=pl.int_range(pl.len()).over("airframe", "day") % 4 == 3,
        flags=pl.when(since > RHYTHM_S * 100).then(STALE).otherwise(0)
        + pl.when(new_leg).then(NEW_LEG).otherwise(0),
        ias=(pl.col("speed") * density.sqrt()).round().cast(pl.Int64),
        tas=((pl.col("speed") - pl.col("wind") * 0.3) / 2).round().cast(pl.Int64) * 2,
        mach=((pl.col("speed") / (661.5 * (1 - pl.col("height") * 6.876e-6).clip(0.75, 1.0).sqrt())) / 0.004)
        .round()
        .cast(pl.Int64)
        * 4,
        oat=(15 - pl.col("height").clip(0, 36_000) * 0.00198).round().cast(pl.Int64),
        air=~pl.col("ground"),
        selected=((pl.col("height") / 4_000).ceil() * 4_000 / 16).round().cast(pl.Int64) * 16,
    )


def _fixed(value: pl.Expr, places: int) -> pl.Expr:
    """Write scaled integers with a fixed number of decimals."""
    size = value.abs()
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole = (size // 10**places).cast(pl.String)
    return sign + whole + pl.lit(".") + (size % 10**places).cast(pl.String).str.zfill(places)


def _angle(steps: pl.Expr) -> pl.Expr:
    """Write an angle given in 1/2048 of a circle, with two decimals."""
    return _fixed((steps * (ANGLE_DEG * 100)).round().cast(pl.Int64), 2)


def _lines(table: pl.DataFrame) -> pl.DataFrame:
    """Give every point as its line."""
    col, null = pl.col, pl.lit("null")
    air, adsb = col("air"), col("air") & col("adsb")
    details = _details(table.filter("detailed")).rename("details")
    at = pl.when("detailed").then(col("detailed").cast(pl.Int64).cum_sum() - 1)
    table = table.with_columns(details=details.gather(table.select(at).to_series()))
    roll = _fixed((col("roll_fine") * (ANGLE_DEG * 10)).round().cast(pl.Int64), 1)
    columns = [
        _fixed(col("dt"), 2),
        _fixed(col("lat"), 6),
        _fixed(col("lon"), 6),
        pl.when(air).then(col("alt").cast(pl.String)).otherwise(pl.lit('"ground"')),
        _fixed(col("gs"), 1),
        _fixed(col("track"), 1),
        col("flags").cast(pl.String),
        pl.when(air).then(col("rate").cast(pl.String)).otherwise(null),
        pl.when("detailed").then("details").otherwise(null),
        pl.lit('"') + col("source") + pl.lit('"'),
        pl.when(adsb).then(col("galt").cast(pl.String)).otherwise(null),
        pl.when(adsb).then(col("grate").cast(pl.String)).otherwise(null),
        pl.when(adsb & col("enhanced")).then(col("ias").cast(pl.String)).otherwise(null),
        pl.when(adsb & col("enhanced")).then(roll).otherwise(null),
    ]
    line = pl.concat_str([pl.lit("["), pl.concat_str(columns, separator=","), pl.lit("]")])
    return table.select("airframe", "day", line=line)


def _details(table: pl.DataFrame) -> pl.Series:
    """Give the object at index 8 of the points that carry one, its keys in readsb's order."""
    col, text = pl.col, pl.String()
    air, adsb = col("air"), col("air") & col("adsb")
    enhanced = adsb & col("enhanced") & col("fresh")
    second = col("adsb") & (col("version") == 2)
    heading = (col("track_fine") + col("declination") // 10) % 2048
    nav = second & col("enhanced")
    always = pl.lit(value=True)
    keys: list[tuple[str, pl.Expr, pl.Expr]] = [
        ("type", always, _quoted(col("source"))),
        ("flight", col("named") & col("adsb"), _quoted(col("flight"))),
        ("alt_geom", adsb, col("galt").cast(text)),
        ("ias", enhanced, col("ias").cast(text)),
        ("tas", enhanced, col("tas").cast(text)),
        ("mach", enhanced & (col("height") > 8_000), _fixed(col("mach"), 3)),
        ("wd", enhanced, col("wind_from").cast(text)),
        ("ws", enhanced, col("wind").cast(text)),
        ("oat", enhanced & (col("height") > 20_000), col("oat").cast(text)),
        ("tat", enhanced & (col("height") > 20_000), (col("oat") + 27).cast(text)),
        ("track", always, _angle(col("track_fine"))),
        ("track_rate", enhanced, _fixed((col("turn") * 3.125).round().cast(pl.Int64), 2)),
        ("roll", enhanced, _angle(col("roll_fine"))),
        ("mag_heading", enhanced, _angle((heading + col("declination") + 2048) % 2048)),
        ("true_heading", enhanced | (col("ground") & col("adsb")), _angle((heading + 2048) % 2048)),
        ("baro_rate", air, col("rate").cast(text)),
        ("geom_rate", enhanced, col("grate").cast(text)),
        ("squawk", always, _quoted(col("squawk"))),
        ("emergency", second, pl.lit('"none"')),
        ("category", col("adsb"), _quoted(col("category"))),
        ("nav_qnh", nav, _fixed(10_136 + col("declination") // 20 * 8, 1)),
        ("nav_altitude_mcp", nav & air, col("selected").cast(text)),
        ("nav_heading", nav & air, _angle(heading // 4 * 4)),
        ("nav_modes", nav & air & (col("declination") > 0), pl.lit('["autopilot","vnav","tcas"]')),
        ("nic", col("adsb"), pl.lit("8")),
        ("rc", col("adsb"), pl.lit("186")),
        ("version", col("adsb"), col("version").cast(text)),
        ("nic_baro", second, pl.lit("1")),
        ("nac_p", col("adsb") & (col("version") > 0), (9 + col("declination").abs() % 3).cast(text)),
        ("nac_v", second, pl.lit("2")),
        ("sil", col("adsb"), pl.lit("3")),
        ("sil_type", col("adsb"), pl.when(second).then(pl.lit('"perhour"')).otherwise(pl.lit('"unknown"'))),
        ("gva", second, pl.lit("2")),
        ("sda", second, pl.lit("2")),
        ("alert", col("adsb"), pl.lit("0")),
        ("spi", col("adsb"), pl.lit("0")),
    ]
    members = [pl.when(sent).then(pl.lit(f'"{key}":') + value) for key, sent, value in keys]
    inside = pl.concat_str(members, separator=",", ignore_nulls=True)
    return table.select(details=pl.concat_str([pl.lit("{"), inside, pl.lit("}")])).to_series()


def _quoted(value: pl.Expr) -> pl.Expr:
    return pl.lit('"') + value + pl.lit('"')
