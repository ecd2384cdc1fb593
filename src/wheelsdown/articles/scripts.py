"""In which script a folded word is written, by its first letter."""

__all__ = ["is_arabic", "is_cyrillic", "is_latin"]


def is_arabic(form: str) -> bool:
    """Say whether a folded word is written in Arabic letters."""
    return "\u0600" <= form[:1] <= "\u06ff"


def is_cyrillic(form: str) -> bool:
    """Say whether a folded word is written in Cyrillic letters."""
    return "\u0400" <= form[:1] <= "\u04ff"


def is_latin(form: str) -> bool:
    """Say whether a folded word is written in Latin letters."""
    return form[:1].isascii()
