"""What the shipped standing-data say about one aircraft: user-submitted entries, undated, CC0.

The tables come from vradarserver/standing-data (see ``data/STANDING_DATA.md``). They cover a small part
of the world's fleet; an address that is not in them is unknown, nothing more.
"""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import msgspec
import polars as pl

__all__ = ["load_table", "retrieved_at", "shipped_addresses", "shipped_aircraft"]


class _Facts(msgspec.Struct):
    """What is recorded about the shipped copy."""

    retrieved_on: str


@cache
def load_table(name: str) -> pl.DataFrame:
    """Read one of the shipped tables by file name; the same object at every call."""
    return pl.read_parquet((files("wheelsdown.reference") / "data" / f"{name}.parquet").read_bytes())


@cache
def retrieved_at() -> datetime:
    """Give the day the shipped copy was retrieved, as its first instant in UTC."""
    content = (files("wheelsdown.reference") / "data" / "standing_data.json").read_bytes()
    return datetime.fromisoformat(msgspec.json.decode(content, type=_Facts).retrieved_on).replace(tzinfo=UTC)


@cache
def shipped_aircraft() -> pl.DataFrame:
    """Give all aircraft of standing-data.

    Returns
    -------
    pl.DataFrame
        ``airframe`` (six lower-case hex digits), ``registration``, ``type_designator``,
        ``description``, ``operator`` ("private" for a natural person's) and ``year``, each null where
        not given.
    """
    stored = load_table("aircraft")
    airframe = [f"{address:06x}" for address in stored["address"].to_list()]
    return stored.select(pl.Series("airframe", airframe, dtype=pl.String), pl.all().exclude("address"))


def shipped_addresses(registration: str) -> list[str]:
    """Give the addresses under which standing-data list a registration; hyphens and case do not count.

    >>> shipped_addresses("ur82029")
    ['508003']
    """
    plain = pl.col("registration").str.replace_all(r"[\s-]", "").str.to_uppercase()
    asked = "".join(registration.split()).replace("-", "").upper()
    return shipped_aircraft().filter(plain == asked)["airframe"].to_list() if asked else []
