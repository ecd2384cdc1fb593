"""The names of a picture: a feed's word stands, what it leaves out is filled and said to be so."""

import msgspec
import polars as pl

from wheelsdown.live.naming import named
from wheelsdown.live.picture import Aircraft, Picture
from wheelsdown.reference.identity import known_of
from wheelsdown.schemas import IdentityAssertion

KNOWN = pl.DataFrame(
    {
        "airframe": ["4ca001", "4ca002"],
        "registration": ["XQ-ABC", None],
        "type_designator": ["IL76", None],
        "operator": ["Invented Cargo", None],
        "military": [True, False],
    }
)


def aircraft(hex_: str, **said: object) -> Aircraft:
    bare = Aircraft(hex=hex_, seen=1.0, messages=1, receivers=["roof"], integrity=None)
    return msgspec.structs.replace(bare, **said)


def only(each: Aircraft) -> Aircraft:
    picture = Picture(now=0.0, messages=1, simulated=False, feeds=[], aircraft=[each])
    return named(picture, KNOWN).aircraft[0]


def test_an_address_alone_gets_the_names_that_are_known_of_it() -> None:
    found = only(aircraft("4ca001"))
    assert (found.r, found.t, found.own_op, found.db_flags) == ("XQ-ABC", "IL76", "Invented Cargo", 1)
    assert msgspec.json.decode(msgspec.json.encode(found))["filled"] == ["r", "t", "ownOp", "dbFlags"]


def test_what_the_feed_says_stands() -> None:
    found = only(aircraft("4ca001", r="XQ-OLD", t="A124", own_op="Other", db_flags=1))
    assert (found.r, found.t, found.own_op, list(found.filled)) == ("XQ-OLD", "A124", "Other", [])


def test_a_flag_that_protects_is_kept_and_military_by_one_is_military() -> None:
    assert only(aircraft("4ca001", db_flags=8)).db_flags == 9
    assert only(aircraft("4ca002", db_flags=1)).db_flags == 1
    assert only(aircraft("4ca002")).db_flags == 0


def test_of_whom_nothing_is_known_nothing_is_said() -> None:
    bare = aircraft("4ca003")
    assert only(bare) is bare


def test_shipped_sources_alone_tell_a_military_block() -> None:
    none = IdentityAssertion.create_empty().lazy()
    assert known_of(["ae0001"], none)["military"].to_list() == [True]
