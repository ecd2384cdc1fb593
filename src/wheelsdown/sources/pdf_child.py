"""Take the text out of one PDF in a process of its own, which `article_pdf` starts and, at a limit, ends.

A PDF is a program: forms that call forms can make a small file into hours of work. So it is read apart from
the rest, with limits on memory and time that the system keeps. Run as a file; imports nothing of wheelsdown.
The PDF comes on standard input; a JSON object goes to standard output.
"""

import contextlib
import importlib
import io
import json
import logging
import sys
from typing import Any

__all__ = ["text_of"]

#: Bytes of memory and seconds of processor that reading one PDF may take.
MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 60


def text_of(payload: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """Give the text of a PDF and what it says of itself, or under ``refused`` why there is none."""
    try:
        pypdf = importlib.import_module("pypdf")
    except ImportError:
        return {"refused": "absent"}
    try:
        reader = pypdf.PdfReader(io.BytesIO(payload))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "locked"}
        return _read(reader, most_pages, most_characters)
    except Exception as error:  # noqa: BLE001  # damaged files make pypdf raise errors of every kind
        return {"refused": "damaged", "because": str(error) or type(error).__name__}


def _read(reader: Any, most_pages: int, most_characters: int) -> dict[str, Any]:
    pieces: list[str] = []
    n_pages = len(reader.pages)
    for number in range(min(n_pages, most_pages)):
        pieces.append(reader.pages[number].extract_text().strip("\n"))
        if sum(map(len, pieces)) > most_characters:
            break
    about = reader.metadata
    made = None
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        made = f"{about.creation_date:%Y-%m-%d}"
    return {
        "text": _whole("\n\n".join(pieces)),
        "title": _whole(str(about.title or "")) if about is not None else "",
        "made": made,
        "n_pages": n_pages,
        "n_read": len(pieces),
    }


def _whole(text: str) -> str:
    """Give the text without halves of surrogate pairs, which broken fonts name."""
    return text.encode("utf-8", "replace").decode()


def _limit() -> None:
    """Let the system end this process at its limits, where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    logging.disable()
    _limit()
    found = text_of(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(found))
