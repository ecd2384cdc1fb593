"""What a compact name of an aircraft type stands for: its designators in the lists, or the nearest spelling.

A name is looked up whole, then by the series that its maker's number for a customer is of (the 737-86Q is a
737-800), then without its ending, letter by letter; a number inside it goes as a whole or stays.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

__all__ = ["TypeLists", "family_of", "latin", "model_of", "nearest_to"]

#: Edits between an unknown designation and a listed spelling that is offered.
_NEAR = 2
#: Makers write the customer into a model: the 737-86Q and the 737-8K5 are of the series 737-800.
_SERIES = re.compile(r"(?:airbus)?(boeing7[3456]7[0-9](?=[0-9a-z]{2})|a3[0-9]{2}[0-9](?=[0-9]{2}(?!n)))")
#: The Airbus with new engines by its number: A320-251N.
_RENEWED = re.compile(r"(?:airbus)?(a3[12][0-9])[0-9]{3}n")


@dataclass(frozen=True)
class TypeLists:
    """What designations are looked up in.

    ``names``: compact model name ("il76", "boeing737800") to designators; ``families``: the same for prefix
    and number alone; ``prefixes``: folded prefix in any script to the Latin one, or to several ("بي" is both
    B and P); ``spellings``: by prefix, offered for unknown ones; ``not_types``: prefixes that an unlisted
    designation needs a word for an aircraft with; ``never``: prefixes that any does (S-300, COVID-19);
    ``letters``: what Latin letters of variants are called ("جيه" is J); ``bare``: numbers that are types
    beside a carrier ("a Kalitta 747"), with the prefix that is meant; ``particles``: prefixes that are words
    of their own, so that a space before the number needs a word for an aircraft before them ("إن 3 طائرات"
    is "that three planes"); ``sure``: prefixes with numbers that are types even where their prefix never is
    (G550, T-38).
    """

    names: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[str, ...]]
    prefixes: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    not_types: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    bare: Mapping[str, str] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()

    def knows(self, name: str) -> bool:
        """Say whether a compact name is listed, or is that of a family."""
        return name in self.names or name in self.families


#: Cyrillic letters of variants, as Latin ones ("Ил-76МД", «Ту-154М»).
_LETTERS = dict(
    zip(
        "абвгдежзиклмнопрстуфхцш",
        ("a", "b", "v", "g", "d", "e", "zh", "z", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
         "kh", "ts", "sh"),
        strict=True,
    )
)  # fmt: skip
#: Cyrillic letters that Latin ones of variants are written with («ЕС-130Н»).
_ALIKE = str.maketrans("авекмнорстух", "abekmhopctyx")


def latin(text: str) -> str:
    """Write the Cyrillic letters of a variant as Latin ones."""
    return "".join(_LETTERS.get(char, char) for char in text)


def model_of(prefix: str, number: str, tail: Sequence[str], lists: TypeLists) -> tuple[str, ...] | None:
    """Look a designation up whole, by the series that a customer's code is of, then without its ending."""
    base = f"{prefix}{number}"
    alike = () if "".join(tail).isascii() else tuple(part.translate(_ALIKE) for part in tail)
    keys = (key for key in _endings(alike) if key and key.isascii())
    for key in (*keys, *_endings(tuple(map(latin, tail)))):
        if base + key in lists.names:
            return lists.names[base + key]
        if key and (series := _series(base + key)) in lists.names:
            return lists.names[series]
    return None


def _series(name: str) -> str:
    if renewed := _RENEWED.match(name):
        return renewed[1] + "neo"
    series = _SERIES.match(name)
    return series[1] + "00" if series else ""


def family_of(prefix: str, number: str, _: Sequence[str], lists: TypeLists) -> tuple[str, ...] | None:
    """Look up what is called by prefix and number alone, "A" left out ("Airbus 330")."""
    return lists.families.get(f"{prefix}{number}", lists.families.get(f"{prefix}a{number}"))


def _endings(tail: Sequence[str]) -> Iterator[str]:
    """Get a tail and what is left of it: letter by letter, numbers only as a whole."""
    parts = list(tail)
    while parts:
        start, part = "".join(parts[:-1]), parts.pop()
        yield start + part
        if not part.isdigit():
            yield from (start + part[:end] for end in range(len(part) - 1, 0, -1))
    yield ""


def nearest_to(prefix: str, number: str, tail: str, lists: TypeLists) -> str | None:
    """Offer the nearest spelling: of equal distances the one that has the same signs in another order."""
    asked = f"{prefix}{number}{latin(tail)}"
    ranked = []
    for spelling in lists.spellings.get(prefix, ()):
        plain = spelling.replace("-", "").lower()
        distance = OSA.distance(asked, plain, score_cutoff=_NEAR)
        if distance <= _NEAR:
            ranked.append((distance, sorted(plain) != sorted(asked), spelling))
    return min(ranked)[2] if ranked else None
