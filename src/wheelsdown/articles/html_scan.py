"""The tags and texts of an HTML page, in one pass that is linear whatever the page holds.

Tags, comments and raw-text elements end where the HTML standard says (WHATWG HTML, section 13.2.5,
tokenization); a page that ends inside a tag or comment loses that tag, as in a browser. Not done with the
standard library's ``html.parser``: in Python 3.11 an unclosed tag or comment makes it quadratic (80 kB of
``<a`` take 40 s). Patterns here are possessive, so none goes back.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["End", "Start", "Text", "scan"]

#: A tag from its name to its end; a quoted value may hold ``>``, an unclosed quotation mark is none.
_TAG: Final = re.compile(
    r"""(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""", re.ASCII
)

_ATTRIBUTE: Final = re.compile(
    r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?+""", re.ASCII
)

#: Elements whose content is text up to their end tag; that of ``title`` is shown, the rest is code.
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}

#: Characters of a tag that are searched for attributes; the longest real ones hold a few thousand.
_LONGEST_TAG: Final = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, with references resolved; ``inside``: the raw-text element that holds them."""

    text: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag, lower-case; ``closed``: it ends with ``/>``."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """An end tag, lower-case."""

    name: str


def scan(page: str) -> Iterator[Text | Start | End]:
    """Give texts and tags in order.

    Examples
    --------
    >>> list(scan("<p class=a>1 &lt; 2<!-- <b> --></p>"))[:2]
    [Start(name='p', attributes={'class': 'a'}, closed=False), Text(text='1 < 2', inside='')]
    """
    position = 0
    while position < len(page):
        opening = page.find("<", position)
        if opening != position:
            end = len(page) if opening < 0 else opening
            yield Text(html.unescape(page[position:end]))
            position = end
            continue
        if found := _TAG.match(page, opening + 1):
            yield End(found[2].lower()) if found[1] else _start(found)
            position = found.end()
            raw = None if found[1] else _RAW.get(found[2].lower())
            if raw is not None:
                closing = raw.search(page, position)
                end = len(page) if closing is None else closing.start()
                inside = found[2].lower()
                yield Text(
                    html.unescape(page[position:end]) if inside == "title" else page[position:end], inside
                )
                position = end
        else:
            position = _after_markup(page, opening)
            if position == opening + 1:
                yield Text("<")


def _start(found: re.Match[str]) -> Start:
    return Start(found[2].lower(), _attributes(found[3]), found[3].endswith("/"))


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if not inside.strip("/ \n\t"):
        return found
    for match in _ATTRIBUTE.finditer(inside, 0, _LONGEST_TAG):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


def _after_markup(page: str, opening: int) -> int:
    """Give where a comment, declaration or tag without end is over; just behind ``<`` when it is none."""
    following = page[opening + 1 : opening + 3]
    if page.startswith("<!--", opening):
        closing = page.find("-->", opening + 2)
        return len(page) if closing < 0 else closing + 3
    if following[:1] in ("!", "?", "/"):
        closing = page.find(">", opening)
        return len(page) if closing < 0 else closing + 1
    return len(page) if following[:1].isascii() and following[:1].isalpha() else opening + 1
