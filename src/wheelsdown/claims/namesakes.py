"""Which names are one person's, though spelt otherwise, shortened to the surname or in another script.

Within a script the surnames must be equal but for a slip or a habit of transliteration ("Andrei", "Andrey"),
and given names must not differ where both are told. Across scripts only consonants are compared, since short
vowels are not written in Arabic. An office without a name is nobody.
"""

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from wheelsdown.articles.view import TokenKind, tokenise

__all__ = ["same_person", "surname_first"]

#: Latin letters for Cyrillic ones as English-language news writes them, folded forms.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "u", "я": "ya",
}  # fmt: skip
#: Latin consonants for Arabic letters; what Latin news leaves out or writes as a vowel vanishes.
_ARABIC = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "d", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
#: One sound, many letters: what scripts do not tell apart.
_SOUNDS = (
    ("kh", "h"),
    ("sh", "s"),
    ("zh", "j"),
    ("ch", "s"),
    ("ts", "s"),
    ("p", "b"),
    ("v", "f"),
    ("q", "k"),
    ("g", "j"),
    ("c", "k"),
)
_VOWELS = frozenset("aeiouyw'")
_ARTICLES = frozenset(
    ["al", "el", "as", "ash", "an", "ad", "ar", "аль", "эль", "ель", "аш", "ас", "ад", "the"]
)

#: Letters that two spellings of a name of so many letters may differ by.
_SLIPS = ((8, 2), (5, 1))
#: Consonants below which a skeleton says nothing.
_SHORTEST_SKELETON = 2


@lru_cache(maxsize=4096)
def same_person(one: str, other: str) -> bool:
    """Say whether two names may be of one person.

    >>> same_person("Andrei Belov", "Belov"), same_person("Mahraf Qasr", "Marhaf Qasr")
    (True, True)
    >>> same_person("Ivan Belov", "Andrei Belov"), same_person("Belov", "Белов")
    (False, True)
    """
    words, others = surname_first(one), surname_first(other)
    if not words or not others:
        return False
    if not _alike(words[0], others[0]):
        return False
    given, other_given = words[1:], others[1:]
    if not given or not other_given:
        return True
    return any(_alike(a, b) for a in given for b in other_given)


@lru_cache(maxsize=4096)
def surname_first(name: str) -> tuple[str, ...]:
    """Get the folded words of a name, the last one first, without articles.

    >>> surname_first("Ahmad al-Badri")
    ('badri', 'ahmad')
    """
    words = [token.form for token in tokenise(name) if token.kind is TokenKind.WORD]
    kept = [_bare(word) for word in words if word not in _ARTICLES]
    return tuple(reversed([word for word in kept if len(word) > 1]))


def _bare(word: str) -> str:
    is_article = word.startswith("ال") and len(word) > len("ال") + 2
    return word[2:] if is_article else word


def _script(word: str) -> str:
    first = word[:1]
    return (
        "arabic"
        if "\u0600" <= first <= "\u06ff"
        else "cyrillic"
        if "\u0400" <= first <= "\u04ff"
        else "latin"
    )


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if "arabic" in (_script(one), _script(other)):
        if _script(one) == _script(other):
            return _near(one, other)
        a, b = _skeleton(one), _skeleton(other)
        return len(a) >= _SHORTEST_SKELETON and a == b
    return _near(_latin(one), _latin(other))


def _near(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    most = next((slips for letters, slips in _SLIPS if length >= letters), 0)
    return one[:1] == other[:1] and DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def _latin(word: str) -> str:
    """Write a word in Latin letters, without what transliterations differ in: y or i, single or double."""
    letters = "".join(_CYRILLIC.get(char, char) for char in word).replace("y", "i")
    return "".join(char for index, char in enumerate(letters) if index == 0 or letters[index - 1] != char)


def _skeleton(word: str) -> str:
    letters = "".join(_ARABIC.get(char, "" if _script(char) == "arabic" else char) for char in _latin(word))
    for many, single in _SOUNDS:
        letters = letters.replace(many, single)
    kept = [char for char in letters if char not in _VOWELS]
    return "".join(char for index, char in enumerate(kept) if index == 0 or kept[index - 1] != char)
