"""Under which spellings places and persons go, over all articles.

A place is one by its code, a person by the rules of `wheelsdown.articles.person_names`. A shorter form of
the same words ("Belov" for "Andrei Belov") and a case ending are no other spelling, and neither are another
script and another name of a country.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import PlaceLevel
from wheelsdown.articles.person_names import same_person
from wheelsdown.articles.view import TokenKind, tokenise
from wheelsdown.claims.claim import Between, Disagreement, DisagreementKind
from wheelsdown.claims.comparing.accounts import Family
from wheelsdown.claims.comparing.differing import Field, told_of
from wheelsdown.claims.comparing.groups import EventGroup
from wheelsdown.claims.comparing.tellings import Telling

__all__ = ["Named", "persons_of", "places_of", "variants_of"]

#: Letters of a case ending at most, and of the stem before it at least.
_ENDING, _STEM = 3, 4
#: Letters by which spellings of a country differ; what differs more is another of its names.
_SLIPS = 2
#: Words of a person's name; more are a title that was taken along.
_MOST_WORDS = 6


#: The name it goes by, the words written, and where.
_Row = tuple[str, str, Between]


@dataclass(frozen=True)
class Named:
    """A place or a person; ``spellings`` by their words, the first mention of each in each article."""

    name: str
    id: str | None
    level: str
    spellings: dict[str, tuple[Between, ...]]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that name it."""
        return tuple(dict.fromkeys(side.article for sides in self.spellings.values() for side in sides))


def places_of(tellings: Sequence[Telling]) -> tuple[Named, ...]:
    """Get the places that articles name and that have a code, those of the most articles first."""
    found: dict[str, list[_Row]] = {}
    levels: dict[str, str] = {}
    for telling in tellings:
        for mark in telling.marked.places:
            is_name = mark.id and not mark.is_anaphor and mark.level is not PlaceLevel.SET
            if mark.id and is_name and _is_own(telling, mark.span):
                text = mark.text.removeprefix(mark.particles)
                at = Span(mark.span.end - len(text), mark.span.end)
                found.setdefault(mark.id, []).append((text, text, telling.between(at)))
                levels[mark.id] = mark.level.value
    named = [_named(_commonest(rows), place, levels[place], rows) for place, rows in found.items()]
    return tuple(sorted(named, key=lambda one: (-len(one.articles), one.id or "")))


def persons_of(tellings: Sequence[Telling]) -> tuple[Named, ...]:
    """Get the persons that articles name, those of the most articles first."""
    rows: list[_Row] = []
    for telling in tellings:
        for mark in telling.marked.persons:
            if mark.name and len(mark.name.split()) <= _MOST_WORDS and _is_own(telling, mark.span):
                written = mark.text.removeprefix(mark.role or "").strip()
                at = Span(mark.span.end - len(written), mark.span.end)
                rows.append((mark.name, written, telling.between(at)))
    groups: list[list[_Row]] = []
    for row in sorted(rows, key=lambda row: (-len(row[0].split()), row[0], row[2].article, row[2].span)):
        same = next((group for group in groups if same_person(group[0][0], row[0])), None)
        if same is None:
            groups.append([row])
        else:
            same.append(row)
    named = [_named(_commonest(group), None, "person", group) for group in groups]
    return tuple(sorted(named, key=lambda one: (-len(one.articles), one.name)))


def _is_own(telling: Telling, span: Span) -> bool:
    sentence = telling.sentence_at(span.start)
    return sentence is not None and (sentence.boilerplate is None or sentence.boilerplate.value == "caption")


def _commonest(rows: Sequence[_Row]) -> str:
    names = [name for name, _, _ in rows if len(name.split()) > 1] or [name for name, _, _ in rows]
    return max(names, key=lambda name: (names.count(name), name))


def _named(name: str, code: str | None, level: str, rows: Iterable[_Row]) -> Named:
    spellings: dict[str, dict[str, Between]] = {}
    for _, text, side in sorted(rows, key=lambda row: (row[2].article, row[2].span)):
        spellings.setdefault(text, {}).setdefault(side.article, side)
    return Named(
        name, code, level, {text: tuple(sides.values()) for text, sides in sorted(spellings.items())}
    )


def variants_of(tellings: Sequence[Telling], groups: Iterable[EventGroup] = ()) -> list[Disagreement]:
    """Get the names and pauses that articles write in different words and that mean the same."""
    named = [*places_of(tellings), *persons_of(tellings)]
    languages = {telling.path: telling.read.language for telling in tellings}
    return [*(_variant(one) for one in named if _is_spelt_otherwise(one, languages)), *_pauses(groups)]


def _is_spelt_otherwise(one: Named, languages: Mapping[str, str]) -> bool:
    """Say whether articles in one language spell a name in two ways."""
    return any(
        _differs(texts, is_country=one.level == PlaceLevel.COUNTRY)
        for texts in _by_language(one, languages).values()
    )


def _by_language(one: Named, languages: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, sides in one.spellings.items():
        for language in {languages[side.article] for side in sides}:
            found.setdefault(language, []).append(text)
    return found


def _variant(one: Named) -> Disagreement:
    sides = sorted((s for sides in one.spellings.values() for s in sides), key=lambda s: (s.article, s.span))
    return Disagreement(
        about=f"spelling of {one.name}",
        kind=DisagreementKind.VARIANT,
        between=tuple(sides),
        because="one and the same: " + ", ".join(one.spellings),
        severity="low",
        field="person" if one.id is None else "place",
    )


def _is_slip(one: str, other: str) -> bool:
    near = DamerauLevenshtein.distance(one, other) <= _SLIPS
    return near and one[:1] == other[:1] and len(one) > _STEM


def _differs(texts: Sequence[str], *, is_country: bool = False) -> bool:
    """Say whether some two texts hold words that are more than another form or a part of the other's.

    Countries have several names; of them only another spelling of one name counts.
    """
    if len(texts) < 2:
        return False
    pairs = combinations([_words(text) for text in texts], 2)
    return any(
        not is_country or _is_slip("".join(one), "".join(other))
        for one, other in pairs
        if not _is_form(one, other)
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.form for token in tokenise(text) if token.kind is TokenKind.WORD)


def _is_form(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names, folded, are one name in another case, script or length."""
    if _script("".join(one)) != _script("".join(other)):
        return True
    short, long = sorted((one, other), key=len)
    return all(any(_is_same_word(a, b) for b in long) for a in short)


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if _script(one) == "latin":
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if _script(one) == "arabic":
        return one.removeprefix("ال") == other.removeprefix("ال")
    is_stem = shared >= min(_STEM, min(len(one), len(other)) - 1)
    return is_stem and max(len(one), len(other)) - shared <= _ENDING


def _script(word: str) -> str:
    first = word[:1]
    return (
        "arabic"
        if "\u0600" <= first <= "\u06ff"
        else "cyrillic"
        if "\u0400" <= first <= "\u04ff"
        else "latin"
    )


def _pauses(groups: Iterable[EventGroup]) -> list[Disagreement]:
    """Find pauses of one length that copies call differently ("a six-month break", "a six-month pause")."""
    found = []
    for group in groups:
        if group.family is not Family.RESUMPTION:
            continue
        told = [one for account in group.accounts if (one := told_of(Field.PAUSE, account))]
        sides = [one.account.telling.between(_with_noun(one.account.telling, one.span)) for one in told]
        if len({repr(one.value) for one in told}) == 1 and _differs([side.quote for side in sides]):
            about = "words for the pause"
            because = "one length: " + ", ".join(dict.fromkeys(side.quote for side in sides))
            found.append(
                Disagreement(
                    about=about,
                    kind=DisagreementKind.VARIANT,
                    between=tuple(sides),
                    because=because,
                    severity="low",
                    field="pause",
                )
            )
    return found


def _with_noun(telling: Telling, span: Span) -> Span:
    following = next((token for token in telling.marked.article.tokens if token.start >= span.end), None)
    is_word = following is not None and following.kind is TokenKind.WORD
    return Span(span.start, following.end) if following is not None and is_word else span
