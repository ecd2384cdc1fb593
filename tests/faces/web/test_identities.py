"""What is remembered of an airframe is what would be worked out anew."""

from pathlib import Path

import pytest

from wheelsdown.faces.web import identities
from wheelsdown.faces.web.identities import Identities
from wheelsdown.reference.identity import identified
from wheelsdown.store import Workspace


def test_rows_are_filled_as_the_command_line_fills_them(master: Path) -> None:
    workspace = Workspace.open(master)
    known = Identities(lambda: workspace.table("identity_assertions"))
    for name in ("flights", "visits"):
        rows = workspace.table(name).collect()
        assert known.filled(rows).equals(identified(rows, workspace.table("identity_assertions")))


def test_nobody_is_worked_out_twice(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(master)
    known = Identities(lambda: workspace.table("identity_assertions"))
    first = known.of(["a53d70", "a05432"])
    monkeypatch.setattr(identities, "chosen", None)
    assert known.of(["a05432", "a53d70", "a05432"])["airframe"].to_list() == ["a05432", "a53d70"]
    assert known.of(["a53d70"]).row(0) == first.row(0)
    assert first.row(0, named=True)["registration"] == "XQ-4321"


def test_a_feed_that_invents_addresses_does_not_fill_the_memory(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(master)
    known = Identities(lambda: workspace.table("identity_assertions"))
    before = known.of(["a53d70"]).row(0)
    monkeypatch.setattr(identities, "MOST", 100)
    for number in range(5):
        invented = [f"{number:02x}{each:04x}" for each in range(40)]
        assert known.of(["a53d70", *invented, "a53d70"])["airframe"].to_list() == ["a53d70", *invented]
        assert known.of(["a53d70"]).row(0) == before
        assert len(known._memory.row) <= 100
