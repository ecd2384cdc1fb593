"""The text of an article that came as PDF, with pypdf (extra ``[pdf]``): so many pages, in bounded time.

A PDF tells where glyphs stand, not where paragraphs end: lines come as they are printed, and
`wheelsdown.articles.sentences` joins those that were broken to a width. A scan holds pictures and no text;
that is said, never guessed at. The work is done in a process of its own (`pdf_child`), which a hostile file
can only make fail.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from wheelsdown.errors import ArticleError
from wheelsdown.sources import pdf_child
from wheelsdown.sources.payloads import printable

__all__ = ["MOST_PAGES", "PdfText", "is_pdf", "read_pdf"]

#: Pages that are read; what is longer is a book and not an article.
MOST_PAGES: Final = 100

#: Characters that are taken out; more are not read of any article.
_MOST_CHARACTERS: Final = 400_000

#: Seconds after which a PDF is given up.
MOST_SECONDS: Final = 60

#: A PDF may begin a little later than its file (ISO 32000-1, annex H.3, note 13).
_BEGINS_WITHIN: Final = 1024


@dataclass(frozen=True)
class PdfText:
    """Text, title, and what a person should know: pages left out, the day the file was made."""

    text: str
    title: str | None
    notes: tuple[str, ...]


class _Told(msgspec.Struct):
    """What the process tells."""

    text: str = ""
    title: str = ""
    made: str | None = None
    n_pages: int = 0
    n_read: int = 0
    refused: str = ""
    because: str = ""


def is_pdf(payload: bytes) -> bool:
    """Say whether bytes are a PDF, whatever the file is called."""
    return b"%PDF-" in payload[:_BEGINS_WITHIN]


def read_pdf(payload: bytes, *, where: str) -> PdfText:
    """Give the text of a PDF.

    Raises
    ------
    ArticleError
        pypdf is not installed; the PDF is damaged, locked, holds no text, or takes too long.
    """
    told = _told(payload, where)
    if told.refused or not told.text.strip():
        raise ArticleError(f"{printable(where)}: {_refusal(told)}")
    notes = [f"only {told.n_read} of {told.n_pages} pages were read"] if told.n_read < told.n_pages else []
    if told.made:  # the day of the file: a printout is younger than the article
        notes.append(f"the PDF says that it was made on {told.made}")
    return PdfText(told.text, " ".join(told.title.split())[:500] or None, tuple(notes))


def _told(payload: bytes, where: str) -> _Told:
    # -P: the folder of the script is not searched for modules.
    command = [sys.executable, "-P", str(Path(pdf_child.__file__)), str(MOST_PAGES), str(_MOST_CHARACTERS)]
    try:
        done = subprocess.run(command, input=payload, capture_output=True, timeout=MOST_SECONDS, check=True)
        return msgspec.json.decode(done.stdout, type=_Told)
    except (OSError, subprocess.SubprocessError, msgspec.DecodeError):
        raise ArticleError(
            f"{printable(where)}: this PDF takes more memory or time than an article does; save it as text"
        ) from None


def _refusal(told: _Told) -> str:
    match told.refused:
        case "absent":
            return (
                "is a PDF, and the package that reads them is not there; "
                "install wheelsdown[pdf], or save the article as text"
            )
        case "locked":
            return "this PDF is locked with a password; save the article as text"
        case "damaged":
            return f"this PDF cannot be read ({printable(told.because, 80)}); save the article as text"
    return "this PDF holds no text (a scan?); run it through text recognition, or save it as text"
