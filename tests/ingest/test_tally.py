"""What is counted of a source while it is read."""

from pathlib import Path

from wheelsdown.intake import Tally
from wheelsdown.sources import find_sources, read_source

TRACE = Path(__file__).parents[1] / "data" / "trace_full_ac671b.json"


def test_rows_are_handed_over_once_and_the_counts_stay():
    """An ingest of a year has 365 sources: none may keep its rows until the last is done."""
    (source,), _ = find_sources([TRACE])
    tally = Tally(source, "0" * 64, TRACE.stat().st_size, None, source.paths)
    for reading in read_source(source):
        tally.add(reading)
    intake = tally.intake()
    assert len(intake.parts) == 1
    assert len(intake.assertions) > 0
    assert tally.parts == tally.assertions == []
    assert tally.n_kept == intake.acquisition.n_points_kept > 0
