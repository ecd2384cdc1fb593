"""Say where each thing of a workspace lies; the only place that knows its folders and file names.

::

    workspace.json        that this is a workspace, and of which version
    acquisitions.jsonl    append-only hash chain: what raw data came in
    acquisitions.torn     unfinished lines that were cut off the chain after a crash
    snapshot.json         which version of every table readers see
    pins.json             snapshots that findings rest on, kept for good
    lock                  held while something writes
    raw/sha256/xx/<hash>  originals, where the user wanted a copy
    raw/downloads/        what `fetch` and `poll` brought, as it came
    raw/live/             what live feeds sent, as it came
    raw/articles/         pages of articles, as WARC records named by the SHA-256 of their body
    live/aircraft.json    what flies now, while `listen` runs
    alerts/               what was told, and what is still to be sent
    fetches.jsonl         every request made for data, and its outcome
    tables/<name>/        Delta tables; ``removals`` tells which of their rows no longer count
    cache/open-points/    points the next day's data may join; nothing rests on it, it may be deleted
"""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Layout"]


@dataclass(frozen=True)
class Layout:
    """The paths below the root of a workspace."""

    root: Path

    @property
    def marker(self) -> Path:
        """Give the file that makes a folder a workspace."""
        return self.root / "workspace.json"

    @property
    def log(self) -> Path:
        """Give the acquisitions log."""
        return self.root / "acquisitions.jsonl"

    @property
    def torn(self) -> Path:
        """Give the file that keeps unfinished lines of the log."""
        return self.root / "acquisitions.torn"

    @property
    def snapshot(self) -> Path:
        """Give the file that names the published version of every table."""
        return self.root / "snapshot.json"

    @property
    def pins(self) -> Path:
        """Give the file that names the snapshots findings rest on."""
        return self.root / "pins.json"

    @property
    def lock(self) -> Path:
        """Give the file that is locked while something writes."""
        return self.root / "lock"

    @property
    def articles(self) -> Path:
        """Give the folder of articles, as they came."""
        return self.root / "raw" / "articles"

    @property
    def sent_articles(self) -> Path:
        """Give the list of articles that a server was sent and kept."""
        return self.root / "articles" / "sent.jsonl"

    @property
    def fetches(self) -> Path:
        """Give the log of requests for data and articles."""
        return self.root / "fetches.jsonl"

    @property
    def cache(self) -> Path:
        """Give the folder of what may be deleted at any time."""
        return self.root / "cache"

    @property
    def open_points(self) -> Path:
        """Give the folder of points that the next day's data may join."""
        return self.cache / "open-points"

    def table(self, name: str) -> Path:
        """Give the folder of one Delta table."""
        return self.root / "tables" / name

    def raw(self, sha256: str) -> Path:
        """Give where a copy of an original lies, or would lie."""
        return self.root / "raw" / "sha256" / sha256[:2] / sha256
