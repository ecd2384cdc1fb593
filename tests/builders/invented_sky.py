"""Keep an invented sky in a workspace: aircraft that fly circles, for looking at the live map.

    python tests/builders/invented_sky.py WORKSPACE [N_AIRCRAFT [SECONDS]]

Everything in it is marked simulated. Ends by itself; writes once a second, as `wheelsdown listen` does.
"""

import math
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from wheelsdown.live.picture import Aircraft, Dialect, Feed, FeedState, Picture, write_picture

_KINDS = (
    ("A320", "Nordwind", 0),
    ("B738", "Sundial Air", 0),
    ("IL76", "224th Example Unit", 1),
    ("C172", None, 0),
)
#: What a hostile transponder or database may send: none of it may act on a page.
_HOSTILE = (
    '<img src=x onerror="document.title=1">',
    "'\"><b>x</b>",
    "\u202eLLAC",
    "=cmd|' /C'!A0",
    "{{7*7}}",
)


def sky(n: int, at_s: float, *, hostile: bool = False) -> Picture:
    """Give the picture of n aircraft at an instant."""
    return Picture(
        now=at_s,
        messages=int(at_s) % 1_000_000 * n,
        simulated=True,
        feeds=[
            Feed(name="roof", url="tcp://127.0.0.1:30005", dialect=Dialect.BEAST, state=FeedState.CONNECTED,
                 since=datetime(2026, 1, 2, 3, 4, tzinfo=UTC), n_messages=n * 100, n_positions=n * 10),
            Feed(name="hill", url="tcp://127.0.0.1:30006", dialect=Dialect.SBS, state=FeedState.QUIET,
                 since=datetime(2026, 1, 2, 3, 30, tzinfo=UTC), n_messages=7),
        ],
        aircraft=[_aircraft(number, n, at_s, hostile=hostile) for number in range(n)],
    )  # fmt: skip


def _aircraft(number: int, n: int, at_s: float, *, hostile: bool) -> Aircraft:
    """Fly one circle: each aircraft has its own middle, width and speed."""
    kind, operator, flags = _KINDS[number % len(_KINDS)]
    spread = 6 if n < 500 else 22
    middle = 38 + spread * math.sin(number * 12.9898), 30 + spread * 1.6 * math.sin(number * 78.233)
    turn = at_s / (90 + number % 60) + number
    width = 0.4 + number % 7 / 10
    lost = number % 23 == 22
    name = _HOSTILE[number % len(_HOSTILE)] if hostile and number < len(_HOSTILE) else f"INV{number:04d}"
    return Aircraft(
        hex=f"{0xE80000 + number:06x}",
        type="adsb_icao",
        flight=name,
        alt_baro="ground" if number % 41 == 40 else 2000 + number % 37 * 1000,
        gs=180 + number % 300,
        track=None if number % 17 == 16 else (90 - math.degrees(turn + math.pi / 2)) % 360,
        baro_rate=number % 5 * 64,
        squawk=f"{number % 4096:04o}",
        lat=None if lost else round(middle[0] + width * math.sin(turn), 5),
        lon=None if lost else round(middle[1] + width * math.cos(turn), 5),
        seen_pos=90.0 if number % 29 == 28 else 0.4,
        seen=0.4,
        messages=int(at_s) % 100_000 + number,
        r=f"XX-{number:04d}",
        t=kind,
        own_op=_HOSTILE[0] if hostile and number == 0 else operator,
        db_flags=flags or None,
        receivers=["roof"],
        integrity=None,
    )


def main() -> None:
    """Write the sky once a second."""
    workspace = Path(sys.argv[1])
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    until = time.time() + (float(sys.argv[3]) if len(sys.argv) > 3 else 600)
    while time.time() < until:
        write_picture(workspace, sky(n, time.time(), hostile="--hostile" in sys.argv))
        time.sleep(1)


if __name__ == "__main__":
    main()
