"""Registrations and call signs as subjects, aircraft met by others, and the days that several of them share."""

import pytest


@pytest.fixture(scope="module")
def flown(tell):
    """Get code, number, legs and first day of each flight of a text."""

    def read(text):
        found = []
        for claim in tell(text=text)[0].read.claims:
            if claim.asserted:
                ends = [
                    (leg.origin and leg.origin.id, leg.destination and leg.destination.id)
                    for leg in claim.legs
                ]
                code = claim.aircraft.registration or claim.aircraft.callsign
                n = claim.aircraft.airframes.n if claim.aircraft.airframes else None
                found.append((code, n, ends, claim.date and claim.date.start and claim.date.start[5:]))
        return found

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "RA-76845 landed at Benghazi on 1 May; RA-78831 landed at Hmeimim on 2 May.",
            [("RA-76845", 1, [(None, "HLLB")], "05-01"), ("RA-78831", 1, [(None, "OSLK")], "05-02")],
        ),
        (
            "RCH871 landed at Ramstein on 1 May and RCH402 at Rzeszow on 2 May.",
            [("RCH871", 1, [(None, "ETAR")], "05-01"), ("RCH402", 1, [(None, "EPRZ")], "05-02")],
        ),
        (
            "RA-76845 flew to Hmeimim on 1 May, and RA-78831 flew to Benghazi on 2 May.",
            [("RA-76845", 1, [(None, "OSLK")], "05-01"), ("RA-78831", 1, [(None, "HLLB")], "05-02")],
        ),
        ("RA-76845 and RA-78831 landed at Hmeimim on 2 May.", [(None, 2, [(None, "OSLK")], "05-02")]),
        (
            "RA-76845, ex-Chkalovsky, landed at Hmeimim on 2 May.",
            [("RA-76845", 1, [("UUMU", "OSLK")], "05-02")],
        ),
        (
            "Update: RA-76845 (again) landed at Hmeimim on 2 May.",
            [("RA-76845", 1, [(None, "OSLK")], "05-02")],
        ),
        (
            "RA-76845 left Chkalovsky on 2 May and it landed at Hmeimim.",
            [("RA-76845", 1, [("UUMU", "OSLK")], "05-02")],
        ),
        (
            "0510Z - RCH871 outbound from Ramstein to Rzeszow on 2 May.",
            [("RCH871", 1, [("ETAR", "EPRZ")], "05-02")],
        ),
        ("RA-76845 wheels down Hmeimim 2 May.", [("RA-76845", 1, [(None, "OSLK")], "05-02")]),
    ],
)
def test_each_code_with_a_verb_is_an_aircraft(flown, text, wanted):
    assert flown(text) == wanted


@pytest.fixture(scope="module")
def seen(tell):
    """Get type, place and first day of each flight of a text."""

    def read(text):
        told = [claim for claim in tell(text=text)[0].read.claims if claim.asserted]
        return [
            (c.aircraft.type_designator, c.place and c.place.id, c.date and c.date.start and c.date.start[5:])
            for c in told
        ]

    return read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("F-35s intercepted two Tu-95s off Alaska on 2 May.", [("TU95", "US-AK", "05-02")]),
        (
            "Fighters intercepted a Russian Il-20 over the Baltic Sea on 2 May.",
            [("IL18", "AREA-BALTIC", "05-02")],
        ),
        ("Two Tu-95s were tracked in the Alaskan ADIZ on 2 May.", [("TU95", "US-AK", "05-02")]),
        (
            "NORAD tracked two Tu-95s and two Su-35s operating in the Alaskan ADIZ on 2 May.",
            [("TU95", "US-AK", "05-02"), ("SU27", "US-AK", "05-02")],
        ),
    ],
)
def test_aircraft_that_others_met_are_told(seen, text, wanted):
    assert seen(text) == wanted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A C-17 left Ramstein and an A400M left Orleans on 1 May.", ["05-01", "05-01"]),
        ("Two F-16s took off from Lask to intercept a Tu-142 over the Baltic on 1 May.", ["05-01", "05-01"]),
        ("An Il-76 landed in Bamako and another is due on 20 May.", [None]),
        ("An Il-76 landed in Bamako and officials said on 1 May that it was empty.", [None]),
        ("A plane that was sold in 2023 flew from Tehran to Moscow on 1 May.", ["05-01"]),
    ],
)
def test_a_day_at_the_end_holds_for_those_joined(seen, text, days):
    assert [day for _, _, day in seen(text)] == days


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A convoy of six C-17s left Dover for Ramstein on 1 May.", ("KDOV", "ETAR")),
        ("A fleet of six C-17s landed at Ramstein on 1 May.", (None, "ETAR")),
        ("A C-130 from Cairo West carrying aid landed at El Arish on 1 May.", ("HECW", "HEAR")),
        ("An Il-76 linked to the United Arab Emirates landed in Bosaso on 1 May.", (None, "HCMF")),
    ],
)
def test_words_beside_the_aircraft_are_no_legs(legs, text, wanted):
    assert legs(text) == [wanted]
