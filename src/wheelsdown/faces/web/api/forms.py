"""Which form an answer has: as the address says, else as the Accept header prefers (RFC 9110, 12.5.1)."""

from collections.abc import Mapping, Sequence
from typing import Final

from wheelsdown.dossiers.renderings import MEDIA_TYPES, RowFormat
from wheelsdown.faces.web.problems import ProblemError

__all__ = ["accepted_form"]

#: What else clients say for a form.
_ALIASES: Final[Mapping[str, RowFormat]] = {
    "text/json": RowFormat.JSON,
    "application/csv": RowFormat.CSV,
    "application/vnd.geo+json": RowFormat.GEOJSON,
    "application/parquet": RowFormat.PARQUET,
    "application/x-parquet": RowFormat.PARQUET,
    **{media.partition(";")[0]: form for form, media in MEDIA_TYPES.items()},
}

#: More words than this in an Accept header are not looked at.
_MOST_RANGES: Final = 32


def accepted_form(asked: RowFormat | None, accept: str, forms: Sequence[RowFormat]) -> RowFormat:
    """Choose among the forms a route has.

    Raises
    ------
    ProblemError
        It has none of those asked for; the message names those it has.

    Examples
    --------
    >>> accepted_form(None, "text/csv;q=0.8, application/json;q=0.5", tuple(RowFormat)).value
    'csv'
    >>> accepted_form(None, "text/html, */*;q=0.1", tuple(RowFormat)).value
    'json'
    """
    names = ", ".join(forms)
    if asked is not None:
        if asked not in forms:
            raise ProblemError(406, f"format: not {asked} here; there is {names}")
        return asked
    ranges = [_weighed(each) for each in accept.split(",")[:_MOST_RANGES] if each.strip()]
    for _, media in sorted(ranges, key=lambda pair: -pair[0]) or [(1.0, "*/*")]:
        if media in _ALIASES and _ALIASES[media] in forms:
            return _ALIASES[media]
        if media in {"*/*", "application/*"}:
            return forms[0]
    raise ProblemError(406, f"Accept: none of these forms is there; there is {names}")


def _weighed(text: str) -> tuple[float, str]:
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                weight = float(parameter[2:])
            except ValueError:
                weight = 0.0
            return (weight if 0 < weight <= 1 else 0.0), media if weight > 0 else ""
    return 1.0, media
