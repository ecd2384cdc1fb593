"""Write daily archives in the layout of readsb's history, every row and file marked simulated.

``v2025.10.26-planes-readsb-simulated-0.tar`` holds ``./traces/xx/trace_full_<address>.json``, gzip'd, one
per airframe and day. The same rows give the same bytes: no clock, no user and no file system gets in.
"""

import gzip
import io
import json
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from wheelsdown.simulation.scenario import AircraftType, Airframe
from wheelsdown.simulation.transponder import Report

__all__ = ["FOLDERS", "Heard", "archive_name", "trace_bytes", "write_day"]

#: The folders of a daily archive: the last two digits of the address.
FOLDERS = tuple(f"{n:02x}" for n in range(256))

#: What a simulated row says in column 9, where readsb says ``adsb_icao``.
SOURCE_TYPE = "sim_adsb_icao"

#: readsb adds the details to every fourth row or so.
DETAILS_EVERY = 4

#: readsb flag bits.
STALE, NEW_LEG = 1, 2


@dataclass(frozen=True)
class Heard:
    """The rows of one flight that were received."""

    airframe: Airframe
    aircraft: AircraftType
    callsign: str
    squawk: str
    report: Report


def archive_name(day: date) -> str:
    """Name a daily archive as its real model is named, with ``simulated`` where that says ``prod``."""
    return f"v{day:%Y.%m.%d}-planes-readsb-simulated-0.tar"


def trace_bytes(day: date, flights: list[Heard], mark: dict[str, Any]) -> bytes:
    """Give one airframe's trace file of one day: gzip'd JSON, rows in order of time."""
    first = flights[0]
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    header = {
        "icao": first.airframe.icao24,
        "r": first.airframe.registration,
        "t": first.airframe.type,
        "dbFlags": 1 if first.airframe.military else 0,
        "desc": first.aircraft.description,
        **({"ownOp": first.airframe.operator} if first.airframe.operator else {}),
        "simulated": mark,
        "timestamp": midnight,
    }
    rows: list[str] = []
    for flight in flights:
        rows.extend(_rows(flight, midnight))
    text = json.dumps(header)[:-1] + ', "trace": [\n' + ",\n".join(rows) + "\n]}\n"
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def _rows(flight: Heard, midnight: float) -> Iterable[str]:
    """Write one flight's rows as readsb does: fourteen columns, details in every fourth."""
    r = flight.report
    flags = np.where(r.stale, STALE, 0)
    flags[0] |= NEW_LEG
    columns = zip(
        np.round(r.t - midnight, 2).tolist(),
        r.lat.tolist(),
        r.lon.tolist(),
        r.altitude_ft.astype(int).tolist(),
        r.speed_kt.tolist(),
        r.track_deg.tolist(),
        flags.tolist(),
        r.vertical_fpm.astype(int).tolist(),
        r.geometric_ft.astype(int).tolist(),
        r.ias_kt.astype(int).tolist(),
        r.roll_deg.tolist(),
        r.on_ground.tolist(),
        strict=True,
    )
    for number, (t, lat, lon, alt, gs, track, flag, rate, geom, ias, roll, ground) in enumerate(columns):
        details = "null" if number % DETAILS_EVERY else _details(flight, track, geom, rate, ground=ground)
        height, climb, rest = (
            ('"ground"', "null", "null,null,null,null")
            if ground
            else (alt, rate, f"{geom},{rate},{ias},{roll}")
        )
        yield f'[{t},{lat},{lon},{height},{gs},{track},{flag},{climb},{details},"{SOURCE_TYPE}",{rest}]'


def _details(flight: Heard, track: float, geom: int, rate: int, *, ground: bool) -> str:
    """Write the sparse details object."""
    air = "" if ground else f'"alt_geom":{geom},"baro_rate":{rate},'
    version = flight.aircraft.adsb_version
    accuracy = '"nac_p":9,"nac_v":1,"sil":3,"sil_type":"perhour",' if version == 2 else ""
    callsign = f'"flight":"{flight.callsign:<8}",' if flight.callsign else ""
    return (
        f'{{"type":"{SOURCE_TYPE}",{callsign}{air}"track":{track},"squawk":"{flight.squawk}",'
        f'"emergency":"none","category":"{flight.aircraft.category}","nic":8,"rc":186,{accuracy}'
        f'"version":{version},"alert":0,"spi":0}}'
    )


def write_day(
    folder: Path, day: date, traces: dict[str, bytes], *, folders: Iterable[str], split: bool
) -> list[Path]:
    """Write one day's archive, whole or in two parts, and give the files written."""
    buffer = io.BytesIO()
    at = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name in (".", "./traces", *(f"./traces/{xx}" for xx in folders)):
            tar.addfile(_member(name, at, directory=True))
        for name in sorted(traces, key=lambda icao24: (icao24[-2:], icao24)):
            member = _member(f"./traces/{name[-2:]}/trace_full_{name}.json", at)
            member.size = len(traces[name])
            tar.addfile(member, io.BytesIO(traces[name]))
    content = buffer.getvalue()
    target = folder / archive_name(day)
    if not split:
        target.write_bytes(content)
        return [target]
    cut = len(content) * 3 // 5 + 77  # inside a record, as a real cut would fall
    parts = [target.with_name(f"{target.name}.{suffix}") for suffix in ("aa", "ab")]
    parts[0].write_bytes(content[:cut])
    parts[1].write_bytes(content[cut:])
    return parts


def _member(name: str, at: int, *, directory: bool = False) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.mtime = at
    member.mode = 0o755 if directory else 0o644
    member.type = tarfile.DIRTYPE if directory else tarfile.REGTYPE
    return member
