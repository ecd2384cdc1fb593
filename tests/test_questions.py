"""What is asked for is given, and what the answer lacks is said; rows are never judged again."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from wheelsdown import lacking
from wheelsdown.clock import Interval
from wheelsdown.questions import Answer, RowFilter, ask_flights, ask_rotations, ask_visits
from wheelsdown.reference.places import PlaceRegister
from wheelsdown.schemas import Flight, Visit, WorkspaceKind
from wheelsdown.schemas.lost_flights import lost_flights
from wheelsdown.store import Snapshot

Row = Mapping[str, Any]


def at(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def bounds(earliest: str | None, latest: str | None) -> dict[str, datetime | None]:
    return {"earliest": at(earliest), "latest": at(latest)}


def visit(visit_id: str, arrived: Row, departed: Row, **changes: Any) -> dict[str, Any]:
    return {
        "visit_id": visit_id, "aerodrome": "OSLK", "airframe": "a00001", "icao24": "a00001", "callsign": "XQF12",
        "registration": "XQ-1", "type_designator": "A124", "operator": "Invented Air Lift", "military": True,
        "arrived_at": arrived, "departed_at": departed, "basis": "observed", "arrival_basis": "observed",
        "departure_basis": "observed", "probability": None, "evidence_seen": 4, "rivals": [],
        "came_from": {"id": "HL59", "level": "aerodrome"}, "went_to": {"id": "RU-MOS+RU-MOW", "level": "region"},
        "integrity": "ok", "simulated": False, "evidence": [],
    } | changes  # fmt: skip


def end(aerodrome: str | None = None, rivals: Sequence[str] = (), basis: str | None = None) -> dict[str, Any]:
    basis = basis or ("observed" if aerodrome else "unknown")
    return {"aerodrome": aerodrome, "basis": basis, "because": "", "evidence": [],
            "rivals": [{"aerodrome": r, "probability": None} for r in rivals]}  # fmt: skip


def flight(
    flight_id: str, first: str, last: str, take_off: Row, landing: Row, **changes: Any
) -> dict[str, Any]:
    return {
        "flight_id": flight_id, "airframe": "a00001", "icao24": "a00001", "callsign": "XQF12",
        "registration": "XQ-1", "type_designator": "A124", "operator": "Invented Air Lift", "military": True,
        "take_off": take_off, "landing": landing, "first_seen": {"at": at(first)}, "last_seen": {"at": at(last)},
        "silences": [], "n_points": 9, "integrity": "ok", "simulated": False,
    } | changes  # fmt: skip


class Held:
    """A workspace as far as questions go: tables and acquisitions."""

    def __init__(self, *, visits: Sequence[Row] = (), flights: Sequence[Row] = (), days: Sequence[date] = (),
                 folders: tuple[str, ...] | None = None, kind: WorkspaceKind = WorkspaceKind.REAL) -> None:  # fmt: skip
        self.kind = kind
        self._tables = {
            "visits": pl.DataFrame(list(visits), schema=Visit.create_empty().schema, orient="row"),
            "flights": pl.DataFrame(list(flights), schema=Flight.create_empty().schema, orient="row"),
        }
        self._tables["lost_flights"] = lost_flights(self._tables["flights"].lazy()).collect()
        simulated = kind is WorkspaceKind.SIMULATED
        one = SimpleNamespace(days=tuple(days), folders_present=folders, simulated=simulated, sha256="00")
        self._acquisitions = (one,) if days else ()
        self.path = Path("invented")
        self.called = str(self.path)

    def table(self, name: str) -> pl.LazyFrame:
        return self._tables[name].lazy()

    def acquisitions(self) -> tuple[SimpleNamespace, ...]:
        return self._acquisitions

    def snapshot(self) -> Snapshot:
        return Snapshot()


@pytest.fixture(autouse=True)
def _heard_every_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody have been near the place on every day with data: who was is asked in test_nearby."""
    monkeypatch.setattr(lacking, "days_possibly_near", lambda workspace, *_: workspace.acquisitions()[0].days)


def same(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


REGISTER = PlaceRegister()


def visits_of(held: Any, asked: RowFilter | None = None, place: str = "OSLK") -> Answer:
    return ask_visits(held, place, asked or RowFilter(), REGISTER, same)


#: A daily archive of the whole sky.
WHOLE = tuple(f"{i:02x}" for i in range(256))


def ids(answer: Answer, name: str = "visit_id") -> list[str]:
    return answer.rows[name].to_list()


# --- which rows ----------------------------------------------------------------------------------

STAY = visit(
    "stay", bounds("2025-10-24T10:00", "2025-10-24T10:00"), bounds("2025-10-26T06:00", "2025-10-26T06:00")
)
OTHER = visit(
    "other", bounds("2025-10-25T10:00", "2025-10-25T10:00"), bounds("2025-10-25T12:00", "2025-10-25T12:00"),
    airframe="a00002", icao24="a00002", callsign="XQT7", type_designator="IL62", operator=None, military=None,
    came_from={"id": "OLBA", "level": "aerodrome"}, went_to={"id": "UUMU", "level": "aerodrome"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["stay", "other"]),
        ({"icao24": "A00001"}, ["stay"]),
        ({"callsign": " xqt7 "}, ["other"]),
        ({"type_designator": "il62"}, ["other"]),
        ({"operator": "air lift"}, ["stay"]),
        ({"operator": "("}, []),
        ({"military": True}, ["stay"]),
        ({"military": False}, []),
        ({"came_from": "HL59"}, ["stay"]),
        ({"came_from": "Libya"}, ["stay"]),
        ({"came_from": "Lebanon"}, ["other"]),
        ({"went_to": "UUMU"}, ["other"]),
        ({"went_to": "Russia"}, ["stay", "other"]),
        ({"min_probability": 0.99}, ["stay", "other"]),
    ],
)
def test_filters_keep_the_rows_asked_for(asked: dict[str, Any], found: list[str]) -> None:
    held = Held(visits=[STAY, OTHER], days=[date(2025, 10, 24)])
    assert ids(visits_of(held, RowFilter(**asked))) == found


def test_bounded_rows_without_a_probability_are_below_every_threshold() -> None:
    bounded = visit("b", bounds("2025-10-24", "2025-10-25"), bounds(None, None), basis="bounded")
    likely = bounded | {"visit_id": "l", "probability": 0.9}
    held = Held(visits=[bounded, likely], days=[date(2025, 10, 24)])
    assert ids(visits_of(held, RowFilter(min_probability=0.8))) == ["l"]


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2025-10-25", "2025-10-25", True),
        ("2025-10-24", "2025-10-24", True),
        ("2025-10-26", None, True),
        ("2025-10-26T06:00:01Z", None, False),
        ("2025-10-27", None, False),
        (None, "2025-10-23", False),
        (None, "2025-10-24T10:00:00Z", False),
        (None, "2025-10-24T10:00:01Z", True),
        (None, None, True),
    ],
)
def test_an_interval_keeps_what_overlaps_it(since: str | None, until: str | None, kept: bool) -> None:
    held = Held(visits=[STAY], days=[date(2025, 10, 24)])
    assert ids(visits_of(held, RowFilter(Interval.parse(since, until)))) == ["stay"] * kept


@pytest.mark.parametrize(
    ("arrived", "departed", "since", "until", "kept"),
    [
        # It may have been there up to its latest departure, and from its earliest arrival on.
        (("2025-10-01", "2025-10-01"), ("2025-10-02", "2025-10-20"), "2025-10-10", "2025-10-10", True),
        (("2025-10-01", "2025-10-20"), ("2025-10-25", "2025-10-25"), "2025-10-10", "2025-10-10", True),
        # Nothing bounds the departure: the last time it was known to be there counts.
        (("2025-03-01", "2025-03-01"), ("2025-03-02", None), "2025-10-01", None, False),
        (("2025-03-01", "2025-03-01"), ("2025-03-02", None), "2025-03-02", None, True),
        ((None, "2025-10-05"), ("2025-10-06", "2025-10-06"), None, "2025-10-04", False),
        ((None, "2025-10-05"), ("2025-10-06", "2025-10-06"), None, "2025-10-05", True),
    ],
)
def test_ends_not_seen_overlap_by_their_bounds(
    arrived: tuple[str | None, str | None],
    departed: tuple[str | None, str | None],
    since: str | None,
    until: str | None,
    kept: bool,
) -> None:
    held = Held(visits=[visit("v", bounds(*arrived), bounds(*departed))], days=[date(2025, 10, 1)])
    assert ids(visits_of(held, RowFilter(Interval.parse(since, until)))) == ["v"] * kept


def test_flights_are_kept_by_the_time_they_were_seen_and_by_their_ends() -> None:
    held = Held(
        flights=[
            flight("out", "2025-10-24T08:00", "2025-10-24T10:00", end("HL59"), end("OSLK")),
            flight("on", "2025-10-26T06:00", "2025-10-26T11:00", end("OSLK"), end(rivals=["UUMU"])),
        ],
        days=[date(2025, 10, 24)],
    )

    def asked(**words: Any) -> list[str]:
        return ids(ask_flights(held, RowFilter(**words), REGISTER, same), "flight_id")  # type: ignore[arg-type]

    assert asked() == ["out", "on"]
    assert asked(interval=Interval.parse("2025-10-25", "2025-10-26")) == ["on"]
    assert asked(came_from="OSLK") == ["on"]
    assert asked(went_to="Latakia") == ["out"]
    assert asked(min_probability=0.5) == ["out", "on"]


# --- what is said with them ----------------------------------------------------------------------


def test_days_without_data_are_named_as_spans() -> None:
    days = [date(2025, 10, d) for d in (1, 2, 5, 7, 8)]
    held, asked = Held(days=days, folders=WHOLE), RowFilter(Interval.parse("2025-09-30", "2025-10-09"))
    lacking = [
        "no data for 2025-09-30", "no data for 2025-10-03 to 2025-10-04", "no data for 2025-10-06",
        "no data for 2025-10-09",
    ]  # fmt: skip
    assert list(visits_of(held, asked).missing)[:-1] == lacking
    assert list(ask_flights(held, asked, REGISTER, same).missing) == lacking  # type: ignore[arg-type]


def test_without_an_interval_the_days_between_first_and_last_count() -> None:
    answer = visits_of(Held(days=[date(2025, 10, 1), date(2025, 10, 3)], folders=WHOLE))
    assert answer.missing[0] == "no data for 2025-10-02"


def test_what_is_missing_is_said_with_its_size_and_the_command_that_gets_it() -> None:
    held = Held(days=[date(2025, 10, 1), date(2025, 10, 4)], folders=WHOLE)
    command = "wheelsdown fetch day adsblol 2025-10-02 --until 2025-10-03 --place OSLK --radius-nm 60"
    offer = f"to get it, 2025-10-02 to 2025-10-03: {command} --workspace invented (about 0.5 GB)"
    assert visits_of(held).missing[1:] == [offer]
    assert not any("wheelsdown fetch" in words for words in visits_of(held, place="Libya").missing)


def test_many_gaps_are_one_command_that_lists_them() -> None:
    held = Held(days=[date(2025, 10, day) for day in (1, 3, 5, 7, 9)], folders=WHOLE)
    words = visits_of(held).missing[-1]
    assert words.startswith("4 days can be fetched (about 0.9 GB)")
    assert words.endswith("wheelsdown plan OSLK --since 2025-10-02 --until 2025-10-08 --workspace invented")


def test_nothing_real_is_offered_for_simulated_data() -> None:
    days = [date(2025, 10, 1), date(2025, 10, 3)]
    answer = visits_of(Held(days=days, folders=WHOLE, kind=WorkspaceKind.SIMULATED))
    assert list(answer.missing) == ["no data for 2025-10-02"]


def test_traces_of_some_aircraft_are_never_sold_as_all_traffic() -> None:
    (words, offer) = visits_of(Held(days=[date(2025, 10, 1)])).missing
    assert words == "2025-10-01: what is held shows some aircraft, not all traffic near OSLK"
    assert "wheelsdown fetch day adsblol 2025-10-01 " in offer


def test_an_empty_workspace_says_so() -> None:
    (words,) = visits_of(Held()).missing
    assert words.startswith("no data in this workspace")


def test_an_archive_with_folders_missing_says_so_on_its_days_only() -> None:
    folders = tuple(f"{i:02x}" for i in range(200))
    held = Held(days=[date(2025, 10, 1)], folders=folders)
    words = visits_of(held).missing[0]
    assert "2025-10-01" in words
    assert "200 of 256" in words
    elsewhere = visits_of(held, RowFilter(Interval.parse("2025-10-02", "2025-10-02")))
    assert not any("folders" in words for words in elsewhere.missing)


LOST = end(rivals=["LCLK", "OSLK"])


def test_flights_lost_low_near_the_place_are_counted_as_left_out() -> None:
    held = Held(
        flights=[
            flight("lost", "2025-10-24T08:00", "2025-10-24T10:00", end(), LOST),
            flight("elsewhere", "2025-10-24T08:00", "2025-10-24T10:00", end(), end(rivals=["LCLK"])),
            flight("landed", "2025-10-24T08:00", "2025-10-24T10:00", end(), end("LCLK", rivals=["OSLK"], basis="bounded")),
        ],
        days=[date(2025, 10, 24)],
    )  # fmt: skip
    assert list(visits_of(held).left_out.values()) == [1]
    assert "landing not seen" in next(iter(visits_of(held).left_out))
    assert visits_of(held, RowFilter(Interval.parse("2025-10-25", None))).left_out == {}


def test_flights_of_aircraft_not_asked_for_are_not_left_out() -> None:
    held = Held(
        flights=[flight("lost", "2025-10-24T08:00", "2025-10-24T10:00", end(), LOST)],
        days=[date(2025, 10, 24)],
    )
    assert visits_of(held, RowFilter(icao24="a00002")).left_out == {}
    assert list(visits_of(held, RowFilter(icao24="a00001")).left_out.values()) == [1]


def test_a_port_is_answered_with_no_ship_data() -> None:
    answer = visits_of(Held(visits=[STAY], days=[date(2025, 10, 24)]), place="Tartus")
    assert len(answer.rows) == 0
    assert list(answer.missing) == ["no ship data in this workspace"]


@pytest.mark.parametrize("kind", list(WorkspaceKind))
def test_an_answer_says_whether_it_is_simulated(kind: WorkspaceKind) -> None:
    held = Held(days=[date(2025, 10, 24)], kind=kind)
    assert visits_of(held).simulated is (kind is WorkspaceKind.SIMULATED)


# --- rotations -----------------------------------------------------------------------------------


def rotation(legs: Sequence[Row], stay: Row = STAY) -> pl.DataFrame:
    held = Held(visits=[stay], flights=legs, days=[date(2025, 10, 24)])
    return ask_rotations(held, "OSLK", RowFilter(), REGISTER, same).rows  # type: ignore[arg-type]


def chain(hours: Sequence[int]) -> list[Row]:
    """Legs of two hours that begin some hours before (negative) or after the stay ends."""
    left = datetime(2025, 10, 26, 6, tzinfo=UTC)
    return [
        flight(f"at{h}", (left + timedelta(hours=h)).isoformat()[:16], (left + timedelta(hours=h + 2)).isoformat()[:16],
               end(), end())
        for h in hours
    ]  # fmt: skip


def test_two_legs_before_and_two_after_are_numbered_from_the_visit() -> None:
    rows = rotation(chain([-100, -80, -46, 0, 5, 10]))
    assert rows.select("position", "flight_id").rows() == [
        (-2, "at-80"),
        (-1, "at-46"),
        (1, "at0"),
        (2, "at5"),
    ]


def test_legs_of_another_week_or_another_airframe_are_no_part_of_it() -> None:
    legs = [*chain([-24 * 9, -46, 24 * 8]), chain([3])[0] | {"flight_id": "x", "airframe": "a00002"}]
    assert rotation(legs).select("position", "flight_id").rows() == [(-1, "at-46")]


def test_a_visit_without_legs_gives_no_rows() -> None:
    assert len(rotation([])) == 0


@pytest.mark.parametrize(
    ("what", "place"),
    [
        (end("HL59"), ("HL59", "aerodrome")),
        (end(rivals=["UUMU", "UUWW"]), ("RU-MOS+RU-MOW", "region")),
        (end(rivals=["UUMU"]), ("RU-MOS+RU-MOW", "region")),
        (end(rivals=["UUMU", "URSS"]), ("RU", "country")),
        (end(rivals=["OSLK", "OLBA"]), (None, "unknown")),
        (end(), (None, "unknown")),
    ],
    ids=["seen", "two fields", "one field in reach is a question still", "country", "two countries", "nothing"],
)  # fmt: skip
def test_ends_are_named_as_finely_as_the_evidence_allows(what: Row, place: tuple[str | None, str]) -> None:
    (leg,) = rotation([chain([0])[0] | {"landing": what}]).to_dicts()
    assert (leg["to"]["id"], leg["to"]["level"]) == place
    assert (leg["to"]["label"] is None) == (place[0] is None)
