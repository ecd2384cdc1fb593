"""``wheelsdown demo``: the main job on real data, then the simulated case; ends by itself."""

import gzip
import hashlib
import json
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any

import typer

from wheelsdown.faces.cli.options import examples
from wheelsdown.faces.cli.output import show
from wheelsdown.faces.cli.refusals import say

__all__ = ["EXAMPLES", "demo"]

EXAMPLES = examples("wheelsdown demo", "wheelsdown demo --workspace /tmp/demo")

#: The real data that ships: see README.md beside it.
_RAW, _TRACE = "calfire.json.gz", "trace_full_ac671b.json"

#: The tanker base of the demo, and the days of its data.
_PLACE, _SINCE, _UNTIL = "KRNM", "2020-09-11", "2020-09-14"

#: Invented articles about the simulated case, and the exit code of a check that contradicts one.
_ARTICLES, _CONTRADICTED = ("latakia_right.txt", "latakia_wrong.txt"), 3

#: Since when the simulated case is shown: the week the press wrote about.
_CASE_SINCE = "2025-10-20"


def demo(
    folder: Annotated[
        Path, typer.Option("--workspace", metavar="DIR", help="Folder for the two workspaces it makes.")
    ] = Path("demo-workspace"),
) -> None:
    """Show the main job on real data, then on a simulated case.

    Prints each command before running it, so that you can run it again yourself.
    """
    began = time.monotonic()
    folder = _writable(folder)
    raw, trace = _copied(folder, _RAW), _copied(folder, _TRACE)
    real, simulated, scenario = folder / "real", folder / "simulated", folder / "latakia-2025"
    _tell(
        "1. Raw data in",
        "One day of an airliner, and a week of 45 fire-fighting aircraft over California, as volunteers "
        "received them. Raw files are logged by their hash and never changed.",
    )
    _run("ingest", str(trace), "--workspace", str(real))
    _run("ingest", str(raw), "--provider", "opensky", "--workspace", str(real))
    _tell(
        "2. Who visited Minneapolis?",
        "Each visit with its times, the aircraft, where it came from and went to, how that is known, and "
        "the rows that prove it. What was not seen stays unknown.",
    )
    _run("visits", "KMSP", "--workspace", str(real))
    _tell(
        "3. Who visited Ramona, an air tanker base near San Diego?",
        "Here reception is sparse and ends above the ground: no wheel was seen to touch, and the answer "
        "says so.",
    )
    asked = [_PLACE, "--since", _SINCE, "--until", _UNTIL, "--workspace", str(real)]
    _run("visits", *asked)
    _tell(
        "4. Trace one row back",
        "The first visit names a raw file by its hash, and rows in it. Here they are.",
    )
    show(_traced(raw, real))
    _tell(
        "5. The case that started it, simulated",
        "In October 2025 the press reported flights to the air base at Latakia. No public record of them "
        "can be had, so this is a scenario with invented aircraft. Nothing of it can pass as evidence: the "
        "mark goes with every row, and a workspace never mixes it with real data.",
    )
    _run("simulate", "latakia-2025", "-o", str(scenario))
    _run("ingest", str(scenario / "archive"), "--provider", "fr24", "--workspace", str(simulated))
    _run("visits", "Hmeimim", "--since", _CASE_SINCE, "--workspace", str(simulated))
    _tell("6. Where from, and where next?", "Places are named only as finely as the evidence allows.")
    _run("rotations", "OSLK", "--since", _CASE_SINCE, "--workspace", str(simulated))
    articles = [str(_copied(folder, name)) for name in _ARTICLES]
    _tell(
        "7. Was the sentence that was printed right?",
        "Two invented articles about that case, the second with three errors. Each claim is judged by what "
        "was seen: two of its errors are contradicted, the third flight was simply not observed, and "
        "silence contradicts nothing. The articles cite one tracking site and the evidence stands for the "
        "same site's feed, so it reproduces their claims and does not corroborate them.",
    )
    _run("check", *articles, "--workspace", str(simulated), fine=(0, _CONTRADICTED))
    sys.stdout.flush()
    say(f"Done in {time.monotonic() - began:.0f} s{_peak_memory()}. Everything lies in {folder}.")


def _writable(folder: Path) -> Path:
    """Give the folder, or one in the system's place for temporary files where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        instead = Path(tempfile.mkdtemp(prefix="wheelsdown-demo-"))
        say(f"{folder} cannot be written ({error.strerror}); using {instead}")
        return instead


def _copied(folder: Path, name: str) -> Path:
    raw = folder / name
    if not raw.exists():
        with as_file(files("wheelsdown") / "demo_data" / name) as shipped:
            shutil.copyfile(shipped, raw)
    return raw


def _tell(title: str, words: str) -> None:
    from wheelsdown.faces.cli.tables.layout import paragraph

    show(["", typer.style(title, bold=True, underline=True), *paragraph(words)])


def _run(*words: str, fine: tuple[int, ...] = (0,)) -> None:
    """Print a command line as a person would type it, then run it; an exit code not fine ends the demo."""
    from wheelsdown.faces.cli import app

    show(["", typer.style(f"$ wheelsdown {shlex.join(words)}", fg="cyan"), ""])
    sys.stdout.flush()
    code = app(list(words), prog_name="wheelsdown", standalone_mode=False)
    sys.stdout.flush()
    if (code or 0) not in fine:
        raise typer.Exit(code or 1)


def _traced(raw: Path, workspace: Path) -> Iterator[str]:
    """Follow the first visit's proof to the bytes of the raw file."""
    from wheelsdown import pipeline
    from wheelsdown.clock import Interval
    from wheelsdown.faces.cli.tables.layout import fitted_table, paragraph
    from wheelsdown.faces.cli.workspaces import existing

    row_filter = pipeline.RowFilter(interval=Interval.parse(_SINCE, _UNTIL))
    visit = pipeline.visits(existing(workspace), _PLACE, row_filter).rows.row(0, named=True)
    proof = visit["evidence"][0]
    found = hashlib.sha256(raw.read_bytes()).hexdigest()
    yield ""
    yield from paragraph(f"visit {visit['visit_id']} of {visit['registration'] or visit['airframe']}")
    yield f"  the row says  {proof['sha256']}"
    yield f"  the file is   {found}"
    yield f"                {'the same' if found == proof['sha256'] else 'NOT THE SAME'}"
    yield f"  the first and the last row that prove it, as they stand in {raw.name}:"
    yield ""
    rows = _raw_rows(raw)
    columns = ["timestamp", "icao24", "latitude", "longitude", "altitude", "groundspeed"]
    cells = [
        [number, *(_cell(name, rows[number].get(name)) for name in columns)]
        for number in dict.fromkeys((proof["first_row"], proof["last_row"]))
    ]
    yield from (f"  {line}" for line in fitted_table(["row", *columns], cells, width=78))


def _raw_rows(raw: Path) -> list[dict[str, Any]]:
    with gzip.open(raw) as file:
        rows: list[dict[str, Any]] = json.load(file)
    return rows


def _cell(name: str, value: object) -> str:
    """Show a raw value; the time readably, a position to a metre."""
    from datetime import UTC, datetime

    if name == "timestamp" and isinstance(value, int):
        return f"{datetime.fromtimestamp(value / 1000, UTC):%Y-%m-%d %H:%M:%S}"
    return f"{value:.5f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _peak_memory() -> str:
    """Say the most memory this process held; nothing where the system does not count it."""
    try:
        import resource
    except ImportError:
        return ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / 1e6 if sys.platform == "darwin" else peak / 1024
    return f", at most {peak_mb:,.0f} MB of memory"
