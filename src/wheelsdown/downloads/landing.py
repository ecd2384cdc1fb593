"""Where downloads land: under ``raw/downloads/<provider>/``, whole or not at all, never over another file.

A file that is there keeps its bytes for ever. Other bytes for the same name (a day fetched before it
was complete) land beside it, with the first eight digits of their SHA-256 in front of the name.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

__all__ = ["land", "land_bytes", "landing_folder"]

#: What may stand in the name of a folder that comes from a site's name.
_UNSAFE: Final = re.compile(r"[^a-z0-9]+")


def landing_folder(workspace: Path, provider: str) -> Path:
    """Give the folder of one provider's downloads.

    >>> landing_folder(Path("desk"), "Mirror: ../x").as_posix()
    'desk/raw/downloads/mirror-x'
    """
    return workspace / "raw" / "downloads" / (_UNSAFE.sub("-", provider.lower()).strip("-") or "unknown")


def land(part: Path, target: Path) -> Path:
    """Give a finished file its name, read-only from now on; gives the path it has in the end."""
    part.chmod(0o444)
    for name in (target, _beside(part, target)):
        try:
            os.link(part, name)
        except FileExistsError:
            if _digest(name) != _digest(part):
                continue
        except OSError:  # a disk without hard links: nobody else writes here in the same instant
            if name.exists():
                continue
            part.rename(name)
            return name
        part.unlink()
        return name
    raise FileExistsError(f"{target}: both names are taken by other bytes")


def land_bytes(payload: bytes, target: Path) -> Path:
    """Write bytes to a new file, on the disk when this returns; gives the path it has in the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
        return land(part, target)
    finally:
        part.unlink(missing_ok=True)


def _beside(part: Path, target: Path) -> Path:
    return target.with_name(f"{_digest(part)[:8]}-{target.name}")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
