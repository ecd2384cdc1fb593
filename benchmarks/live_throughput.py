"""How many messages a CPU-second takes that are heard live: split, archived, decoded, shown.

    python -m benchmarks.live_throughput [FILE.jsonl.gz ...]

Each way hears the same Beast stream in pieces of 4 kB, as a socket gives it. "listen" is all that
`wheelsdown listen` does with it but the socket: a capture on disk, the frames decoded, positions put
together and believed or not, the picture made once for each second of the recording. Beside it rs1090
alone, which only decodes, and pyModeS where it is installed (``pip install pymodes``). Best of three,
each in this one process; the recordings are the slices under ``tests/data/live``, or files in the form
of jet1090.
"""

import gzip
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rs1090

from wheelsdown.live.arrival import ArrivalClock
from wheelsdown.live.feed_address import parse_feed
from wheelsdown.live.hearing import Ear, hearing
from wheelsdown.live.sky import Sky
from wheelsdown.sources.beast import BeastSplitter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "builders"))
from loopback_feeder import HZ, beast, recorded_messages

SLICES = Path(__file__).resolve().parents[1] / "tests" / "data" / "live"

#: Bytes of a piece: what a busy receiver sends in an eighth of a second.
PIECE = 4096

#: What must be reached, messages a CPU-second.
TARGET = 40_000

#: Messages heard by each way, at least.
LONG_ENOUGH = 20_000

Messages = list[tuple[float, str]]
Way = Callable[[], int]


def main() -> None:
    """Print a table for each recording."""
    named = [Path(word) for word in sys.argv[1:]]
    recordings = {path.name: _jet1090(path) for path in named} or {
        path.name: [(m.at_s, m.frame) for m in recorded_messages(path)]
        for path in sorted(SLICES.glob("*.gz"))
    }
    for name, messages in recordings.items():
        _compare(name, messages)


def _compare(name: str, messages: Messages) -> None:
    messages = messages * -(-LONG_ENOUGH // len(messages))
    print(f"{name}: {len(messages):,} messages, best of three")
    pieces = _stream(messages)
    ways: dict[str, Way] = {
        "listen": lambda: _listen(pieces),
        "split only": lambda: _split(pieces),
        "rs1090 only": lambda: _rs1090(messages),
    }
    if importlib.util.find_spec("pyModeS"):
        ways["pyModeS PipeDecoder"] = lambda: _pymodes(messages)
    for way, run in ways.items():
        taken = []
        for _ in range(3):
            begun = time.process_time()
            n_heard = run()
            taken.append(time.process_time() - begun)
            assert n_heard == len(messages), f"{way} heard {n_heard} of {len(messages)}"
        rate = len(messages) / min(taken)
        verdict = f"  ({'reaches' if rate >= TARGET else 'MISSES'} {TARGET:,})" if way == "listen" else ""
        print(f"  {way:<20} {rate:>10,.0f} messages/CPU-s{verdict}")


def _stream(messages: Messages) -> list[bytes]:
    begun = messages[0][0]
    whole = b"".join(beast(frame, int(max(0.0, at_s - begun) * HZ) + 1) for at_s, frame in messages)
    return [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]


class _Played:
    """A clock that goes on evenly: a second for every thousand messages."""

    def __init__(self) -> None:
        self.ns = 1_750_000_000 * 10**9

    def __call__(self) -> int:
        return self.ns


def _listen(pieces: list[bytes]) -> int:
    played = _Played()
    with tempfile.TemporaryDirectory() as folder:
        sky = Sky()
        ear = Ear(sky, None, ArrivalClock(played, played), Path(folder), (49.0, 2.55))
        heard = hearing(parse_feed("roof=beast://127.0.0.1"), ear)
        second = played.ns
        for piece in pieces:
            heard.take(piece)
            played.ns += 10**9 * len(piece) // 20_000
            if played.ns - second >= 10**9:
                second = played.ns
                sky.aircraft(played.ns // 1000)
                heard.taken()
        heard.archive.close("over")
        return heard.feed.n_messages


def _split(pieces: list[bytes]) -> int:
    splitter = BeastSplitter()
    return sum(len(splitter.split(piece)) for piece in pieces)


def _rs1090(messages: Messages) -> int:
    return len(rs1090.decode([frame for _, frame in messages], [at_s for at_s, _ in messages]))


def _pymodes(messages: Messages) -> int:
    from pyModeS import PipeDecoder

    pipe = PipeDecoder(surface_ref=(49.0, 2.55))
    for at_s, frame in messages:
        pipe.decode(frame, timestamp=at_s)
    return len(messages)


def _jet1090(path: Path) -> Messages:
    lines = map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
    return [(line["timestamp"], line["frame"]) for line in lines]


if __name__ == "__main__":
    main()
