"""What is found under the paths a person names, and what is refused unopened."""

import hashlib
import os
import shutil
import socket
from pathlib import Path

import pytest

from wheelsdown.sources import Container, RawSource, find_sources, fingerprint


def found(*paths):
    sources, refusals = find_sources(paths)
    return [(source.container, [path.name for path in source.paths]) for source in sources], [
        r.reason for r in refusals
    ]


def test_files_are_one_source_each_in_order_of_name(tmp_path, trace):
    for name in ("b.json", "a.json", "c/d.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(trace())
    assert found(tmp_path) == ([(Container.FILE, [name]) for name in ("a.json", "b.json", "d.json")], [])


def test_each_source_is_found_once_however_often_it_is_named(tmp_path, trace):
    path = tmp_path / "a.json"
    path.write_bytes(trace())
    assert len(find_sources([path, tmp_path, path])[0]) == 1


def test_a_tar_is_known_by_content_whatever_its_name(tar, day, tmp_path):
    path = tar(day, name="something.bin")
    assert found(path)[0] == [(Container.TAR, ["something.bin"])]
    shutil.copy(tmp_path / "something.bin", tmp_path / "x.json")
    (tmp_path / "not.tar").write_bytes(b"hello")
    assert (Container.FILE, ["not.tar"]) in found(tmp_path)[0]


def test_all_days_of_a_history_are_one_tree_each(tree, tmp_path):
    shutil.copytree(tree, tree.parent / "21")
    history = tmp_path / "history"
    assert found(history) == ([(Container.TREE, ["20"]), (Container.TREE, ["21"])], [])
    assert found(tree) == found(tree / "traces") == ([(Container.TREE, ["20"])], [])


def test_a_tree_named_twice_is_one_source(tree):
    assert len(find_sources([tree, tree / "traces", tree.parent])[0]) == 1


def test_other_files_beside_the_traces_are_sources_of_their_own(tree, trace):
    (tree / "other.json").write_bytes(trace())
    (tree / "heatmap").mkdir()
    (tree / "heatmap" / "00.bin.ttf").write_bytes(b"x")
    assert found(tree)[0] == [(Container.TREE, ["20"]), (Container.FILE, ["other.json"])]


def test_parts_of_split_archives_are_grouped_in_order(tmp_path):
    names = ["b.tar.aa", "a.tar.ab", "a.tar.aa", "a.tar.ac"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    expected = [
        (Container.SPLIT_TAR, ["a.tar.aa", "a.tar.ab", "a.tar.ac"]),
        (Container.SPLIT_TAR, ["b.tar.aa"]),
    ]
    assert found(tmp_path) == (expected, [])
    assert found(tmp_path / "a.tar.ac") == (expected[:1], [])
    assert found(*(tmp_path / name for name in names[1:])) == (expected[:1], [])


@pytest.mark.parametrize("missing", ["aa", "ab"])
def test_a_missing_part_is_named(tmp_path, missing):
    for part in {"aa", "ab", "ac"} - {missing}:
        (tmp_path / f"day.tar.{part}").write_bytes(b"x")
    sources, (refusal,) = find_sources([tmp_path])
    assert (sources, refusal.reason) == ([], "missing_part")
    assert f"day.tar.{missing}" in refusal.message


def test_more_than_26_parts_are_in_order(tmp_path):
    parts = [first + second for first in "ab" for second in "abcdefghijklmnopqrstuvwxyz"][:30]
    for part in parts:
        (tmp_path / f"day.tar.{part}").write_bytes(b"x")
    (source,), _ = find_sources([tmp_path])
    assert [path.suffix[1:] for path in source.paths] == parts


def test_a_compressed_archive_is_no_part(tmp_path):
    (tmp_path / "day.tar.gz").write_bytes(b"\x1f\x8b")
    assert found(tmp_path) == ([(Container.FILE, ["day.tar.gz"])], [])


def test_what_lies_beside_the_data_is_passed_over_in_folders_only(tmp_path, trace):
    (tmp_path / "a.json").write_bytes(trace())
    (tmp_path / "truth").mkdir()
    sidecars = [
        "README",
        "README.txt",
        "notes.md",
        "LICENSE",
        "LICENCE.txt",
        "SIMULATED.json",
        "truth.json",
        ".hidden",
        "truth/t.json",
    ]
    for name in sidecars:
        (tmp_path / name).write_bytes(b"{}")
    assert found(tmp_path) == ([(Container.FILE, ["a.json"])], [])
    assert found(tmp_path / "README.txt") == ([(Container.FILE, ["README.txt"])], [])


def test_what_is_not_there_or_not_a_file_is_refused_unopened(tmp_path, trace):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # names of sockets are short
        server.bind("socket")
        os.chdir(here)
        (tmp_path / "a.json").write_bytes(trace())
        assert found("/dev/zero") == found("/dev/null") == ([], ["not_a_file"])
        assert found(tmp_path / "pipe") == ([], ["not_a_file"])
        assert found(tmp_path) == ([(Container.FILE, ["a.json"])], ["not_a_file", "not_a_file"])
    assert found(tmp_path / "nowhere") == found("\0") == ([], ["not_found"])


def test_links_that_leave_the_folder_are_refused_and_others_passed_over(tmp_path, trace):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.json").write_bytes(trace())
    (inside / "leaves").symlink_to(outside)
    (inside / "leaves.json").symlink_to(outside / "a.json")
    (inside / "device").symlink_to("/dev/zero")
    (inside / "stays.json").symlink_to(inside / "a.json")
    (inside / "up").symlink_to(inside)
    (inside / "circle").symlink_to(inside / "circle")
    assert found(inside) == ([(Container.FILE, ["a.json"])], ["link"] * 4)
    assert found(inside / "leaves.json") == ([(Container.FILE, ["a.json"])], [])
    assert found(inside / "device") == ([], ["not_a_file"])
    assert found(inside / "circle") == ([], ["not_found"])


def test_a_part_that_is_a_link_out_counts_as_missing(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "day.tar.ab").write_bytes(b"x")
    for part in ("aa", "ac"):
        (inside / f"day.tar.{part}").write_bytes(b"x")
    (inside / "day.tar.ab").symlink_to(tmp_path / "day.tar.ab")
    assert sorted(found(inside)[1]) == ["link", "missing_part"]


def test_folders_nested_deeper_than_calls_are_walked(tmp_path, trace):
    folders = [f"{tmp_path}{'/d' * depth}" for depth in range(1, 1051)]
    for folder in folders:
        os.mkdir(folder)  # noqa: PTH102 - the other way calls itself once per folder
    file = f"{folders[-1]}/a.json"
    Path(file).write_bytes(trace())
    assert found(tmp_path) == ([(Container.FILE, ["a.json"])], [])
    os.remove(file)  # noqa: PTH107
    for folder in reversed(folders):
        os.rmdir(folder)  # noqa: PTH106


def test_an_empty_folder_says_so(tmp_path):
    assert found(tmp_path) == ([], ["nothing_found"])


def test_a_folder_named_like_a_trace_is_a_folder(tmp_path, trace):
    folder = tmp_path / "trace_full_a0b1c2.json"
    folder.mkdir()
    assert found(folder) == ([], ["nothing_found"])
    (folder / "x").write_bytes(trace())
    assert found(folder) == ([(Container.FILE, ["x"])], [])


def test_what_may_not_be_read_is_refused(tmp_path, trace, monkeypatch):
    (tmp_path / "a.json").write_bytes(trace())

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert found(tmp_path) == ([], ["unreadable"])


def test_names_cannot_paint_the_terminal(tmp_path, trace):
    (tmp_path / "\x1b[2J.json").write_bytes(trace())
    os.mkfifo(tmp_path / "\x1b[31m")
    (source,), (refusal,) = find_sources([tmp_path])
    assert source.name.isprintable()
    assert refusal.message.isprintable()


def test_the_fingerprint_of_a_file_is_its_hash(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"hello")
    (source,), _ = find_sources([path])
    assert fingerprint(source) == (hashlib.sha256(b"hello").hexdigest(), 5)


def test_the_fingerprint_of_parts_is_that_of_the_joined_archive(tmp_path):
    (tmp_path / "day.tar.aa").write_bytes(b"hel")
    (tmp_path / "day.tar.ab").write_bytes(b"lo")
    (source,), _ = find_sources([tmp_path])
    assert fingerprint(source) == (hashlib.sha256(b"hello").hexdigest(), 5)


def test_the_fingerprint_of_a_tree_is_that_of_its_manifest(tree, day):
    (tree / "traces" / "c2" / "notes.txt").write_text("no trace")
    (source,), _ = find_sources([tree])
    lines = sorted(
        f"{hashlib.sha256(payload).hexdigest()}  {name.removeprefix('./')}\n" for name, payload in day
    )
    expected = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert fingerprint(source) == (expected, sum(len(payload) for _, payload in day))


def test_the_fingerprint_does_not_depend_on_where_the_tree_lies(tree, tmp_path):
    moved = tmp_path / "elsewhere"
    shutil.copytree(tree, moved)
    assert fingerprint(RawSource((tree,), Container.TREE, "a")) == fingerprint(
        RawSource((moved,), Container.TREE, "b")
    )
