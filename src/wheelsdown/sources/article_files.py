"""Articles from files, folders and bytes: text, web page or PDF, told apart by content."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from wheelsdown.articles.article import Article
from wheelsdown.articles.reading import read_text
from wheelsdown.errors import ArticleError, SourceError
from wheelsdown.reference.text_words import load_text_words
from wheelsdown.sources.article_page import looks_like_html, read_html
from wheelsdown.sources.article_pdf import is_pdf, read_pdf
from wheelsdown.sources.article_text import decode
from wheelsdown.sources.payloads import open_regular, printable

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "article_of", "article_paths", "read_article"]

#: Bytes of the largest file or page that is read as an article.
MOST_BYTES: Final = 16 * 2**20

#: Characters that are read; the longest magazine articles, of 20,000 words, have little more than half of it.
MOST_CHARACTERS: Final = 200_000

#: Files of a folder that are read at once.
MOST_FILES: Final = 10_000

#: Endings of files in a folder that may be articles; files named one by one may have any.
ENDINGS: Final = frozenset({".txt", ".text", ".md", ".htm", ".html", ".xhtml", ".pdf"})

#: Where a page names its encoding (WHATWG HTML, section 13.2.3.2: in the first 1024 bytes).
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

#: Line ends other than the line feed, each one character, so that offsets stay true.
_LINE_ENDS: Final = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}


def article_of(
    payload: bytes,
    *,
    path: str,
    declared: str | None = None,
    told: tuple[date, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """Read an article from its raw bytes.

    Parameters
    ----------
    payload
        The bytes of a text, a web page or a PDF.
    path
        What the user gave: file, address or ``-``.
    declared
        The encoding that whoever sent the bytes declared.
    told
        The publication day that the user tells, and who tells it; counts more than the page's own.
    notes
        What a person should know about how the bytes came here.

    Raises
    ------
    ArticleError
        There is nothing in it, or nothing that can be read.
    """
    where = printable(path)
    if len(payload) > MOST_BYTES:
        raise ArticleError(
            f"{where}: larger than {MOST_BYTES >> 20} MB, which no article is; cut out its text"
        )
    if not payload.strip():
        raise ArticleError(f"{where}: is empty; save the article again")
    sha256 = hashlib.sha256(payload).hexdigest()
    words = load_text_words()
    if is_pdf(payload):
        pdf = read_pdf(payload, where=path)
        text, notes = _cut(pdf.text, (*notes, *pdf.notes))
        return read_text(text, path=path, sha256=sha256, words=words, told=told, title=pdf.title, notes=notes)
    found = _CHARSET.search(payload, 0, 4096)
    named = declared or (found[1].decode("ascii") if found and payload.lstrip()[:1] == b"<" else None)
    raw = decode(payload, where=path, stop_words=words.stop_words, declared=named).text
    if not looks_like_html(raw):
        text, notes = _cut(_with_plain_line_ends(raw), notes)
        return read_text(text, path=path, sha256=sha256, words=words, told=told, notes=notes)
    page = read_html(raw)
    if not page.text.strip():
        raise ArticleError(f"{where}: a web page without text (drawn by a script?); save it as text")
    text, notes = _cut(page.text, (*notes, *page.notes))
    return read_text(
        text, path=path, sha256=sha256, words=words, told=told or page.told, title=page.title,
        outlet=page.outlet, notes=notes, marked=page.marked,
    )  # fmt: skip


def read_article(path: Path, *, told: tuple[date, str] | None = None) -> Article:
    """Read an article from a file.

    Raises
    ------
    ArticleError
        It is not there, no file, too large, or nothing in it can be read.
    """
    where = printable(str(path))
    try:
        with open_regular(path) as stream:
            payload = stream.read(MOST_BYTES + 1)
    except SourceError as error:
        raise ArticleError(str(error)) from None
    except OSError as error:
        raise ArticleError(f"{where}: cannot be read ({error.strerror}); check the disk") from None
    named = str(path).encode("utf-8", "backslashreplace").decode()  # names of files need not be text
    return article_of(payload, path=named, told=told)


def article_paths(path: Path) -> Iterator[Path]:
    """Give the files that a path stands for: itself, or in a folder those that may be articles, by name.

    Hidden files and what symbolic links lead to are left out.

    Raises
    ------
    ArticleError
        A folder holds no such file, or more than `MOST_FILES`.
    """
    if not path.is_dir():
        yield path
        return
    found = []
    for each in path.rglob("*"):
        is_hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if each.suffix.lower() in ENDINGS and not is_hidden and each.is_file() and not each.is_symlink():
            found.append(each)
        if len(found) > MOST_FILES:
            raise ArticleError(
                f"{printable(str(path))}: holds more than {MOST_FILES} articles; name a part of it"
            )
    if not found:
        raise ArticleError(
            f"{printable(str(path))}: no file in it ends in .txt, .html or .pdf; name the files one by one"
        )
    yield from sorted(found)


def _with_plain_line_ends(text: str) -> str:
    """Give a text whose lines end in line feeds, alone or behind carriage returns; no character moves."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return text.translate(_LINE_ENDS)


def _cut(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if len(text) <= MOST_CHARACTERS:
        return text, notes
    left_out = len(text) - MOST_CHARACTERS
    return text[:MOST_CHARACTERS], (
        *notes,
        f"the last {left_out:,} of {len(text):,} characters were not read",
    )
