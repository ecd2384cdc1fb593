"""Who is this aircraft: what every source says about an address, and which word comes first.

The ledger is append-only: an assertion is never changed or withdrawn, and sources that disagree stand side
by side. What is best known is chosen by ``SOURCE_ORDER``, which is printed with the choice, and the
attributes on which sources disagree are named beside it.

An address with ``~`` and a track without any address (``anon:``) are not an airframe's identity, nor are
000000 to 00000f and ffffff, which badly set transponders send: no database names them, only a person
may, in his or her own name.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

import polars as pl

from wheelsdown.clock import now
from wheelsdown.errors import WheelsdownError
from wheelsdown.reference.icao_blocks import block_of
from wheelsdown.reference.identity_conflicts import Conflict, Said, find_conflicts
from wheelsdown.reference.registrations import russian_number
from wheelsdown.reference.standing_data import retrieved_at, shipped_aircraft
from wheelsdown.schemas import IdentityAssertion

__all__ = [
    "CHOSEN",
    "SOURCE_ORDER",
    "IdentityCard",
    "asserted_addresses",
    "assertion",
    "best_known",
    "chosen",
    "identified",
    "identity_card",
    "is_identity",
    "known_of",
    "shipped_assertions",
]

#: Whose word is taken first. ``analyst`` stands for every analyst; a source not named here comes after the
#: imported databases. Within one source the later word comes first.
SOURCE_ORDER = (
    "analyst",
    "readsb trace header",
    "tar1090-db",
    "plane-alert-db",
    "opensky aircraft database",
    "any other source",
    "standing-data aircraft",
    "russian address rule",
    "icao blocks",
)

#: How a person's word begins in the column ``source``.
ANALYST = "analyst "

#: The attributes ``best_known`` chooses.
CHOSEN = ("registration", "type_designator", "operator", "military")

#: Addresses that badly set transponders send.
BOGUS = frozenset({"ffffff", *(f"{n:06x}" for n in range(16))})

#: Longest name or value a person may put on record.
LONGEST = 200

_SCHEMA = IdentityAssertion.create_empty().schema

_BEST_SCHEMA = IdentityAssertion.create_empty().schema

_BEST_SCHEMA = pl.Schema(
    {
        "airframe": pl.String(),
        "icao24": pl.String(),
        "registration": pl.String(),
        "type_designator": pl.String(),
        "operator": pl.String(),
        "military": pl.Boolean(),
        "pia": pl.Boolean(),
        "ladd": pl.Boolean(),
        "conflicting": pl.List(pl.String),
    }
)


@dataclass(frozen=True)
class IdentityCard:
    """Everything said about one airframe: ``IdentityAssertion`` rows, the first word of each kind on top."""

    airframe: str
    assertions: pl.DataFrame
    disagreements: tuple[Conflict, ...]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Give the disagreements as sentences."""
        return tuple(conflict.text for conflict in self.disagreements)


def is_identity(airframe: str) -> bool:
    """Tell whether an address stands for one airframe, so that databases may name it.

    >>> [is_identity(x) for x in ("158334", "~158334", "anon:0123456789abcdef", "000000")]
    [True, False, False, False]
    """
    return len(airframe) == 6 and airframe not in BOGUS and set(airframe) <= set("0123456789abcdef")


def assertion(
    airframe: str,
    attribute: str,
    value: str,
    by: str,
    *,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    at: datetime | None = None,
    simulated: bool = False,
) -> pl.DataFrame:
    """Put one person's word into the form of the ledger.

    Parameters
    ----------
    airframe
        Any airframe, one without an address as well.
    attribute, value
        What is said: ``registration``, ``type_designator``, ``operator``, ``military`` (``true`` or
        ``false``), ``icao24`` for an anonymous track, ...
    by
        Whose word it is; kept for ever as ``analyst NAME``.
    valid_from, valid_to
        For which time it is said; None leaves a side open.
    at
        When it was said; now by default.

    Raises
    ------
    WheelsdownError
        Nothing is said, nobody says it, or it is said for a time that ends before it starts.
    """
    words = {"airframe": airframe, "attribute": attribute, "value": value, "name": by}
    for what, text in words.items():
        if not text.strip() or not text.isprintable() or len(text) > LONGEST:
            raise WheelsdownError(
                f"the {what} must be 1 to {LONGEST} printable characters; got {text[:40]!r}"
            )
    if valid_from is not None and valid_to is not None and valid_to <= valid_from:
        raise WheelsdownError("the assertion ends before it starts; swap the two times")
    row = (
        airframe,
        attribute,
        value.strip(),
        valid_from,
        valid_to,
        ANALYST + by.strip(),
        at or now(),
        simulated,
    )
    return pl.DataFrame([row], schema=_SCHEMA, orient="row")


def asserted_addresses(assertions: pl.DataFrame) -> dict[str, str]:
    """Give the addresses that people gave to anonymous tracks; the last word counts."""
    named = assertions.filter((pl.col("attribute") == "icao24") & pl.col("airframe").str.starts_with("anon:"))
    return dict(named.sort("retrieved_at").select("airframe", pl.col("value").str.to_lowercase()).rows())


def shipped_assertions(airframes: Collection[str]) -> pl.DataFrame:
    """Give what the data inside the package say about these addresses.

    Three sources: standing-data's aircraft; the address blocks (``country``, and ``military`` only
    where the block is a military one); the Russian rule, which gives a ``registration_number`` and not
    a registration, because RA- and RF- share the numbers.

    Returns
    -------
    pl.DataFrame
        ``IdentityAssertion`` rows, ordered by airframe; none for what is not an identity.
    """
    wanted = sorted({airframe for airframe in airframes if is_identity(airframe)})
    rows = [
        (*said, None, None, *source, False) for airframe in wanted for said, source in _from_rules(airframe)
    ]
    ruled = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    listed = (
        shipped_aircraft()
        .filter(pl.col("airframe").is_in(wanted))
        .unpivot(index="airframe", variable_name="attribute")
    )
    stated = listed.drop_nulls("value").with_columns(
        valid_from=None,
        valid_to=None,
        source=pl.lit("standing-data aircraft"),
        retrieved_at=retrieved_at(),
        simulated=False,
    )
    return pl.concat([stated.select(_SCHEMA.names()).cast(_SCHEMA), ruled]).sort(
        "airframe", maintain_order=True
    )


def _from_rules(airframe: str) -> Iterator[tuple[tuple[str, str, str], tuple[str, datetime | None]]]:
    """Give what address blocks and the Russian rule say about one address."""
    blocks = ("icao blocks", retrieved_at())
    if (block := block_of(airframe)) is not None:
        yield (airframe, "country", block.country), blocks
        if block.military:
            yield (airframe, "military", "true"), blocks
    if (number := russian_number(airframe)) is not None:
        yield (airframe, "registration_number", number), ("russian address rule", None)


def identity_card(assertions: pl.DataFrame, airframe: str, at: datetime | None = None) -> IdentityCard:
    """Give every assertion about one airframe, with the disagreements between them.

    With ``at`` only what is asserted for that UTC day counts. Nothing is chosen and nothing is hidden.
    """
    own = _valid(assertions.filter(pl.col("airframe") == airframe), at)
    return IdentityCard(airframe, _ranked(own), tuple(find_conflicts(airframe, _said(own))))


def best_known(
    assertions: pl.DataFrame, airframes: Collection[str], at: datetime | None = None
) -> pl.DataFrame:
    """Give one row per airframe with the value each attribute has by ``SOURCE_ORDER``.

    ``pia`` and ``ladd`` are true as soon as one source says so: a flag that protects is not outvoted.
    For what is not an identity only a person's word counts, and ``icao24`` is the address that person
    gives it. With ``at`` only what is asserted for that UTC day counts.

    Returns
    -------
    pl.DataFrame
        ``airframe, icao24, registration, type_designator, operator, military, pia, ladd`` (null where
        nobody says anything) and ``conflicting``: the attributes on which sources disagree. Rows in
        the order of ``airframes``, each once.
    """
    wanted = list(dict.fromkeys(airframes))
    held = _ranked(_valid(assertions.filter(pl.col("airframe").is_in(wanted)), at))
    by_airframe = {
        airframe: list(group)
        for airframe, group in groupby(held.iter_rows(named=True), key=lambda row: row["airframe"])
    }
    rows = [_best(airframe, by_airframe.get(airframe, [])) for airframe in wanted]
    return pl.DataFrame(rows, schema=_BEST_SCHEMA, orient="row")


def chosen(assertions: pl.DataFrame, airframes: Collection[str]) -> pl.DataFrame:
    """Give the columns of `best_known` that rows are shown with, without looking for conflicts.

    Returns
    -------
    pl.DataFrame
        ``airframe`` and ``CHOSEN``, in the order of ``airframes``, each once.
    """
    wanted = pl.DataFrame({"airframe": list(dict.fromkeys(airframes))}, schema={"airframe": pl.String})
    named = pl.col("airframe")
    is_one = named.str.contains(r"^[0-9a-f]{6}$") & ~named.is_in(list(BOGUS))
    said = assertions.filter(
        pl.col("attribute").is_in(CHOSEN), is_one | pl.col("source").str.starts_with(ANALYST)
    )
    first = _ranked(said.join(wanted, on="airframe", how="semi"))
    first = first.unique(["airframe", "attribute"], keep="first", maintain_order=True)
    columns = [pl.col("value").filter(pl.col("attribute") == name).first().alias(name) for name in CHOSEN]
    wide = first.group_by("airframe").agg(columns).with_columns(military=pl.col("military") == "true")
    return wanted.join(wide, on="airframe", how="left", maintain_order="left")


def known_of(airframes: Collection[str], assertions: pl.LazyFrame) -> pl.DataFrame:
    """Give `chosen` of airframes, from the ``assertions`` held and from what is shipped."""
    held = assertions.filter(pl.col("airframe").is_in(list(airframes))).collect()
    return chosen(pl.concat([held, shipped_assertions(airframes)]), airframes)


def identified(rows: pl.DataFrame, assertions: pl.LazyFrame) -> pl.DataFrame:
    """Fill the columns ``CHOSEN`` of rows with what is best known of each ``airframe``.

    Parameters
    ----------
    assertions
        Those held, of any airframe; what is shipped is added.
    """
    known = known_of(rows["airframe"].unique().to_list(), assertions)
    bare = rows.drop(CHOSEN)
    return bare.join(known, on="airframe", how="left", maintain_order="left").select(rows.columns)


def _best(airframe: str, rows: list[dict[str, object]]) -> dict[str, object]:
    """Choose from the rows of one airframe, which come in the order of their weight."""
    if not is_identity(airframe):
        rows = [row for row in rows if str(row["source"]).startswith(ANALYST)]
    first: dict[str, object] = {}
    for row in rows:
        first.setdefault(str(row["attribute"]), row["value"])
    flags = {(row["attribute"], row["value"]) for row in rows}
    said = [Said.of(row) for row in rows]
    military = first.get("military")
    return {
        "airframe": airframe,
        "icao24": airframe if is_identity(airframe) else first.get("icao24"),
        **{name: first.get(name) for name in CHOSEN},
        "military": None if military is None else military == "true",
        "pia": ("pia", "true") in flags or None,
        "ladd": ("ladd", "true") in flags or None,
        "conflicting": sorted({conflict.attribute for conflict in find_conflicts(airframe, said)}),
    }


def _said(rows: pl.DataFrame) -> list[Said]:
    return [Said.of(row) for row in rows.iter_rows(named=True)]


def _valid(rows: pl.DataFrame, at: datetime | None) -> pl.DataFrame:
    """Keep what is asserted for the UTC day of ``at``."""
    if at is None:
        return rows
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    started = pl.col("valid_from").is_null() | (pl.col("valid_from") < day + timedelta(days=1))
    lasting = pl.col("valid_to").is_null() | (pl.col("valid_to") > day)
    instant = (pl.col("valid_from") == pl.col("valid_to")) & (pl.col("valid_to") == day)
    return rows.filter(started & (lasting | instant))


def _ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """Order by airframe, then by whose word comes first; of one source the later word, then by value."""
    ranks = {name: rank for rank, name in enumerate(SOURCE_ORDER)}
    known = pl.col("source").replace_strict(ranks, default=ranks["any other source"], return_dtype=pl.Int32)
    rank = pl.when(pl.col("source").str.starts_with(ANALYST)).then(ranks["analyst"]).otherwise(known)
    return (
        rows.with_columns(rank=rank)
        .sort(
            "airframe",
            "rank",
            "valid_to",
            "retrieved_at",
            "attribute",
            "value",
            "source",
            descending=[False, False, True, True, False, False, False],
            nulls_last=[False, False, False, True, False, False, False],
        )
        .drop("rank")
    )
