"""A rules file is read as it was meant, or every mistake in it is named in one line."""

import contextlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.alerts.rules import Arrival, FeedQuiet, Mail, Webhook
from wheelsdown.alerts.rules_file import read_rules, rules_from
from wheelsdown.errors import WheelsdownError

WHOLE = """
since = "2025-10"
site = "http://127.0.0.1:8097/"
[care]
delay_military = "3d"
[[rule]]
name = "heavies"
when = "arrival"
place = "OSLK"
type = "A124"
min_evidence = 2
to = ["phone"]
[[rule]]
name = "new here"
when = "first_in_days"
place = "OSLK"
operator = ["Invented"]
days = 90
[[rule]]
name = "one aircraft"
when = "seen"
address = ["A1B2C3"]
[[rule]]
name = "codes"
when = "emergency"
[[rule]]
name = "silence"
when = "feed_quiet"
minutes = 10
[[channel]]
name = "phone"
kind = "webhook"
url = "https://push.test/topic"
token_file = "token"
[[channel]]
name = "desk"
kind = "mail"
host = "mail.test"
from = "watch@example.org"
to = "desk@example.org"
"""


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(WHOLE)
    rules = read_rules(path)
    first, *_, last = rules.rules
    assert isinstance(first, Arrival)
    assert (first.type, first.min_evidence, first.to) == (("A124",), 2, ("phone",))
    assert isinstance(last, FeedQuiet)
    assert rules.care.delay_military == timedelta(days=3)
    assert rules.site == "http://127.0.0.1:8097"
    phone, desk = rules.channels
    assert isinstance(phone, Webhook)
    assert phone.token_file == str(tmp_path / "token")
    assert isinstance(desk, Mail)
    assert desk.to == ("desk@example.org",)


def arrival(**more: Any) -> dict[str, Any]:
    return {"rule": [{"name": "a", "when": "arrival", "place": "OSLK", **more}]}


def channel(**more: Any) -> dict[str, Any]:
    return arrival() | {"channel": [{"name": "c", **more}]}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "there is no rule"),
        (arrival(min_evidence=9), "rule 'a': min_evidence: expected int <= 4"),
        (arrival(min_evidense=2), "rule 'a': min_evidense: is no key here; perhaps min_evidence"),
        (arrival(to=["phone"]), "rule 'a': to: no channel 'phone'; there are: none"),
        (arrival(basis="certain"), "rule 'a': basis: invalid enum value 'certain'"),
        ({"rule": [{"name": "a", "when": "arrival"}]}, "rule 'a': place: is missing"),
        ({"rule": [{"when": "landing"}]}, "rule 1: when: write one of arrival, seen, first_in_days"),
        ({"rule": [{"name": "a", "when": "seen"}]}, "rule 'a': nothing is chosen"),
        ({"rule": {"name": "a"}}, "rule: write [[rule]] with two brackets"),
        ({"rule": [arrival()["rule"][0], arrival()["rule"][0]]}, "rule 'a': stands twice"),
        (arrival() | {"cares": 1}, "the file: cares: is no key here; perhaps care"),
        (arrival() | {"care": {"delay_military": "0h"}}, "add i_know_what_this_sends = true"),
        (arrival() | {"care": {"delay_military": 0}}, "care: write delay_military"),
        (arrival() | {"since": "soon"}, "since: 'soon' is not a UTC day"),
        (arrival() | {"site": "javascript:x"}, "site: write the web site's address"),
        (channel(kind="webhook", url="ftp://x"), "channel 'c': url: write an address that starts"),
        (channel(kind="webhook", url="https://u:p@push.test"), "url: holds a name or password"),
        (
            channel(kind="webhook", url="http://push.test", token_env="T"),
            "a token would travel readable; write https://",
        ),
        (
            channel(kind="mail", host="mail.test", **{"from": "a\r\nBcc: x@y", "to": ["a@b"]}),
            "channel 'c': from: expected str matching regex",
        ),
        (
            channel(kind="mail", host="mail.test", **{"from": "a@b", "to": ["Desk <a@b>"]}),
            "to: 'Desk <a@b>' is no plain mail address",
        ),
        (
            channel(kind="mail", host="mail.test", security="none", **{"from": "a@b", "to": ["a@b"]}),
            'security: "none" is for a server in your own network',
        ),
        (
            channel(kind="mail", host="почта.test", **{"from": "a@b", "to": ["a@b"]}),
            "host, user: write them in ASCII",
        ),
        (
            channel(kind="mail", host="mail.test", **{"from": "тайна@b", "to": ["a@b"]}),
            "from: 'тайна@b' is no plain mail address",
        ),
        (
            channel(kind="mail", host="mail.test", user="u", **{"from": "a@b", "to": ["a@b"]}),
            "user: goes with password_env or password_file",
        ),
    ],
)
def test_a_mistake_is_named_with_its_cure(said: dict[str, Any], line: str) -> None:
    with pytest.raises(WheelsdownError) as found:
        rules_from(said, "rules.toml")
    [only] = str(found.value).splitlines()
    assert only.startswith("rules.toml: ")
    assert line in only


def test_every_mistake_has_a_line_of_its_own() -> None:
    said = arrival(min_evidence=9, radius_nm=-1) | {"cares": 1, "since": "soon"}
    with pytest.raises(WheelsdownError) as found:
        rules_from(said, "rules.toml")
    assert len(str(found.value).splitlines()) == 4


@pytest.mark.parametrize("content", [b"rule = [", b"\xff\xfe", b"[" * 5000, b"x" * 1_000_001])
def test_what_is_no_toml_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(content)
    with pytest.raises(WheelsdownError) as found:
        read_rules(path)
    assert len(str(found.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WheelsdownError, match="cannot be read"):
        read_rules(tmp_path / "none.toml")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "when", "kind", "url", "to", "place", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["rule", "channel", "care", "since", "site", "x"]), JSON))
def test_whatever_is_said_is_read_or_refused(said: dict[str, Any]) -> None:
    with contextlib.suppress(WheelsdownError):
        rules_from(said, "rules.toml")
