"""How a command ends when it cannot do what was asked: one line on standard error, and a code.

0 done, 1 refused, 2 usage (typer's own), 3 the answer is "no", 130 stopped by the user.
"""

import errno
import os
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from wheelsdown.dossiers.safe_text import printable
from wheelsdown.errors import WheelsdownError

__all__ = ["INTERRUPTED", "NO", "PoliteGroup", "say"]

#: Exit code of a question whose answer is "no".
NO = 3

#: Exit code of a refusal.
_REFUSED = 1

#: Exit code after Ctrl-C: 128 + SIGINT, as shells count.
INTERRUPTED = 130

#: What to do about the operating system's refusals.
_ADVICE = {
    errno.ENOSPC: "free some space and run the same command again; what was finished is kept",
    errno.EDQUOT: "free some space and run the same command again; what was finished is kept",
    errno.EROFS: "choose a folder that can be written",
    errno.EACCES: "change its permissions or choose another path",
    errno.EPERM: "change its permissions or choose another path",
    errno.EMFILE: "raise the limit of open files (ulimit -n) and run the same command again",
}


class PoliteGroup(TyperGroup):
    """Commands that refuse in one line and never with a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; turn what it raises into a line and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except WheelsdownError as error:
            _refuse(str(error))
        except BrokenPipeError:
            _close_quietly()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("wheelsdown: stopped; what was finished is kept, the same command goes on from there")
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            _refuse(_os_words(error))
        return result


def say(line: str) -> None:
    """Write one line for a person to standard error."""
    typer.echo(printable(line), err=True)


def _refuse(message: str) -> NoReturn:
    say(f"wheelsdown: {message}")
    raise typer.Exit(_REFUSED) from None


def _os_words(error: OSError) -> str:
    what = error.strerror or str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{what}; {_ADVICE.get(error.errno or 0, 'check the path and try again')}"


def _close_quietly() -> None:
    """Let the interpreter flush into nothing, for nobody reads any more."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
