"""The quick way gives the same members and bytes as the definition, and minds its files' sizes."""

import gzip
import io
import os
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from wheelsdown.errors import SourceError
from wheelsdown.sources.joined_parts import Joined
from wheelsdown.sources.tar_entries import TarEntry, tar_entries
from wheelsdown.sources.tar_members import tar_members

FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}


def plain(*paths: Path) -> list[TarEntry]:
    with Joined(paths) as archive:
        return list(tar_entries(archive))


def quick(*paths: Path) -> list[TarEntry]:
    with Joined(paths) as archive:
        return list(tar_members(archive))


def archive_of(
    form: int, names: list[str], *, mtime: float = 1755648000, kinds: dict[str, bytes] | None = None
) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as tar:
        for number, name in enumerate(names):
            info = tarfile.TarInfo(name)
            info.mtime, info.uid, info.mode = mtime, 1000, 0o644  # type: ignore[assignment]
            info.type = (kinds or {}).get(name, tarfile.REGTYPE)
            content = bytes([number % 251]) * (number * 137 % 1500)
            info.size = len(content) if info.type == tarfile.REGTYPE else 0
            tar.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


NAMES = ["./", "./traces", "./traces/2c", *(f"./traces/2c/trace_full_a0{n:02x}2c.json" for n in range(40))]
FOLDERS = dict.fromkeys(NAMES[:3], tarfile.DIRTYPE)
ODD: dict[str, tuple[list[str], dict[str, bytes]]] = {
    "long name": (["x" * 80 + "/" + "n" * 90], {}),
    "link": (["./link"], {"./link": tarfile.SYMTYPE}),
    "pipe": (["./pipe"], {"./pipe": tarfile.FIFOTYPE}),
    "dots": (["../up.json", "a/../b.json", "a..b.json"], {}),
    "absolute": (["/etc/x.json", "\\x.json"], {}),
    "no name": ([""], {}),
    "not ASCII": (["./träces.json"], {}),
    "old file": (["./old", "./oldfolder/"], {"./old": tarfile.AREGTYPE, "./oldfolder/": tarfile.AREGTYPE}),
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_daily_archive_gives_the_same_members(form: str, tmp_path: Path) -> None:
    path = tmp_path / "day.tar"
    path.write_bytes(archive_of(FORMATS[form], NAMES, kinds=FOLDERS))
    assert quick(path) == plain(path)
    assert len(quick(path)) == len(NAMES)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("odd", ODD)
def test_what_is_not_plain_is_judged_the_same(odd: str, form: str, tmp_path: Path) -> None:
    names, kinds = ODD[odd]
    path = tmp_path / "day.tar"
    path.write_bytes(archive_of(FORMATS[form], NAMES[:5] + names + NAMES[5:], kinds=FOLDERS | kinds))
    assert quick(path) == plain(path)


def test_times_with_fractions_which_need_extension_headers(tmp_path: Path) -> None:
    path = tmp_path / "day.tar"
    path.write_bytes(archive_of(tarfile.PAX_FORMAT, NAMES, mtime=1755648000.25, kinds=FOLDERS))
    assert quick(path) == plain(path)


def test_every_cut_and_many_changed_bytes_are_judged_the_same(tmp_path: Path) -> None:
    path, choose = tmp_path / "day.tar", random.Random(3)
    whole = archive_of(tarfile.GNU_FORMAT, NAMES[:8], kinds=FOLDERS)
    for size in range(0, len(whole), 256):
        path.write_bytes(whole[:size])
        assert quick(path) == plain(path), size
    for _ in range(600):
        changed = bytearray(whole)
        header = choose.randrange(8) * 512
        changed[header + choose.choice((choose.randrange(512), choose.randrange(124, 157)))] = choose.choice(
            b"\0 /5078.x\xff"
        )
        block = bytearray(changed[header : header + 512])
        if choose.random() < 0.7:  # with a checksum that fits again
            block[148:156] = b" " * 8
            changed[header + 148 : header + 156] = b"%06o\0 " % sum(block)
        path.write_bytes(changed)
        assert quick(path) == plain(path)


def test_parts_are_one_archive_wherever_they_are_cut(tmp_path: Path) -> None:
    whole = archive_of(tarfile.GNU_FORMAT, NAMES, kinds=FOLDERS)
    one, two, three = (tmp_path / f"day.tar.a{c}" for c in "abc")
    for cut in (1, 511, 512, 2000, 20_000):
        one.write_bytes(whole[:cut])
        two.write_bytes(b"")
        three.write_bytes(whole[cut:])
        with Joined([one, two, three]) as archive:
            entries = list(tar_members(archive))
            assert entries == plain(one, two, three)
            for entry in entries:
                assert archive.read_at(entry.offset, entry.size) == whole[entry.offset :][: entry.size]


def test_reading_ends_with_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abcdef")
    with Joined([path]) as archive:
        assert archive.read_at(4, 10) == b"ef"
        assert (
            archive.read_at(6, 10)
            == archive.read_at(60, 1)
            == archive.read_at(2, 0)
            == archive.read_at(-1, 1)
            == b""
        )


def test_a_file_that_became_shorter_is_an_error_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "day.tar"
    path.write_bytes(archive_of(tarfile.GNU_FORMAT, NAMES, kinds=FOLDERS))
    with Joined([path]) as archive:
        entry = list(tar_members(archive))[-1]
        os.truncate(path, 512)
        with pytest.raises(SourceError, match="became shorter") as error:
            archive.read_at(entry.offset, entry.size)
        assert error.value.reason == "changed"


def test_only_files_are_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a regular file"):
        Joined([tmp_path])


def test_a_generated_day_reads_back(day: list[tuple[str, bytes]], tar: Callable[..., Path]) -> None:
    path = tar(day)
    with Joined([path]) as archive:
        found = {e.name: gzip.decompress(archive.read_at(e.offset, e.size)) for e in tar_members(archive)}
    assert found == {name: gzip.decompress(payload) for name, payload in day}
