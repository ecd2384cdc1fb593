"""Which places a name may stand for: cities and aerodromes of the world in Latin, Cyrillic and Arabic.

Names are kept in their base form. A Cyrillic word of the text is that name when it goes on with one of the
case endings its base form allows, so that «Каракасе» is Каракас and «Каракасский» is not; letters that
Russian and Ukrainian write differently are one («Тикси», «Тіксі»). An Arabic name with the article needs it:
المتوسط is a sea, متوسط is not. Looking up a token takes a few steps, however many names there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from wheelsdown.articles.lexicon import has_article
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.phrases import readings
from wheelsdown.articles.view import Token, TokenKind, tokenise

__all__ = ["Gazetteer", "Located", "Place", "endings"]

#: Letters of a Cyrillic name that it is filed under at most.
_MOST_KEY = 4
#: Letters of a name that has cases at least: «Рим».
_SHORTEST = 3
#: Letters of a name that may be spelled in another way at least: «Крым» is «Крим», and «Крім» another word.
_FREE = 5
#: Words of a name that is looked up at most.
_MOST_WORDS = 6

#: Letters in which one name differs from Russian to Ukrainian: «Тикси», «Тіксі».
_ALIKE = str.maketrans("іїыєэґ", "иииеег", "ъ'")
#: Cases of names like «Васильків» behind the vowel that takes the place of the last.
_OF_OWNERS = ("ва", "ву", "вом", "ві")
_CONSONANT = ("", "а", "у", "ом", "е", "і", "ові", "ем")
#: Ends of names as `_base` writes them, and what case makes of them, as it is printed.
_BY_END: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("скии", ("ии", "ого", "ому", "им", "ім", "ом")),
    ("цкии", ("ии", "ого", "ому", "им", "ім", "ом")),
    ("хии", ("ии", "ого", "ому", "им", "ім", "ом")),
    ("нии", ("ии", "ыи", "ого", "ому", "ым", "им", "ім", "ом", "его", "ему", "ем")),
    ("ские", ("ие", "их", "им", "ими")),
    ("ние", ("ие", "ые", "их", "ых", "им", "ым", "ими", "ыми")),
    ("ое", ("ое", "ого", "ому", "ым", "ом")),
    ("ее", ("ее", "его", "ему", "им", "ем")),
    ("не", ("е", "ого", "ому", "им", "ім")),
    ("ке", ("е", "ого", "ому", "им", "ім")),
    ("ове", ("е", "ого", "ому", "им", "ім")),
    ("еве", ("е", "ого", "ому", "им", "ім")),
    ("ая", ("ая", "ои", "ую", "ою", "оі", "іи")),
    ("ия", ("я", "и", "і", "ю", "еи", "ею", "єю")),
    ("ка", ("ка", "ки", "ку", "ке", "ці", "кои", "кою", "коі", "кіи")),
    ("га", ("га", "ги", "гу", "ге", "зі", "гои", "гою")),
    ("ха", ("ха", "хи", "ху", "хе", "сі", "хои", "хою")),
    ("а", ("а", "ы", "и", "і", "е", "у", "ои", "ою", "оі", "іи")),
    ("я", ("я", "и", "і", "е", "ю", "еи", "ею", "єю")),
    ("ово", ("о", "а", "у", "ом", "е", "і", "ого", "ому", "им")),
    ("ево", ("о", "а", "у", "ом", "е", "і", "ого", "ому", "им")),
    ("ино", ("о", "а", "у", "ом", "е", "і")),
    ("ец", ("ец", "ець", "ца", "ця", "цу", "цю", "цом", "цем", "це", "ці")),
    ("к", ("к", "ка", "ку", "ком", "ке", "ці", "кові", "кем")),
    ("г", ("г", "га", "гу", "гом", "ге", "зі", "гові", "гем")),
    ("х", ("х", "ха", "ху", "хом", "хе", "сі", "хові", "хем")),
    ("аи", ("и", "я", "ю", "ем", "е", "єм", "і")),
    ("еи", ("и", "я", "ю", "ем", "е", "єм", "і")),
    ("ои", ("и", "я", "ю", "ем", "е", "єм", "і")),
    ("уи", ("и", "я", "ю", "ем", "е", "єм", "і")),
    ("яи", ("и", "я", "ю", "ем", "е", "єм", "і")),
    ("щи", ("и", "і", "", "ам", "ами", "ах")),
    ("ци", ("и", "і", "ь", "ях", "ям", "ями", "", "ам", "ами", "ах", "ів")),
    ("ив", ("ив", "ів", "ива", "иву", "ивом", "иве", "иві", *(e + c for e in "оеє" for c in _OF_OWNERS))),
    ("оре", ("е", "я", "ю", "ем", "ям", "єм", "і")),
    ("чи", ("и", "і", "", "ам", "ами", "ах", "еи", "ів")),
    ("ии", ("и", "я", "ю", "ем", "е", "єм", "і")),
    ("ы", ("ы", "и", "і", "", "ам", "ами", "ах", "ов", "ів", "ь", "ям", "ями", "ях")),
    ("ь", ("ь", "я", "ю", "ем", "е", "и", "і", "ью")),
)

_BY_LAST = {
    last: tuple(rule for rule in _BY_END if rule[0].endswith(last))
    for last in {end[-1] for end, _ in _BY_END}
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a name may stand for; ``size`` ranks places of one name, 100 and more is a curated row."""

    level: PlaceLevel
    id: str | None
    country: str | None
    size: int
    candidates: tuple[str, ...] = ()
    says_airfield: bool = False
    is_capital: bool = False
    names: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Located:
    """Tokens ``first`` up to and without ``last`` name one of ``places``, the biggest first."""

    first: int
    last: int
    places: tuple[Place, ...]
    particles: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name without Arabic articles; ``is_definite``: its first word must have one."""

    words: tuple[str, ...]
    is_definite: bool
    places: list[Place]


@lru_cache(maxsize=65536)
def endings(word: str) -> tuple[str, tuple[str, ...]]:
    """Cut a base form, in the letters that two languages share, into its stem and the endings it may have.

    >>> endings("каракас")[0], "ом" in endings("каракас")[1], endings("баку"), endings("mali")
    ('каракас', True, ('баку', ('',)), ('mali', ('',)))
    """
    if not _is_cyrillic(word) or len(word) < _SHORTEST:
        return word, ("",)
    alike = word if word.endswith("ы") else _alike(word)
    for end, allowed in _BY_LAST.get(alike[-1], ()):
        if alike.endswith(end):
            own = next(each for each in allowed if each and _alike(word).endswith(_alike(each)))
            return word[: len(word) - len(own)], allowed
    return (word, _CONSONANT) if word[-1] in "бвгджзклмнпрстфхцчшщ" else (word, ("",))


def _alike(letters: str) -> str:
    return letters.translate(_ALIKE)


def _is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[:1] <= "\u04ff"


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """Write a folded Cyrillic word in letters that Russian and Ukrainian share; only the last ь is kept.

    >>> _plain("тіксі") == _plain("тикси"), _plain("ахтубінськ"), _plain("казань")
    (True, 'ахтубинск', 'казань')
    """
    if not _is_cyrillic(word):
        return word
    return (word[:-1].replace("ь", "") + word[-1:]).translate(_ALIKE)


def _base(word: str) -> str:
    """Write a name so; a short one stays as it is, and a Russian plural keeps the letter that says so."""
    if len(_plain(word)) < _FREE:
        return word.replace("э", "е")
    return _plain(word)[:-1] + "ы" if word.endswith("ы") else _plain(word)


class Gazetteer:
    """Names with the places they stand for.

    Parameters
    ----------
    rows
        Pairs of a name in its base form, as printed, and the place.
    folded
        The same with names that are folded already, their words parted by single spaces.

    Examples
    --------
    >>> tartus = Place(PlaceLevel.PORT, "PORT-TARTUS", "SY", 100)
    >>> gazetteer = Gazetteer([("Тартус", tartus), ("Порт-Судан", Place(PlaceLevel.CITY, "HSPN", "SD", 100))])
    >>> [place.places[0].id for place in gazetteer.find(tokenise("из Тартуса в Порт-Судане"))]
    ['PORT-TARTUS', 'HSPN']
    """

    def __init__(self, rows: Iterable[tuple[str, Place]], folded: Iterable[tuple[str, Place]] = ()) -> None:
        self._names: dict[str, list[_Name]] = defaultdict(list)
        self._known: dict[tuple[str, ...], _Name] = {}
        for name, place in rows:
            self._add(tuple(_words(name)), place)
        for name, place in folded:
            self._add(tuple(name.split(" ")), place)

    def _add(self, words: tuple[str, ...], place: Place) -> None:
        name = self._known.get(words)
        if name is None and words:
            bare = tuple(_base(_bare(word)) for word in words)
            name = self._known[words] = _Name(bare, _bare(words[0]) != words[0], [])
            self._names[_key(bare[0])].append(name)
        if name is not None and place not in name.places:
            name.places.append(place)

    def find(self, tokens: Sequence[Token]) -> list[Located]:
        """Get the longest name at each place, from left to right."""
        found: list[Located] = []
        index = 0
        while index < len(tokens):
            located = self.at(tokens, index) if tokens[index].kind is not TokenKind.MARK else None
            if located is not None:
                found.append(located)
            index = located.last if located else index + 1
        return found

    def at(self, tokens: Sequence[Token], first: int) -> Located | None:
        """Get the longest name that begins at a token; None when there is none."""
        best: list[_Name] = []
        particles_of_best, last = "", first + 1
        for form, particles in readings(tokens[first].form):
            for key in _keys(form):
                for name in self._names.get(key, ()):
                    end = _follow(name, form, tokens, first)
                    if end > last or (end == last and not best):
                        best, particles_of_best, last = [name], particles, end
                    elif end == last:
                        best.append(name)
        if not best:
            return None
        places = {place: None for name in best for place in name.places}
        ranked = sorted(places, key=lambda place: -place.size)
        return Located(first, last, tuple(ranked), particles_of_best)


def _key(word: str) -> str:
    """Get what a name is filed under: its first word, or the letters that no case ending touches."""
    if not _is_cyrillic(word):
        return word
    stem = word[:-2] if len(word) > _MOST_KEY + 1 else endings(word)[0]
    return stem[:_MOST_KEY]


def _keys(form: str) -> tuple[str, ...]:
    """Get what a word of the text may be filed under."""
    if not _is_cyrillic(form):
        return (form,)
    spelled = (form.replace("э", "е"), _plain(form))
    return tuple({each[:length]: None for each in spelled for length in range(_MOST_KEY, 0, -1)})


def _words(name: str) -> list[str]:
    return [token.form for token in tokenise(name) if token.kind is not TokenKind.MARK]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _follow(name: _Name, form: str, tokens: Sequence[Token], first: int) -> int:
    """Find the end of a name that begins at a token; where it begins, when it does not."""
    if not _is_form(form, name.words[0]) or (name.is_definite and not has_article(tokens[first].form)):
        return first
    index = first + 1
    for word in name.words[1:_MOST_WORDS]:
        while index < len(tokens) and tokens[index].form in ("-", "'", ".") and not tokens[index].spaced:
            index += 1
        if index >= len(tokens) or tokens[index].line > 1 or not _is_form(_bare(tokens[index].form), word):
            return first
        index += 1
    return index


def _is_form(form: str, word: str) -> bool:
    if form == word or not _is_cyrillic(word):
        return form == word
    stem, allowed = endings(word)
    spelled = form.replace("э", "е") if len(_plain(word)) < _FREE else _plain(form)
    ending = form[len(form) - len(spelled) + len(stem) :]
    return spelled.startswith(stem) and ending in allowed
