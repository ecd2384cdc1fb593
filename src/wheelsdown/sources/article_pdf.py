"""The text of an article that came as PDF, with pypdf (extra ``[pdf]``): up to so many pages.

A PDF tells where glyphs stand, not where paragraphs end: lines come as they are printed, and
`wheelsdown.articles.sentences` joins those that were broken to a width. A scan holds pictures and no text;
that is said, never guessed at.
"""

import importlib
import io
from dataclasses import dataclass
from typing import Any, Final

from wheelsdown.errors import ArticleError
from wheelsdown.sources.payloads import printable

__all__ = ["PdfText", "is_pdf", "read_pdf"]

#: Pages that are read; what is longer is a book and not an article.
MOST_PAGES: Final = 100

#: Characters that are read.
MOST_CHARACTERS: Final = 1_000_000

#: A PDF may begin a little later than its file (ISO 32000-1, annex H.3, note 13).
_BEGINS_WITHIN: Final = 1024


@dataclass(frozen=True)
class PdfText:
    """Text, title, and what a person should know: pages left out, the day the file was made."""

    text: str
    title: str | None
    notes: tuple[str, ...]


def is_pdf(payload: bytes) -> bool:
    """Say whether bytes are a PDF, whatever the file is called."""
    return b"%PDF-" in payload[:_BEGINS_WITHIN]


def read_pdf(payload: bytes, *, where: str) -> PdfText:
    """Give the text of a PDF.

    Raises
    ------
    ArticleError
        pypdf is not installed; the PDF is damaged, locked, or holds no text.
    """
    shown = printable(where)
    try:
        pypdf = importlib.import_module("pypdf")
    except ImportError:
        raise ArticleError(
            f"{shown}: is a PDF, and the package that reads them is not there; "
            "install wheelsdown[pdf], or save the article as text"
        ) from None
    try:
        return _text_of(pypdf.PdfReader(io.BytesIO(payload)), shown)
    except ArticleError:
        raise
    except Exception as error:  # noqa: BLE001  # pypdf lets errors of every kind through on damaged files
        raise ArticleError(
            f"{shown}: this PDF cannot be read ({printable(str(error), 80) or type(error).__name__}); "
            "save the article as text"
        ) from None


def _text_of(reader: Any, shown: str) -> PdfText:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(f"{shown}: this PDF is locked with a password; save the article as text")
    pieces, n_characters, n_pages = [], 0, len(reader.pages)
    for number in range(min(n_pages, MOST_PAGES)):
        piece = reader.pages[number].extract_text()
        pieces.append(piece)
        n_characters += len(piece)
        if n_characters > MOST_CHARACTERS:
            break
    text = "\n\n".join(piece.strip("\n") for piece in pieces)
    if not text.strip():
        raise ArticleError(
            f"{shown}: this PDF holds no text (a scan?); run it through text recognition, or save it as text"
        )
    notes = [f"only {len(pieces)} of {n_pages} pages were read"] if len(pieces) < n_pages else []
    about = reader.metadata
    if about is None:
        return PdfText(text, None, tuple(notes))
    if about.creation_date is not None:  # the day of the file: a printout is younger than the article
        notes.append(f"the PDF says that it was made on {about.creation_date:%Y-%m-%d}")
    return PdfText(text, " ".join(str(about.title or "").split())[:500] or None, tuple(notes))
