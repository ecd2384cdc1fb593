"""Two writers at once: the second is refused in one line, and readers are never held up."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from wheelsdown.errors import WorkspaceError
from wheelsdown.store import Workspace, lock

HOLD = """
import sys, time
from pathlib import Path
from wheelsdown.store.lock import WriterLock
with WriterLock(Path(sys.argv[1]) / "lock").held():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(workspace):
    command = [sys.executable, "-c", HOLD, str(workspace.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


def impatient(folder) -> Workspace:
    workspace = Workspace.open(folder)
    workspace._lock = lock.WriterLock(folder / "lock", patience_s=0.2)
    return workspace


def test_the_second_writer_learns_who_holds_the_lock(workspace, acquisition, holder):
    with pytest.raises(WorkspaceError) as error:
        impatient(workspace.path).record(acquisition())
    assert f"process {holder.pid} (since 20" in str(error.value)
    assert "\n" not in str(error.value)


def test_readers_are_not_held_up(workspace, holder):
    reader = Workspace.open(workspace.path)
    assert reader.acquisitions() == ()
    assert reader.table("visits").collect().is_empty()


def test_a_dead_holder_holds_nothing(workspace, acquisition, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert impatient(workspace.path).record(acquisition()).previous is None


def test_the_second_writer_waits_a_little(workspace, acquisition):
    held, release = threading.Event(), threading.Event()

    def hold():
        with Workspace.open(workspace.path).writing():
            held.set()
            release.wait(1.0)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5.0)
    threading.Timer(0.2, release.set).start()
    assert workspace.record(acquisition()) == workspace.acquisitions()[0]
    thread.join()


def test_the_lock_may_be_taken_again_by_its_holder(workspace, acquisition, visits):
    with workspace.writing(), workspace.writing():
        one = workspace.record(acquisition()).sha256
        workspace.publish({"visits": visits(1)}, covers=[one])
        with pytest.raises(WorkspaceError, match=f"process {os.getpid()} "):
            impatient(workspace.path).record(acquisition("two"))
    assert impatient(workspace.path).record(acquisition("two")).previous is not None


def test_what_another_process_recorded_is_seen(workspace, acquisition):
    other = Workspace.open(workspace.path)
    workspace.record(acquisition("one"))
    other.record(acquisition("two"))
    workspace.record(acquisition("three"))
    assert len(other.acquisitions()) == 3
    assert other.acquisitions() == workspace.acquisitions()
