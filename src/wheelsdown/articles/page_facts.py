"""What a page says about itself: title, outlet, own address and publication day, each with who says it.

Read from JSON-LD (schema.org), the ``meta`` elements that sites use (Open Graph, Dublin Core, microdata) and
``time`` elements, in that order of trust. Nothing is guessed from the text. A page may say anything about
itself: the day is told, not known.
"""

import email.utils
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

__all__ = ["PageFacts", "day_of"]

#: Bytes of the longest JSON-LD that is read, and how many objects of it are looked at.
_LONGEST_JSON: Final = 1_000_000
_MOST_OBJECTS: Final = 5_000

#: Schema.org types whose ``datePublished`` is that of the article.
_ARTICLES: Final = frozenset(
    {"article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
     "blogposting", "liveblogposting", "socialmediaposting", "report", "webpage"}
)  # fmt: skip

#: ``meta`` names that hold the publication day, by rank; site tools and standards that define them.
_DATE_NAMES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created",
    "citation_publication_date", "publishdate", "publish-date", "publish_date", "publication_date", "pubdate",
    "article.published", "date",
)  # fmt: skip

_TITLE_NAMES: Final = ("og:title", "twitter:title", "headline", "dc.title", "title")
_OUTLET_NAMES: Final = ("og:site_name", "application-name", "dc.publisher", "publisher")

#: Years in which a web page can have been published.
_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2100


@dataclass
class PageFacts:
    """Collects what a page says, element by element; the best of each kind is asked for at the end."""

    page_title: str = ""
    canonical: str | None = None
    metas: dict[str, str] = field(default_factory=dict)
    linked: list[Mapping[str, Any]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)

    def meta(self, attributes: Mapping[str, str]) -> None:
        """Take note of a ``meta`` element."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = attributes.get("content", "").strip()
        if name and content:
            self.metas.setdefault(name.lower().strip(), content[:2000])

    def link(self, attributes: Mapping[str, str]) -> None:
        """Take note of a ``link`` element."""
        if attributes.get("rel", "").lower() == "canonical" and self.canonical is None:
            self.canonical = attributes.get("href", "").strip()[:2000] or None

    def time(self, attributes: Mapping[str, str]) -> None:
        """Take note of a ``time`` element."""
        if value := attributes.get("datetime") or attributes.get("content"):
            is_published = (
                "datepublished" in attributes.get("itemprop", "").lower() or "pubdate" in attributes
            )
            who = "time element marked as published" if is_published else "first time element"
            if len(self.times) < _MOST_OBJECTS:
                self.times.append((who, value[:100]))

    def json_ld(self, text: str) -> None:
        """Take note of a JSON-LD script; what is no JSON says nothing."""
        if len(text) > _LONGEST_JSON or len(self.linked) >= _MOST_OBJECTS:
            return
        try:
            self.linked.extend(_objects(json.loads(text.strip(), strict=False)))
        except (ValueError, RecursionError):
            return

    @property
    def title(self) -> str | None:
        """Give the article's title as the page's data name it; the title of the window last."""
        told = next((self.metas[name] for name in _TITLE_NAMES if name in self.metas), None)
        linked = next(
            (_text(each.get("headline")) for each in self._articles() if each.get("headline")), None
        )
        found = linked or told or self.page_title
        return " ".join(found.split()) or None

    @property
    def outlet(self) -> str | None:
        """Give the publisher as the page names it."""
        for each in self._articles():
            if name := _text(each.get("publisher")):
                return name
        return next(
            (" ".join(self.metas[name].split()) for name in _OUTLET_NAMES if name in self.metas), None
        )

    @property
    def url(self) -> str | None:
        """Give the page's own address, as it says."""
        return self.canonical or self.metas.get("og:url")

    def told(self) -> tuple[tuple[date, str] | None, tuple[str, ...]]:
        """Give the publication day and who tells it, and notes on data of the page that say other days."""
        found = [(day, who, value) for value, who in self._dates() if (day := day_of(value)) is not None]
        if not found:
            return None, ()
        first, who, told = found[0]
        others = {
            day: other
            for day, other, value in reversed(found[1:])
            if day != first and not other.startswith("first") and not _same_instant(told, value)
        }
        return (first, who), tuple(
            f"the page tells two publication days: {first} ({who}), {day} ({other})"
            for day, other in others.items()
        )

    def _dates(self) -> Iterator[tuple[str, str]]:
        for each in self._articles():
            if value := _text(each.get("datePublished")):
                yield value, f"JSON-LD datePublished {value[:40]}"
        for name in _DATE_NAMES:
            if name in self.metas:
                yield self.metas[name], f"meta {name} {self.metas[name][:40]}"
        for who, value in sorted(self.times, key=lambda each: each[0].startswith("first")):
            yield value, f"{who} {value[:40]}"
            if who.startswith("first"):
                return

    def _articles(self) -> Iterator[Mapping[str, Any]]:
        """Give the objects that describe an article; of the whole page last."""
        found = [(each, _types(each)) for each in self.linked]
        yield from (each for each, types in found if types & (_ARTICLES - {"webpage"}))
        yield from (each for each, types in found if "webpage" in types)


def day_of(value: str) -> date | None:
    """Read the day of a time as pages write them, in the zone it is written in.

    >>> day_of("2027-03-10T23:30:00+03:00"), day_of("Wed, 10 Mar 2027 08:00:00 GMT"), day_of("yesterday")
    (datetime.date(2027, 3, 10), datetime.date(2027, 3, 10), None)
    """
    value = value.strip()
    try:
        day = date.fromisoformat(value[:10].replace("/", "-"))
    except ValueError:
        try:
            day = email.utils.parsedate_to_datetime(value[:100]).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _same_instant(one: str, other: str) -> bool:
    """Say whether two times are one instant, written in two zones."""
    try:
        first, second = datetime.fromisoformat(one.strip()), datetime.fromisoformat(other.strip())
    except ValueError:
        return False
    return first.tzinfo is not None and second.tzinfo is not None and first == second


def _objects(document: object) -> Iterator[Mapping[str, Any]]:
    """Give the objects of a document, outer ones first, so many at most."""
    waiting, seen = [document], 0
    while waiting and seen < _MOST_OBJECTS:
        found = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        seen += 1
        if isinstance(found, dict):
            yield found
            waiting.extend(value for value in found.values() if isinstance(value, dict | list))
        elif isinstance(found, list):
            waiting.extend(found[:_MOST_OBJECTS])


def _types(each: Mapping[str, Any]) -> set[str]:
    types = each.get("@type")
    names = types if isinstance(types, list) else [types]
    return {name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)}


def _text(value: object) -> str:
    """Give the text of a value, or the name of an object or of the first of a list."""
    for _ in range(4):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get("name")
        else:
            break
    return " ".join(value.split())[:500] if isinstance(value, str) else ""
