"""Articles from files, folders and bytes."""

import hashlib
import importlib.util
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from wheelsdown.articles.article import Boilerplate
from wheelsdown.errors import ArticleError
from wheelsdown.sources import article_files, article_page
from wheelsdown.sources.article_files import MOST_BYTES, article_of, article_paths, read_article

BODY = "A cargo plane landed at Korvash air base on Monday, the ministry said, and it went to Velmar."
PAGE = (
    "<html><head><meta charset=windows-1251><title>Самолёты</title></head><body><nav>Меню</nav>"
    "<p>Самолёт приземлился на базе в понедельник, сообщает источник, и потом он ушёл в Вельмар, на восток.</p>"
)


def pdf(*pages: str) -> bytes:
    """Write a PDF with one line of text a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET" if text else ""
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * n} 0 R {fonts} >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return written(objects)


def written(objects: list[str]) -> bytes:
    out, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode()


def nested_forms(depth: int) -> bytes:
    """Write a PDF of a few kB in which every form shows the next one ten times."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    for number in range(6, 6 + depth):
        calls = "/X Do " * 10
        objects.append(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            f"/Resources << /XObject << /X {number} 0 R >> >> /Length {len(calls)} >>\nstream\n{calls}\nendstream"
        )
    objects.append("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\n \nendstream")
    return written(objects)


@pytest.fixture
def with_pypdf(for_want_of: Callable[[str], NoReturn]) -> None:
    if importlib.util.find_spec("pypdf") is None:
        for_want_of("pypdf is not installed")


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read by the own rules, whatever is installed."""
    monkeypatch.setattr(article_page, "_package", lambda name: None)


def test_a_text_is_stored_as_it_is_with_the_hash_of_its_bytes() -> None:
    payload = b"\xef\xbb\xbf" + f"Planes return\r\n\r\n{BODY}\r\n".encode()
    article = article_of(payload, path="a.txt", told=(date(2027, 3, 10), "the user"))
    assert article.text == payload.decode("utf-8-sig")
    assert article.sha256 == hashlib.sha256(payload).hexdigest()
    assert [article.words(s.span) for s in article.sentences] == ["Planes return", BODY]
    assert article.told == (date(2027, 3, 10), "the user")


@pytest.mark.parametrize("line_end", ["\r", "\u2028", "\x0b", "\x85"])
def test_rare_line_ends_break_lines_and_move_no_character(line_end: str) -> None:
    article = article_of(f"Planes return{line_end}{line_end}{BODY}".encode(), path="-")
    assert len(article.sentences) == 2
    assert article.text.index(BODY) == 15


def test_a_page_is_read_in_its_own_encoding_with_its_data(plain_pages: None) -> None:
    article = article_of(PAGE.encode("cp1251"), path="a.html")
    assert article.title == "Самолёты"
    assert [s.boilerplate for s in article.sentences] == [Boilerplate.NAVIGATION, None]
    assert article.language == "ru"


def test_the_day_that_the_user_tells_counts_more_than_the_page(plain_pages: None) -> None:
    page = f"<html><meta name=pubdate content=2027-03-10><p>{BODY}".encode()
    found = article_of(page, path="a")
    assert found.told is not None
    assert found.told[0] == date(2027, 3, 10)
    assert article_of(page, path="a", told=(date(2027, 3, 9), "the user")).told == (
        date(2027, 3, 9),
        "the user",
    )


def test_with_the_extra_the_text_is_as_its_packages_find_it(for_want_of: Callable[[str], NoReturn]) -> None:
    for name in ("trafilatura", "htmldate"):
        if importlib.util.find_spec(name) is None:
            for_want_of(f"{name} is not installed")
    page = f"<html><head><title>T</title></head><body><nav>Menu</nav><article><h1>T</h1><p>{BODY}</p><p>{BODY} Twice."
    article = article_of(page.encode(), path="a.html")
    assert "Menu" not in article.text
    assert BODY in article.text
    assert any("trafilatura" in note for note in article.notes)


def test_a_pdf_is_read(with_pypdf: None) -> None:
    article = article_of(pdf("A plane landed at Korvash.", "It went to Velmar."), path="a.pdf")
    assert [article.words(s.span) for s in article.sentences] == [
        "A plane landed at Korvash.",
        "It went to Velmar.",
    ]


def test_so_many_pages_of_a_pdf_are_read(with_pypdf: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wheelsdown.sources.article_pdf.MOST_PAGES", 1)
    article = article_of(pdf("A plane landed.", "It left."), path="a.pdf")
    assert "It left" not in article.text
    assert "only 1 of 2 pages were read" in article.notes


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (pdf(""), "no text"),
        (pdf("x")[:40], "cannot be read"),
        (b"%PDF-1.4\n" + bytes(range(256)), "cannot be read"),
    ],
)
def test_a_pdf_without_text_or_damaged_is_refused(with_pypdf: None, payload: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said) as refused:
        article_of(payload, path="a.pdf")
    assert "\n" not in str(refused.value)


def test_a_pdf_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr("wheelsdown.sources.pdf_child.__file__", str(slow))
    monkeypatch.setattr("wheelsdown.sources.article_pdf.MOST_SECONDS", 0.2)
    with pytest.raises(ArticleError, match="more memory or time"):
        article_of(pdf("x"), path="a.pdf")


def test_forms_that_call_forms_without_end_are_given_up(
    with_pypdf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wheelsdown.sources.article_pdf.MOST_SECONDS", 1.0)
    with pytest.raises(ArticleError):
        article_of(nested_forms(depth=40), path="a.pdf")


def test_without_the_package_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        stdout = b'{"refused": "absent"}'

    monkeypatch.setattr("wheelsdown.sources.article_pdf.subprocess.run", lambda *_, **__: Absent)
    with pytest.raises(ArticleError, match=r"install wheelsdown\[pdf\]"):
        article_of(pdf("x"), path="a.pdf")


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"x" * (MOST_BYTES + 1), "larger than 16 MB"),
        (b"\x00\x01\x02" * 400, "no text"),
        (b"<html><script>draw()</script></html>", "web page without text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(payload: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said) as refused:
        article_of(payload, path="bad\x1b[31m\n.txt")
    assert str(refused.value).isprintable()


def test_a_text_that_no_article_is_as_long_as_is_read_in_part_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(article_files, "MOST_CHARACTERS", 100)
    article = article_of((BODY * 3).encode(), path="-")
    assert len(article.text) == 100
    assert article.notes == (f"the last {3 * len(BODY) - 100} of {3 * len(BODY)} characters were not read",)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be opened"):
        read_article(tmp_path / "none.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleError, match="not a regular file"):
        read_article(tmp_path / "pipe.txt")


def test_a_folder_stands_for_the_articles_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "deep/c.pdf", ".hidden/d.txt", "e.jpg", ".f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BODY)
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    assert [str(path.relative_to(tmp_path)) for path in article_paths(tmp_path)] == [
        "a.HTML",
        "b.txt",
        "deep/c.pdf",
    ]
    assert list(article_paths(tmp_path / "e.jpg")) == [tmp_path / "e.jpg"]


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="name the files one by one"):
        list(article_paths(tmp_path))
