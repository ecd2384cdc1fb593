"""Leave out English tankers that are lorries or ships: "82 tankers with diesel crossed the border".

The word alone says nothing; what the sentence speaks of beside it does.
"""

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
#: Words of aircraft that give fuel to others.
_AIR = frozenset(
    (
        *("aerial", "air", "refuel", "refuelling", "refueling", "refuelled", "refueled", "bombers"),
        *(
            "fighters",
            "squadron",
            "wing",
            "airbase",
            "takeoff",
            "jets",
            "aircraft",
            "plane",
            "planes",
            "kc",
            "runway",
        ),
    )
)


def without_tanker_trucks(marks: SentenceMarks) -> SentenceMarks:
    """Get a sentence without the tankers that its other words put on a road or at sea."""
    if marks.sentence.language != _ENGLISH:
        return marks
    tankers = [one for one in marks.aircraft if one.mark.is_generic and marks.form(one.last - 1) in _TANKERS]
    if not tankers or len(tankers) < len(marks.aircraft):
        return marks
    words = {marks.form(index) for index in range(marks.first, marks.last)}
    if not words & _SURFACE or words & _AIR:
        return marks
    heads = {one.mark.span for one in tankers}
    return replace(
        marks,
        aircraft=tuple(one for one in marks.aircraft if one not in tankers),
        counts=tuple(count for count in marks.counts if count.mark.head not in heads),
        pointers=tuple(p for p in marks.pointers if not any(p.overlaps(one) for one in tankers)),
    )
