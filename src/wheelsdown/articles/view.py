"""The text of an article as the matcher sees it: folded tokens that know where they stand.

Folding is that of `wheelsdown.reference.spelling` (case, accents, Arabic vowel signs and letter forms
vanish), and two tricks of hostile or careless texts are undone: invisible characters inside a word
(zero-width spaces, bidirectional controls, soft hyphens) are skipped, and a word that mixes Latin with
Cyrillic look-alikes is put into one script. Offsets always are those of the stored text. One pass, linear in
its length.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

import msgspec

__all__ = ["Token", "TokenKind", "fold_word", "tokenise"]

#: Letters that canonical decomposition leaves as they are, as in `reference.spelling`.
_LETTERS = {
    "ß": "ss", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ٱ": "ا", "ـ": "",
}  # fmt: skip

#: Cyrillic letters (folded) that look like Latin ones, and those.
_LOOKALIKES = dict(zip("аеорсухікмнтвзј", "aeopcyxikmhtb3j", strict=True))
_LATIN_LOOKALIKES = {latin: cyrillic for cyrillic, latin in _LOOKALIKES.items() if latin.isalpha()}

#: A token, in the classes of its characters: invisible ones inside a word or number belong to it.
_TOKEN = re.compile(r"L+(?:-+L+)*|N+(?:-+N+)*|P")

_APOSTROPHES = "'’‘ʼʻ`´ʹʿʾ"
#: An apostrophe inside a Cyrillic word, which is part of it: «Куп'янськ», «з’явився».
_INSIDE = re.compile(f"(?<=[\u0400-\u04ff])[{_APOSTROPHES}](?=[\u0400-\u04ff])")
_DASHES = "-‐‑‒–—―−"


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


class Token(msgspec.Struct, frozen=True):
    """A run of letters, a run of digits, or one other visible character.

    ``form`` is folded; dashes are ``-`` and apostrophes ``'``; digits are ASCII. ``spaced``: white space
    comes before it. ``line``: number of line breaks before it in the gap (2 and more is a new paragraph).
    """

    form: str
    start: int
    end: int
    kind: TokenKind
    spaced: bool
    line: int


#: What makes a digit the sign of an item in a list: "3️⃣".
_KEYCAP = "\u20e3"


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens.

    Parameters
    ----------
    text
        The stored text of an article, any length.

    Returns
    -------
    tuple of Token
        In order of the text; spans do not overlap and every visible character is in one.

    Examples
    --------
    >>> [token.form for token in tokenise("Ан-124 «Руслан»")]
    ['ан', '-', '124', '«', 'руслан', '»']
    >>> [(token.form, token.start, token.end) for token in tokenise("A\u200bn\u2011١٢٤")]
    [('an', 0, 3), ('-', 3, 4), ('124', 4, 7)]
    """
    return tuple(_tokens(text))


@cache
def _class(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] == "L":
        return "L"
    if category == "Nd":
        return "N"
    if category in ("Mn", "Cf", "Mc", "Me") or char in "\u00ad\ufeff":
        return "-"
    if char.isspace() or category[0] in "ZC":
        return " "
    return "P"


def _tokens(text: str) -> Iterator[Token]:
    classes, behind = "".join(map(_class, text)), 0
    if (inside := {found.start() for found in _INSIDE.finditer(text)}) and classes:
        classes = "".join("L" if at in inside else kind for at, kind in enumerate(classes))
    for found in _TOKEN.finditer(classes):
        start, end = found.span()
        gap = text[behind:start]
        plain = not gap or gap == " "  # as nearly all are
        spaced = bool(gap) if plain else " " in classes[behind:start]
        line, is_item = 0 if plain else gap.count("\n"), _KEYCAP in text[end : end + 2]
        raw, kind = ("•", "P") if is_item else (text[start:end], classes[start])
        yield _token(raw, kind, start, end, spaced, line)
        behind = end


def _token(raw: str, kind: str, start: int, end: int, spaced: bool, line: int) -> Token:
    if kind == "L":
        return Token(fold_word(raw), start, end, TokenKind.WORD, spaced, line)
    if kind == "N":
        digits = "".join(str(unicodedata.digit(char)) for char in raw if _class(char) == "N")
        return Token(digits, start, end, TokenKind.NUMBER, spaced, line)
    form = "-" if raw[0] in _DASHES else "'" if raw[0] in _APOSTROPHES else raw[0]
    return Token(form, start, end, TokenKind.MARK, spaced, line)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Fold one word, as the matcher sees it.

    >>> fold_word("Хмеймим"), fold_word("Аn"), fold_word("القُصَير")
    ('хмеимим', 'an', 'القصير')
    """
    letters = (char for char in unicodedata.normalize("NFKD", word).lower() if _class(char) != "-")
    folded = "".join("'" if char in _APOSTROPHES else _LETTERS.get(char, char) for char in letters)
    return folded if folded.isascii() else _one_script(folded)


def _one_script(word: str) -> str:
    cyrillic = {char for char in word if "\u0400" <= char <= "\u04ff"}
    latin = {char for char in word if char.isascii() and char.isalpha()}
    if not (cyrillic and latin):
        return word
    if all(char in _LOOKALIKES for char in cyrillic):
        return "".join(_LOOKALIKES.get(char, char) for char in word)
    return "".join(_LATIN_LOOKALIKES.get(char, char) for char in word)
