"""Which names are one person's: spellings, scripts, surnames alone.

Names are compared by their consonants after transliteration, for vowels are what spellings differ in
("Ahmad", "Ahmed", أحمد). One letter wrong, or two in the wrong order, still are one name when it is long. A
surname alone is the person of that surname; two given names that differ are two persons.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from wheelsdown.articles.view import TokenKind, tokenise

__all__ = ["canonical_names", "same_person"]

#: Consonants from which one letter may differ.
_LONG = 4
#: Parts of names that tell nobody apart, folded.
_LINKS = frozenset(
    (*("al", "el", "as", "ash", "ar", "bin", "ben", "ibn", "abu", "abd", "von", "van", "de", "der", "jr"),
     *("аль", "эль", "ас", "аш", "ибн", "бен", "абу", "абд", "фон", "ель"),
     *("ابو", "ال", "بن", "ابن", "عبد"))
)  # fmt: skip
#: Folded letters of the scripts and the Latin one of nearly the same sound.
_LETTERS = str.maketrans(
    "абвгґдеєжзиіклмнопрстуфхцчшщюяэы" + "ابتثجحخدذرزسشصضطظغفقكلمنهوي",
    "abvggdeezziiklmnoprstufhscssuaei" + "abttghhddrzsssdtzgfkklmnhwy",
    "ьъع",
)
#: Pairs of letters for one sound.
_PAIRS = tuple(
    pair.split() for pair in ("kh h", "sh s", "zh z", "ch c", "th t", "dh d", "gh g", "ph f", "ts s")
)
#: Letters that some script or speaker does not tell apart.
_ALIKE = str.maketrans("pqvjxz", "bkfgks")
_VOWELS = frozenset("aeiouyw")


def same_person(first: str, second: str) -> bool:
    """Say whether two names may well be one person's.

    Parameters
    ----------
    first, second
        Names in any of the scripts, without offices.

    Examples
    --------
    >>> same_person("Mahraf Abu Qasra", "Marhaf Abu Qasra"), same_person("Ahmad al-Sharaa", "أحمد الشرع")
    (True, True)
    >>> same_person("Андрей Белоусов", "Andrey Belousov"), same_person("Bashar al-Assad", "Hafez al-Assad")
    (True, False)
    """
    one, other = _parts(first), _parts(second)
    if not one or not other or not _alike(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return len(one[-1]) > 1
    return any(_alike(mine, its) for mine in one[:-1] for its in other[:-1])


def canonical_names(names: Iterable[str]) -> dict[str, str]:
    """Give every name the one its person is called by here: the most frequent full one, else the longest.

    Parameters
    ----------
    names
        All mentions, in order, repeated as they are.

    Examples
    --------
    >>> canonical_names(["Sharaa", "Ahmed al-Sharaa", "Ahmad al-Sharaa", "Ahmed al-Sharaa"])["Sharaa"]
    'Ahmed al-Sharaa'
    """
    counts = Counter(names)
    ranked = sorted(counts, key=lambda name: (-min(len(_parts(name)), 2), -counts[name], -len(name), name))
    canonical: dict[str, str] = {}
    for name in ranked:
        chosen = (known for known in dict.fromkeys(canonical.values()) if same_person(known, name))
        canonical[name] = next(chosen, name)
    return {name: canonical[name] for name in counts}


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[str, ...]:
    """Get the consonants of each part of a name."""
    words = [token.form for token in tokenise(name) if token.kind is TokenKind.WORD]
    parts = [_consonants(word) for word in words if word not in _LINKS and len(word) > 1]
    return tuple(part for part in parts if part)


def _consonants(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    if word.endswith("ه") and len(word) > 3:
        word = word[:-1]
    latin = word.translate(_LETTERS)
    for pair, one in _PAIRS:
        latin = latin.replace(pair, one)
    sounds = "".join(char for char in latin.translate(_ALIKE) if char.isalpha() and char not in _VOWELS)
    return "".join(char for index, char in enumerate(sounds) if index == 0 or char != sounds[index - 1])


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _LONG and OSA.distance(one, other, score_cutoff=1) <= 1
