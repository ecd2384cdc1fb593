"""The places of the register: which are watched, what they are called, where each board is."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from wheelsdown.dossiers.listings import plain_rows
from wheelsdown.faces.web.api.asking import PlacesAsked
from wheelsdown.faces.web.api.rows import places
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.snapshots import View

__all__ = ["PAGE", "PlacesAnswer"]


class PlacesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The places of the register."""

    schema: Literal["wheelsdown/places/1"] = "wheelsdown/places/1"
    simulated: bool
    items: list[dict[str, Any]]
    left_out: dict[str, int] = {}
    missing: list[str] = []


def _answer(view: View, asked: PlacesAsked) -> PlacesAnswer:
    return PlacesAnswer(simulated=view.simulated, items=list(plain_rows(places(view, asked).listing)))


def _beside(view: View, asked: PlacesAsked, answer: PlacesAnswer) -> Mapping[str, Any]:
    watched = [each for each in answer.items if each["watched_radius_nm"] is not None]
    others = [each for each in answer.items if each["watched_radius_nm"] is None]
    return {"title": "Places", "asked": asked, "names": view.names, "watched": watched, "others": others}


PAGE: Final = Page("/places", "places", "places.html", PlacesAsked, _answer, _beside)
