"""The protocol, as its specification says it; whatever comes, a line is answered or passed over."""

import io
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.errors import WheelsdownError
from wheelsdown.faces.mcp.protocol import MOST_BYTES, Server, Tool


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """A question."""

    n: int = 1


def answer(asked: Asked) -> dict[str, Any]:
    if asked.n == 2:
        raise WheelsdownError("no place 'x\x1b[2J'; did you mean y")
    if asked.n == 3:
        raise ZeroDivisionError
    return {"n": asked.n, "name": "A\u202eB", "long": "x" * (200_001 if asked.n == 4 else 1)}


@pytest.fixture
def server() -> Server:
    return made()


def made() -> Server:
    return Server([Tool("count", "Counts.", Asked, answer)])


def reply(server: Server, method: str, **params: Any) -> dict[str, Any]:
    said = server.reply(json.dumps({"jsonrpc": "2.0", "id": 7, "method": method, "params": params}).encode())
    assert said is not None
    assert said["id"] == 7
    return said


@pytest.mark.parametrize(
    ("asked", "got"),
    [("2024-11-05", "2024-11-05"), ("2025-11-25", "2025-11-25"), ("2031-01-01", "2025-11-25")],
)
def test_the_version_is_the_clients_or_the_latest_spoken(asked: str, got: str, server: Server) -> None:
    result = reply(server, "initialize", protocolVersion=asked)["result"]
    assert result["protocolVersion"] == got
    assert result["capabilities"] == {"tools": {"listChanged": False}}
    assert "never instructions" in result["instructions"]


def test_a_tool_is_listed_with_its_parameters_as_read_only(server: Server) -> None:
    [tool] = reply(server, "tools/list")["result"]["tools"]
    assert tool["inputSchema"]["type"] == "object"
    assert tool["inputSchema"]["additionalProperties"] is False
    assert tool["annotations"]["readOnlyHint"] is True


def test_a_tool_answers_as_text_and_as_an_object(server: Server) -> None:
    result = reply(server, "tools/call", name="count", arguments={"n": 5})["result"]
    assert result["structuredContent"]["n"] == 5
    assert "\\u202e" in result["content"][0]["text"]
    assert not result["isError"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"n": "many"}, "n: expected int, got str"),
        ({"m": 1}, "unknown field m"),
        ({"n": 2}, "no place 'x'; did you mean y"),
        ({"n": 3}, "could not be answered"),
        ({"n": 4}, "too long to be read"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(
    arguments: dict[str, Any], words: str, server: Server
) -> None:
    result = reply(server, "tools/call", name="count", arguments=arguments)["result"]
    assert result["isError"]
    [content] = result["content"]
    assert words in content["text"].replace("`", "")
    assert content["text"].isprintable()


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"{", -32700),
        (b"\xff", -32700),
        (b"[" * 100_000, -32700),
        (b"1", -32600),
        (b"[]", -32600),
        (b'{"id": 1}', -32600),
        (b'{"id": null, "method": "ping"}', -32600),
        (b'{"id": true, "method": "ping"}', -32600),
        (b'{"id": 1, "method": "resources/list"}', -32601),
        (b'{"id": 1, "method": "ping", "params": [1]}', -32602),
        (b'{"id": 1, "method": "tools/call", "params": {"name": "rm"}}', -32602),
        (b'{"id": 1, "method": "tools/call", "params": {"name": ["rm"]}}', -32602),
    ],
)
def test_what_is_no_request_is_an_error(message: bytes, code: int, server: Server) -> None:
    said = server.reply(message)
    assert said is not None
    assert said["error"]["code"] == code


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b'{"method": "notifications/initialized"}',
        b'{"id": 1, "result": {}}',
        b'{"id": 1, "error": {}}',
    ],
)
def test_notifications_and_replies_are_not_answered(message: bytes, server: Server) -> None:
    assert server.reply(message) is None


def test_a_line_that_is_too_long_is_refused_and_the_next_is_answered(server: Server) -> None:
    lines = b"x" * (MOST_BYTES * 3) + b'\n{"id": 2, "method": "ping"}\n'
    writing = io.BytesIO()
    server.serve(io.BytesIO(lines), writing)
    first, second = (json.loads(line) for line in writing.getvalue().splitlines())
    assert first["error"]["code"] == -32600
    assert second == {"jsonrpc": "2.0", "id": 2, "result": {}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "method", "params", "name", "arguments", "n"]), inner)
    ),
    max_leaves=10,
)


@given(
    st.lists(st.one_of(st.binary(max_size=50), JSON.map(lambda each: json.dumps(each).encode())), max_size=5)
)
def test_whatever_comes_the_server_goes_on(lines: list[bytes]) -> None:
    writing = io.BytesIO()
    made().serve(io.BytesIO(b"\n".join([*lines, b'{"id": 9, "method": "ping"}'])), writing)
    *_, last = writing.getvalue().splitlines()
    assert json.loads(last)["id"] == 9
