"""What a terminal of 80 columns shows."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import Result

from wheelsdown.faces.cli.tables.layout import Cell, Column, fitted_table, paragraph, row_lines

VISITS_GOLDEN = """\
Visits at XQAA Somewhere, since 2020-09-08, times UTC

 arrived       departed      aircraft       from        to          basis
2020-09-08 Tuesday
 18:02         18:40         N4321Q S2T     XQBB        unknown     observed 4/4
    a1b2c3  TANK70  visit 0123456789abcdef  proof 3fa2c1d9:120-391
 18:02         ~19:40-19:58  N4321Q S2T     in Moscow   unknown     observed 3/4
                                            region
    a1b2c3  TANK70  visit 1123456789abcdef  proof 3fa2c1d9:120-391
    rivals XQCC, XQDD
2020-09-09 Wednesday
 before 09:10  ~09-11 09:20  a1b2c3         XQBB        unknown     bounded 2/4
               –09-12 07:00
    TANK70  visit 2123456789abcdef  proof 3fa2c1d9:120-391  positions degraded

3 visits by 1 aircraft: 2 observed, 1 bounded; 1 with both ends observed.
Left out: 3 spoof suspect.
Missing: no data for 2020-09-10

observed: ground contact or the runway itself was seen.
bounded: seen low and descending to, or climbing out of, one plausible field;
  time is an interval.
n/4 is the evidence seen: 4 both ends observed, 3 one observed, 2 both bounded,
  1 one bounded.
proof: the first 8 digits of the raw file's SHA-256 and the rows in it; --wide
  or --format json shows everything.
rivals: other fields within reach, not ruled out; military and unscheduled ones
  count alike.
"""

FLIGHTS_GOLDEN = """\
Flights, times UTC

  take-off      from      landing       to        aircraft       ends
2020-09-08 Tuesday
  seen 17:21    unknown   18:02         XQAA      N4321Q S2T     from unknown
                                                                 to observed
    a1b2c3  TANK70  88 points  flight fedcba9876543210  proof 3fa2c1d9:7-9
  seen 17:21    unknown   seen 18:02    unknown   N4321Q S2T     unknown
    a1b2c3  TANK70  88 points  flight fedcba9876543210

2 flights by 1 aircraft; landings: 1 observed, 1 unknown.

observed: ground contact or the runway itself was seen.
unknown: not seen, so not named.
seen 14:02: the end itself was not seen; first or last received then.
proof: the first 8 digits of the raw file's SHA-256 and the rows in it; --wide
  or --format json shows everything.
"""

ROTATIONS_GOLDEN = """\
Rotations through XQAA Somewhere, times UTC

  leg  take-off           from              landing            to
N4321Q  IL62  a1b2c3  visit 0123456789abcdef
  -1   ~2025-10-26 05:00  in Libya          2025-10-26 10:02   XQAA
       –07:30
    take-off bounded, landing observed  flight leg-1

1 leg before and after 1 visit.
"""


@pytest.fixture
def three_visits(builders: SimpleNamespace) -> list[dict[str, Any]]:
    b = builders
    return [
        b.visit(),
        b.visit(
            visit_id="1123456789abcdef",
            departed_at=b.bounds("2020-09-08T19:40", "2020-09-08T19:58"),
            departure_basis="bounded",
            evidence_seen=3,
            rivals=[{"aerodrome": code, "probability": None} for code in ("XQCC", "XQDD")],
            came_from={"id": "RU-MOS+RU-MOW", "level": "region"},
        ),
        b.visit(
            visit_id="2123456789abcdef",
            registration=None,
            type_designator=None,
            arrived_at=b.bounds(None, "2020-09-09T09:10"),
            departed_at=b.bounds("2020-09-11T09:20", "2020-09-12T07:00"),
            basis="bounded",
            arrival_basis="bounded",
            departure_basis="bounded",
            evidence_seen=2,
            integrity="degraded",
        ),
    ]


def test_visits_read_like_a_log_book(
    pipeline: Any, run: Callable[..., Result], three_visits: list[dict[str, Any]]
) -> None:
    pipeline.rows = three_visits
    pipeline.left_out = {"spoof_suspect": 3}
    pipeline.missing = ["no data for 2020-09-10"]
    assert run("visits", "XQAA", "--since", "2020-09-08").stdout == VISITS_GOLDEN


def test_flights_say_when_an_end_was_not_seen(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    pipeline.rows = [builders.flight(), builders.flight(landing=builders.end("unknown"))]
    assert run("flights").stdout == FLIGHTS_GOLDEN


def test_rotations_name_places_as_finely_as_the_evidence_allows(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    pipeline.rows = [builders.leg(-1)]
    assert run("rotations", "XQAA").stdout.startswith(ROTATIONS_GOLDEN)


@pytest.mark.parametrize("command", [["visits", "XQAA"], ["flights"], ["rotations", "XQAA"]])
def test_a_simulated_table_has_its_banner_on_top_and_at_the_bottom(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace, command: list[str]
) -> None:
    make = {"visits": builders.visit, "flights": builders.flight, "rotations": lambda: builders.leg(-1)}
    pipeline.simulated = True
    for rows in ([make[command[0]]()], []):
        if rows or command[0] != "rotations":
            pipeline.rows = rows
            for words in (command, [*command, "--wide"]):
                lines = run(*words).stdout.splitlines()
                assert lines[0] == lines[-1] == "SIMULATED DATA - scenario, not evidence"


@pytest.mark.parametrize("command", [["visits", "XQAA"], ["flights"]])
def test_nothing_seen_is_said_as_nothing_seen(
    pipeline: Any, run: Callable[..., Result], command: list[str]
) -> None:
    pipeline.missing = ["no data for 2020-09-10"]
    out = run(*command).stdout
    assert out.startswith(f"No observed {command[0]}")
    assert f"no {command[0]}" not in out.lower()
    assert "Missing: no data for 2020-09-10" in out


def test_wide_shows_whole_hashes_and_ids(
    pipeline: Any, run: Callable[..., Result], three_visits: list[dict[str, Any]], builders: SimpleNamespace
) -> None:
    pipeline.rows = three_visits
    out = run("visits", "XQAA", "--wide").stdout
    assert builders.sha256 in out
    assert "arrived_at.earliest" in out


def test_a_hostile_name_cannot_act(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    pipeline.rows = [builders.visit(callsign="\x1b[2JX\x07", registration="\u202eN1\n2")]
    for words in (["visits", "XQAA"], ["visits", "XQAA", "--wide"], ["visits", "XQAA", "--format", "csv"]):
        out = run(*words).stdout
        assert not set(out) & {"\x1b", "\x07", "\u202e"}
        assert "N1 2" in out


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=60), min_size=2, max_size=2),
    st.integers(2, 20),
)
def test_cells_wrap_to_their_width_and_lose_no_letter(texts: list[str], width: int) -> None:
    columns = [Column("a", width), Column("b", width)]
    cells = [Cell.of(text) for text in texts]
    lines = row_lines(columns, cells)
    assert all(cell_len(line) <= 2 * width + 2 for line in lines)
    wanted = sorted("".join(line for cell in cells for line in cell.lines).replace(" ", ""))
    assert sorted("".join(lines).replace(" ", "")) == wanted


def test_a_long_word_breaks_where_the_line_ends() -> None:
    assert row_lines([Column("a", 4)], [Cell.of("abcdefghij")]) == ["abcd", "efgh", "ij"]


def test_a_table_shrinks_its_widest_column() -> None:
    lines = list(fitted_table(["a", "b"], [["x" * 50, "y " * 40]]))
    assert max(map(cell_len, lines)) <= 80
    assert "".join(lines).count("x") == 50


def test_wide_letters_count_as_wide() -> None:
    assert paragraph("機機機", width=4) == ["機機", "機"]


def test_visits_to_several_fields_name_the_field(
    pipeline: Any, run: Callable[..., Result], builders: SimpleNamespace
) -> None:
    pipeline.rows = [builders.visit(), builders.visit(aerodrome="XQBB")]
    out = run("visits", "XQ").stdout
    assert "    at XQAA  a1b2c3" in out
    assert "    at XQBB  a1b2c3" in out
    assert "at XQAA  a1b2c3" not in run("visits", "XQAA").stdout
