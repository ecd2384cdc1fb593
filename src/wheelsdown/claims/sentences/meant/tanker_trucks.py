"""Leave out English tankers that are lorries or ships: "82 tankers with diesel crossed the border".

The word alone says nothing; what the sentence speaks of beside it does.
"""

from itertools import pairwise

from msgspec.structs import replace

from wheelsdown.claims.sentences.sentence_marks import SentenceMarks

__all__ = ["without_tanker_trucks"]

_ENGLISH, _TANKERS = "en", frozenset(("tanker", "tankers"))
#: Words of lorries, ships and their load.
_SURFACE = frozenset(
    (
        *("convoy", "convoys", "road", "roads", "truck", "trucks", "lorry", "lorries", "drivers", "highway"),
        *("oil", "crude", "petrol", "petroleum", "diesel", "gasoline", "ship", "ships", "vessel", "vessels"),
        *("port", "ports", "sea", "strait", "cargoes", "barrels", "blockade", "ambush", "ambushed", "burned"),
        *("burnt", "torched", "border", "sanctions", "navy", "shadow", "shipping", "tonnes", "litres"),
    )
)
#: Words of aircraft that give fuel to others, and of what lorries and ships never do.
_AIR = frozenset(
    (
        *("aerial", "air", "refuel", "refuelling", "refueling", "refuelled", "refueled", "bombers"),
        *("fighters", "squadron", "wing", "airbase", "airport", "airfield", "takeoff", "jets", "aircraft"),
        *("plane", "planes", "kc", "runway", "airborne", "airspace", "flight", "flights", "orbit", "orbited"),
        *("flew", "fly", "flies", "flying", "flown", "overflew", "landed", "land", "landing", "lands"),
        *("circled", "circling", "touched"),
    )
)
_TOOK_OFF = ("took", "off")


def without_tanker_trucks(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without the tankers that its other words put on a road or at sea."""
    if marks.sentence.language != _ENGLISH:
        return marks
    tankers = [one for one in marks.aircraft if one.mark.is_generic and marks.form(one.last - 1) in _TANKERS]
    if not tankers or len(tankers) < len(marks.aircraft):
        return marks
    if not _is_on_surface(marks):
        return marks
    heads = {one.mark.span for one in tankers}
    return replace(
        marks,
        aircraft=tuple(one for one in marks.aircraft if one not in tankers),
        counts=tuple(count for count in marks.counts if count.mark.head not in heads),
        pointers=tuple(p for p in marks.pointers if not any(p.overlaps(one) for one in tankers)),
    )


def _is_on_surface(marks: SentenceMarks) -> bool:
    """Say whether small words of a sentence are of roads or the sea, and nothing in it is of flying."""
    forms = [marks.form(index) for index in range(marks.first, marks.last)]
    if not _AIR.isdisjoint(forms) or _TOOK_OFF in pairwise(forms):
        return False
    if any(place.mark.says_airfield for place in marks.places):
        return False
    small = {t.form for t in marks.tokens[marks.first : marks.last] if marks.text[t.start].islower()}
    return not _SURFACE.isdisjoint(small)  # no "Port Sudan", no "Black Sea"
