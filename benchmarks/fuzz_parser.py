"""Whether the strict reader of traces holds against bytes nobody meant: crashes, wrong rows.

    python -m benchmarks.fuzz_parser --n 10000000

Traces are changed at random: bytes flipped or replaced, pieces cut out, doubled, moved or joined with
pieces of others. Every text lies right in front of memory that may not be read, with nothing behind it
but the padding the reader is promised, so that one byte read too far ends the process. Whatever the
strict reader takes must equal what the plain reader gives for the same bytes, bit for bit.
"""

import argparse
import ctypes
import mmap
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from random import Random

import numpy as np
import polars as pl

from benchmarks.parser import sample_trace
from wheelsdown.errors import SourceError
from wheelsdown.sources.bulk_reader import BulkReader, BulkTrace
from wheelsdown.sources.door import admit
from wheelsdown.sources.readsb_columns import trace_points
from wheelsdown.sources.readsb_trace import decode_trace
from wheelsdown.sources.strict_bytes import PADDING
from wheelsdown.tracks.points import Points, points_by_airframe

#: Bytes that mean something in JSON, and a few that mean nothing.
TELLING = b'{}[]",:.-0123456789 eE+\\\n\t\x00\x7f\x80\xfftrufalsn~gd'

#: How many taken traces are compared with the plain reader at a time.
BATCH = 2000


class GuardedReader(BulkReader):
    """A reader whose text ends, padding included, where memory that may not be read begins."""

    def _make_room(self, n_bytes: int) -> None:
        super()._make_room(n_bytes)
        size = -(-len(self._text) // mmap.PAGESIZE) * mmap.PAGESIZE
        self._arena = mmap.mmap(-1, size + mmap.PAGESIZE)
        whole = np.frombuffer(self._arena, np.uint8)
        libc = ctypes.CDLL(None, use_errno=True)
        address = ctypes.c_void_p(whole.ctypes.data + size)
        if libc.mprotect(address, ctypes.c_size_t(mmap.PAGESIZE), 0):
            raise OSError(ctypes.get_errno(), "mprotect")
        self._readable = whole[:size]
        self._text = self._readable

    def _hold(self, text: memoryview | bytes) -> int:
        if len(text) + PADDING > len(self._readable):
            self._make_room(len(text))
        self._text = self._readable[-(len(text) + PADDING) :]
        return super()._hold(text)


def mutated(texts: Sequence[bytes], random: Random) -> bytes:
    """Change one text in one to three places."""
    text = bytearray(random.choice(texts))
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        kind, at = random.randrange(8), random.randrange(len(text) + 1)
        if kind == 0 and at < len(text):
            text[at] ^= 1 << random.randrange(8)
        elif kind in (1, 2):
            text[at : at + 1] = bytes([random.choice(TELLING)])
        elif kind == 3:
            text[at:at] = bytes([random.choice(TELLING)])
        elif kind == 4:
            del text[at : at + random.choice((1, 1, 2, 5, 40))]
        elif kind == 5:
            piece = text[at : at + random.randrange(1, 60)]
            place = random.randrange(len(text) + 1)
            text[place:place] = piece
        elif kind == 6:
            other = random.choice(texts)
            start = random.randrange(len(other))
            text[at : at + random.randrange(40)] = other[start : start + random.randrange(80)]
        elif random.random() < 0.2:
            del text[at:]
    return bytes(text)


def plain_points(texts: Sequence[bytes]) -> list[tuple[Points, list[str], bool] | None]:
    """Give the points of each text as the plain way does, names of callsigns, and simulated or not.

    None where the plain reader keeps nothing, or drops or finds malformed any point.
    """
    traces = []
    for number, text in enumerate(texts):
        try:
            trace = decode_trace(text, where="text")
        except SourceError:
            continue
        if not trace.n_malformed:
            traces.append((number, trace))
    found: list[tuple[Points, list[str], bool] | None] = [None] * len(texts)
    if not traces:
        return found
    parts = [(f"{number:064}", None) for number, _ in traces]
    admitted = admit(trace_points([trace for _, trace in traces]), parts)
    # one airframe for each text, so that the table falls apart where the texts do
    table = admitted.state_vectors.with_columns(airframe=pl.col("sha256").cast(pl.String))
    table = table.sort("airframe", maintain_order=True)
    simulated = dict(table.group_by("airframe").agg(pl.col("simulated").any()).iter_rows())
    sizes = {number: len(trace.points) for number, trace in traces}
    for part, points, names in points_by_airframe(table):
        if len(points) == sizes[int(part)]:
            found[int(part)] = (points, names.callsign, simulated[part])
    return found


def differing(bulk: BulkTrace, plain: tuple[Points, list[str], bool] | None) -> list[str]:
    """Name the columns in which a strict reading differs from the plain one, bit for bit."""
    if plain is None:
        return ["taken, though the plain reader drops something"]
    points, callsigns, simulated = plain
    if len(points) != bulk.n_points:
        return ["number of points"]
    packed = np.array([packed_callsign(name) for name in callsigns] + [0], np.uint64)
    expected = {field.name: getattr(points, field.name) for field in fields(Points)}
    expected["callsign"] = packed[points.callsign]
    got = {name: getattr(bulk, name) for name in expected if name not in ("time", "source")}
    expected["time"], got["time"] = np.rint(points.time * 1e6), bulk.time_us
    names = [name for name, values in got.items() if not same_bits(values, expected[name])]
    return names + ["simulated"] * (simulated != bulk.simulated)


def packed_callsign(name: str) -> int:
    return int.from_bytes(name.encode("ascii").ljust(8, b"\0"), "big")


def same_bits(one: np.ndarray, other: np.ndarray) -> bool:
    """Tell whether two columns are equal to the last bit, all NaN being one."""
    if one.dtype.kind == "f":
        both_nan = np.isnan(one) & np.isnan(other)
        return bool((both_nan | (one.view(np.int64) == other.view(np.int64))).all())
    return bool((one.astype(np.int64) == other.astype(np.int64)).all())


def kept(bulk: BulkTrace) -> BulkTrace:
    """Copy a trace, so that it outlives the reader's next one."""
    columns = {f.name: getattr(bulk, f.name) for f in fields(bulk)}
    return BulkTrace(**{k: v.copy() if isinstance(v, np.ndarray) else v for k, v in columns.items()})


def run(n: int, seed: int, reader: BulkReader | None = None) -> tuple[int, list[tuple[bytes, list[str]]]]:
    """Try ``n`` changed texts; give how many were taken, and those whose rows differ."""
    random = Random(seed)
    texts = [sample_trace(number, n_points=random.randrange(1, 9), style=number) for number in range(64)]
    reader = reader or GuardedReader()
    n_taken, wrong = 0, []
    for batch in batches(reader, texts, random, n):
        n_taken += len(batch)
        plain = plain_points([text for text, _ in batch])
        for (text, bulk), points in zip(batch, plain, strict=True):
            if names := differing(bulk, points):
                wrong.append((text, names))
    return n_taken, wrong


def batches(
    reader: BulkReader, texts: Sequence[bytes], random: Random, n: int
) -> Iterator[list[tuple[bytes, BulkTrace]]]:
    batch = []
    for _ in range(n):
        text = mutated(texts, random)
        if (bulk := reader.read(text)) is not None:
            batch.append((text, kept(bulk)))
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--n", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--piece", action="store_true", help="run one piece in this process")
    asked = words.parse_args()
    if asked.piece:
        n_taken, wrong = run(asked.n, asked.seed)
        for text, names in wrong[:5]:
            print(names, text, file=sys.stderr)
        print(n_taken, len(wrong))
        return
    began, piece = time.perf_counter(), min(asked.n, 500_000)
    n_run = n_taken = n_wrong = n_crashes = 0
    for seed in range(asked.seed, asked.seed + -(-asked.n // piece)):
        command = [sys.executable, "-m", "benchmarks.fuzz_parser", "--piece", "--n", str(piece)]
        done = subprocess.run(
            [*command, "--seed", str(seed)], stdout=subprocess.PIPE, text=True, timeout=3600, check=False
        )
        n_run += piece
        if done.returncode:
            n_crashes += 1
            print(f"seed {seed}: the process ended with {done.returncode}")
            continue
        taken, wrong = map(int, done.stdout.split()[-2:])
        n_taken, n_wrong = n_taken + taken, n_wrong + wrong
        print(
            f"{n_run} inputs, {n_taken} taken, {n_wrong} with differing rows, {n_crashes} crashes, "
            f"{time.perf_counter() - began:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
