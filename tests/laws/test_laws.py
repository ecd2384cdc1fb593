"""What must hold whatever is ingested: order, cutting, repetition and neighbours change nothing."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wheelsdown import pipeline
from wheelsdown.store import Workspace

Tables = tuple[pl.DataFrame, pl.DataFrame]
Written = Callable[[list[pl.DataFrame]], list[Path]]


def without_proof(tables: Tables) -> Tables:
    """Tables without the hashes and rows of the raw files, which say where points came from, not what they say."""
    flights, visits = tables
    ends = [pl.struct(pl.col(c).struct.field(*(f.name for f in flights.schema[c].fields if f.name != "evidence"))).alias(c)
            for c in ("take_off", "landing")]  # fmt: skip
    return flights.with_columns(ends), visits.drop("evidence")


def assert_same(a: Tables, b: Tables) -> None:
    for one, other in zip(a, b, strict=True):
        assert_frame_equal(one, other)


def test_there_is_something_to_compare(
    whole: tuple[Workspace, list[Path]], tables: Callable[[Workspace], Tables]
) -> None:
    flights, visits = tables(whole[0])
    assert len(flights) > 50
    assert len(visits) > 30


def test_the_order_of_rows_changes_nothing_but_the_row_numbers(
    whole: tuple[Workspace, list[Path]],
    points: pl.DataFrame,
    written: Written,
    taken: Callable[..., Workspace],
    tables: Callable[[Workspace], Tables],
) -> None:
    shuffled = taken(written([points.sample(fraction=1, shuffle=True, seed=3)]))
    assert_same(without_proof(tables(shuffled)), without_proof(tables(whole[0])))


def test_the_order_of_files_and_calls_changes_nothing(
    points: pl.DataFrame,
    written: Written,
    taken: Callable[..., Workspace],
    tables: Callable[[Workspace], Tables],
) -> None:
    """Three files that cut airframes across days, whole or with neighbours; proof included."""
    paths = written([points[i::3] for i in range(3)])
    together = tables(taken(paths))
    assert_same(tables(taken(paths[::-1])), together)
    assert_same(tables(taken([paths[1]], [paths[2]], [paths[0]])), together)


@pytest.mark.parametrize("cut", ["midnight", "anywhere", "row by row"])
def test_how_the_points_are_cut_into_files_changes_nothing_but_the_proof(
    cut: str,
    whole: tuple[Workspace, list[Path]],
    points: pl.DataFrame,
    written: Written,
    taken: Callable[..., Workspace],
    tables: Callable[[Workspace], Tables],
) -> None:
    parts = {
        "midnight": points.with_columns(day=pl.col("timestamp").dt.date()).partition_by(
            "day", include_key=False
        ),
        "anywhere": [points[:1_000], points[1_000:1_003], points[1_003:]],
        "row by row": [points[0::2], points[1::2]],
    }[cut]
    assert len(parts) > 1
    assert_same(without_proof(tables(taken(written(parts)))), without_proof(tables(whole[0])))


def test_a_file_that_overlaps_another_adds_nothing(
    whole: tuple[Workspace, list[Path]],
    points: pl.DataFrame,
    written: Written,
    taken: Callable[..., Workspace],
    tables: Callable[[Workspace], Tables],
) -> None:
    again = written([points[500:2_000]])
    assert_same(without_proof(tables(taken(whole[1], again))), without_proof(tables(whole[0])))


def test_of_two_states_at_one_instant_the_file_does_not_choose(
    points: pl.DataFrame,
    written: Written,
    taken: Callable[..., Workspace],
    tables: Callable[[Workspace], Tables],
) -> None:
    """The same instants once with other values, cut into files in two ways: the hashes differ, the flights not."""
    other = points.with_columns(pl.col("altitude") + 100, pl.col("groundspeed") + 1)
    one = tables(taken(written([points, other])))
    two = tables(taken(written([points[:900], other[:2_000], pl.concat([other[2_000:], points[900:]])])))
    assert_same(without_proof(one), without_proof(two))


def test_ingesting_twice_changes_nothing(
    whole: tuple[Workspace, list[Path]], tables: Callable[[Workspace], Tables]
) -> None:
    workspace, paths = whole
    before, held = workspace.snapshot(), tables(workspace)
    outcome = pipeline.ingest(workspace, paths)
    assert outcome.new == ()
    assert len(outcome.known) == 1
    assert workspace.snapshot() == before
    assert_same(tables(workspace), held)


def test_an_unrelated_file_changes_no_row_of_the_others(
    points: pl.DataFrame,
    written: Written,
    taken: Callable[..., Workspace],
    tables: Callable[[Workspace], Tables],
    data: Path,
) -> None:
    paths = written([points])
    workspace = taken(paths)
    before = tables(workspace)
    pipeline.ingest(workspace, [data / "noisy_landing.json.gz"])
    ours = pl.col("airframe").is_in(points["icao24"].unique().implode())
    after = [table.filter(ours) for table in tables(workspace)]
    assert len(tables(workspace)[0]) > len(before[0])
    assert_same((after[0], after[1]), before)


def _by_airframe(table: pl.DataFrame) -> list[list[dict[str, Any]]]:
    return [part.to_dicts() for part in table.partition_by("airframe", maintain_order=True)]


def test_flights_of_an_airframe_do_not_overlap(
    whole: tuple[Workspace, list[Path]], tables: Callable[[Workspace], Tables]
) -> None:
    flights, _ = tables(whole[0])
    for legs in _by_airframe(flights):
        for before, after in pairwise(legs):
            assert before["last_seen"]["at"] < after["first_seen"]["at"]


def test_every_point_of_a_flight_is_of_its_airframe(
    whole: tuple[Workspace, list[Path]], tables: Callable[[Workspace], Tables], points: pl.DataFrame
) -> None:
    """Flights hold no more points than the airframe has, and their proof points at its rows."""
    flights, visits = tables(whole[0])
    have = dict(points.group_by("icao24").len().rows())
    for legs in _by_airframe(flights):
        assert sum(leg["n_points"] for leg in legs) <= have[legs[0]["airframe"]]
    owner = points["icao24"].to_list()
    for row in [
        *visits.to_dicts(),
        *(f[e] | {"airframe": f["airframe"]} for f in flights.to_dicts() for e in ("take_off", "landing")),
    ]:
        for proof in row["evidence"]:
            assert owner[proof["first_row"]] == owner[proof["last_row"]] == row["airframe"]


def test_every_visit_lies_between_flights(
    whole: tuple[Workspace, list[Path]], tables: Callable[[Workspace], Tables]
) -> None:
    flights, visits = tables(whole[0])
    by_id = {flight["flight_id"]: flight for flight in flights.to_dicts()}
    for visit in visits.to_dicts():
        arrived, departed = visit["arrived_at"], visit["departed_at"]
        if visit["arrival_flight_id"]:
            assert (
                by_id[visit["arrival_flight_id"]]["last_seen"]["at"] <= arrived["latest"]
                if arrived["latest"]
                else True
            )
        if visit["departure_flight_id"]:
            assert (
                departed["earliest"] is None
                or departed["earliest"] <= by_id[visit["departure_flight_id"]]["first_seen"]["at"]
            )
        inside = [
            flight for flight in by_id.values()
            if flight["airframe"] == visit["airframe"] and arrived["latest"] and departed["earliest"]
            and arrived["latest"] < flight["first_seen"]["at"] < departed["earliest"]
        ]  # fmt: skip
        assert inside == []


def test_every_named_arrival_is_a_visit_and_every_visit_has_evidence(
    whole: tuple[Workspace, list[Path]], tables: Callable[[Workspace], Tables]
) -> None:
    flights, visits = tables(whole[0])
    named = {
        f["flight_id"]: f["landing"]["aerodrome"] for f in flights.to_dicts() if f["landing"]["aerodrome"]
    }
    arrivals = {v["arrival_flight_id"]: v["aerodrome"] for v in visits.to_dicts() if v["arrival_flight_id"]}
    assert named == arrivals
    assert all(visit["evidence"] for visit in visits.to_dicts())
