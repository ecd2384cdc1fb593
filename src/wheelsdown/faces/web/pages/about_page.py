"""How it is known: what the words on these pages promise, what is not shown, and whose work it rests on."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from wheelsdown.dossiers.wording import BASIS_MEANS
from wheelsdown.faces.web.api.asking import NothingAsked
from wheelsdown.faces.web.pages.showing import Page
from wheelsdown.faces.web.snapshots import View

__all__ = ["PAGE", "AboutAnswer"]

#: Work of others that ships with the site or stands behind it: name, what for, licence.
_SOURCES: Final = (
    ("OurAirports", "aerodromes, runways, regions", "public domain"),
    ("Natural Earth", "land, borders, lakes and cities of the map", "public domain"),
    ("standing-data", "type designators, operators, registrations", "CC0"),
    ("MapLibre GL JS", "draws the map", "BSD-3-Clause"),
)


class AboutAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the words mean, and what this rests on."""

    schema: Literal["wheelsdown/about/1"] = "wheelsdown/about/1"
    simulated: bool
    basis: dict[str, str]
    sources: tuple[tuple[str, str, str], ...] = _SOURCES


def _answer(view: View, asked: NothingAsked) -> AboutAnswer:
    del asked
    return AboutAnswer(
        simulated=view.simulated, basis={word.value: means for word, means in BASIS_MEANS.items()}
    )


def _beside(view: View, asked: NothingAsked, answer: AboutAnswer) -> Mapping[str, Any]:
    del view, asked, answer
    return {"title": "How it is known"}


PAGE: Final = Page("/about", "about", "about.html", NothingAsked, _answer, _beside)
