"""Frames say what rs1090 and the recordings say, and nothing is believed that cannot be checked."""

import math
from pathlib import Path

import pytest
import rs1090
from hypothesis import given
from hypothesis import strategies as st
from loopback_feeder import Recorded, recorded_messages

from wheelsdown.sources.cpr import CprDecoder, Half, zones
from wheelsdown.sources.heard import Heard
from wheelsdown.sources.mode_s import ModeSDecoder
from wheelsdown.sources.wire import Message

IDENT = "8d400f99582312412ff8a4aa14a0"  # an airborne position of 400f99, even


def at_us(second: float) -> int:
    return int(second * 1e6)


def decoded(messages: list[Recorded], reference: tuple[float, float] | None) -> list[Heard | None]:
    decoder = ModeSDecoder(reference)
    return [decoder.decode([Message(m.frame)], at_us(m.at_s))[0] for m in messages]


def apart_nm(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    return 60 * math.hypot(lat1 - lat2, (lon1 - lon2) * math.cos(math.radians(lat1)))


def with_sum(payload: bytes, overlay: int = 0) -> str:
    """Give a frame with its checksum, computed bit by bit."""
    rest = int.from_bytes(payload, "big") << 24
    n_bits = len(payload) * 8 + 24
    for bit in range(len(payload) * 8):
        if rest >> (n_bits - 1 - bit) & 1:
            rest ^= 0x1FFF409 << (n_bits - 25 - bit)
    return (payload + (rest ^ overlay).to_bytes(3, "big")).hex()


@pytest.mark.parametrize(
    ("name", "reference"), [("one_flight", (49.0, 2.55)), ("several_aircraft", (43.63, 1.37))]
)
def test_positions_are_those_recorded(data: Path, name: str, reference: tuple[float, float]) -> None:
    messages = recorded_messages(data / "live" / f"{name}.csv.gz")
    heard = decoded(messages, reference)
    n_known = n_missed = 0
    for message, said in zip(messages, heard, strict=True):
        found = None if said is None or said.lat_deg is None else (said.lat_deg, said.lon_deg)
        if message.lat_deg is None or message.lon_deg is None:
            assert found is None
            continue
        n_known += 1
        if found is None or found[1] is None:
            n_missed += 1
        else:
            assert apart_nm(message.lat_deg, message.lon_deg, found[0], found[1]) < 1e-4
    assert n_known > 1000
    assert n_missed <= 20  # the first of a pair tells nothing


def test_nobody_is_placed_on_the_ground_without_knowing_where_the_receiver_is(data: Path) -> None:
    messages = recorded_messages(data / "live" / "one_flight.csv.gz")
    heard = [said for said in decoded(messages, None) if said is not None]
    on_ground = [said for said in heard if said.on_ground]
    assert len(on_ground) > 300
    assert all(said.lat_deg is None for said in on_ground)


def test_an_aircraft_that_landed_is_placed_by_where_it_was_in_the_air(data: Path) -> None:
    """The recording played backwards is a landing."""
    messages = recorded_messages(data / "live" / "one_flight.csv.gz")
    ends = max(m.at_s for m in messages)
    back = [Recorded(2 * ends - m.at_s, m.frame, m.lat_deg, m.lon_deg) for m in reversed(messages)]
    heard = decoded(back, None)
    placed = [
        (message, said)
        for message, said in zip(back, heard, strict=True)
        if said is not None and said.on_ground and said.lat_deg is not None and said.lon_deg is not None
    ]
    assert len(placed) > 300
    for message, said in placed:
        assert message.lat_deg is not None
        assert message.lon_deg is not None
        assert apart_nm(message.lat_deg, message.lon_deg, said.lat_deg or 0, said.lon_deg or 0) < 1e-4


def test_in_the_air_rs1090_itself_agrees(data: Path) -> None:
    messages = recorded_messages(data / "live" / "several_aircraft.csv.gz")
    theirs = rs1090.decode([m.frame for m in messages], [m.at_s for m in messages])
    ours = decoded(messages, None)
    n_both = 0
    for their, our in zip(theirs, ours, strict=True):
        if their and their.get("bds") == "05" and their.get("latitude") and our and our.lat_deg is not None:
            assert apart_nm(their["latitude"], their["longitude"], our.lat_deg, our.lon_deg or 0) < 1e-6
            n_both += 1
    assert n_both > 500


def test_a_wrong_checksum_is_dropped() -> None:
    decoder = ModeSDecoder()
    assert decoder.decode([Message("8d400f99582312412ff8a4aa14a1")], at_us(1000)) == [None]
    assert decoder.dropped == {"bad_checksum": 1}


def test_replies_count_only_for_addresses_heard_with_a_checksum() -> None:
    reply = with_sum(bytes.fromhex("20000a3f"), overlay=0x400F99)
    decoder = ModeSDecoder()
    assert decoder.decode([Message(reply)], at_us(1000)) == [None]
    assert decoder.dropped == {"unconfirmed_address": 1}
    decoder.decode([Message(IDENT)], at_us(1001))
    (heard,) = decoder.decode([Message(reply)], at_us(1002))
    assert heard is not None
    assert heard.airframe == "400f99"
    assert decoder.decode([Message(reply)], at_us(1062)) == [None]


def test_all_calls_to_one_interrogator_confirm_nothing() -> None:
    to_all, to_one = (with_sum(bytes.fromhex("5d400f99"), overlay=code) for code in (0, 5))
    decoder = ModeSDecoder()
    assert decoder.decode([Message(to_one)], at_us(1000)) == [None]
    assert decoder.decode([Message(to_all)], at_us(1001))[0] is not None
    assert decoder.decode([Message(to_one)], at_us(1002))[0] is not None


@pytest.mark.parametrize(
    ("control", "airframe"),
    [(0, "400f99"), (1, "~400f99"), (2, "~400f99"), (6, "~400f99"), (3, None), (7, None)],
)
def test_addresses_of_the_ground_are_no_airframes(control: int, airframe: str | None) -> None:
    frame = with_sum(bytes([18 << 3 | control]) + bytes.fromhex(IDENT)[1:11])
    (heard,) = ModeSDecoder().decode([Message(frame)], at_us(1000))
    assert (heard.airframe if heard else None) == airframe


def test_a_callsign_with_letters_that_are_none_is_not_kept() -> None:
    (heard,) = ModeSDecoder().decode([Message("8f753a6a159136095a8b4db55887")], at_us(1000))
    assert heard is not None
    assert heard.callsign is None


@given(st.lists(st.binary(min_size=7, max_size=7) | st.binary(min_size=14, max_size=14), max_size=30))
def test_no_frame_stops_the_decoder(frames: list[bytes]) -> None:
    signed = [with_sum(bytes([17 << 3]) + frame[1:11]) for frame in frames if len(frame) == 14]
    messages = (
        [Message(frame.hex()) for frame in frames] + [Message(frame) for frame in signed] + [Message("")]
    )
    assert len(ModeSDecoder((49.0, 2.0)).decode(messages, at_us(1000))) == len(messages)


# --- positions ------------------------------------------------------------------------------------


def encoded(
    lat: float, lon: float, *, is_odd: bool, on_ground: bool, at_s: float, tick_s: float | None = None
) -> Half:
    """Encode a position (ICAO Annex 10 volume III, 2.7)."""
    span = 90.0 if on_ground else 360.0
    d_lat = span / (60 - is_odd)
    lat_cpr = math.floor(2**17 * ((lat % d_lat) / d_lat) + 0.5)
    r_lat = d_lat * (lat_cpr / 2**17 + math.floor(lat / d_lat))
    d_lon = span / max(zones(r_lat) - is_odd, 1)
    lon_cpr = math.floor(2**17 * ((lon % d_lon) / d_lon) + 0.5)
    return Half(is_odd, lat_cpr % 2**17, lon_cpr % 2**17, on_ground, at_s, tick_s)


LATS = st.floats(-86.9, 86.9)
LONS = st.floats(-180, 179.999)


@given(lat=LATS, lon=LONS)
def test_a_pair_gives_the_place_anywhere_on_earth(lat: float, lon: float) -> None:
    decoder = CprDecoder()
    assert decoder.place("a", encoded(lat, lon, is_odd=False, on_ground=False, at_s=0.0)) is None
    found = decoder.place("a", encoded(lat, lon, is_odd=True, on_ground=False, at_s=0.5))
    if found is not None:  # at the edge of a zone of latitude the halves may lie in different ones
        assert apart_nm(lat, lon, found[0], lon + ((found[1] - lon + 180) % 360 - 180)) < 0.01
    else:
        assert zones(lat - 0.001) != zones(lat + 0.001)


@given(lat=LATS, lon=LONS, north=st.floats(-0.3, 0.3), east=st.floats(-0.3, 0.3))
def test_on_the_ground_the_place_nearest_the_receiver_is_meant(
    lat: float, lon: float, north: float, east: float
) -> None:
    decoder = CprDecoder((max(-90, min(90, lat + north)), lon + east))
    decoder.place("a", encoded(lat, lon, is_odd=False, on_ground=True, at_s=0.0))
    found = decoder.place("a", encoded(lat, lon, is_odd=True, on_ground=True, at_s=0.5))
    if found is not None:
        assert apart_nm(lat, lon, found[0], lon + ((found[1] - lon + 180) % 360 - 180)) < 0.01
    else:
        assert zones(lat - 0.001) != zones(lat + 0.001)


def test_on_the_ground_far_from_the_receiver_nothing_is_said() -> None:
    """A feed of a whole network has no one receiver."""
    decoder = CprDecoder((35.4, 35.95))
    for number in range(6):
        half = encoded(49.0, 2.55, is_odd=bool(number % 2), on_ground=True, at_s=number / 2)
        assert decoder.place("a", half) is None


def test_halves_more_than_ten_seconds_apart_are_no_pair() -> None:
    for at_s, tick_s in ((11.0, None), (0.1, 11.0)):  # the network may have held back what the receiver sent
        decoder = CprDecoder()
        decoder.place("a", encoded(49.0, 2.5, is_odd=False, on_ground=False, at_s=0.0, tick_s=0.0))
        half = encoded(49.0, 2.5, is_odd=True, on_ground=False, at_s=at_s, tick_s=tick_s)
        assert decoder.place("a", half) is None


def test_one_half_is_enough_for_a_minute() -> None:
    decoder = CprDecoder()
    for is_odd in (False, True):
        decoder.place("a", encoded(49.0, 2.5, is_odd=is_odd, on_ground=False, at_s=0.0))
    moved = encoded(49.05, 2.55, is_odd=False, on_ground=False, at_s=59.0)
    assert decoder.place("a", moved) == pytest.approx((49.05, 2.55), abs=1e-4)
    late = encoded(49.1, 2.6, is_odd=False, on_ground=False, at_s=130.0)
    assert decoder.place("a", late) is None


def test_a_place_that_does_not_follow_waits_for_the_next() -> None:
    decoder = CprDecoder()
    for is_odd in (False, True):
        decoder.place("a", encoded(49.0, 2.5, is_odd=is_odd, on_ground=False, at_s=0.0))
    far = [encoded(35.4, 35.9, is_odd=bool(n % 2), on_ground=False, at_s=1 + n / 2) for n in range(4)]
    places = [decoder.place("a", half) for half in far]
    assert places[1] is None or abs(places[1][0] - 35.4) > 1e-3 or places[0] is None
    assert places[3] == pytest.approx((35.4, 35.9), abs=1e-4)


def test_zones_are_those_of_the_standard() -> None:
    # Transition latitudes of RTCA DO-260B, table A-21 (two of each end and one between).
    for edge, above in ((10.47047130, 58), (14.82817437, 57), (52.15, 36), (86.53536998, 2), (87.0, 1)):
        assert zones(edge - 1e-6) in (above + 1, 36)
        assert zones(edge + 1e-6) == above
        assert zones(-edge - 1e-6) == above
