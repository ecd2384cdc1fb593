"""Sentences that claim more than was seen stand nowhere, except where they are said to be forbidden."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

#: What a tool that only sees receivers' data can never know (DESIGN, "Care"; METHODS, "Sentences").
FORBIDDEN = re.compile(
    r"no flights? (since|between|from|to|took)|first (flight|landing|visit)s? since|left (towards|for) \w"
    r"|did not (fly|land) (at|to|there|since)|no (aircraft|plane)s? (landed|came|visited)"
    r"|has stopped flying|stopped operating|nobody (landed|flew)",
    re.IGNORECASE,
)

#: A sentence may be quoted where it is explained, on one line with one of these.
EXPLAINED = re.compile(r"\bnever\b|forbidden|instead of", re.IGNORECASE)

#: Hosts that hold indexes of packages; spelled in parts, so that this file does not name them.
INDEX_HOSTS = re.compile(
    "py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.(org|com)|con" + r"da\.io", re.IGNORECASE
)

#: Paths of one person's machine mean nothing to another.
PRIVATE_PATHS = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/")

TEXT = {".cfg", ".csv", ".ini", ".json", ".md", ".py", ".sh", ".toml", ".tsv", ".txt", ".yaml", ".yml", ""}
SKIPPED = {"node_modules", "dist", "build", "demo-workspace", "wheelsdown-workspace"}


def texts() -> Iterator[tuple[str, int, str]]:
    """Give every line of our own text: file, number, line."""
    for path in sorted(REPOSITORY.rglob("*")):
        inside = path.relative_to(REPOSITORY)
        hidden = any(part in SKIPPED or (part[0] == "." and part != ".ci") for part in inside.parts)
        if hidden or not path.is_file() or path.suffix not in TEXT or path.stat().st_size > 1_000_000:
            continue
        if path == Path(__file__) or (inside.parts[0] == "tests" and path.suffix != ".py"):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            yield str(inside), number, line


LINES = list(texts())


def hits(pattern: re.Pattern[str], *, except_where: re.Pattern[str] | None = None) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, number, line in LINES
        if pattern.search(line) and not (except_where and except_where.search(line))
    ]


def test_there_is_text_to_look_at() -> None:
    names = {name for name, _, _ in LINES}
    assert {"README.md", "Makefile", "constraints.txt", "src/wheelsdown/dossiers/wording.py"} <= names


@pytest.mark.parametrize(
    "sentence",
    [
        "No flights since April were seen",
        "the first flight since the pause",
        "it left towards Moscow",
        "It did not fly to Libya",
        "no aircraft landed there",
    ],
)
def test_sentences_that_claim_too_much_are_recognised(sentence: str) -> None:
    assert FORBIDDEN.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No observed visits at OSLK.",
        "the first observed landing",
        "last received at 12,000 ft, heading 020",
        "no data for 2025-10-30",
    ],
)
def test_sentences_that_say_what_was_seen_pass(sentence: str) -> None:
    assert not FORBIDDEN.search(sentence)


def test_no_sentence_claims_more_than_was_seen() -> None:
    assert hits(FORBIDDEN, except_where=EXPLAINED) == []


def test_no_index_of_packages_is_named() -> None:
    assert hits(INDEX_HOSTS) == []


def test_no_private_path_is_named() -> None:
    assert hits(PRIVATE_PATHS) == []
