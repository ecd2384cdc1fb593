"""Tokens and passwords: from an environment variable or a file that the rules name, and never shown."""

import os
from pathlib import Path

from wheelsdown.errors import WheelsdownError

__all__ = ["secret_of"]

#: No token or password is longer.
_MOST_BYTES = 4096


def secret_of(channel: str, env: str | None, file: str | None) -> str | None:
    """Give the secret of a channel; None where none is named.

    Raises
    ------
    WheelsdownError
        It is not there, is empty, or holds what no header may hold; the message never shows it.
    """
    if env is not None:
        found, where = os.environ.get(env, ""), f"the environment variable {env}"
    elif file is not None:
        found, where = _file(channel, Path(file)), f"the file {file}"
    else:
        return None
    found = found.strip()
    if not found or not found.isascii() or not found.isprintable():
        raise WheelsdownError(
            f"channel '{channel}': {where} holds no secret; put one line of printable ASCII there"
        )
    return found


def _file(channel: str, path: Path) -> str:
    try:
        with path.open("rb") as opened:
            return opened.read(_MOST_BYTES).decode("ascii", "replace")
    except OSError as error:
        raise WheelsdownError(
            f"channel '{channel}': the file {path} cannot be read ({error.strerror}); put the secret there"
        ) from error
