"""Days without a time zone: the union of what they could mean supports, only what is sure contradicts."""

from datetime import date
from zoneinfo import ZoneInfo

from wheelsdown.claims.claim import Claim, ClaimedDate, ClaimedPause, ClaimKind, Polarity, Published
from wheelsdown.verdicts.spans import bounded_by, claimed_silence
from wheelsdown.verdicts.windows import window_of

EAST, WEST = ZoneInfo("Asia/Vladivostok"), ZoneInfo("America/New_York")


def a_claim(kind=ClaimKind.MOVEMENT, **fields):
    return Claim(claim_id="c", article="a", span=(0, 1), quote="q", kind=kind, **fields)


def test_a_day_is_the_union_of_the_local_days_outside_and_their_common_part_inside():
    window = window_of(ClaimedDate(start="2031-05-10", end="2031-05-11"), [EAST, WEST], until=None)
    assert window.outer.start.isoformat() == "2031-05-09T14:00:00+00:00"
    assert window.outer.end.isoformat() == "2031-05-11T04:00:00+00:00"
    assert window.inner.start.isoformat() == "2031-05-10T04:00:00+00:00"
    assert window.inner.end.isoformat() == "2031-05-10T14:00:00+00:00"


def test_an_open_date_ends_with_the_publication_and_is_never_sure():
    window = window_of(ClaimedDate(start="2031-05-10"), [], until=date(2031, 5, 20))
    assert (window.outer.end.isoformat(), window.inner) == ("2031-05-20T00:00:00+00:00", None)


def test_several_possible_dates_are_all_asked_and_none_is_sure():
    two = ClaimedDate(candidates=(("2031-05-07", "2031-05-08"), ("2031-05-14", "2031-05-15")))
    window = window_of(two, [], until=None)
    assert (window.outer.start.day, window.outer.end.day, window.inner) == (7, 15, None)


def test_no_date_gives_no_window():
    assert window_of(None, [EAST], until=date(2031, 5, 20)) is None
    assert window_of(ClaimedDate(precision="none"), [EAST], until=date(2031, 5, 20)) is None


def test_a_claim_without_a_day_is_bounded_by_the_dated_ones_beside_it():
    dated = a_claim(date=ClaimedDate(start="2031-05-10", end="2031-05-11"))
    still_open = a_claim(date=ClaimedDate(start="2031-05-08"))
    published = Published(start="2031-05-12", end="2031-05-14")
    bounded = bounded_by(a_claim(), [dated, still_open], published)
    assert (bounded.start, bounded.end) == ("2031-05-08", "2031-05-14")
    assert bounded_by(a_claim(), [a_claim(asserted=False, date=dated.date)], published) is None


def test_a_pause_of_a_length_ends_where_the_flights_came_back():
    window = window_of(ClaimedDate(start="2031-07-01", end="2031-07-02"), [], until=None)
    resumed = a_claim(ClaimKind.RESUMPTION, pause=ClaimedPause(duration="P6M"))
    silence = claimed_silence(resumed, window)
    assert silence.end == window.outer.start
    assert 180 < (silence.end - silence.start).days < 184
    assert claimed_silence(resumed, None) is None


def test_a_denial_claims_the_silence_of_its_own_days():
    window = window_of(ClaimedDate(start="2031-07-01", end="2031-07-02"), [], until=None)
    assert claimed_silence(a_claim(polarity=Polarity.DID_NOT_HAPPEN), window) == window.inner
    assert claimed_silence(a_claim(), window) is None
