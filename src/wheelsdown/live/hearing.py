"""What happens to what one feed sends: it is kept, cut into messages, decoded, and told to the sky.

The order is the point: the archive has it before anything looks at it, so nothing that fails later loses it.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

import msgspec

from wheelsdown import __version__
from wheelsdown.errors import SourceError
from wheelsdown.live.archive import MAX_AGE_S, Archive
from wheelsdown.live.arrival import ArrivalClock
from wheelsdown.live.feed_address import FeedAddress, Wire
from wheelsdown.live.lists import heard_of, read_list
from wheelsdown.live.picture import Dialect, Feed, FeedState
from wheelsdown.live.sky import Sky, Verdict
from wheelsdown.live.told import Told
from wheelsdown.sources.avr import AvrSplitter
from wheelsdown.sources.beast import BeastSplitter
from wheelsdown.sources.capture_records import Header, Kind
from wheelsdown.sources.heard import Heard
from wheelsdown.sources.mode_s import ModeSDecoder
from wheelsdown.sources.sbs import SbsDecoder, SbsSplitter
from wheelsdown.sources.wire import Message, Splitter

__all__ = ["Ear", "Hearing", "ListHearing", "StreamHearing", "hearing"]

_SPLITTERS: Final[dict[Wire, Callable[[], Splitter]]] = {
    Wire.BEAST: BeastSplitter,
    Wire.AVR: AvrSplitter,
    Wire.SBS: SbsSplitter,
}

#: Between two lists the same position seems to age by this much more or less than it did.
_SAME_US: Final = 1_500_000

_DIALECTS: Final = {Wire.BEAST: Dialect.BEAST, Wire.AVR: Dialect.AVR, Wire.SBS: Dialect.SBS}


class Ear(msgspec.Struct, frozen=True):
    """What all feeds of one listener share."""

    sky: Sky
    #: None where there is one feed only.
    told: Told | None
    clock: ArrivalClock
    #: Below it each feed has its folder.
    folder: Path
    #: Latitude and longitude of the receiver, if its user gave them.
    receiver: tuple[float, float] | None = None
    simulated: bool = False
    max_age_s: float = MAX_AGE_S
    closed: Callable[[Path], None] = lambda _: None


class Hearing(Protocol):
    """Takes in what one feed sends."""

    feed: Feed
    archive: Archive

    def begin(self) -> None:
        """A connection stands: what comes now does not go on where the last one broke off."""

    def take(self, received: bytes) -> None:
        """Take in what came."""

    def taken(self) -> Feed:
        """Give the counts as they stand."""


def hearing(address: FeedAddress, ear: Ear) -> "Hearing":
    """Give what takes in a feed of this kind."""
    return ListHearing(address, ear) if address.wire is Wire.AIRCRAFT_JSON else StreamHearing(address, ear)


class _Kept:
    """The archive and the counts of one feed."""

    def __init__(self, address: FeedAddress, ear: Ear, carried: Callable[[], bytes]) -> None:
        self.ear = ear
        self.feed = Feed(
            name=address.name,
            url=address.url,
            dialect=_DIALECTS.get(address.wire),
            state=FeedState.CONNECTING,
            since=_instant(ear.clock.now_us()),
        )
        header = Header(
            feed=address.name, url=address.url, dialect=address.wire, simulated=ear.simulated, started_at="",
            tool_version=__version__, tz=address.tz, receiver=ear.receiver,
        )  # fmt: skip
        self.archive = Archive(
            ear.folder / address.name, header, ear.clock,
            carried=carried, closed=ear.closed, max_age_s=ear.max_age_s,
        )  # fmt: skip

    def count(self, n_messages: int, at_us: int) -> None:
        self.archive.n_messages += n_messages
        if n_messages:
            self.feed.n_messages += n_messages
            self.feed.last_message_at = _instant(at_us)


class StreamHearing(_Kept):
    """Takes in a stream of bytes: Beast, AVR or SBS."""

    def __init__(self, address: FeedAddress, ear: Ear) -> None:
        self._new_splitter = _SPLITTERS[address.wire]
        self._splitter = self._new_splitter()
        self._decoder: ModeSDecoder | SbsDecoder = (
            SbsDecoder(address.tz) if address.wire is Wire.SBS else ModeSDecoder(ear.receiver)
        )
        self._dropped: Counter[str] = Counter()
        super().__init__(address, ear, self._rest)

    def begin(self) -> None:
        """Forget the half of a message that the last connection broke off in."""
        self._dropped["garbage_bytes"] += self._splitter.n_garbage_bytes + len(self._splitter.rest())
        self._splitter = self._new_splitter()

    def take(self, received: bytes) -> None:
        """Keep a piece of the stream, and tell the sky what is whole now."""
        at_us = self.archive.add(Kind.DATA, received)
        messages = self._splitter.split(received)
        first = self.archive.n_messages
        self.count(len(messages), at_us)
        fresh, repeated = self._fresh(messages, first, at_us)
        heard = self._decoder.decode([message for _, message in fresh], at_us)
        told, name = self.ear.told, self.feed.name
        for (number, message), said in zip(fresh, heard, strict=True):
            if told is not None:
                told.tell(message.text, name, at_us, said.airframe if said else None)
            if said is not None and self._tell(said) is Verdict.TOLD:
                repeated.append(number)
        if repeated:
            self._dropped["told_by_another_feed"] += len(repeated)
            self.archive.add(Kind.TOLD, msgspec.json.encode({"messages": sorted(repeated)}))

    def _fresh(
        self, messages: list[Message], first: int, at_us: int
    ) -> tuple[list[tuple[int, Message]], list[int]]:
        """Tell the messages that are new, with their numbers, from those that another feed has told."""
        told, name = self.ear.told, self.feed.name
        if told is None:
            return list(enumerate(messages, first)), []
        fresh: list[tuple[int, Message]] = []
        repeated: list[int] = []
        for number, message in enumerate(messages, first):
            is_told, airframe = told.by_another(message.text, name, at_us)
            if is_told:
                repeated.append(number)
                if airframe is not None:
                    self.ear.sky.hear_also(airframe, name, at_us)
            else:
                fresh.append((number, message))
        return fresh, repeated

    def taken(self) -> Feed:
        """Give the counts as they stand."""
        dropped = self._dropped + self._decoder.dropped
        dropped["garbage_bytes"] += self._splitter.n_garbage_bytes
        self.feed.n_dropped = {reason: n for reason, n in sorted(dropped.items()) if n}
        return self.feed

    def _rest(self) -> bytes:
        return self._splitter.rest()

    def _tell(self, said: Heard) -> Verdict:
        verdict = self.ear.sky.hear(said, self.feed.name)
        if verdict is Verdict.BELIEVED:
            self.feed.n_positions += 1
        elif verdict is Verdict.DOUBTED:
            self._dropped["implausible_jump"] += 1
        return verdict


class ListHearing(_Kept):
    """Takes in one ``aircraft.json`` after the other."""

    def __init__(self, address: FeedAddress, ear: Ear) -> None:
        super().__init__(address, ear, bytes)
        self._now = 0.0
        self._places: dict[str, Heard] = {}
        self._dropped: Counter[str] = Counter()
        #: Whether the feed says that what it lists is simulated.
        self.simulated = False

    def begin(self) -> None:
        """Nothing goes on from one list to the next."""

    def take(self, received: bytes) -> None:
        """Keep a list, and tell the sky what is new in it."""
        at_us = self.archive.add(Kind.SNAPSHOT, received)
        try:
            listed = read_list(received, where=self.feed.name)
        except SourceError as error:
            self.count(1, at_us)
            self._dropped[error.reason] += 1
            return
        if listed.now == self._now:
            self.archive.n_messages += 1
            self.feed.n_messages += 1
            self._dropped["same_list_again"] += 1
            return
        self.count(1, at_us)
        self._now = listed.now
        self.feed.dialect = listed.dialect or self.feed.dialect
        self.simulated = self.simulated or bool(listed.simulated)
        before, self._places = self._places, {}
        for entry in heard_of(listed, at_us):
            if isinstance(entry, SourceError):
                self._dropped[entry.reason] += 1
                continue
            heard, located, known = entry
            for said in (heard, located):
                if said is not None:
                    self._tell(self._news(said, before))
            self.ear.sky.know(heard.airframe, known)

    def _news(self, said: Heard, before: dict[str, Heard]) -> Heard:
        """Take a position out of a word that the list before had told: its age says that it is the same."""
        if said.lat_deg is None:
            return said
        self._places[said.airframe] = said
        told = before.get(said.airframe)
        same = told is not None and (told.lat_deg, told.lon_deg) == (said.lat_deg, said.lon_deg)
        if same and told is not None and abs(said.at_us - told.at_us) < _SAME_US:
            return msgspec.structs.replace(said, lat_deg=None, lon_deg=None)
        return said

    def taken(self) -> Feed:
        """Give the counts as they stand."""
        self.feed.n_dropped = dict(sorted(self._dropped.items()))
        return self.feed

    def _tell(self, said: Heard) -> None:
        verdict = self.ear.sky.hear(said, self.feed.name)
        if verdict is Verdict.BELIEVED:
            self.feed.n_positions += 1
        elif verdict is Verdict.DOUBTED:
            self._dropped["implausible_jump"] += 1


def _instant(at_us: int) -> datetime:
    return datetime.fromtimestamp(at_us / 1e6, UTC)
