"""Copy raw files where the user wants a copy, and tell whether originals still are what came in.

What a source's hash covers is said in one place, `wheelsdown.sources.fingerprint`.
"""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.schemas import Acquisition
from wheelsdown.sources import Container, RawSource, fingerprint
from wheelsdown.sources.members import Contents, tree_files
from wheelsdown.sources.payloads import open_regular
from wheelsdown.store.durable import sync

__all__ = ["hash_file", "hash_original", "keep_original"]


def hash_file(path: Path) -> str:
    """Give the SHA-256 of the bytes of one file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hash_original(acquisition: Acquisition) -> str:
    """Give the SHA-256 that an acquisition's originals have now.

    Raises
    ------
    SourceError
        One of them is not there, or cannot be read.
    """
    paths = tuple(Path(path) for path in acquisition.paths)
    return _hash_source(RawSource(paths, Container(acquisition.container), ", ".join(acquisition.paths)))


def keep_original(path: Path, place: Callable[[str], Path], unfinished: Path) -> Path:
    """Copy one file, or the traces of one trace tree, to the place its hash gives it, read-only.

    Parameters
    ----------
    place
        From the SHA-256 to the path of the copy.
    unfinished
        Where the copy grows before it is renamed; on the same disk.

    Raises
    ------
    SourceError
        The source is not there or cannot be read.
    IntegrityError
        The copy, this one or an earlier one, does not hold the same bytes.
    OSError
        The disk refuses; nothing is left behind.
    """
    expected = _hash_source(_source_at(path))
    target = place(expected)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)
        try:
            _copy(_source_at(path), unfinished)
            _require(unfinished, expected, path)
            unfinished.replace(target)
        finally:
            _remove(unfinished)
        sync(target.parent)
    _require(target, expected, path)
    return target


def _source_at(path: Path) -> RawSource:
    return RawSource((path,), Container.TREE if path.is_dir() else Container.FILE, str(path))


def _hash_source(source: RawSource) -> str:
    try:
        return fingerprint(source)[0]
    except OSError as error:
        raise SourceError(
            f"{source.name} cannot be read ({error.strerror}); put it back where it was",
            where=source.name,
            reason="unreadable",
        ) from None


def _require(copy: Path, expected: str, path: Path) -> None:
    found = _hash_source(_source_at(copy))
    if found != expected:
        raise IntegrityError(
            f"the copy {copy} does not hold the bytes of {path}; remove it and run the same command again",
            expected=expected,
            found=found,
        )


def _copy(source: RawSource, target: Path) -> None:
    if source.container is Container.FILE:
        _copy_file(source.paths[0], target)
        return
    for name, path in tree_files(source, Contents()):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        _copy_file(path, target / name)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        sync(folder)


def _copy_file(source: Path, target: Path) -> None:
    with open_regular(source) as original, target.open("wb") as copy:
        shutil.copyfileobj(original, copy, length=2**20)
    target.chmod(0o444)
    sync(target)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
