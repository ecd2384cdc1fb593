"""Which identity the header of a readsb trace asserts.

Every value is kept as what it is: the word of the database that the receiver network used, for the
time the trace covers. An owner's name is kept only where it is plainly an organisation's, because
the same field holds the names of private persons.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

import polars as pl

from wheelsdown.reference.rescue_words import names_rescue_plainly
from wheelsdown.schemas.identity_assertions import OWNER_WITHHELD
from wheelsdown.sources.reading import ASSERTION_DTYPES
from wheelsdown.sources.readsb_trace import Header

__all__ = ["SOURCE", "header_assertions", "is_organisation"]

SOURCE: Final = "readsb trace header"

#: Bits of dbFlags (readsb README-json.md).
_FLAGS: Final = {"military": 1, "interesting": 2, "pia": 4, "ladd": 8}

_TEXTS: Final = {
    "registration": "r",
    "type_designator": "t",
    "description": "desc",
    "operator": "own_op",
    "year": "year",
}

#: Longest value kept of a header: registries' owner names are below 100 characters.
_MAX_LENGTH: Final = 200

#: Words of which one in an owner's name says that it is an organisation: legal forms, public
#: bodies and trades, as they stand in public registers.
_ORGANISATION: Final = frozenset(
    re.findall(
        r"\w+",
        """
    ab ag agency air aircraft airline airlines airlink airways aerospace aero army as asa authority avia
    aviation bank bureau bv bvba charter charters club co college command company coop corp corporation
    council dba department dept ente etablissement federal federation fleet flight flying force forces
    forestry foundation gmbh government group guard helicopter helicopters holding holdings hospital inc
    incorporated institute international jet jets kg leasing limited llc llp logistics lp ltd ltda marina
    marine military ministry nasa national navy nv office ojsc ooo oy oyj pao plc police pjsc pty rescue
    royal sa sas school service services sl spa srl sro state states university usaf usa
    """,
    )
)


def header_assertions(
    headers: Sequence[tuple[str, Header, datetime, datetime, bool]],
) -> tuple[pl.DataFrame, int]:
    """Give `IdentityAssertion` rows and the number of owners' names withheld.

    Parameters
    ----------
    headers
        Airframe, header, first and last instant of the points kept, and whether they are simulated.
    """
    said = [
        (number, attribute, value)
        for number, (_, header, *_) in enumerate(headers)
        for attribute, value in _values(header)
    ]
    is_withheld = [name == "operator" and not is_organisation(value) for _, name, value in said]
    kept = [
        (row[0], OWNER_WITHHELD, "true") if hidden else row
        for row, hidden in zip(said, is_withheld, strict=True)
    ]
    airframe, _, first_at, last_at, simulated = zip(*headers, strict=True) if headers else ((),) * 5
    traces = pl.DataFrame(
        {"airframe": airframe, "valid_from": first_at, "valid_to": last_at, "simulated": simulated},
        schema={name: ASSERTION_DTYPES[name] for name in ("airframe", "valid_from", "valid_to", "simulated")},
    )
    rows = traces[[number for number, _, _ in kept]].with_columns(
        pl.Series("attribute", [attribute for _, attribute, _ in kept], pl.String),
        pl.Series("value", [value for _, _, value in kept], pl.String),
        source=pl.lit(SOURCE),
        retrieved_at=None,
    )
    frame = rows.select(pl.col(name).cast(dtype) for name, dtype in ASSERTION_DTYPES.items())
    return frame.unique(maintain_order=True), sum(is_withheld)


@lru_cache(maxsize=32_768)
def is_organisation(name: str) -> bool:
    """Say whether an owner's name is plainly an organisation's; a person's name never is.

    >>> is_organisation("DELTA AIR LINES INC"), is_organisation("DOE JANE")
    (True, False)
    >>> is_organisation("DRF Luftrettung")
    True
    """
    words = re.findall(r"\w+", name.replace(".", "").lower())
    return not _ORGANISATION.isdisjoint(words) or names_rescue_plainly(name)


def _values(header: Header) -> Iterator[tuple[str, str]]:
    for attribute, key in _TEXTS.items():
        value = getattr(header, key)
        if isinstance(value, str | int) and (text := _clean(str(value)[:_MAX_LENGTH])):
            yield attribute, text
    flags = header.db_flags
    if isinstance(flags, int):
        for attribute, bit in _FLAGS.items():
            if flags & bit:
                yield attribute, "true"


def _clean(text: str) -> str:
    return (text if text.isprintable() else "".join(c for c in text if c.isprintable())).strip()
