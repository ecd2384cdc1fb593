"""Archives and trees: every member read in place, nothing extracted, nothing followed."""

import gzip
import hashlib
import io
import os
import tarfile
from pathlib import Path

import polars as pl
import pytest

from wheelsdown.errors import SourceError
from wheelsdown.sources import Container, find_sources, read_source, readsb_reader

AIRFRAMES = ["3d0ac2", "4c01ff", "a0b1c2"]


def airframes(reading):
    return reading.state_vectors["airframe"].unique().sort().to_list()


def reasons(reading):
    return {refusal.reason for refusal in reading.refused}


def test_a_tar_is_read_and_its_folders_told(tar, day, read_path):
    reading = read_path(tar([*day, ("./README", b"hello"), ("./heatmap/00.bin.ttf", b"x")]))
    assert airframes(reading) == AIRFRAMES
    assert reading.folders_present == {"c2", "ff"}
    assert reading.parts["member"].to_list() == [name for name, _ in day]
    assert reading.parts["sha256"].to_list() == [hashlib.sha256(payload).hexdigest() for _, payload in day]
    assert "2 file(s) beside the traces were not read" in reading.notes
    assert reading.state_vectors["airframe"].is_sorted()
    assert not reading.refused


def test_each_row_names_the_member_it_stands_in(tar, day, read_path):
    reading = read_path(tar(day))
    rows = reading.state_vectors.with_columns(pl.col("sha256").cast(pl.String))
    named = rows.join(reading.parts.select("sha256", of="airframe"), on="sha256")
    assert named.height == rows.height
    assert (named["airframe"] == named["of"]).all()


def test_an_empty_folder_of_the_archive_is_present(tar, day, read_path):
    folder = tarfile.TarInfo("./traces/07")
    folder.type = tarfile.DIRTYPE
    assert read_path(tar([folder, *day])).folders_present == {"07", "c2", "ff"}


@pytest.mark.parametrize("cut", [1, 511, 512, 700, 1536, 2000])
def test_a_split_archive_is_read_across_its_seams(tar, day, read_path, tmp_path, cut):
    whole = tar(day, name="whole")
    payload = whole.read_bytes()
    parts = [tmp_path / f"day.tar.{part}" for part in ("aa", "ab", "ac")]
    for path, piece in zip(
        parts, (payload[:cut], payload[cut : cut + 600], payload[cut + 600 :]), strict=True
    ):
        path.write_bytes(piece)
    (source,), refusals = find_sources([parts[1]])
    assert (source.container, source.paths, refusals) == (Container.SPLIT_TAR, tuple(parts), [])
    (reading,) = read_source(source)
    assert reading.state_vectors.equals(read_path(whole).state_vectors)


def test_a_missing_last_part_is_told_and_the_rest_kept(tar, day, read_path, tmp_path):
    payload = tar(day, name="whole").read_bytes()
    (tmp_path / "day.tar.aa").write_bytes(payload[:1600])
    reading = read_path(tmp_path / "day.tar.aa")
    assert airframes(reading) == ["a0b1c2"]
    assert reasons(reading) == {"truncated_archive"}


def test_a_tree_is_read_as_its_archive_is(tree, tar, day, read_path):
    of_tree, of_tar = read_path(tree), read_path(tar(day))
    assert of_tree.state_vectors.equals(of_tar.state_vectors)
    assert of_tree.folders_present == of_tar.folders_present
    assert of_tree.parts["member"].to_list() == sorted(name.removeprefix("./") for name, _ in day)


def test_members_are_read_back_alone(tar, day, tree, read_path):
    archive, asked = tar(day), [day[1][0]]
    for _ in range(2):  # the second time from the index
        assert airframes(read_path(archive, members=asked)) == ["3d0ac2"]
    assert airframes(read_path(tree, members=["traces/c2/trace_full_3d0ac2.json"])) == ["3d0ac2"]
    gone = read_path(archive, members=["traces/00/trace_full_000000.json"])
    assert (reasons(gone), gone.state_vectors.height) == ({"no_such_member"}, 0)


def test_a_changed_archive_is_indexed_anew(tar, day, read_path):
    path = tar(day)
    assert airframes(read_path(path, members=[day[2][0]])) == ["4c01ff"]
    os.utime(tar(day[::-1]), ns=(1, 1))
    assert airframes(read_path(path, members=[day[2][0]])) == ["4c01ff"]


def test_airframes_are_chosen_by_header_not_by_name(tar, trace, read_path):
    misnamed = [("traces/c2/trace_full_3d0ac2.json", gzip.compress(trace()))]
    reading = read_path(tar(misnamed), airframes={"a0b1c2"})
    assert airframes(reading) == ["a0b1c2"]
    assert any("3d0ac2" in note and "a0b1c2" in note for note in reading.notes)
    assert read_path(tar(misnamed), airframes={"3d0ac2"}).state_vectors.is_empty()


def test_batches_add_up(tar, day, read_path, monkeypatch):
    whole = read_path(tar([*day, ("traces/00/trace_full_000000.json", b"")]))
    monkeypatch.setattr(readsb_reader, "POINTS_PER_BATCH", 5)
    (source,), _ = find_sources([tar([*day, ("traces/00/trace_full_000000.json", b"")])])
    batches = list(read_source(source))
    assert [batch.state_vectors.height for batch in batches] == [8, 4]
    joined = pl.concat([batch.state_vectors for batch in batches]).sort("airframe", "at")
    assert joined.equals(whole.state_vectors)
    assert frozenset().union(*(batch.folders_present for batch in batches)) == whole.folders_present
    assert sum(len(batch.refused) for batch in batches) == len(whole.refused) == 1


def test_a_folder_date_that_disagrees_is_told_and_the_points_win(tree, trace, read_path):
    later = gzip.compress(trace(icao="4c01ff", timestamp=1756512000.0))
    (tree / "traces" / "ff" / "trace_full_4c01ff.json").write_bytes(later)
    reading = read_path(tree)
    assert any(
        "says 2025-08-20, but 1 of 3 traces" in note and "2025-08-30" in note for note in reading.notes
    )
    assert reading.state_vectors["at"].dt.date().n_unique() == 2


def test_an_archive_name_can_disagree_too(tar, day, read_path):
    wrong = read_path(tar(day, name="v2025.08.21-example-prod-0.tar"))
    right = read_path(tar(day, name="v2025.08.20-example-prod-0.tar"))
    assert any("2025-08-21" in note for note in wrong.notes)
    assert right.notes == ()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (tarfile.SYMTYPE, "link"),
        (tarfile.LNKTYPE, "link"),
        (tarfile.CHRTYPE, "not_a_file"),
        (tarfile.BLKTYPE, "not_a_file"),
        (tarfile.FIFOTYPE, "not_a_file"),
        (tarfile.GNUTYPE_SPARSE, "sparse_member"),
        (b"Z", "not_a_file"),
    ],
)
def test_what_is_no_plain_file_is_refused_unread(tar, day, read_path, kind, reason):
    odd = tarfile.TarInfo("traces/c2/trace_full_0000c2.json")
    odd.type, odd.linkname = kind, "/etc/passwd"
    reading = read_path(tar([day[0], odd, *day[1:]]))
    assert airframes(reading) == AIRFRAMES
    assert reasons(reading) == {reason}


@pytest.mark.parametrize(
    "name",
    [
        "../../traces/c2/trace_full_0000c2.json",
        "/traces/c2/trace_full_0000c2.json",
        "traces/c2/../../x.json",
        "\\traces\\x",
    ],
)
def test_a_name_that_leaves_the_archive_is_refused_and_nothing_written(
    tar, day, trace, read_path, name, tmp_path
):
    path = tar([*day, (name, trace())])
    before = sorted(tmp_path.rglob("*"))
    reading = read_path(path)
    assert (airframes(reading), reasons(reading)) == (AIRFRAMES, {"unsafe_name"})
    assert sorted(tmp_path.rglob("*")) == before


def raw_member(name: bytes, size: bytes, payload: bytes = b"", kind: bytes = b"0") -> bytes:
    header = bytearray(512)
    header[: len(name)] = name
    header[100:108], header[124 : 124 + len(size)], header[156:157] = b"0000644\0", size, kind
    header[257:265] = b"ustar\x0000"
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header) + payload + bytes(-len(payload) % 512)


@pytest.mark.parametrize("size", [b"77777777777\0", b"\x80" + bytes(3) + b"\x7f" * 8, b"\xff" * 12])
def test_a_member_that_lies_about_its_size_is_refused(tar, day, read_path, size):
    path = tar(day)
    members = path.read_bytes().rstrip(b"\0")
    padding = bytes(-len(members) % 512)
    path.write_bytes(members + padding + raw_member(b"traces/c2/trace_full_0000c2.json", size))
    reading = read_path(path)
    assert airframes(reading) == AIRFRAMES
    assert reasons(reading) == {"truncated_archive"}


def test_an_extension_header_of_a_gigabyte_is_not_read(tmp_path, read_path, day):
    name, payload = day[0]
    good = raw_member(name.encode(), f"{len(payload):011o}\0".encode(), payload)
    path = tmp_path / "long.tar"
    with path.open("wb") as out:
        out.write(raw_member(b"././@LongLink", f"{2**30:011o}\0".encode(), kind=b"L"))
        out.seek(512 + 2**30)  # a hole: no disk is used
        out.write(good + bytes(1024))
    reading = read_path(path)
    assert (airframes(reading), reasons(reading)) == (["a0b1c2"], {"long_header"})


def test_damage_in_the_middle_keeps_what_came_before(tar, day, read_path):
    path = tar(day)
    payload = bytearray(path.read_bytes())
    second = payload.index(b"trace_full_3d0ac2")
    payload[second : second + 60] = b"\xff" * 60
    path.write_bytes(payload)
    reading = read_path(path)
    assert (airframes(reading), reasons(reading)) == (["a0b1c2"], {"broken_archive"})


def test_bad_members_are_named_and_the_good_ones_kept(tar, day, trace, read_path):
    good = gzip.compress(trace(icao="3d0ac2"))
    bad = {
        "empty": b"",
        "truncated_gzip": good[:-20],
        "bad_gzip": good[:-8] + b"\0" * 8,
        "not_json": gzip.compress(b"hello"),
        "truncated_json": trace()[:-20],
        "several_documents": trace() + trace(),
        "wrong_columns": b'[{"a": 1}]',
        "bad_address": b'{"icao": "nobody", "trace": []}',
        "nested_too_deep": b'{"icao":' + b"[" * 100_000,
    }
    members = [(f"traces/c2/trace_full_{i:04x}c2.json", payload) for i, payload in enumerate(bad.values())]
    reading = read_path(tar([*members, *day]))
    assert airframes(reading) == AIRFRAMES
    assert [refusal.reason for refusal in reading.refused] == list(bad)
    for refusal, (name, _) in zip(reading.refused, members, strict=True):
        assert name in refusal.where
        assert refusal.message.startswith(refusal.where)


def test_names_of_members_cannot_paint_the_terminal(tar, day, read_path):
    reading = read_path(tar([*day, ("traces/c2/\x1b[2J.json", b"")]))
    assert all(refusal.message.isprintable() for refusal in reading.refused)


def test_a_name_that_is_no_utf8_is_still_a_name(tmp_path, trace, read_path):
    payload = trace()
    name = b"traces/c2/trace_full_\xff\xfe.json"
    path = tmp_path / "odd.tar"
    path.write_bytes(raw_member(name, f"{len(payload):011o}\0".encode(), payload) + bytes(1024))
    reading = read_path(path)
    member = reading.parts["member"].item()
    assert read_path(path, members=[member]).state_vectors.equals(reading.state_vectors)


def test_a_bomb_among_the_members_is_not_unpacked(tar, day, read_path, monkeypatch):
    monkeypatch.setattr(readsb_reader, "MAX_MEMBER_BYTES", 2**20)
    bomb = gzip.compress(b'{"icao":"a0b1c2"' + b" " * 2**22)
    reading = read_path(tar([*day, ("traces/c2/trace_full_0000c2.json", bomb)]))
    assert (airframes(reading), reasons(reading)) == (AIRFRAMES, {"too_large"})


def test_a_tree_reads_no_links_folders_or_pipes_in_place_of_traces(tree, trace, read_path, tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_bytes(trace(icao="0000c2"))
    folder = tree / "traces" / "c2"
    (folder / "trace_full_0001c2.json").mkdir()
    (folder / "trace_full_0002c2.json").symlink_to(outside)
    (folder / "trace_full_0003c2.json").symlink_to(folder / "trace_full_a0b1c2.json")
    (folder / "trace_full_0004c2.json").symlink_to(folder / "trace_full_0004c2.json")
    os.mkfifo(folder / "trace_full_0005c2.json")
    (folder / "notes.txt").write_text("not a trace")
    reading = read_path(tree)
    assert airframes(reading) == AIRFRAMES
    assert [Path(refusal.where).name[11:15] for refusal in reading.refused] == [
        "0001",
        "0002",
        "0004",
        "0005",
    ]
    assert "1 file(s) beside the traces were not read" in reading.notes


def test_a_tree_that_went_away_is_a_clear_line(tree):
    (source,), _ = find_sources([tree])
    tree.rename(tree.with_name("gone"))
    with pytest.raises(SourceError, match="cannot be listed"):
        list(read_source(source))


def test_an_archive_without_any_trace_says_so(tar, read_path):
    reading = read_path(tar([("a.txt", b"hello")]))
    assert (reading.state_vectors.height, reading.refused) == (0, ())
    assert reading.notes == ("1 file(s) beside the traces were not read",)


def test_reading_needs_no_more_than_the_archive(tar, day, tmp_path, monkeypatch):
    """Nothing is written anywhere: the temporary folder stays as it was and files are opened for reading."""
    (source,), _ = find_sources([tar(day)])
    opened = []
    monkeypatch.setattr(
        os, "open", lambda path, flags, *rest, real=os.open: opened.append(flags) or real(path, flags, *rest)
    )
    list(read_source(source))
    assert opened
    assert not any(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) for flags in opened)


def test_long_names_of_gnu_and_pax_are_understood(tmp_path, trace, read_path):
    deep = "x" * 120 + "/traces/c2/trace_full_a0b1c2.json"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        path = tmp_path / f"{form}.tar"
        with tarfile.open(path, "w", format=form) as archive:
            info = tarfile.TarInfo(deep)
            info.size = len(trace())
            archive.addfile(info, io.BytesIO(trace()))
        assert read_path(path).parts["member"].to_list() == [deep]
