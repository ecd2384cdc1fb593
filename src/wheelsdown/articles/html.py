"""The text of an article's web page, and what the page says about itself.

Blocks become paragraphs with a blank line between them. Nothing that a reader of the page sees is dropped:
menus, captions, other stories, comments and notices are kept and marked by the elements that hold them
(``nav``, ``aside``, ``figcaption``) and by the names that sites give their classes. Where one ``article`` or
``main`` holds most of the running text, what stands outside is marked too. One pass, linear in the page.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wheelsdown.articles.article import Boilerplate, Span
from wheelsdown.articles.html_scan import End, Start, Text, scan
from wheelsdown.articles.page_facts import PageFacts

__all__ = ["Page", "read_page"]

#: Elements that begin a line of their own (WHATWG HTML, section 15.3: display block, list-item, table).
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
     "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "label", "legend", "li", "main", "menu",
     "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
     "tr", "ul"}
)  # fmt: skip

#: Elements whose content nobody reads.
_UNSEEN: Final = frozenset(
    {"script", "style", "template", "svg", "math", "object", "canvas", "noscript", "select", "audio",
     "video", "map"}
)  # fmt: skip

#: Elements without content.
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
     "wbr"}
)  # fmt: skip

#: Elements that end where the next one begins, with or without an end tag.
_LOOSE: Final = frozenset({"p", "li", "dd", "dt", "option"})

_BY_ELEMENT: Final = {
    "nav": Boilerplate.NAVIGATION, "footer": Boilerplate.NAVIGATION, "menu": Boilerplate.NAVIGATION,
    "form": Boilerplate.NAVIGATION, "button": Boilerplate.NAVIGATION, "aside": Boilerplate.RELATED,
    "figcaption": Boilerplate.CAPTION, "dialog": Boilerplate.COOKIES,
}  # fmt: skip

#: First words of class names and ids, as site software names the parts of a page.
_BY_NAME: Final = {
    **dict.fromkeys(("comment", "comments", "disqus", "commentlist", "respond"), Boilerplate.COMMENTS),
    **dict.fromkeys(
        ("related", "recommended", "recommendations", "popular", "trending", "readmore", "readalso",
         "outbrain", "taboola", "yarpp", "jp-relatedposts", "teaser", "teasers"), Boilerplate.RELATED
    ),
    **dict.fromkeys(("cookie", "cookies", "consent", "gdpr", "onetrust", "cmplz"), Boilerplate.COOKIES),
    **dict.fromkeys(
        ("share", "sharing", "social", "breadcrumb", "breadcrumbs", "sidebar", "pagination", "tags",
         "sharedaddy", "menu", "nav", "navbar", "skip", "footer"), Boilerplate.NAVIGATION
    ),
    **dict.fromkeys(("newsletter", "subscribe", "donate", "donation", "advert", "advertisement", "promo"),
                    Boilerplate.APPEAL),
    **dict.fromkeys(("wp-caption-text", "caption", "photo-credit", "credit"), Boilerplate.CAPTION),
}  # fmt: skip

#: Elements that hold a whole page, whatever their class is called.
_WHOLE: Final = frozenset({"html", "body", "main", "article"})

#: Share of the running text that one element must hold for what stands outside to be none of it.
_MOST: Final = 0.5

#: Characters of the shortest block that counts as running text.
_RUNNING: Final = 80


@dataclass(frozen=True)
class Page:
    """The text of a page; stretches of it that its markup shows to be boilerplate; its own data."""

    text: str
    marked: tuple[tuple[Span, Boilerplate], ...]
    facts: PageFacts


@dataclass(frozen=True, slots=True)
class _Region:
    name: str
    kind: Boilerplate | None
    container: int
    unseen: bool


@dataclass(slots=True)
class _Block:
    text: str
    name: str
    region: _Region
    kind: Boilerplate | None


class _Reader:
    """Follows the elements of a page and cuts its text into blocks."""

    def __init__(self) -> None:
        self.facts = PageFacts()
        self.blocks: list[_Block] = []
        self._open = [_Region("", None, 0, unseen=False)]
        self._n_open: Counter[str] = Counter()
        self._n_containers = 0
        self._pieces: list[str] = []
        self._block = ""
        self._own: Boilerplate | None = None
        self._is_json_ld = False

    def start(self, tag: Start) -> None:
        match tag.name:
            case "meta":
                self.facts.meta(tag.attributes)
            case "link":
                self.facts.link(tag.attributes)
            case "time":
                self.facts.time(tag.attributes)
            case "br":
                self._pieces.append("\n")
            case "td" | "th":
                self._pieces.append(" ")
        if tag.name in _BLOCKS:
            self.cut()
            self._block = tag.name
            self._own = _kind(tag) if tag.name in _LOOSE else None
        if tag.name not in _VOID and tag.name not in _LOOSE and not (tag.closed and tag.name in _UNSEEN):
            self._open.append(self._region(tag))
            self._n_open[tag.name] += 1
        self._is_json_ld = tag.attributes.get("type", "").lower() == "application/ld+json"

    def end(self, name: str) -> None:
        if name in _BLOCKS or name in _UNSEEN:
            self.cut()
        if not self._n_open[name]:
            return
        while True:
            closed = self._open.pop()
            self._n_open[closed.name] -= 1
            if closed.name == name:
                return

    def text(self, text: Text) -> None:
        if text.inside == "title":
            self.facts.page_title = self.facts.page_title or " ".join(text.text.split())[:500]
        elif text.inside == "script" and self._is_json_ld:
            self.facts.json_ld(text.text)
        elif not text.inside and not self._open[-1].unseen:
            self._pieces.append(" ".join(_edged(text.text)))

    def cut(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self._pieces).split("\n"))
        shown = "\n".join(line for line in lines if line)
        if shown:
            region = self._open[-1]
            self.blocks.append(_Block(shown, self._block, region, self._own or region.kind))
        self._own = None
        self._pieces.clear()

    def _region(self, tag: Start) -> _Region:
        outer = self._open[-1]
        kind, container = outer.kind, outer.container
        if tag.name in ("article", "main"):
            self._n_containers += 1
            container = self._n_containers
            kind = None if kind is Boilerplate.NAVIGATION else kind
        kind = _kind(tag) or kind
        return _Region(tag.name, kind, container, outer.unseen or tag.name in _UNSEEN)


def read_page(page: str) -> Page:
    r"""Read the text and the data of a page.

    Examples
    --------
    >>> page = read_page("<title>T</title><nav>Home</nav><p>It <b>landed</b>.</p><p>It left.")
    >>> page.text, [kind.value for _, kind in page.marked]
    ('Home\n\nIt landed.\n\nIt left.', ['navigation'])
    """
    reader = _Reader()
    for found in scan(page):
        if isinstance(found, Start):
            reader.start(found)
        elif isinstance(found, End):
            reader.end(found.name)
        else:
            reader.text(found)
    reader.cut()
    _mark_outside(reader.blocks)
    return _joined(reader.blocks, reader.facts)


def _joined(blocks: Sequence[_Block], facts: PageFacts) -> Page:
    """Join the blocks; marks that would leave next to nothing unmarked are taken for a mistake."""
    marked: list[tuple[Span, Boilerplate]] = []
    position = 0
    n_shown = sum(len(block.text) for block in blocks if block.kind is None)
    is_shown = n_shown >= min(_RUNNING, sum(len(block.text) for block in blocks) / 10)
    for block in blocks:
        if block.kind is not None and is_shown:
            marked.append((Span(position, position + len(block.text)), block.kind))
        position += len(block.text) + 2
    return Page("\n\n".join(block.text for block in blocks), tuple(marked), facts)


def _mark_outside(blocks: Sequence[_Block]) -> None:
    """Mark what stands outside the element that holds most of the running text."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        if block.kind is None and len(block.text) >= _RUNNING:
            sizes[block.region.container] += len(block.text)
    if not sizes:
        return
    best, size = sizes.most_common(1)[0]
    if not best or size < _MOST * sizes.total():
        return
    first = next(n for n, block in enumerate(blocks) if block.region.container == best)
    for number, block in enumerate(blocks):
        if block.kind is not None or block.region.container == best or block.name == "h1":
            continue
        if number > first:
            block.kind = Boilerplate.RELATED
        elif len(block.text) < _RUNNING:
            block.kind = Boilerplate.NAVIGATION


def _kind(tag: Start) -> Boilerplate | None:
    if tag.name in _WHOLE:
        return None
    if kind := _BY_ELEMENT.get(tag.name):
        return kind
    attributes = tag.attributes
    if not attributes:
        return None
    if _is_hidden(attributes):
        return Boilerplate.NAVIGATION
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
    for name in names[:20]:
        kind = _BY_NAME.get(name) or _BY_NAME.get(name.replace("_", "-").partition("-")[0])
        if kind is not None:
            return kind
    return None


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style", "")[:500].replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


def _edged(text: str) -> list[str]:
    """Split at white space, keeping that there was some at either end."""
    words = text.split()
    if not words:
        return ["", ""] if text else []
    return [*([""] if text[0].isspace() else []), *words, *([""] if text[-1].isspace() else [])]
