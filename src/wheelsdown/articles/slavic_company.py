"""Whether Slavic "s" or "z" leads to what is along, not to where something came from, by its case.

«Ил-76 с «Панцирями»», «Ан-124 з «Іскандерами»» beside «с «Оленьей»», «з Енгельса».
"""

__all__ = ["is_along"]

#: Slavic words for both "from" and "with".
_WITH = frozenset(("с", "со", "з", "зі", "із"))
#: How the word behind it ends where it goes along, and how it may end where an aircraft stands before.
_ALONG = ("ами", "ями", "ом", "ем", "єм", "ою", "ею", "єю")
_ALONG_AIRCRAFT = ("ой", "ей")


def is_along(tie: str, form: str, *, behind_aircraft: bool) -> bool:
    """Say whether a folded name behind a tie is what is carried along, and no place."""
    if tie not in _WITH:
        return False
    return form.endswith(_ALONG) or (behind_aircraft and form.endswith(_ALONG_AIRCRAFT))
