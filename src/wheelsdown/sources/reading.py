"""What reading one raw source gives."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from wheelsdown.schemas import IdentityAssertion, Part, Refusal, SourceFormat, StateVector

__all__ = ["ASSERTION_DTYPES", "PART_DTYPES", "POINTS_PER_BATCH", "STATE_VECTOR_DTYPES", "Reading"]

#: About how many points one `Reading` holds: some 400 MB while it is built, 100 MB once it is.
POINTS_PER_BATCH = 500_000

STATE_VECTOR_DTYPES: Final = {name: column.dtype for name, column in StateVector.columns().items()}
ASSERTION_DTYPES: Final = {name: column.dtype for name, column in IdentityAssertion.columns().items()}
#: Without the column that only the store can fill.
PART_DTYPES: Final = {name: column.dtype for name, column in Part.columns().items() if name != "acquisition"}


@dataclass(frozen=True)
class Reading:
    """One batch of what a raw source held; the counts of a source are the sums over its batches."""

    format: SourceFormat
    #: `StateVector` rows, sorted by airframe and time.
    state_vectors: pl.DataFrame
    #: `Part` rows without the column ``acquisition``.
    parts: pl.DataFrame
    #: `IdentityAssertion` rows that the source itself makes; empty where it makes none.
    assertions: pl.DataFrame
    n_points_read: int
    #: Reason -> number of points that were not kept.
    dropped: dict[str, int]
    #: Members of which nothing could be kept.
    refused: tuple[Refusal, ...] = ()
    #: What a person should know about this source.
    notes: tuple[str, ...] = ()
    #: Address folders (00..ff) of an archive or tree, met while this batch was read.
    folders_present: frozenset[str] = frozenset()
