"""Aircraft from the words of several feeds: the newest counts, jumps are doubted, nothing is told twice."""

import msgspec

from wheelsdown.live.lists import Known, heard_of, read_list
from wheelsdown.live.picture import Aircraft
from wheelsdown.live.sky import Sky, Verdict
from wheelsdown.live.told import Told
from wheelsdown.schemas import Integrity
from wheelsdown.sources.heard import Heard

START_US = 1_767_607_200_000_000


def word(at_s: float, lat: float | None = None, lon: float | None = None, **said: object) -> Heard:
    return Heard("4ca2d6", START_US + int(at_s * 1e6), lat, lon, **said)  # type: ignore[arg-type]


def shown(sky: Sky, at_s: float) -> Aircraft:
    (aircraft,) = sky.aircraft(START_US + int(at_s * 1e6))
    return aircraft


def test_an_older_word_never_replaces_a_newer_one() -> None:
    sky = Sky()
    assert sky.hear(word(10, 51.5, -0.1, altitude_ft=3000.0, callsign="NEW"), "a") is Verdict.BELIEVED
    assert sky.hear(word(8, 51.49, -0.1, altitude_ft=3100.0, callsign="OLD"), "b") is Verdict.NONE
    aircraft = shown(sky, 11)
    assert (aircraft.lat, aircraft.alt_baro, aircraft.flight) == (51.5, 3000.0, "NEW")
    assert (aircraft.seen, aircraft.seen_pos, aircraft.receivers) == (1.0, 1.0, ["a", "b"])


def test_a_position_of_two_feeds_is_one_even_if_it_comes_late() -> None:
    sky = Sky()
    for n in range(4):
        assert sky.hear(word(n / 2, 51.5 + n / 1000, -0.1), "a") is Verdict.BELIEVED
    for n in range(4):
        assert sky.hear(word(1.5 + n / 10, 51.500004 + n / 1000, -0.1), "b") is Verdict.TOLD
    assert shown(sky, 2).lat == 51.503
    assert sky.hear(word(9, 51.503, -0.1), "b") is Verdict.BELIEVED  # the same place later is news


def test_positions_are_told_once_however_many_a_held_up_feed_delivers() -> None:
    sky = Sky()
    for n in range(1_000):  # minutes of the sky within a second
        sky.hear(word(n / 1000, 51.5 + n / 1e4, -0.1), "a")
    late = [sky.hear(word(1 + n / 1000, 51.5 + n / 1e4 + 4e-6, -0.1), "b") for n in range(1_000)]
    assert set(late[1:]) == {Verdict.TOLD}


def test_what_arrived_first_but_is_taken_in_late_is_told_by_it() -> None:
    sky = Sky()
    sky.hear(word(1.010, 51.5, -0.1), "a")
    assert sky.hear(word(1.007, 51.5, -0.1), "b") is Verdict.TOLD
    assert sky.hear(word(1.007, 51.501, -0.1), "b") is Verdict.NONE  # late, and told all the same
    assert sky.hear(word(1.012, 51.501, -0.1), "a") is Verdict.TOLD


def test_a_frame_is_told_once_whichever_feed_is_taken_in_first() -> None:
    told = Told()
    told.tell("8d4ca2d6", "a", START_US + 10_000, "4ca2d6")
    assert told.by_another("8d4ca2d6", "b", START_US + 7_000) == (True, "4ca2d6")
    assert told.by_another("8d4ca2d6", "b", START_US + 3_000_000) == (False, None)
    assert told.by_another("8d4ca2d6", "b", START_US - 3_000_000) == (False, None)  # the clock was set back


def test_places_beside_each_other_are_two() -> None:
    sky = Sky()
    sky.hear(word(0, 51.5, -0.1), "a")
    sky.hear(word(0.1, 51.5, -0.1), "b")
    assert sky.hear(word(0.2, 51.50003, -0.1), "b") is Verdict.BELIEVED


def test_a_jump_is_not_believed_and_marks_the_aircraft() -> None:
    sky = Sky()
    sky.hear(word(0, 51.5, -0.1), "a")
    for n in range(1, 30):
        assert sky.hear(word(n, 33.8, 35.5 + n / 1000), "a") is Verdict.DOUBTED
    aircraft = shown(sky, 30)
    assert (aircraft.lat, aircraft.integrity) == (51.5, Integrity.SPOOF_SUSPECT)
    assert aircraft.seen_pos == 30.0


def test_another_track_that_lasts_is_shown_and_still_marked() -> None:
    sky = Sky()
    sky.hear(word(0, 51.5, -0.1), "a")
    verdicts = [sky.hear(word(n, 33.8, 35.5 + n / 1000), "a") for n in range(1, 70)]
    assert verdicts[:60] == [Verdict.DOUBTED] * 60
    assert verdicts[-1] is Verdict.BELIEVED
    aircraft = shown(sky, 70)
    assert (aircraft.lat, aircraft.integrity) == (33.8, Integrity.SPOOF_SUSPECT)


def test_single_wrong_positions_never_take_over() -> None:
    sky = Sky()
    sky.hear(word(0, 51.5, -0.1), "a")
    for n in range(1, 100):
        assert sky.hear(word(n, 33.8 - n, 35.5), "a") is Verdict.DOUBTED


def test_after_a_long_silence_far_is_not_a_jump() -> None:
    sky = Sky()
    sky.hear(word(0, 51.5, -0.1), "a")
    assert sky.hear(word(280, 51.5, 1.9), "a") is Verdict.BELIEVED
    assert shown(sky, 281).integrity is None


def test_emergency_codes_without_a_checksum_need_saying_twice() -> None:
    sky = Sky()
    sky.hear(word(0, squawk="1000", source_type="mode_s"), "a")
    sky.hear(word(1, squawk="7500", source_type="mode_s"), "a")
    assert shown(sky, 2).squawk == "1000"
    sky.hear(word(3, squawk="7500", source_type="mode_s"), "a")
    assert shown(sky, 4).squawk == "7500"
    checked = Sky()
    checked.hear(word(0, squawk="7700", source_type="adsb_icao"), "a")
    assert shown(checked, 1).squawk == "7700"


def test_poor_and_lost_accuracy_is_said() -> None:
    sky = Sky()
    sky.hear(word(0, nac_p=9, adsb_version=2, source_type="adsb_icao"), "a")
    assert shown(sky, 1).integrity is Integrity.OK
    sky.hear(word(2, nac_p=5, source_type="adsb_icao"), "a")
    assert shown(sky, 3).integrity is Integrity.DEGRADED
    sky.hear(word(4, nac_p=0, source_type="adsb_icao"), "a")
    assert shown(sky, 5).integrity is Integrity.JAMMED


def test_what_is_old_is_not_shown_and_then_forgotten() -> None:
    sky = Sky()
    sky.hear(word(0, 51.5, -0.1, groundspeed_kt=180.0, on_ground=True, callsign="TST1"), "a")
    fresh, old = shown(sky, 59), shown(sky, 61)
    assert (fresh.lat, fresh.gs, fresh.alt_baro, fresh.receivers) == (51.5, 180.0, "ground", ["a"])
    assert (old.lat, old.gs, old.alt_baro, old.flight, old.receivers) == (None, None, None, "TST1", [])
    assert sky.aircraft(START_US + 301_000_000) == []


def test_lists_full_of_nonsense_say_nothing_wrong() -> None:
    body = (
        b'{"now": 1, "aircraft": [1, {}, {"hex": "4ca2d6", "alt_baro": [1], "gs": true, "lat": 91, "lon": 0,'
        b'"flight": "\\u001b[31mX", "squawk": "99999", "seen": -1, "r": {"a": 1}, "dbFlags": "1", "nic": 1e400}]}'
    )
    entries = list(heard_of(read_list(body, where="x"), START_US))
    (heard, located, known) = entries[2]  # type: ignore[misc]
    assert (heard.altitude_ft, heard.groundspeed_kt, heard.squawk, located) == (None, None, None, None)
    assert heard.callsign == "[31mX"
    assert (known, heard.at_us) == (Known(), START_US)


def test_a_persons_name_is_not_shown_as_operator_and_an_airlines_is() -> None:
    said = {"DOE JANE": None, "MEDINA SAMU": None}
    said |= {
        name: name for name in ("Ryanair", "Invented Cargo Ltd", "Invented Ambulancias", "DRF Luftrettung")
    }
    for owner, operator in said.items():
        entry = {"hex": "4ca2d6", "ownOp": owner, "r": "XQ-1", "seen": 0.1}
        listed = read_list(msgspec.json.encode({"now": 1.0, "aircraft": [entry]}), where="web")
        sky = Sky()
        for each in heard_of(listed, START_US):
            assert isinstance(each, tuple)
            sky.hear(each[0], "web")
            sky.know("4ca2d6", each[2])
        aircraft = shown(sky, 1)
        assert (aircraft.r, aircraft.own_op, aircraft.owner_withheld) == ("XQ-1", operator, operator is None)
