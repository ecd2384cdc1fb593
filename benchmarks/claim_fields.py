"""Is each field of a read claim right: compared with a gold claim, by the rules that the gold's README states.

A place is right by its identifier where the gold has one, else by its words. Days may include the last or
end before the next. Where the gold is silent a field must be empty, unless the reader marks it inherited or
cross_report. Lists, ``any`` and ``or_null`` in the gold hold what is right alike.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Claim = Mapping[str, Any]

#: An ICAO code or OurAirports ident, a country, or a region: what identifies a place in the gold.
IDENTIFIER = re.compile(r"[A-Z]{4}|[A-Z]{2}|[A-Z]{2}\d\d|[A-Z]{2}-[A-Z0-9]{2,5}")
#: Letters at the end of a word that may differ: case endings of Russian and Ukrainian.
MAX_ENDING = 3
#: Letters that two words must share from the start to be one word with two endings.
MIN_STEM = 3
ONE_DAY = datetime.timedelta(days=1)


# --- places ---------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Lower case without accents, vowel signs, invisible characters and punctuation.

    >>> folded("the U.S. base at N'Djamena"), folded("Al-Kha\u200bdim")
    ('the us base at ndjamena', 'al khadim')
    """
    letters = re.sub(r"['’]s\b", "", unicodedata.normalize("NFKD", text.casefold()))
    letters = "".join(c for c in letters if c not in ".'’ʼ")
    letters = "".join(" " if unicodedata.category(c)[0] in "PZ" else c for c in letters)
    letters = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf", "Lm"))
    return " ".join(letters.split())


def alike(one: str, other: str) -> bool:
    """Whether every word of one text is in the other, but for what grammar does to words.

    >>> alike("Минск", "из Минска"), alike("Russian", "Russia's army"), alike("US", "Russia")
    (True, True, False)
    """
    few, many = sorted((folded(one).split(), folded(other).split()), key=len)
    return bool(few) and all(any(same_word(word, each) for each in many) for word in few)


def same_word(one: str, other: str) -> bool:
    """Whether two words are one: in Latin letters, one begins with the other; else also prefix and ending."""
    short, long = sorted((one, other), key=len)
    if one.isascii() or other.isascii():
        return one == other or (len(short) > MIN_STEM and long.startswith(short))
    differing = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    shared = next(differing, len(short))
    return short in long or (shared >= MIN_STEM and len(long) - shared <= MAX_ENDING)


def identifiers(got: Any) -> set[str]:
    """What a reader's place is identified by; bases that are a set stand for their country too."""
    ident = got.get("id") if isinstance(got, Mapping) else got
    ids = {str(i) for i in ident} if isinstance(ident, list) else {str(ident)} if ident else set()
    return ids | {"SY"} if isinstance(ident, list) and "OSLK" in ids else ids


def named(got: Any) -> str:
    return str(got.get("text") or "") if isinstance(got, Mapping) else str(got or "")


def same_place(gold: Any, got: Any) -> bool:
    """Compare by identifier where the gold has one, else by words; ``any`` lists what is right alike."""
    if isinstance(gold, Mapping):
        return any(same_place(each, got) for each in gold["any"])
    ids, words = identifiers(got), named(got)
    if gold is None:
        return not ids and not words
    if IDENTIFIER.fullmatch(gold):
        return gold in ids or (not ids and folded(words) == folded(gold))
    if ids and is_aerodrome(got):
        return False
    return alike(gold, words) if words else any(alike(gold, each) for each in ids)


def is_aerodrome(got: Any) -> bool:
    """Whether the reader named one aerodrome."""
    level = got.get("level") if isinstance(got, Mapping) else None
    return level == "aerodrome" or (
        level is None and any(re.fullmatch("[A-Z]{4}", i) for i in identifiers(got))
    )


# --- fields ---------------------------------------------------------------------------------------------


def derived(got: Claim, *names: str) -> bool:
    """Whether the reader marks the field as not stated in the sentence itself."""
    how = got.get("how") or {}
    return any(how.get(name) in ("inherited", "cross_report") for name in names)


def same_count(gold: Claim | list[Claim | None] | None, got: Claim | None) -> bool:
    """Compare operator and number; a list holds what is right alike."""
    if isinstance(gold, list):
        return any(same_count(each, got) for each in gold)
    if not gold:
        return not got
    if not got:
        return bool(gold.get("or_null"))
    return (got.get("op"), got.get("n")) == (gold["op"], gold["n"])


def kind_right(gold: Claim, got: Claim) -> bool:
    return got.get("kind") in kinds(gold)


def kinds(gold: Claim) -> list[str]:
    return gold["kind"] if isinstance(gold["kind"], list) else [gold["kind"]]


def asserted_right(gold: Claim, got: Claim) -> bool:
    polarity = gold.get("polarity", "happened")
    agreed = bool(got.get("asserted")) is bool(gold["asserted"])
    return agreed and bool((got.get("polarity") or "happened") == polarity)


def type_right(gold: Claim, got: Claim) -> bool:
    wanted = (gold.get("aircraft") or {}).get("type_designator")
    mine = (got.get("aircraft") or {}).get("type_designator")
    if wanted is None:
        return mine is None or derived(got, "aircraft", "type_designator")
    return mine in (wanted if isinstance(wanted, list) else [wanted])


def airframes_right(gold: Claim, got: Claim) -> bool:
    wanted = (gold.get("aircraft") or {}).get("airframes")
    mine = (got.get("aircraft") or {}).get("airframes")
    return same_count(wanted, mine) or (not wanted and derived(got, "airframes", "aircraft"))


def events_right(gold: Claim, got: Claim) -> bool:
    """One event for each aircraft is implied, so neither required nor wrong."""
    wanted, mine = gold.get("events"), got.get("events")
    if wanted or not mine:
        return same_count(wanted, mine)
    implied = (gold.get("aircraft") or {}).get("airframes")
    return same_count({"op": "=", "n": 1}, mine) or same_count(implied, mine) or derived(got, "events")


def operator_right(gold: Claim, got: Claim) -> bool:
    wanted, mine = gold.get("operator"), got.get("operator")
    words = named(mine)
    if isinstance(wanted, list):
        return any(operator_right({"operator": each}, got) for each in wanted)
    if wanted is None:
        return not words or derived(got, "operator")
    return bool(words) and alike(wanted, words)


def ends(leg: Claim) -> tuple[Any, Any]:
    return leg.get("origin"), leg.get("destination")


def is_empty(place: Any) -> bool:
    return not identifiers(place) and not named(place)


def lone(leg_list: Iterable[Claim], empty: Callable[[Any], bool]) -> Any:
    """The one place that a single leg names, or None."""
    legs = [ends(leg) for leg in leg_list]
    filled = [end for end in legs[0] if not empty(end)] if len(legs) == 1 else []
    return filled[0] if len(filled) == 1 else None


def all_legs(gold: Claim) -> list[Claim]:
    legs = gold.get("legs") or []
    return [leg for each in legs["any"] for leg in each] if isinstance(legs, Mapping) else legs


def legs_right(gold: Claim, got: Claim) -> bool:
    """Every leg in order; a lone leg of one place may be given as that place only, and the reverse."""
    wanted, mine = gold.get("legs") or [], got.get("legs") or []
    if isinstance(wanted, Mapping):
        return any(legs_right({**gold, "legs": each}, got) for each in wanted["any"])
    if len(wanted) == len(mine):
        pairs = [
            pair for a, b in zip(wanted, mine, strict=True) for pair in zip(ends(a), ends(b), strict=True)
        ]
        if all(same_place(a, b) for a, b in pairs):
            return True
    if not mine:
        only = lone(wanted, lambda place: place is None)
        return only is not None and same_place(only, got.get("place"))
    if not wanted:
        only = lone(mine, is_empty)
        return derived(got, "legs") or (only is not None and same_place(gold.get("place"), only))
    return False


def place_right(gold: Claim, got: Claim) -> bool:
    may_be_empty = is_empty(got.get("place")) and same_place(gold.get("place"), None)
    return may_be_empty or place_agrees(gold, got)


def place_agrees(gold: Claim, got: Claim) -> bool:
    """Whether the place told is the gold's; one that may be left empty, and is, agrees with nothing."""
    wanted, mine = gold.get("place"), got.get("place")
    if wanted is None:
        return is_empty(mine) or derived(got, "place")
    if is_empty(mine):
        only = lone(got.get("legs") or [], is_empty)
        return only is not None and same_place(wanted, only)
    return same_place(wanted, mine)


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text and re.match(r"\d{4}-\d\d-\d\d", text) else None


def date_right(gold: Claim, got: Claim, published: str | None) -> bool:
    """First and last day alike, the end inclusive or half-open; an open end may be left out or the publication."""
    wanted, mine = gold.get("date") or {}, got.get("date") or {}
    options = wanted.get("any")
    if options:
        return any(date_right({"date": each}, got, published) for each in options)
    start, end = day(wanted.get("start")), day(wanted.get("end"))
    mine_start, mine_end = day(mine.get("start")), day(mine.get("end"))
    if not start and not end:
        return not (mine_start or mine_end) or derived(got, "date")
    if mine_start != start:
        return False
    if end:
        return mine_end in (end, end + ONE_DAY)
    known = day(published)
    return mine_end is None or (
        mine_end >= known - ONE_DAY if known else start is not None and mine_end > start
    )


def pause_right(gold: Claim, got: Claim) -> bool:
    wanted = (gold.get("pause") or {}).get("duration")
    mine = (got.get("pause") or {}).get("duration")
    if isinstance(wanted, list):
        return mine in wanted
    return mine == wanted or (wanted is None and derived(got, "pause"))


def chain_right(gold: Claim, got: Claim) -> bool:
    """Every name the gold lists is in some link (``|`` between names that will do); [] allows no stated link."""
    names = gold.get("chain")
    links = got.get("chain") or []
    if names is None:
        return True
    if not names:
        return not any(link.get("how") == "stated" for link in links)
    found = [folded(link.get("name") or "") for link in links]
    return all(any(holds(link, folded(one)) for one in name.split("|") for link in found) for name in names)


def holds(link: str, name: str) -> bool:
    """Whether a link's name contains the wanted one, or all its words in other grammatical cases."""
    return name in link or all(any(same_word(word, each) for each in link.split()) for word in name.split())


def fields_right(gold: Claim, got: Claim, published: str | None = None) -> dict[str, bool]:
    """Say of each field whether the reader has it right."""
    return {
        "asserted": asserted_right(gold, got),
        "kind": kind_right(gold, got),
        "type": type_right(gold, got),
        "airframes": airframes_right(gold, got),
        "events": events_right(gold, got),
        "operator": operator_right(gold, got),
        "legs": legs_right(gold, got),
        "place": place_right(gold, got),
        "date": date_right(gold, got, published),
        "pause": pause_right(gold, got),
        "chain": chain_right(gold, got),
    }


def invented(gold: Claim, got: Claim) -> list[str]:
    """List the type and the aerodromes that the reader knows and the text does not."""
    mine = (got.get("aircraft") or {}).get("type_designator")
    out = []
    if mine and not (gold.get("aircraft") or {}).get("type_designator") and not type_right(gold, got):
        out.append(f"type {mine}")
    known = [gold.get("place"), *(end for leg in all_legs(gold) for end in ends(leg))]
    if derived(got, "legs", "place"):
        return out
    said = [got.get("place"), *(end for leg in got.get("legs") or [] for end in ends(leg))]
    unknown = (
        p
        for p in said
        if not is_empty(p) and is_aerodrome(p) and not any(same_place(k, p) for k in known if k)
    )
    out.extend(f"aerodrome {' '.join(sorted(identifiers(place)))}" for place in unknown)
    return list(dict.fromkeys(out))


#: The fields compared.
FIELDS = tuple(fields_right({"kind": "movement", "asserted": True}, {}))
