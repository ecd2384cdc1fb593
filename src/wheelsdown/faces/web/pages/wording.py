"""How values read on a page: times with their machine form beside them, bounds, proofs, sizes, numbers.

Times are written in UTC; each stands in a ``time`` element that says the instant, so that the reader's script
can show local time on demand.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from wheelsdown.dossiers.wording import BASIS_MEANS
from wheelsdown.reference.regions import region_label

__all__ = ["FILTERS", "bounds", "instant", "proof", "region", "size"]

_INSTANT = Markup('<time datetime="{0}" data-form="{1}">{2}</time>')

#: Form of a time -> which characters of ``2025-10-26T07:30:00Z`` it shows.
_CUTS: Final = {"day": slice(0, 10), "minute": slice(11, 16), "second": slice(11, 19)}

#: Digits of a hash that a person compares, as at the command line.
_SHORT_HASH: Final = 8


def instant(text: str | None, form: str = "day minute") -> Markup | str:
    """Show an RFC 3339 time; an unknown one is said to be unknown.

    >>> str(instant("2025-10-26T07:30:00Z", "minute"))
    '<time datetime="2025-10-26T07:30:00Z" data-form="minute">07:30</time>'
    """
    if text is None:
        return "unknown"
    shown = " ".join(text[_CUTS[part]] for part in form.split())
    return _INSTANT.format(text, form, shown)


def bounds(when: Mapping[str, str | None], basis: str) -> Markup | str:
    """Show when something happened: one time where it was observed, else between which two.

    >>> str(bounds({"earliest": None, "latest": None}, "unknown"))
    'not seen'
    """
    earliest, latest = when["earliest"], when["latest"]
    if earliest is None and latest is None:
        return "not seen"
    if earliest is None:
        return Markup("before {}").format(instant(latest))
    if latest is None:
        return Markup("after {}").format(instant(earliest))
    if earliest[:16] == latest[:16] or basis == "observed":
        return instant(earliest)
    later = "minute" if earliest[:10] == latest[:10] else "day minute"
    return Markup("between {} and {}").format(instant(earliest), instant(latest, later))


def proof(evidence: Sequence[Mapping[str, Any]] | None) -> str:
    """Name the rows that prove something: the file's short hash and the row numbers.

    >>> proof([{"sha256": "ab" * 32, "first_row": 3, "last_row": 9}])
    'abababab rows 3 to 9'
    """
    said = [
        f"{each['sha256'][:_SHORT_HASH]} rows {each['first_row']} to {each['last_row']}"
        for each in evidence or ()
    ]
    return ", ".join(said) or "none"


def region(end: Mapping[str, Any] | None) -> str:
    """Name a place as finely as the evidence allows."""
    if end is None or end.get("id") is None or end["level"] == "unknown":
        return "unknown"
    label = str(end.get("label") or (end["id"] if end["level"] == "aerodrome" else region_label(end["id"])))
    return label if end["level"] == "aerodrome" else f"in {label}"


def size(n_bytes: int) -> str:
    """Say a number of bytes.

    >>> size(532), size(6_400_000)
    ('532 bytes', '6.4 MB')
    """
    if n_bytes < 1000:
        return f"{n_bytes} bytes"
    for unit in ("kB", "MB", "GB"):
        n = n_bytes / 1000 ** (("kB", "MB", "GB").index(unit) + 1)
        if n < 1000 or unit == "GB":
            return f"{n:,.1f} {unit}"
    return ""


def _number(value: float | None, digits: int = 0) -> str:
    return "unknown" if value is None else f"{value:,.{digits}f}"


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "instant": instant,
    "bounds": bounds,
    "proof": proof,
    "placed": region,
    "size": size,
    "number": _number,
    "plainly": lambda text: str(text).replace("_", " "),
    "means": lambda basis: BASIS_MEANS.get(basis, ""),
}
