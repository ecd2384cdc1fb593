"""Which characters the bytes of a text are: by mark, by declaration, or by what reads as words.

A byte order mark decides; else high bytes show UTF-16; else valid UTF-8 is UTF-8; else the declared encoding,
if the bytes are valid in it; else the code page in which most words are words of its language and capitals
stand where capitals stand (Russian in 1251 read as 1256 is Arabic letters, and the other way round, but no
words). Bytes that are no text at all are refused.
"""

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from wheelsdown.articles.article import Language
from wheelsdown.articles.view import fold_word
from wheelsdown.errors import ArticleError
from wheelsdown.sources.payloads import printable

__all__ = ["Decoded", "decode"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Code pages of Cyrillic, Arabic and Western text, the likelier first.
_PAGES: Final[Mapping[str, frozenset[Language]]] = {
    "cp1251": frozenset({Language.RUSSIAN, Language.UKRAINIAN}),
    "cp1256": frozenset({Language.ARABIC}),
    "koi8-u": frozenset({Language.RUSSIAN, Language.UKRAINIAN}),
    "cp1252": frozenset({Language.ENGLISH}),
}

#: Characters by which a code page is chosen; more would not change the choice.
_SAMPLE: Final = 20_000

#: Share of control characters beyond which bytes are no text.
_MOST_CONTROLS: Final = 0.01

#: High bytes of Latin, Cyrillic and Arabic letters in UTF-16; in other text they are control characters.
_HIGH_BYTES: Final = b"\x00\x04\x06"

#: Share of them on one side of all pairs from which on bytes are UTF-16 without a mark.
_FEWEST_HIGH: Final = 0.6


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding that its bytes were in."""

    text: str
    encoding: str


def decode(
    payload: bytes,
    *,
    where: str,
    stop_words: Mapping[str, frozenset[Language]],
    declared: str | None = None,
) -> Decoded:
    """Decode the bytes of a text.

    Parameters
    ----------
    payload
        The bytes as stored.
    where
        The file or address, for the message.
    stop_words
        Folded function words and their languages.
    declared
        The encoding that a header or the page names; taken only if it fits.

    Raises
    ------
    ArticleError
        The bytes are no text in any encoding that is read.
    """
    for mark, encoding in _MARKS:
        if payload.startswith(mark) and (text := _decoded(payload[len(mark) :], encoding)) is not None:
            return _checked(text, encoding, where)
    guesses: tuple[Callable[[], str | None], ...] = (
        lambda: _utf_16(payload),
        lambda: "utf-8",
        lambda: _known(declared),
        lambda: _code_page(payload, stop_words),
    )
    for guess in guesses:
        encoding_found = guess()
        text = None if encoding_found is None else _decoded(payload, encoding_found)
        if text is not None and encoding_found is not None and _share_of_controls(text) <= _MOST_CONTROLS:
            return Decoded(text, encoding_found)
    raise _no_text(where)


def _checked(text: str, encoding: str, where: str) -> Decoded:
    if _share_of_controls(text) > _MOST_CONTROLS:
        raise _no_text(where)
    return Decoded(text, encoding)


def _no_text(where: str) -> ArticleError:
    return ArticleError(
        f"{printable(where)}: holds no text that can be read; save the article as text (UTF-8), HTML or PDF"
    )


def _decoded(payload: bytes, encoding: str) -> str | None:
    try:
        return payload.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _known(declared: str | None) -> str | None:
    """Give a declared encoding as Python calls it, None where it is none of text."""
    if not declared:
        return None
    try:
        found = codecs.lookup(declared.strip().strip("\"'")[:40])
    except (LookupError, ValueError):
        return None
    # Latin-1 fits all bytes and is what servers declare unasked; browsers read it as Windows-1252.
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in ("iso8859-1", "ascii", "utf-8") else None


def _share_of_controls(text: str) -> float:
    sample = text[:_SAMPLE]
    n_controls = sum(char < " " and char not in "\t\n\r\f\x0b\x1a\x1b" for char in sample)
    return (n_controls + sample.count("\ufffd")) / max(len(sample), 1)


def _utf_16(payload: bytes) -> str | None:
    even = sum(payload[:_SAMPLE:2].count(byte) for byte in _HIGH_BYTES)
    odd = sum(payload[1:_SAMPLE:2].count(byte) for byte in _HIGH_BYTES)
    n_pairs = max(min(len(payload), _SAMPLE) // 2, 1)
    if max(even, odd) / n_pairs < _FEWEST_HIGH:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _code_page(payload: bytes, stop_words: Mapping[str, frozenset[Language]]) -> str | None:
    scores = {}
    for page, languages in _PAGES.items():
        if (text := _decoded(payload, page)) is not None:
            scores[page] = _likeness(text[:_SAMPLE], languages, stop_words)
    return max(scores, key=lambda page: scores[page]) if scores else None


def _likeness(
    text: str, languages: frozenset[Language], stop_words: Mapping[str, frozenset[Language]]
) -> float:
    """Weigh how much a text reads as one of the languages: function words for it, odd letters against it."""
    n_good = n_odd = 0
    words = "".join(char if char.isalpha() else " " for char in text).split()
    for word in words:
        if word.isascii():
            continue
        n_good += bool(stop_words.get(fold_word(word), frozenset()) & languages)
        inner = word[1:]
        is_mixed = any(char.isupper() for char in inner) and not word.isupper()
        n_odd += is_mixed or _n_scripts(word) > 1
    n_outside = sum(not (char.isalnum() or char.isspace() or char.isascii()) for char in text)
    return (4 * n_good - 2 * n_odd) / max(len(words), 1) - n_outside / max(len(text), 1)


def _n_scripts(word: str) -> int:
    return len(
        {"cyrillic" if "\u0400" <= c <= "\u052f" else "arabic" if c >= "\u0600" else "latin" for c in word}
    )
