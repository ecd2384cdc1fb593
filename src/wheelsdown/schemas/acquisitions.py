"""Acquisitions and their parts: what raw data the workspace holds, and what of it was kept."""

from datetime import date, datetime

import dataframely as dy
import msgspec

__all__ = ["Acquisition", "Part", "Refusal"]


class Refusal(msgspec.Struct, frozen=True):
    """One file or archive member of which nothing could be kept."""

    where: str
    #: Short word for counting: empty, truncated_gzip, not_json, ...
    reason: str
    #: One line for a person: what, where, what to do.
    message: str


class Acquisition(msgspec.Struct, frozen=True, kw_only=True):
    """One raw file, archive or trace tree as it came in: a line of ``acquisitions.jsonl``."""

    #: Of the file; of the joined bytes of a split archive; of a tree, the hash of its manifest
    #: (lines ``sha256  relative/path``, sorted).
    sha256: str
    #: Where the originals lie: one path, the parts of a split archive in order, or a folder.
    paths: tuple[str, ...]
    #: file, tar, split_tar or tree.
    container: str
    format: str
    size_bytes: int
    #: First and last instant of the points kept; null when none was.
    first_at: datetime | None
    last_at: datetime | None
    #: UTC days on which at least one point was kept.
    days: tuple[date, ...]
    n_points_read: int
    n_points_kept: int
    #: Reason -> number of points not kept.
    dropped: dict[str, int]
    refused: tuple[Refusal, ...]
    #: What a person should know: a folder date that disagrees with its points, ...
    notes: tuple[str, ...]
    #: The address folders (00..ff) a daily archive had; null where the source has no such folders.
    folders_present: tuple[str, ...] | None
    #: Who published the data (adsblol, opensky, fr24, own receiver, unknown), under which licence,
    #: and whether it may be passed on; null where that is not known.
    provider: str
    licence: str
    redistributable: bool | None
    simulated: bool
    acquired_at: datetime
    tool_version: str
    url: str | None = None
    #: SHA-256 of the line before this one; null in the first line.
    previous: str | None = None


class Part(dy.Schema):
    """One airframe inside one raw file or archive member: the index that reads a trace back."""

    #: Hash of the file or archive member as stored (still compressed if it was).
    sha256 = dy.String(nullable=False)
    #: Hash that names the acquisition in ``acquisitions.jsonl``.
    acquisition = dy.String(nullable=False)
    #: Name inside the archive or tree; null where the file is the acquisition.
    member = dy.String(nullable=True)
    #: Where the member's bytes lie in the (joined) archive, where that is known; null for files and trees.
    offset_bytes = dy.Int64(nullable=True)
    size_bytes = dy.Int64(nullable=True)
    airframe = dy.String(nullable=False)
    first_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    last_at = dy.Datetime(nullable=False, time_unit="us", time_zone="UTC")
    n_points = dy.UInt32(nullable=False)
    simulated = dy.Bool(nullable=False)
