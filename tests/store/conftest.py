"""Builders for acquisitions and tables, also used by the child processes that get killed."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from wheelsdown.schemas import Acquisition, Flight, IdentityAssertion, Part, Refusal, Visit
from wheelsdown.store import Workspace

AT = datetime(2025, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def make_acquisition(path: Path, **changes: Any) -> Acquisition:
    """Describe an original file; written first if it is not there."""
    if not path.exists():
        path.write_bytes(f"the bytes of {path.name}".encode())
    content = path.read_bytes()
    fields: dict[str, Any] = {
        "sha256": sha256(content).hexdigest(),
        "paths": (str(path),),
        "container": "file",
        "format": "readsb_trace",
        "size_bytes": len(content),
        "first_at": AT,
        "last_at": AT + timedelta(hours=1),
        "days": (date(2025, 3, 1),),
        "n_points_read": 10,
        "n_points_kept": 8,
        "dropped": {"no_time": 2},
        "refused": (Refusal(where="x", reason="empty", message="x: empty; fetch it again"),),
        "notes": ("ж ج é",),
        "folders_present": None,
        "provider": "unknown",
        "licence": "unknown",
        "redistributable": None,
        "simulated": False,
        "acquired_at": AT,
        "tool_version": "0",
    }
    return Acquisition(**{**fields, **changes})


def make_rows(schema: type[dy.Schema], n: int, **columns: Any) -> pl.DataFrame:
    """Build rows of any values a schema allows, nulls among them; the same for the same ``n``."""
    rows = pl.DataFrame(schema.sample(n, generator=dy.random.Generator(n)))
    return rows.with_columns(**columns)


def make_flights(n: int, mark: str = "A", *, simulated: bool = False) -> pl.DataFrame:
    """Build flights; ``mark`` is their callsign."""
    ids = pl.format("f{}", pl.int_range(n))
    return make_rows(Flight, n, flight_id=ids, callsign=pl.lit(mark), simulated=pl.lit(simulated))


def make_visits(n: int, mark: str = "A", *, simulated: bool = False) -> pl.DataFrame:
    """Build visits at two aerodromes; ``mark`` is their callsign."""
    ids, places = pl.format("v{}", pl.int_range(n)), pl.format("XX0{}", pl.int_range(n) % 2)
    return make_rows(
        Visit, n, visit_id=ids, aerodrome=places, callsign=pl.lit(mark), simulated=pl.lit(simulated)
    )


def make_parts(n: int, acquisition: str, *, simulated: bool = False) -> pl.DataFrame:
    return make_rows(Part, n, acquisition=pl.lit(acquisition), simulated=pl.lit(simulated))


def make_assertions(*values: str, simulated: bool = False) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "airframe": "000001",
                "attribute": "registration",
                "value": value,
                "valid_from": None,
                "valid_to": None,
                "source": "analyst",
                "retrieved_at": AT,
                "simulated": simulated,
            }
            for value in values
        ],
        schema=IdentityAssertion.create_empty().schema,
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture
def acquisition(tmp_path: Path) -> Callable[..., Acquisition]:
    """Build an acquisition by the name of its file, which is written beside the workspace."""
    originals = tmp_path / "originals"
    originals.mkdir()
    return lambda name="one", **changes: make_acquisition(originals / name, **changes)


@pytest.fixture
def original_at() -> Callable[..., Acquisition]:
    """Build an acquisition by the path of its file."""
    return make_acquisition


@pytest.fixture
def flights() -> Callable[..., pl.DataFrame]:
    return make_flights


@pytest.fixture
def visits() -> Callable[..., pl.DataFrame]:
    return make_visits


@pytest.fixture
def parts() -> Callable[..., pl.DataFrame]:
    return make_parts


@pytest.fixture
def assertions() -> Callable[..., pl.DataFrame]:
    return make_assertions


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may look into, which ``tmp_path`` is not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def without_privileges() -> Callable[[], Any]:
    """A context in which permission bits count, also where the tests run as root."""

    @contextmanager
    def drop() -> Iterator[None]:
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield
        finally:
            if is_root:
                os.seteuid(0)

    return drop
