"""Streams are cut into the same messages however their bytes come in pieces."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_feeder import avr, beast

from wheelsdown.sources.avr import AvrSplitter
from wheelsdown.sources.beast import BeastSplitter
from wheelsdown.sources.sbs import SbsSplitter
from wheelsdown.sources.wire import Message, Splitter

FRAMES = st.binary(min_size=14, max_size=14) | st.binary(min_size=7, max_size=7)
SBS_LINE = (
    b"MSG,3,1,1,4CA2D6,1,2026/11/22,10:00:00.000,2026/11/22,10:00:00.000,,37000,,,51.5,-0.1,,,0,0,0,0\r\n"
)

SPLITTERS: list[Callable[[], Splitter]] = [BeastSplitter, AvrSplitter, SbsSplitter]

#: Bytes that mean something to one of the splitters come up often.
NOISE = st.lists(
    st.sampled_from(
        [b"\x1a", b"\x1a\x1a", b"\x1a2", b"\x1a3", b"\x1a1", b"\x1a\xe3", b";", b"*", b"\n", b","]
    )
    | st.binary(max_size=24)
    | FRAMES.map(lambda frame: beast(frame.hex(), 0x1A1A1A))
    | FRAMES.map(lambda frame: avr(frame.hex()))
    | st.just(SBS_LINE)
    | st.just(b"x" * 1100),
    max_size=24,
).map(b"".join)


def cut(payload: bytes, places: list[int]) -> list[bytes]:
    edges = sorted({0, len(payload), *(place % (len(payload) + 1) for place in places)})
    return [payload[a:b] for a, b in pairwise(edges)]


def messages_of(splitter: Splitter, pieces: list[bytes]) -> list[Message]:
    return [message for piece in pieces for message in splitter.split(piece)]


@pytest.mark.parametrize("make", SPLITTERS)
@given(payload=NOISE, places=st.lists(st.integers(0, 2**16), max_size=40))
def test_any_chunking_gives_the_same_messages(
    make: Callable[[], Splitter], payload: bytes, places: list[int]
) -> None:
    whole, pieces = make(), make()
    assert messages_of(whole, [payload]) == messages_of(pieces, cut(payload, places))
    assert whole.rest() == pieces.rest()
    assert whole.n_garbage_bytes == pieces.n_garbage_bytes


@pytest.mark.parametrize("make", SPLITTERS)
@given(payload=NOISE, place=st.integers(0, 2**16))
def test_what_is_held_back_goes_on_in_another_splitter(
    make: Callable[[], Splitter], payload: bytes, place: int
) -> None:
    """A file that ends within a message hands its rest to the next one."""
    before, after = cut(payload, [place])[:1], cut(payload, [place])[1:]
    first, second, whole = make(), make(), make()
    told = messages_of(first, before)
    assert second.split(first.rest()) == []
    assert told + messages_of(second, after) == messages_of(whole, [payload])


@given(frames=st.lists(FRAMES, max_size=20), ticks=st.integers(0, 2**48 - 1))
def test_every_beast_message_is_found(frames: list[bytes], ticks: int) -> None:
    splitter = BeastSplitter()
    found = splitter.split(b"".join(beast(frame.hex(), ticks) for frame in frames))
    assert [message.text for message in found] == [frame.hex() for frame in frames]
    assert splitter.n_garbage_bytes == 0
    assert splitter.rest() == b""


@given(frames=st.lists(FRAMES, min_size=1, max_size=8), garbage=st.binary(max_size=40))
def test_messages_between_garbage_are_found(frames: list[bytes], garbage: bytes) -> None:
    garbage = garbage.replace(b"\x1a", b"")
    splitter = BeastSplitter()
    found = splitter.split(garbage.join([b"", *(beast(frame.hex(), 7) for frame in frames)]))
    assert [message.text for message in found] == [frame.hex() for frame in frames]
    assert splitter.n_garbage_bytes == len(garbage) * len(frames)


def test_a_message_that_breaks_off_does_not_swallow_the_next() -> None:
    frame = "8d400f99582312412ff8a4aa14a0"
    splitter = BeastSplitter()
    found = splitter.split(beast(frame)[:9] + beast(frame, 5))
    assert [message.text for message in found] == [frame]
    assert splitter.n_garbage_bytes == 9


def test_beast_carries_counter_signal_and_multilateration() -> None:
    (found,) = BeastSplitter().split(beast("5d400f99aabbcc", 24_000_000, 200))
    assert (found.tick_s, found.signal, found.by_mlat) == (2.0, 200, False)
    (by_mlat,) = BeastSplitter().split(beast("5d400f99aabbcc", 0xFF004D4C4154))
    assert (by_mlat.tick_s, by_mlat.by_mlat) == (None, True)
    mode_ac, status = b"\x1a1" + bytes(9), b"\x1a4" + bytes(21)
    assert [m.text for m in BeastSplitter().split(mode_ac + status)] == ["", ""]
    receiver = b"\x1a\xe3" + bytes(8)
    assert [m.text for m in BeastSplitter().split(receiver + beast("5d400f99aabbcc"))] == ["5d400f99aabbcc"]


def test_a_real_capture_is_cut_without_a_byte_left_over(data: Path) -> None:
    splitter = BeastSplitter()
    found = splitter.split((data / "live" / "sample_dump1090.bin").read_bytes())
    assert len(found) == 239
    assert splitter.n_garbage_bytes == 0
    assert splitter.rest() == b""
    ticks = [message.tick_s or 0.0 for message in found]
    assert 0 < max(ticks) - min(ticks) < 60


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        (b"*8D400F99582312412FF8A4AA14A0;\n", "8d400f99582312412ff8a4aa14a0"),
        (b"@0000015A1E0C8d400f99582312412ff8a4aa14a0;", "8d400f99582312412ff8a4aa14a0"),
        (b"<0000015A1E0CC85d400f99aabbcc;\r\n", "5d400f99aabbcc"),
        (b"junk 8d*5d400f99aabbcc;", "5d400f99aabbcc"),
        (b"*7700;", ""),
    ],
)
def test_avr_is_read_in_all_its_forms(text: bytes, frame: str) -> None:
    splitter = AvrSplitter()
    assert [message.text for message in splitter.split(text)] == [frame]
    assert splitter.n_garbage_bytes == 0


@pytest.mark.parametrize(
    "text", [b"*8D40;", b"8D400F99582312412FF8A4AA14A0;", b"*8D400F99582312412FF8A4AA14Ax;"]
)
def test_what_is_no_frame_is_counted(text: bytes) -> None:
    splitter = AvrSplitter()
    found = splitter.split(text)
    assert [message.text for message in found if message.text] == []
    assert splitter.n_garbage_bytes in (0, len(text))
