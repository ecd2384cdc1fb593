"""Which characters bytes are."""

import pytest

from wheelsdown.errors import ArticleError
from wheelsdown.reference.text_words import load_text_words
from wheelsdown.sources.article_text import Decoded, decode

TEXTS = {
    "ru": "Самолёт Ил-76 приземлился на базе в понедельник, сообщает источник, и ушёл в Вельмар.",
    "uk": "Літак Ан-124 здійснив посадку на базі в понеділок і вилетів, за даними джерела.",
    "ar": "هبطت الطائرة في القاعدة الجوية يوم الإثنين ثم غادرت إلى موسكو، وقال المصدر ذلك.",
    "en": "The plane’s “crew” landed at the base – on Monday.",
    "short ru": "Борт сел",
    "short ar": "هبطت طائرة",
}

ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1251",
    "cp1256",
    "cp1252",
    "koi8-u",
]


def read(payload: bytes, declared: str | None = None) -> Decoded:
    return decode(payload, where="x", stop_words=load_text_words().stop_words, declared=declared)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_in_any_encoding_that_has_its_letters(name: str, encoding: str) -> None:
    try:
        payload = TEXTS[name].encode(encoding)
    except UnicodeEncodeError:
        return
    assert read(payload).text == TEXTS[name]


def test_the_declared_encoding_counts_where_it_fits() -> None:
    payload = "САМОЛЕТ".encode("koi8-r")
    assert read(payload, "KOI8-R").text == "САМОЛЕТ"
    assert read("Самолёт на базе".encode(), "windows-1251").text == "Самолёт на базе"
    assert read(TEXTS["ru"].encode("cp1251"), "no-such-encoding").text == TEXTS["ru"]
    assert read(TEXTS["ru"].encode("cp1251"), "iso-8859-1").text == TEXTS["ru"]
    assert read(b"abc", "zlib").text == "abc"


@pytest.mark.parametrize(
    "payload", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + bytes(500), b"PK\x03\x04\x00\x00" * 90]
)
def test_what_is_no_text_is_refused_in_one_line(payload: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^x: holds no text") as refused:
        read(payload)
    assert "\n" not in str(refused.value)
