"""How many points a second the strict reader of traces takes: unpacking alone, reading alone, both.

    python -m benchmarks.parser

Per CPU-second, best of several, on text generated in readsb's layout (14 columns, details at every
fourth point, about 200 bytes a point) and, where it is there, on a genuine trace. The generated numbers
wander at random: good for speed, of no meaning otherwise.
"""

import argparse
import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from isal import igzip_lib

from wheelsdown.sources.bulk_reader import BulkReader

GENUINE = Path(__file__).resolve().parents[1] / "tests" / "data" / "trace_full_ac671b.json"

#: 2025-08-20T00:00:00Z.
MIDNIGHT = 1755648000

#: Ways of writing that a sample can take; ``style`` counts through their combinations.
BETWEEN = (",\n", ",", ",\n    ", " ,\r\n\t")
COLUMNS = (14, 14, 9, 15)


def sample_trace(seed: int, n_points: int = 1500, style: int = 0) -> bytes:
    """Give the text of one trace. Style 0 is readsb's own; others vary columns, nulls, ground, blanks."""
    random = Random(seed)
    n_columns, between = COLUMNS[style % 4], BETWEEN[(style // 4) % 4]
    icao = ("~" if style % 8 == 7 else "") + f"{random.randrange(2**24):06x}"
    t, lat, lon, alt = random.random() * 50, random.uniform(-80, 80), random.uniform(-170, 170), 30000
    callsign = random.choice(("DAL1812 ", "SWR8    ", "RFF6001 ", "        ", "N899DN  ", "BAW12345", " X"))
    rows = []
    for number in range(n_points):
        t += (
            random.choice((2, 4, 6, 8, 10)) + random.random() + (70 if style and random.random() < 0.1 else 0)
        )
        lat, lon = lat + random.uniform(-0.01, 0.01), lon + random.uniform(-0.01, 0.01)
        alt += random.choice((-25, 0, 0, 0, 25))
        row = Row(random, style, t, lat, lon, alt, callsign)
        rows.append(row.text(n_columns, details=number % 4 == 3 or (style % 16 == 5)))
    simulated = '"simulated":{"by":"a generator"},' if style % 32 == 31 else ""
    head = (
        f'{{"icao":"{icao}",\n"r":"N899DN",\n"t":"B739",\n"dbFlags":0,"desc":"BOEING 737-900",\n{simulated}'
        f'"ownOp":"SOME AIR LINES INC",\n"year":"2018",\n"timestamp": {MIDNIGHT}.{style % 4 * 250:03},\n"trace":[\n'
    )
    return (head + between.join(rows) + " ]\n}\n").encode()


class Row:
    """One point in the making."""

    def __init__(
        self, random: Random, style: int, t: float, lat: float, lon: float, alt: int, callsign: str
    ) -> None:
        self.random, self.t, self.lat, self.lon, self.alt, self.callsign = random, t, lat, lon, alt, callsign
        self.odd = style > 0
        self.sim = "sim_" if style % 16 == 15 else ""
        self.speed, self.track = random.uniform(0, 520), random.uniform(0, 360)

    def maybe(self, text: str, otherwise: str = "null", share: float = 0.15) -> str:
        return otherwise if self.odd and self.random.random() < share else text

    def text(self, n_columns: int, *, details: bool) -> str:
        r = self.random
        place = self.maybe(f"{self.lat:.6f},{self.lon:.6f}", "null,null", 0.05)
        alt = self.maybe(str(self.alt), r.choice(('"ground"', "null")))
        flags = self.maybe(str(r.randrange(4)), str(8 + r.randrange(8)))
        columns = [
            f"{self.t:.2f},{place},{alt}",
            self.maybe(f"{self.speed:.1f}"),
            self.maybe(f"{self.track:.1f}"),
            flags,
            self.maybe(str(r.randrange(-40, 40) * 64)),
            self.details() if details else "null",
        ]
        more = [
            self.maybe(f'"{self.sim}adsb_icao"'),
            self.maybe(str(self.alt + 375)),
            self.maybe(str(r.randrange(-20, 20) * 32)),
            self.maybe(str(r.randrange(150, 300))),
            self.maybe(f"{r.uniform(-30, 30):.1f}"),
            '"0a1b2c3d-0001-0002-0003-0123456789ab"',
        ]
        return "[" + ",".join(columns + more[: n_columns - 9]) + "]"

    def details(self) -> str:
        r = self.random
        nested = (
            '"nav_modes":["autopilot","althold","tcas"]',
            '"acas_ra":{"ARA":"0","bytes":"E2 00","type":"x","n":[1,{"nic":3}]}',
            '"nav_modes":[]',
        )
        pairs = [
            f'"type":"{self.sim}adsb_icao"',
            f'"flight":"{self.callsign}"',
            f'"alt_geom":{self.alt + 375}',
            f'"ias":{r.randrange(150, 300)},"tas":{r.randrange(200, 480)},"mach":{r.random():.3f}',
            f'"wd":{r.randrange(360)},"ws":{r.randrange(90)},"oat":{-r.randrange(60)},"tat":{-r.randrange(30)}'.replace(
                ":-0", ":0"
            ),
            f'"track":{self.track:.2f},"track_rate":{r.uniform(-1, 1):.2f},"roll":{r.uniform(-9, 9):.2f}',
            f'"mag_heading":{r.uniform(0, 360):.2f},"true_heading":{r.uniform(0, 360):.2f}',
            f'"baro_rate":{r.randrange(9) * 64},"geom_rate":{r.randrange(9) * 32}',
            '"squawk":"4637","emergency":"none","category":"A3"',
            f'"nav_qnh":1013.6,"nav_altitude_mcp":{r.randrange(41) * 1000},"nav_heading":{r.uniform(0, 360):.2f}',
            *([r.choice(nested)] if self.odd and r.random() < 0.3 else []),
            f'"nic":{r.randrange(12)},"rc":186',
            f'"version":{r.randrange(3)},"nic_baro":1',
            f'"nac_p":{r.randrange(12)},"nac_v":2',
            '"sil":3,"sil_type":"perhour","gva":2,"sda":2,"alert":0,"spi":0',
        ]
        return "{" + ",".join(pair for pair in pairs if not self.odd or r.random() > 0.15) + "}"


def best_s(work: Callable[[], object], times: int) -> float:
    """Give the least CPU time in seconds, after one run that does not count."""
    work()
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def unpack(stored: list[bytes]) -> None:
    for each in stored:
        stream = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
        stream.decompress(each, max_length=int.from_bytes(each[-4:], "little"))


def report(name: str, texts: list[bytes], times: int) -> None:
    reader = BulkReader()
    stored = [gzip.compress(text, 9, mtime=0) for text in texts]
    traces = [reader.read(text) for text in texts]
    if None in traces:
        sys.exit(f"{name}: a text was refused")
    n_points = sum(trace.n_points for trace in traces if trace is not None)
    n_bytes = sum(map(len, texts))
    print(f"{name}: {len(texts)} traces, {n_points} points, {n_bytes / n_points:.0f} B a point")
    works: dict[str, Callable[[], object]] = {
        "unpacking alone": lambda: unpack(stored),
        "reading alone": lambda: [reader.read(text) for text in texts],
        "both": lambda: [reader.read(each) for each in stored],
    }
    for what, work in works.items():
        took = best_s(work, times)
        print(
            f"  {what:18} {n_points / took / 1e6:6.2f} million points, {n_bytes / took / 1e6:7.0f} MB a CPU-second"
        )


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--traces", type=int, default=60)
    words.add_argument("--times", type=int, default=9)
    asked = words.parse_args()
    report("Generated, readsb's layout", [sample_trace(seed) for seed in range(asked.traces)], asked.times)
    if GENUINE.exists():
        stored = GENUINE.read_bytes()
        text = gzip.decompress(stored) if stored[:2] == b"\x1f\x8b" else stored
        report("A genuine trace", [text] * 20, asked.times)


if __name__ == "__main__":
    main()
