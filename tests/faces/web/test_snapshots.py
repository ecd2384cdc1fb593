"""A request sees one state; what is published later takes its place without anybody waiting."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from starlette.testclient import TestClient

from wheelsdown import pipeline
from wheelsdown.faces.web import snapshots
from wheelsdown.faces.web.api import rows
from wheelsdown.faces.web.memory import Memory
from wheelsdown.faces.web.settings import Settings
from wheelsdown.faces.web.snapshots import HeldWorkspace
from wheelsdown.store import Workspace

VISITS = "/api/v1/visits?place=KRNM"


def watch_another(workspace: Path) -> None:
    pipeline.change_places(Workspace.open(workspace), lambda register: register.watch("OSLK", 30.0))


def drop_a_visit(workspace: Path) -> str:
    """Publish the visits without one of KRNM's."""
    opened = Workspace.open(workspace)
    visits = opened.table("visits").collect()
    gone = visits.filter(pl.col("aerodrome") == "KRNM")["visit_id"][0]
    opened.publish({"visits": visits.filter(pl.col("visit_id") != gone)}, covers=opened.snapshot().covers)
    return str(gone)


def test_a_held_workspace_stays_as_it_was(workspace: Path) -> None:
    held = HeldWorkspace.now(workspace)
    held.hold(2**30)
    before = held.table("visits").collect()
    gone = drop_a_visit(workspace)
    assert held.table("visits").collect().equals(before)
    held.let_go()
    assert held.table("visits").collect().equals(before)
    assert gone not in HeldWorkspace.now(workspace).table("visits").collect()["visit_id"].to_list()


def test_tables_that_did_not_change_are_not_read_again(workspace: Path) -> None:
    before = HeldWorkspace.now(workspace)
    before.hold(2**30)
    drop_a_visit(workspace)
    after = HeldWorkspace.now(workspace)
    after.hold(2**30, before)
    assert after.held["flights"] is before.held["flights"]
    assert after.held["visits"] is not before.held["visits"]


def test_what_has_no_room_is_read_where_it_lies(workspace: Path) -> None:
    held = HeldWorkspace.now(workspace)
    held.hold(10)
    assert "visits" not in held.held
    assert held.table("visits").collect().height == Workspace.open(workspace).n_rows("visits")


def test_what_is_published_is_served_soon(
    workspace: Path, client_of: Callable[[Settings], TestClient], eventually: Callable[..., None]
) -> None:
    client = client_of(Settings(workspace))
    first = client.get(VISITS)
    gone = drop_a_visit(workspace)
    eventually(lambda: client.get(VISITS).headers["etag"] != first.headers["etag"])
    assert gone not in client.get(VISITS).text
    watch_another(workspace)
    eventually(lambda: client.get("/api/v1/places?watched=true").json()["n_rows"] == 2)


def test_who_pages_sees_one_list_and_is_told_when_it_is_gone(
    workspace: Path, client_of: Callable[[Settings], TestClient], eventually: Callable[..., None]
) -> None:
    client = client_of(Settings(workspace))
    whole = client.get(f"{VISITS}&limit=1000").json()["items"]
    following = client.get(f"{VISITS}&limit=10").json()["next"]
    states = {client.get("/api/v1/status").json()["state"]}
    drop_a_visit(workspace)
    eventually(lambda: client.get("/api/v1/status").json()["state"] not in states)
    assert client.get(following).json()["items"] == whole[10:20]
    for _ in range(4):
        states.add(client.get("/api/v1/status").json()["state"])
        drop_a_visit(workspace)
        eventually(lambda: client.get("/api/v1/status").json()["state"] not in states)
    answer = client.get(following)
    assert answer.status_code == 410
    assert "anew" in answer.json()["detail"]


def test_a_workspace_that_breaks_is_served_as_it_was(
    workspace: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(workspace))
    first = client.get(VISITS).json()
    (workspace / "snapshot.json").write_text("{")
    time.sleep(1.5)
    assert client.get(f"{VISITS}&limit=3").json()["n_rows"] == first["n_rows"]


def test_nobody_waits_for_a_slow_question(
    workspace: Path, client_of: Callable[[Settings], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Settings(workspace))
    client.get(VISITS)
    go = threading.Event()

    def slow(*_: object, **__: object) -> object:
        go.wait(20)
        raise ValueError("nobody waits for this")

    monkeypatch.setattr(rows, "near_place", slow)
    waiting = [
        threading.Thread(target=client.get, args=(f"/api/v1/near?place=KRNM&radius_nm={n}",))
        for n in range(1, 9)
    ]
    for each in waiting:
        each.start()
    time.sleep(0.3)
    began = time.perf_counter()
    assert client.get(f"{VISITS}&limit=9").status_code == 200
    took = time.perf_counter() - began
    go.set()
    for each in waiting:
        each.join(20)
    assert took < 5


def test_what_breaks_unexpectedly_is_one_line_without_a_trace(
    workspace: Path, client_of: Callable[[Settings], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Settings(workspace))

    def broken(*_: object) -> object:
        raise ValueError("a secret path /home/somebody")

    monkeypatch.setattr(rows, "ask_visits", broken)
    answer = client.get(f"{VISITS}&limit=8")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "default-src" in answer.headers["content-security-policy"]


def test_memory_is_bounded_and_forgets_the_oldest() -> None:
    memory = Memory[str](room_bytes=10, size_bytes=len)
    for name in "abcde":
        memory.get(name, lambda: "xxx")
        memory.get("a", lambda: "xxx")
        assert memory.used_bytes <= 10
    assert "a" in memory
    assert "b" not in memory
    memory.get("huge", lambda: "x" * 11)
    assert "huge" not in memory
    memory.forget(unless=lambda key: key == "e")
    assert ("a" in memory, "e" in memory, memory.used_bytes) == (False, True, 3)


def test_what_many_ask_for_is_worked_out_once() -> None:
    memory, made = Memory[str](room_bytes=10, size_bytes=len), []

    def make() -> str:
        made.append(1)
        time.sleep(0.1)
        return "x"

    threads = [threading.Thread(target=memory.get, args=("key", make)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 1


def test_what_failed_is_tried_again() -> None:
    memory = Memory[str](room_bytes=10, size_bytes=len)
    with pytest.raises(ZeroDivisionError):
        memory.get("key", lambda: str(1 // 0))
    assert memory.get("key", lambda: "x") == "x"


def test_a_state_has_the_same_name_after_a_restart(workspace: Path) -> None:
    name = snapshots._state(workspace, HeldWorkspace.now(workspace))
    assert name == snapshots._state(workspace, HeldWorkspace.now(workspace))
    watch_another(workspace)
    assert name != snapshots._state(workspace, HeldWorkspace.now(workspace))
