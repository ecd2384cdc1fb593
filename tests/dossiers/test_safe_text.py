"""Nothing that is shown can act."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wheelsdown.dossiers.safe_text import escape_html, printable


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("RFF\x1b[31m70\x1b[0m40", "RFF7040"),
        ("\x1b]0;new title\x07RFF", "RFF"),
        ("\x1b]8;;https://example.org\x1b\\RFF\x1b]8;;\x1b\\", "RFF"),
        ("\x9b2JRFF", "RFF"),
        ("RFF\x1b", "RFF"),
        ("abc\u202edef", "abcdef"),
        ("a\r\nb\tc", "a  b c"),
        ("\ud800", "\ufffd"),
        ("حميميم", "حميميم"),
        ("Хмеймим", "Хмеймим"),
    ],
)
def test_shown_text_is_what_is_left_when_it_cannot_act(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


@given(st.text(alphabet=st.characters()))
@example("\x1b[")
@example("\x1b\x1b[2J")
@example("\x1b]\x1b[2J")
def test_no_control_survives_and_twice_is_once(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert printable(shown) == shown
    shown.encode()


@given(st.text())
def test_html_holds_no_markup(text: str) -> None:
    shown = escape_html(text)
    assert not set("<>\"'") & set(shown)
