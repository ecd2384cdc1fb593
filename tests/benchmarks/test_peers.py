"""The peers and the score they are given: small days and hand-made flights, the answers known."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.benchmark_day import Truth, write_days
from benchmarks.end_scores import End, named_ends, scored
from benchmarks.traffic_peer import Peer

from benchmarks import gzip_orjson_numpy as peer

#: 2025-10-26T12:00:00Z.
NOON = datetime(2025, 10, 26, 12, tzinfo=UTC).timestamp()


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    folder = tmp_path_factory.mktemp("days")
    return write_days(folder, first_day=date(2025, 10, 26), n_days=2, n_aircraft=12, seed=7)


def truth_file(folder: Path, **changes: object) -> Path:
    leg = {
        "airframe": "00a001",
        "departure": "AAAA",
        "arrival": "BBBB",
        "take_off_at": "2025-10-26T12:00:00Z",
        "landing_at": "2025-10-26T13:00:00Z",
        "departure_inside": True,
        "arrival_inside": True,
        "take_off_seen": True,
        "landing_seen": False,
        "first_received_at": "2025-10-26T11:50:00Z",
        "last_received_at": "2025-10-26T12:50:00Z",
        **changes,
    }
    path = folder / "legs.jsonl"
    path.write_text(json.dumps(leg) + "\n")
    return path


def counts(ends: list[End], path: Path) -> tuple[dict[tuple[str, bool], tuple[int, int, int]], int]:
    found = scored(ends, path)
    return {
        (s.kind, s.seen): (s.right, s.wrong, s.none) for s in found.kinds if s.right + s.wrong + s.none
    }, (found.invented)


@pytest.mark.parametrize(
    ("name", "minutes", "verdict"),
    [
        ("BBBB", 50, (1, 0, 0)),
        ("BBBB", 64, (1, 0, 0)),
        ("CCCC", 50, (0, 1, 0)),
        (None, 50, (0, 0, 1)),
        ("BBBB", 66, (0, 0, 1)),
    ],
)
def test_an_end_is_right_wrong_or_none(
    tmp_path: Path, name: str | None, minutes: int, verdict: tuple[int, int, int]
) -> None:
    at = NOON + 60 * minutes
    by_kind, _ = counts([End("00a001", "arrival", at, at, name)], truth_file(tmp_path))
    assert by_kind == {("departure", True): (0, 0, 1), ("arrival", False): verdict}


def test_a_name_without_a_true_end_is_invented(tmp_path: Path) -> None:
    ends = [
        End("00a001", "departure", NOON, NOON, "AAAA"),
        End("00a001", "departure", NOON + 300, NOON + 300, "AAAA"),
        End("00a001", "arrival", NOON + 9_000, NOON + 9_000, None),
        End("00a002", "arrival", NOON, NOON, "AAAA"),
    ]
    by_kind, invented = counts(ends, truth_file(tmp_path))
    assert by_kind["departure", True] == (1, 0, 0)
    assert invented == 2


def test_an_end_outside_the_days_written_does_not_count(tmp_path: Path) -> None:
    by_kind, _ = counts([], truth_file(tmp_path, departure_inside=False))
    assert set(by_kind) == {("arrival", False)}


def test_a_rule_without_times_answers_for_its_whole_flight(tmp_path: Path) -> None:
    said = {"airframe": "00a001", "departure": "AAAA", "arrival": "BBBB", "aligned": []}
    flight = {**said, "first_t": NOON - 5_000, "last_t": NOON + 9_000}
    by_kind, invented = counts(list(Peer([flight], 2, {}).nearest_ends()), truth_file(tmp_path))
    assert by_kind == {("departure", True): (1, 0, 0), ("arrival", False): (1, 0, 0)}
    assert invented == 0


def points(*rows: tuple[int, float, bool]) -> peer.Points:
    """Build points of ``(airframe, seconds, on the ground)`` at Hmeimim, 500 ft where in the air."""
    who, t, ground = (np.array(column) for column in zip(*rows, strict=True))
    n = len(t)
    lat, lon = np.full(n, 35.4), np.full(n, 35.95)
    feet = np.where(ground, np.nan, 500.0)
    none = np.full(n, np.nan)
    return peer.Points(who, t.astype(float), lat, lon, feet, none, none, none, ground)


def test_the_peer_cuts_at_silence_and_on_the_ground() -> None:
    down, up = True, False
    seen = points(
        (0, 0, up), (0, 100, up), (0, 200, down), (0, 300, down), (0, 400, up), (0, 500, up),
        (0, 2_301, up), (0, 2_400, down), (0, 2_500, up), (1, 2_600, up),
    )  # fmt: skip
    found = peer.flights(seen, peer.Field.world())
    assert found["first_t"].tolist() == [0, 300, 2_301, 2_600]
    assert found["last_t"].tolist() == [200, 500, 2_500, 2_600]
    stays = peer.visits(found)
    assert stays["arrived_t"].tolist() == [200, 500, 2_500, 2_600]
    assert stays["left_t"].tolist()[:2] == [300, 2_301]
    assert np.isnan(stays["left_t"][2:]).all()


def test_the_peer_reads_every_point_and_names_nearly_every_end_seen(days: Truth) -> None:
    result = peer.run(list(days.archives))
    assert result.n_points == days.n_points
    assert result.flights.columns == ["airframe", "first_t", "last_t", "n_points", "departure", "arrival"]
    seen = [score for score in scored(named_ends(result.flights), days.legs).kinds if score.seen]
    assert sum(score.right for score in seen) >= 0.95 * sum(s.right + s.wrong + s.none for s in seen) > 20
    assert result.flights["first_t"].is_between(NOON - 43_200, NOON + 129_600).all()


def test_the_whole_work_gives_the_same_flights(days: Truth) -> None:
    plain, whole = (peer.run(list(days.archives), whole=each) for each in (False, True))
    assert plain.flights.equals(whole.flights)
    names, batch = next(peer.read(list(days.archives), whole=True))
    assert len(names) == 12
    assert (batch.more["nac_p"] >= 8).sum() > len(batch.t) / 6
    assert set(batch.more["callsign"][batch.more["callsign"] != ""].astype("U3")) <= {"BMK", "BMF"}
    runs = peer.cell_runs(batch)
    assert runs["n_points"].sum() == len(batch.t)


def test_reception_of_the_peer_counts_points_and_airframes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "_watched", lambda: [(35.4, 35.9), (0.0, 0.0)])
    seen = points((0, 0, False), (0, 10, False), (1, 20, False), (1, 30, True), (1, 3_600, False))
    assert peer.reception(seen) == {(0, 0, 0): (3, 2), (0, -2, 0): (1, 1), (0, 0, 1): (1, 1)}


def test_midnight_cuts_no_flight_of_the_peer(days: Truth) -> None:
    midnight = NOON + 43_200
    legs = pl.read_ndjson(days.legs)
    over = legs.filter(
        (pl.col("first_received_at") < "2025-10-26T23:55:00Z")
        & (pl.col("last_received_at") > "2025-10-27T00:05:00Z")
    )
    found = peer.run(list(days.archives)).flights
    crossing = found.filter((pl.col("first_t") < midnight) & (pl.col("last_t") > midnight))
    assert set(crossing["airframe"]) & set(over["airframe"])
