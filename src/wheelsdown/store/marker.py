"""Tell whether a folder is a workspace that this version can read."""

import re
from datetime import datetime
from pathlib import Path

import msgspec

from wheelsdown import __version__
from wheelsdown.clock import now
from wheelsdown.errors import WorkspaceError
from wheelsdown.store.durable import replace_file
from wheelsdown.store.layout import Layout

__all__ = ["FORMAT_VERSION", "make_workspace", "require_format", "require_workspace"]

#: Newest version of the folder's layout known here. A workspace is marked with the oldest version that
#: reads it rightly, so it is raised only once it holds what an older wheelsdown would misread.
#: 1: tables; 2: rows that no longer count still stand in their files.
FORMAT_VERSION = 2

_FIRST_FORMAT = 1

#: The Delta library takes these for an escape and would write into another folder.
_MISREAD_IN_PATHS = re.compile(r"%[0-9A-Fa-f]{2}|\\")


class _Marker(msgspec.Struct, frozen=True):
    wheelsdown: int
    created_at: datetime
    tool_version: str


def make_workspace(root: Path) -> None:
    """Make a folder a workspace, the folder too if need be; one that is a workspace stays as it is.

    Raises
    ------
    WorkspaceError
        It is a file, or a folder that holds something else, or was made by a newer wheelsdown.
    OSError
        The disk refuses.
    """
    layout = Layout(root)
    _refuse_path(root)
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root} is a file, not a folder; name another workspace with --workspace")
    if layout.marker.exists():
        require_workspace(root)
        return
    root.mkdir(parents=True, exist_ok=True)
    # A crash in the middle of this function leaves the unfinished marker and nothing else.
    if any(path.name != f"{layout.marker.name}.tmp" for path in root.iterdir()):
        raise WorkspaceError(
            f"{root} is neither empty nor a workspace; name an empty or a new folder with --workspace"
        )
    marker = _Marker(_FIRST_FORMAT, now(), __version__)
    replace_file(layout.marker, msgspec.json.encode(marker, order="sorted") + b"\n")


def require_workspace(root: Path) -> None:
    """Refuse what is not a workspace of a version known here; touches nothing.

    Raises
    ------
    WorkspaceError
        Not a workspace, damaged, not readable, or made by a newer wheelsdown.
    """
    _refuse_path(root)
    marker = Layout(root).marker
    try:
        found = msgspec.json.decode(marker.read_bytes(), type=_Marker)
    except (FileNotFoundError, NotADirectoryError):
        raise WorkspaceError(
            f"there is no workspace at {root}; `wheelsdown ingest PATH... --workspace {root}` makes one"
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"workspace {root} cannot be read ({error.strerror}); make it readable for you"
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{marker} is damaged ({error}); restore it from a copy") from None
    if found.wheelsdown > FORMAT_VERSION:
        raise WorkspaceError(
            f"workspace {root} was made by wheelsdown {found.tool_version}, which is newer (its format is "
            f"{found.wheelsdown}, this one knows {FORMAT_VERSION}); install a newer wheelsdown"
        )


def require_format(root: Path, version: int) -> None:
    """Mark a workspace as one that needs a wheelsdown which knows this version of the format.

    Raises
    ------
    OSError
        The disk refuses; the mark is as it was.
    """
    path = Layout(root).marker
    marker = msgspec.json.decode(path.read_bytes(), type=_Marker)
    if marker.wheelsdown < version:
        raised = _Marker(version, marker.created_at, __version__)
        replace_file(path, msgspec.json.encode(raised, order="sorted") + b"\n")


def _refuse_path(root: Path) -> None:
    if _MISREAD_IN_PATHS.search(str(root.absolute())):
        raise WorkspaceError(
            rf"the path {root.absolute()} holds a backslash or a percent sign with two hex digits, which the "
            "table library misreads; choose another folder with --workspace"
        )
