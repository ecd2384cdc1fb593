"""Read a rules file (TOML), or say of every mistake in one line where it is and what to write instead."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from wheelsdown.alerts.rules import (
    DELAY_MILITARY,
    Arrival,
    Care,
    Emergency,
    FeedQuiet,
    FirstInDays,
    Mail,
    MailSecurity,
    Rule,
    Rules,
    Seen,
    Webhook,
)
from wheelsdown.clock import parse_instant
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.downloads.safe_addresses import is_plainly_private
from wheelsdown.errors import WheelsdownError

__all__ = ["read_rules", "rules_from"]

#: A rules file is a page or two; more is something else.
_MOST_BYTES: Final = 1_000_000

_RULES: Final[Mapping[str, type[Rule]]] = {
    each.kind.value: each for each in (Arrival, Seen, FirstInDays, Emergency, FeedQuiet)
}
_CHANNELS: Final[Mapping[str, type[Webhook | Mail]]] = {"webhook": Webhook, "mail": Mail}
_TOP: Final = ("rule", "channel", "care", "since", "site")
_CARE: Final = ("delay_military", "i_know_what_this_sends")
_SPAN: Final = re.compile(r"(\d{1,4})(h|d)")
_MAIL_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


def read_rules(path: Path) -> Rules:
    """Read and check a rules file.

    Raises
    ------
    WheelsdownError
        It cannot be read, is no TOML, or says what cannot be: one line a mistake.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise WheelsdownError(f"{path}: cannot be read ({error.strerror}); name a rules file") from error
    if len(content) > _MOST_BYTES:
        raise WheelsdownError(f"{path}: too large for a rules file; name one under 1 MB")
    try:
        said = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise WheelsdownError(f"{path}: not TOML ({printable(error)}); mend that line") from error
    return rules_from(said, str(path), folder=path.parent)


def rules_from(said: Mapping[str, Any], where: str, folder: Path = Path()) -> Rules:
    """Give the rules that a decoded file says.

    Parameters
    ----------
    where
        The file, for messages.
    folder
        What relative names of secret files start from.

    Raises
    ------
    WheelsdownError
        With one line for each mistake.
    """
    wrong: list[str] = _unknown("the file", said, _TOP)
    channels = tuple(_channels(said.get("channel", []), wrong, folder))
    rules = tuple(_rules(said.get("rule", []), wrong))
    _check_names("rule", [each.name for each in rules], wrong)
    _check_names("channel", [each.name for each in channels], wrong)
    if not wrong:  # a channel with a mistake is not "unknown" too
        _check_ways(rules, {each.name for each in channels}, wrong)
    if not said.get("rule"):
        wrong.append('there is no rule; add one: [[rule]] with name and when = "arrival"')
    care = _care(said.get("care", {}), wrong)
    since = _since(said.get("since"), wrong)
    site = _site(said.get("site"), wrong)
    if wrong:
        raise WheelsdownError("\n".join(f"{where}: {printable(line)}" for line in wrong))
    return Rules(rules=rules, channels=channels, care=care, since=since, site=site)


# --- rules and channels ---------------------------------------------------------------------------------


def _rules(tables: object, wrong: list[str]) -> Iterator[Rule]:
    for called, kind, table in _tables(tables, "rule", "when", _RULES, wrong):
        made = _made(called, _RULES[kind], table, wrong)
        if made is None:
            continue
        if isinstance(made, Seen | FirstInDays) and not made.by_identity:
            wrong.append(f'{called}: nothing is chosen; add type = "IL62", operator or address')
        else:
            yield made


def _channels(tables: object, wrong: list[str], folder: Path) -> Iterator[Webhook | Mail]:
    for called, kind, table in _tables(tables, "channel", "kind", _CHANNELS, wrong):
        made = _made(called, _CHANNELS[kind], table, wrong)
        if made is None:
            continue
        faults = list(_webhook_faults(made) if isinstance(made, Webhook) else _mail_faults(made))
        wrong += [f"{called}: {fault}" for fault in faults]
        if not faults:
            yield _beside(made, folder)


def _tables(
    tables: object, noun: str, key: str, kinds: Mapping[str, object], wrong: list[str]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give each table with what to call it and its kind."""
    if not isinstance(tables, list):
        wrong.append(f"{noun}: write [[{noun}]] with two brackets, once for each")
        return
    for number, table in enumerate(tables, 1):
        if not isinstance(table, dict):
            wrong.append(f"{noun} {number}: write [[{noun}]], then its keys")
            continue
        name = table.get("name")
        called = f"{noun} '{name}'" if isinstance(name, str) else f"{noun} {number}"
        kind = table.get(key)
        if not isinstance(kind, str) or kind not in kinds:
            wrong.append(f"{called}: {key}: write one of {', '.join(kinds)}")
        else:
            yield called, kind, {name: value for name, value in table.items() if name != key}


def _made(called: str, struct: type[Any], table: Mapping[str, Any], wrong: list[str]) -> Any:
    """Build a struct from a table; None where something is wrong, which is said key by key."""
    fields = {each.encode_name: each for each in msgspec.structs.fields(struct)}
    found = [f"{called}: {line}" for line in _unknown_keys(table, tuple(fields))]
    values = {}
    for key, field in fields.items():
        if key not in table:
            if field.required:
                found.append(f"{called}: {key}: is missing; write it")
            continue
        value = table[key]
        if isinstance(value, str) and "tuple" in str(field.type):
            value = [value]
        try:
            values[field.name] = msgspec.convert(value, field.type)
        except msgspec.ValidationError as error:
            found.append(f"{called}: {key}: {_plain(str(error))}")
    wrong += found
    return None if found else struct(**values)


def _plain(message: str) -> str:
    """Say what msgspec says, as a person would.

    >>> _plain("Expected `int`, got `str` - at `$[0]`")
    'expected int, got str'
    """
    said = message.partition(" - at ")[0].replace("`", "")
    return f"{said[:1].lower()}{said[1:]}"


def _unknown(called: str, table: Mapping[str, Any], known: Sequence[str]) -> list[str]:
    return [f"{called}: {line}" for line in _unknown_keys(table, known)]


def _unknown_keys(table: Mapping[str, Any], known: Sequence[str]) -> Iterator[str]:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            cure = f"perhaps {near[0]}" if near else f"known are {', '.join(known)}"
            yield f"{key}: is no key here; {cure}"


def _check_names(noun: str, names: Sequence[str], wrong: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    wrong += [f"{noun} '{name}': stands twice; give each a name of its own" for name in twice]


def _check_ways(rules: Sequence[Rule], channels: set[str], wrong: list[str]) -> None:
    for rule in rules:
        for name in rule.to or ():
            if name not in channels:
                said = ", ".join(sorted(channels)) or "none"
                wrong.append(f"rule '{rule.name}': to: no channel '{name}'; there are: {said}")


# --- what a type alone cannot say -------------------------------------------------------------------------


def _webhook_faults(channel: Webhook) -> Iterator[str]:
    try:
        parts = urlsplit(channel.url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or not channel.url.isascii() or " " in channel.url:
        yield "url: write an address that starts with https:// or http://"
        return
    if parts.username or parts.password:
        yield "url: holds a name or password; put the secret into token_env or token_file"
    if channel.token_env and channel.token_file:
        yield "token_env, token_file: write one of them"
    has_token = channel.token_env or channel.token_file
    if has_token and parts.scheme == "http" and not is_plainly_private(channel.url):
        yield "url: a token would travel readable; write https://"


def _mail_faults(channel: Mail) -> Iterator[str]:
    for key, addresses in (("from", (channel.sender,)), ("to", channel.to)):
        for each in addresses:
            if not (each.isascii() and _MAIL_ADDRESS.fullmatch(each)):
                yield f"{key}: '{each}' is no plain mail address; write name@example.org"
    if not channel.to:
        yield "to: names nobody; write at least one address"
    has_password = channel.password_env or channel.password_file
    if channel.password_env and channel.password_file:
        yield "password_env, password_file: write one of them"
    if bool(channel.user) != bool(has_password):
        yield "user: goes with password_env or password_file; write both or neither"
    if not (channel.host.isascii() and (channel.user or "").isascii()):
        yield "host, user: write them in ASCII (a name in another script as xn--...)"
    if channel.security is MailSecurity.NONE and not is_plainly_private(f"smtp://{channel.host}"):
        yield 'security: "none" is for a server in your own network; write "starttls" or "tls"'


def _beside(channel: Webhook | Mail, folder: Path) -> Webhook | Mail:
    """Let a secret's file be named from where the rules lie."""
    key = "token_file" if isinstance(channel, Webhook) else "password_file"
    name = getattr(channel, key)
    return channel if name is None else msgspec.structs.replace(channel, **{key: str(folder / name)})


# --- the keys of the file itself ----------------------------------------------------------------------------


def _care(said: object, wrong: list[str]) -> Care:
    if not isinstance(said, dict):
        wrong.append("care: write [care], then its keys")
        return Care()
    wrong += _unknown("care", said, _CARE)
    text, knowing = said.get("delay_military", "24h"), said.get("i_know_what_this_sends", False)
    span = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if span is None or not isinstance(knowing, bool):
        wrong.append('care: write delay_military = "24h" or "3d", and i_know_what_this_sends = true or false')
        return Care()
    delay = timedelta(hours=int(span[1])) if span[2] == "h" else timedelta(days=int(span[1]))
    if delay < DELAY_MILITARY and not knowing:
        wrong.append(
            f"care: delay_military: military movements at watched places would be sent after {text} already; "
            "if that is meant, add i_know_what_this_sends = true"
        )
    return Care(delay_military=delay)


def _since(said: object, wrong: list[str]) -> datetime | None:
    if said is None:
        return None
    try:
        return parse_instant(str(said))
    except WheelsdownError as error:
        wrong.append(f"since: {error}")
        return None


def _site(said: object, wrong: list[str]) -> str | None:
    if said is None:
        return None
    if not isinstance(said, str) or not re.fullmatch(r"https?://[!-~]{1,200}", said):
        wrong.append("site: write the web site's address, such as http://127.0.0.1:8097")
        return None
    return said.rstrip("/")
