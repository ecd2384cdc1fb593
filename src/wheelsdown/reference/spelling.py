"""How names are made comparable across spellings and scripts.

``folded`` removes what writers vary without meaning it: case, accents, Arabic vowel signs and letter
forms, apostrophes, hyphens. ``core`` also removes the words that only say "this is an airfield"
("air base", "авиабаза", "قاعدة ... الجوية") and the article (al-, ال). No transliteration is attempted:
names in other scripts come from OurAirports' keywords, the shipped aliases and the user's register.
"""

from functools import lru_cache

import polars as pl

__all__ = ["core", "fold", "fold_to_core", "folded"]

#: Letters that canonical decomposition leaves as they are, and what they are compared as.
_LETTERS = {
    "ß": "ss", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ٱ": "ا", "ـ": "",
}  # fmt: skip

#: Vanish without leaving a gap: combining marks, invisible format characters, apostrophes, quotes.
_VANISH = r"[\p{Mn}\p{Cf}'’‘ʼʻ`´ʹʿʾ\"«»“”.]"

#: Words that say only that a place is an airfield, in English, French, Spanish, Portuguese, Italian,
#: German, Turkish, Russian, Ukrainian and Arabic (after folding); Slavic endings vary.
_GENERIC = (
    r"\b(?:air ?base|air force base|afb|air ?port|air ?field|airstrip|air ?drome|aerodrome|international|"
    r"intl|military|aeroport\p{L}*|aeropuerto|aerodrom\p{L}*|flughafen|flugplatz|havalimani|havaalani|"
    r"авиабаз\p{L}*|авіабаз\p{L}*|авиационн\p{L}* баз\p{L}*|аэродром\p{L}*|аеродром\p{L}*|аэропорт\p{L}*|"
    r"аеропорт\p{L}*|международн\p{L}*|міжнародн\p{L}*|военн\p{L}*|військов\p{L}*|"
    r"(?:ال)?قاعده|(?:ال)?جويه|(?:ال)?مطار|(?:ال)?دولي|(?:ال)?عسكري|(?:ال)?عسكريه)\b"
)

#: Articles: Latin al, el, as a word; Arabic ال before at least three more letters.
_ARTICLE = r"\b(?:al|el)\b|\bال(?P<rest>\p{Arabic}{3,})"


def folded(text: pl.Expr) -> pl.Expr:
    """Fold names: equal results are the same name differently written."""
    lower = text.str.normalize("NFKD").str.to_lowercase().str.replace_all(_VANISH, "")
    letters = lower.str.replace_many(list(_LETTERS), list(_LETTERS.values()))
    return letters.str.replace_all(r"[^\p{L}\p{N}\p{Mc}]+", " ").str.strip_chars()


def core(already_folded: pl.Expr) -> pl.Expr:
    """Reduce folded names to what tells one place from another; a name of generic words only stays."""
    bare = already_folded.str.replace_all(_GENERIC, " ").str.replace_all(_ARTICLE, "${rest}")
    bare = bare.str.replace_all(r" +", " ").str.strip_chars()
    return pl.when(bare == "").then(already_folded).otherwise(bare)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold one name.

    >>> fold("Ma'arrat  Misrīn"), fold("القُصَير") == fold("القصير")
    ('maarrat misrin', True)
    """
    return str(pl.select(folded(pl.lit(text))).item())


@lru_cache(maxsize=4096)
def fold_to_core(text: str) -> str:
    """Fold one name and reduce it to its core.

    >>> fold_to_core("Al-Jufra Air Base"), fold_to_core("авиабаза Хмеймим"), fold_to_core("Airport")
    ('jufra', 'хмеимим', 'airport')
    """
    return str(pl.select(core(folded(pl.lit(text)))).item())
