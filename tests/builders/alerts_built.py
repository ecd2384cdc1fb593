"""Rules, an invented sky, alerts, and what servers on this machine took, for tests of alerts."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wheelsdown.alerts.alert import Alert, AlertKind
from wheelsdown.alerts.rules import Rules
from wheelsdown.alerts.rules_file import rules_from
from wheelsdown.clock import now
from wheelsdown.live.picture import Aircraft, Dialect, Feed, FeedState, Picture, write_picture

KNOWING = {"delay_military": "0h", "i_know_what_this_sends": True}

#: The An-124 and the Il-62M of the scenario.
A124, IL62 = "158334", "1582f6"

#: Where Hmeimim is, by OurAirports.
HMEIMIM = (35.401, 35.949)


def rules_of(*rules: dict[str, Any], care: dict[str, Any] | None = None, **more: Any) -> Rules:
    """Rules as a file would say them; without delay, unless told otherwise."""
    named = [{"name": f"rule {number}", **rule} for number, rule in enumerate(rules)]
    return rules_from({"rule": named, "care": KNOWING if care is None else care, **more}, "rules.toml")


def make_aircraft(**changes: Any) -> Aircraft:
    words: dict[str, Any] = {
        "hex": "a1b2c3", "flight": "TANK70 ", "alt_baro": 1200, "lat": HMEIMIM[0], "lon": HMEIMIM[1],
        "seen_pos": 1.0, "seen": 0.5, "messages": 7, "receivers": ("roof",), "integrity": None,
        "db_flags": 0, "t": "S2T", "r": "N4321Q",
    }  # fmt: skip
    return Aircraft(**words | changes)


def make_feed(**changes: Any) -> Feed:
    words: dict[str, Any] = {
        "name": "roof", "url": "beast://127.0.0.1:30005", "dialect": Dialect.BEAST,
        "state": FeedState.CONNECTED, "since": now() - timedelta(hours=3), "last_message_at": now(),
    }  # fmt: skip
    return Feed(**words | changes)


def fly(
    workspace: Path, *aircraft: Aircraft, feeds: list[Feed] | None = None, age_s: float = 0.0,
    simulated: bool = False,
) -> None:  # fmt: skip
    """Write the live picture."""
    at_s = now().timestamp() - age_s
    found = [make_feed()] if feeds is None else feeds
    write_picture(
        workspace, Picture(now=at_s, messages=1, simulated=simulated, feeds=found, aircraft=list(aircraft))
    )


def make_alert(**changes: Any) -> Alert:
    words: dict[str, Any] = {
        "id": "0123456789abcdef", "at": now(), "rule": "r", "kind": AlertKind.SEEN,
        "title": "S2T N4321Q: seen", "text": "S2T N4321Q was received.", "simulated": False,
        "happened_at": datetime(2026, 1, 2, tzinfo=UTC), "airframe": "a1b2c3",
    }  # fmt: skip
    return Alert(**words | changes)


@dataclass
class Hook:
    """A server that takes posts, and misbehaves as it is told."""

    url: str
    #: Status of each answer in turn, the last for ever; 0 never answers.
    statuses: list[int]
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@dataclass
class Mailbox:
    """A tiny SMTP server (RFC 5321) for one conversation after another."""

    port: int
    #: Replies that differ from "all is well", by the command they answer.
    replies: dict[str, bytes]
    #: Lines as they came, envelope and message.
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def converse(box: Mailbox, file: Any, *, greets: bool = True) -> None:
    def say(line: bytes) -> None:
        file.write(line + b"\r\n")
        file.flush()

    if greets:
        say(b"220 mail.test")
    while line := file.readline():
        said = line.decode().rstrip("\r\n")
        box.lines.append(said)
        verb = said.partition(" ")[0].upper()
        if reply := box.replies.get(verb):
            say(reply)
        elif verb == "DATA":
            say(b"354 go on")
            while (line := file.readline().decode().rstrip("\r\n")) != ".":
                box.lines.append(line)
            say(box.replies.get("END", b"250 taken"))
        elif verb == "QUIT":
            say(b"221 bye")
            return
        else:
            say(b"250 mail.test")
