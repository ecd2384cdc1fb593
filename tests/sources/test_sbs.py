"""SBS lines: times in any zone near midnight, values that are none, hostile text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.sources.heard import Heard
from wheelsdown.sources.sbs import SbsDecoder
from wheelsdown.sources.wire import Message


def line(at: str = "10:00:00.000", **fields: str) -> str:
    values = dict.fromkeys(range(1, 23), "") | {1: "MSG", 2: "3", 5: "4CA2D6", 8: at}
    names = {
        "callsign": 11,
        "altitude": 12,
        "gs": 13,
        "lat": 15,
        "lon": 16,
        "squawk": 18,
        "ground": 22,
        "hex": 5,
    }
    values |= {names[name]: value for name, value in fields.items()}
    return ",".join(values.values())


def heard(text: str, arrived: str = "2026-01-05T10:00:01+00:00", tz: str = "UTC") -> Heard | None:
    at = datetime.fromisoformat(arrived)
    return SbsDecoder(tz).decode([Message(text)], int(at.timestamp() * 1e6))[0]


@pytest.mark.parametrize(
    ("arrived", "tz", "told", "expected"),
    [
        ("2026-01-05T10:00:01+00:00", "UTC", "10:00:00.250", "2026-01-05T10:00:00.250+00:00"),
        ("2026-01-05T10:00:01+00:00", "Europe/Kyiv", "12:00:00.500", "2026-01-05T10:00:00.500+00:00"),
        ("2026-01-06T00:00:01+00:00", "UTC", "23:59:59.000", "2026-01-05T23:59:59+00:00"),
        ("2026-01-05T23:59:59+00:00", "UTC", "00:00:01.000", "2026-01-06T00:00:01+00:00"),
        ("2026-01-05T22:00:01+00:00", "Europe/Kyiv", "23:59:59.000", "2026-01-05T21:59:59+00:00"),
        ("2026-01-05T10:00:01+00:00", "UTC", "12:00:00.500", "2026-01-05T10:00:01+00:00"),  # another zone
        ("2026-01-05T10:00:01+00:00", "UTC", "25:00:00.000", "2026-01-05T10:00:01+00:00"),
        ("2026-01-05T10:00:01+00:00", "UTC", "", "2026-01-05T10:00:01+00:00"),
    ],
)
def test_times(arrived: str, tz: str, told: str, expected: str) -> None:
    said = heard(line(told), arrived, tz)
    assert said is not None
    assert datetime.fromtimestamp(said.at_us / 1e6, UTC) == datetime.fromisoformat(expected)


def test_values() -> None:
    said = heard(line(callsign="TST1@@@@", altitude="3700", gs="nan", lat="51.5", lon="-0.1", squawk="7700"))
    assert said is not None
    assert (said.callsign, said.altitude_ft, said.groundspeed_kt) == ("TST1", 3700, None)
    assert (said.lat_deg, said.lon_deg, said.squawk) == (51.5, -0.1, "7700")


def test_half_a_position_is_none_and_the_ground_has_no_height() -> None:
    said = heard(line(lat="51.5", altitude="3700", ground="-1", squawk="99"))
    assert said is not None
    assert (said.lat_deg, said.altitude_ft, said.on_ground, said.squawk) == (None, None, True, None)


@pytest.mark.parametrize("text", [line(hex="GHIJKL"), line(hex=""), "STA,,5,179,400AE7", "a,b", line()[:40]])
def test_what_is_no_message_is_counted(text: str) -> None:
    decoder = SbsDecoder()
    assert decoder.decode([Message(text)], 1_767_607_200_000_000) == [None]
    assert sum(decoder.dropped.values()) == 1


@given(st.text(max_size=200), st.lists(st.text(max_size=12), min_size=22, max_size=22))
def test_no_text_stops_the_decoder(text: str, fields: list[str]) -> None:
    fields[0], fields[4] = "MSG", "4CA2D6"
    SbsDecoder().decode([Message(text), Message(",".join(fields))], 1_767_607_200_000_000)
