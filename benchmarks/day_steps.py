"""Where the time of a day goes: CPU nanoseconds a point of each step, from the archive to tables on disk.

Each step is a function that does it, timed where it is called, in one process on one core, on the
generated day of thirty million points of ``whole_sky``. First stand the steps of the pass over the traces,
then what is done once for the archive. What is left (loops, calls, polars beside its writing) is the last
line, so that the column adds up to the whole. To time a step costs a few nanoseconds a point.

Below stands what the same work takes unwatched, and what unpacking alone takes.

    python -m benchmarks.day_steps
"""

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from benchmarks.whole_sky import DAY, N_SIDE_BY_SIDE, copies, one_core, ours, the_day, unpack
from wheelsdown import bulk_pass, bulk_worker, pipeline
from wheelsdown.bulk_pass import warm_up
from wheelsdown.bulk_worker import Worker
from wheelsdown.compiling import compiled
from wheelsdown.sources import bulk_reader
from wheelsdown.sources.bulk_reader import BulkReader
from wheelsdown.sources.trace_archive import TraceArchive
from wheelsdown.store import delta

#: Where a step is called, under which name -> what it does; none is called by another.
STEPS: dict[tuple[Any, str], str] = {
    (TraceArchive, "stored"): "read a trace's bytes",
    (BulkReader, "_unpack"): "unpack",
    (BulkReader, "_header"): "header",
    (bulk_worker, "facts_in"): "facts as tables",
    (bulk_worker, "runs_in"): "cell runs as tables",
    (Worker, "_keep"): "keep points for the next day",
    (pipeline, "fingerprint"): "hash of the archive",
    (bulk_pass, "_by_airframe"): "list the archive",
    (bulk_pass, "_count"): "count, and identities",
    (pipeline, "amendments"): "flights and visits",
    (delta, "write_file"): "write tables",
}
#: What is compiled -> what it does; each worker has its own.
COMPILED = {
    "read_rows": "parse the points",
    "index_cells": "cells",
    "airframe_facts": "judge, clean and describe tracks",
}
#: Steps that threads of polars help with: for them the whole process is asked.
WITH_POLARS = ("flights and visits", "write tables")

out = sys.stdout.write


def timed(work: Callable[..., Any], name: str, took: Counter[str]) -> Callable[..., Any]:
    """Give a function that adds what it takes, in nanoseconds, to the count of its name."""
    clock = time.process_time_ns if name in WITH_POLARS else time.thread_time_ns

    def done(*given: Any, **named: Any) -> Any:
        start = clock()
        try:
            return work(*given, **named)
        finally:
            took[name] += clock() - start

    return done


@contextmanager
def timing() -> Iterator[Counter[str]]:
    """Have every step timed; give the nanoseconds of each, which are there at the end."""
    took: Counter[str] = Counter()

    def compiled_and_timed(kernel: Any) -> Callable[..., Any]:
        name = COMPILED.get(kernel.__name__)
        return timed(compiled(kernel), name, took) if name else compiled(kernel)

    class Hashing:
        sha256 = staticmethod(timed(hashlib.sha256, "hash of a trace", took))

    with ExitStack() as stack:
        for (where, function), name in STEPS.items():
            step = timed(getattr(where, function), name, took)
            stack.enter_context(patch.object(where, function, step))
        for module in (bulk_reader, bulk_worker):
            stack.enter_context(patch.object(module, "compiled", compiled_and_timed))
        stack.enter_context(patch.object(bulk_worker, "hashlib", Hashing))
        yield took


def main() -> None:
    """Print the table."""
    archive, _ = the_day()
    warm_up()
    with copies(archive, [DAY], N_SIDE_BY_SIDE) as [large], one_core():
        n_points = ours(large)
        start = time.process_time_ns()
        ours(large)
        whole = time.process_time_ns() - start
        with timing() as took:
            start = time.process_time_ns()
            ours(large)
            watched = time.process_time_ns() - start
        start = time.process_time_ns()
        unpack(large)
        floor = time.process_time_ns() - start
    out(f"{n_points:,} points; CPU nanoseconds a point\n")
    for name, n in sorted(took.items(), key=lambda item: -item[1]):
        out(f"  {name:34} {n / n_points:7.1f}\n")
    out(f"  {'the rest, and what timing costs':34} {(watched - took.total()) / n_points:7.1f}\n")
    out(f"  {'in all':34} {watched / n_points:7.1f}\n")
    out(
        f"  not watched {whole / n_points:.1f}; unpacking alone {floor / n_points:.1f}, {floor / whole:.0%} of it\n"
    )


if __name__ == "__main__":
    main()
