"""Hash raw files, and copy them where the user wants a copy.

A file is named by the SHA-256 of its bytes, a split archive by that of its joined bytes, a folder by that
of its manifest: one line ``sha256  relative/path`` for each regular file below it, sorted, as
``sha256sum`` would write it. Symbolic links and special files are no part of a folder.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from wheelsdown.errors import IntegrityError, SourceError
from wheelsdown.store.durable import sync

__all__ = ["hash_file", "hash_folder", "hash_original", "keep_original"]

#: Bytes read at a time: large enough that hashing, not reading calls, takes the time.
_CHUNK_BYTES = 2**20


def hash_file(*paths: Path, progress: Callable[[int], object] | None = None) -> str:
    """Give the SHA-256 of the joined bytes of files, read as a stream.

    Parameters
    ----------
    progress
        Called with the number of bytes after each chunk.
    """
    digest = sha256()
    for path in paths:
        for chunk in _chunks(path):
            digest.update(chunk)
            if progress is not None:
                progress(len(chunk))
    return digest.hexdigest()


def hash_folder(folder: Path, *, progress: Callable[[int], object] | None = None) -> str:
    """Give the SHA-256 of the manifest of a folder."""
    lines = sorted(
        f"{hash_file(path, progress=progress)}  {path.relative_to(folder).as_posix()}\n"
        for path in _regular_files(folder)
    )
    return sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def hash_original(paths: Sequence[Path], *, progress: Callable[[int], object] | None = None) -> str:
    """Give the SHA-256 that names an acquisition: of one file, of the joined parts, or of a folder.

    Raises
    ------
    SourceError
        One of the paths is not there or cannot be read.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return hash_folder(paths[0], progress=progress)
    return hash_file(*paths, progress=progress)


def keep_original(source: Path, place: Callable[[str], Path], unfinished: Path) -> Path:
    """Copy one file or folder to the place its hash gives it; the copy is verified and read-only.

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
        The copy, a new one or an earlier one, does not hold the same bytes.
    OSError
        The disk refuses; nothing is left behind.
    """
    expected = hash_original([source])
    target = place(expected)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _copy(source, unfinished)
            if hash_original([unfinished]) == expected:
                unfinished.replace(target)
                sync(target.parent)
        finally:
            _remove(unfinished)
    found = hash_original([target]) if target.exists() else ""
    if found != expected:
        raise IntegrityError(
            f"the copy of {source} at {target} does not hold the bytes of the original; "
            "remove it if it is there, and run the same command again",
            expected=expected,
            found=found,
        )
    return target


def _copy(source: Path, target: Path) -> None:
    _remove(target)
    if not source.is_dir():
        _copy_file(source, target)
        return
    target.mkdir()
    for path in _regular_files(source):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        _copy_file(path, copy)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        sync(folder)


def _copy_file(source: Path, target: Path) -> None:
    with target.open("wb") as stream:
        for chunk in _chunks(source):
            stream.write(chunk)
    target.chmod(0o444)
    sync(target)


def _chunks(path: Path) -> Iterator[bytes]:
    if not path.is_file():
        what = "is no regular file" if path.exists() else "is not there"
        raise SourceError(f"{path} {what}; give a file or a folder", where=str(path), reason="not_a_file")
    try:
        stream = path.open("rb")
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); make it readable and try again"
        raise SourceError(message, where=str(path), reason="unreadable") from None
    with stream:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk


def _regular_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
