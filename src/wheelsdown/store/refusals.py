"""Say what the disk's refusal means for the person at the keyboard, in one line."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deltalake.exceptions import DeltaError

from wheelsdown.errors import WorkspaceError

__all__ = ["one_line_for_disk_errors"]

#: How Rust's standard library ends the text of an error of the operating system.
_RUST_OS_ERROR = re.compile(r"\(os error (\d+)\)")

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextmanager
def one_line_for_disk_errors(root: Path) -> Iterator[None]:
    """Turn an error of the operating system, also one wrapped by a library, into a WorkspaceError.

    Parameters
    ----------
    root
        The workspace, as the user knows it.

    Raises
    ------
    WorkspaceError
        The disk is full, the workspace is read-only, or another error of the system.
    """
    try:
        yield
    except (OSError, DeltaError) as error:
        raise WorkspaceError(_explain(root, error)) from error


def _explain(root: Path, error: Exception) -> str:
    number = _number(error)
    if number in _FULL:
        return (
            f"the disk of workspace {root} is full; what was published before is intact: "
            "free some space and run the same command again"
        )
    if number in _READ_ONLY:
        return (
            f"workspace {root} cannot be written: {os.strerror(number).lower()}; "
            "make it writable or name another with --workspace"
        )
    reason = os.strerror(number).lower() if number else _first_line(error)
    return f"workspace {root} cannot be written: {reason}; what was published before is intact"


def _number(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    found = _RUST_OS_ERROR.search(str(error))
    return int(found[1]) if found else 0


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
