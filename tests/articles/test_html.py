"""Text and data of web pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheelsdown.articles.html import Page, read_page
from wheelsdown.articles.html_scan import End, Start, Text, scan
from wheelsdown.articles.page_facts import day_of

RUNNING = "A cargo plane landed at Korvash air base on Monday, the ministry said, and then it went to Velmar."

SAID = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2027-03-10T21:30:00+00:00"}'
    "</script>"
)


def blocks(page: Page) -> list[tuple[str, str | None]]:
    """Give the paragraphs with the mark that covers each."""
    found, position = [], 0
    for text in page.text.split("\n\n"):
        kind = next((kind for span, kind in page.marked if span.start <= position < span.end), None)
        found.append((text, kind.value if kind else None))
        position += len(text) + 2
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a<b>c", [Text("a"), Start("b"), Text("c")]),
        ("<!-- <p> -->x<!doctype html><?xml?>y", [Text("x"), Text("y")]),
        ("1 < 2 <3", [Text("1 "), Text("<"), Text(" 2 "), Text("<"), Text("3")]),
        ("<a href='x>y' b=\"z'\" c=d e>t</a >", [Start("a", {"href": "x>y", "b": "z'", "c": "d", "e": ""}), Text("t"), End("a")]),
        ("<p don't>x", [Start("p", {"don": "", "t": ""}), Text("x")]),
        ("<SVG/>x", [Start("svg", {}, closed=True), Text("x")]),
        ("<script>if (a<b) '</p>'</SCRIPT >x", [Start("script"), Text("if (a<b) '</p>'", "script"), End("script"), Text("x")]),
        ("<title>a &amp; b</title>", [Start("title"), Text("a & b", "title"), End("title")]),
        ("x<a href='", [Text("x")]),
        ("x<!-- y", [Text("x")]),
        ("x</ y>z", [Text("x"), Text("z")]),
        ("", []),
    ],
)  # fmt: skip
def test_tags_end_where_the_standard_says(page: str, expected: list[object]) -> None:
    assert list(scan(page)) == expected


def test_blocks_are_paragraphs_and_inline_elements_are_none() -> None:
    page = read_page(
        "<h1>One</h1><p>It <b>land</b>ed&nbsp;<i>twice</i>.<p>Two<br>lines<ul><li>a<li>b</ul><table><tr><td>x<td>y"
    )
    assert page.text.split("\n\n") == ["One", "It landed twice.", "Two\nlines", "a", "b", "x y"]


def test_what_nobody_reads_is_no_text() -> None:
    page = read_page(
        "<style>p{}</style><svg><text>no</text></svg><noscript>no</noscript><template>no</template><p>yes<svg/> too"
    )
    assert page.text == "yes too"


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<nav><ul><li>{}</ul></nav>", "navigation"),
        ("<aside><p>{}</p></aside>", "related"),
        ("<footer>{}</footer>", "navigation"),
        ("<figure><figcaption>{}</figcaption></figure>", "caption"),
        ("<div class='related-posts'><p>{}</p></div>", "related"),
        ("<div id='comments'><div><p>{}</p></div></div>", "comments"),
        ("<div class='x cookie_banner'>{}</div>", "cookies"),
        ("<p class='wp-caption-text'>{}</p>", "caption"),
        ("<div class='newsletter'>{}</div>", "appeal"),
        ("<div style='display: none'>{}</div>", "navigation"),
        ("<div hidden>{}</div>", "navigation"),
        ("<div class='has-sidebar unrelated'>{}</div>", None),
        ("<section><p>{}</p></section>", None),
    ],
)
def test_markup_shows_what_is_boilerplate(markup: str, kind: str | None) -> None:
    page = read_page(
        f"<body class='comment-page'><p>{RUNNING}</p>{markup.format('Words of it')}<p>{RUNNING} Then.</p>"
    )
    assert blocks(page) == [(RUNNING, None), ("Words of it", kind), (f"{RUNNING} Then.", None)]


def test_what_stands_outside_the_article_is_kept_and_marked() -> None:
    page = read_page(
        f"<div>Menu</div><h1>Planes return</h1><main><article><p>{RUNNING}</p><p>{RUNNING} Twice.</p></article></main>"
        f"<div><p>Another story: {RUNNING}</p></div>"
    )
    assert [kind for _, kind in blocks(page)] == ["navigation", None, None, None, "related"]


def test_marks_that_would_cover_the_whole_page_are_taken_for_a_mistake() -> None:
    assert read_page(f"<div class='comments'><p>{RUNNING}</p><p>{RUNNING}</p></div>").marked == ()


def test_a_page_tells_its_title_outlet_address_and_day() -> None:
    page = read_page(
        """<title>Window | The Example</title><link rel=canonical href="https://example.com/a">
        <meta property="og:site_name" content="The Example"><meta name="pubdate" content="2027-03-12">
        <script type="application/ld+json">[{"@type": "Person", "name": "x"}, {"@graph": [{"@type": ["NewsArticle"],
        "headline": "Planes &amp; trains", "datePublished": "2027-03-10T21:30:00Z",
        "publisher": {"@type": "Organization", "name": "Example Daily"}}]}]</script>
        <time datetime="2020-01-01">old</time>"""
    )
    told, notes = page.facts.told()
    assert (page.facts.title, page.facts.outlet) == ("Planes &amp; trains", "Example Daily")
    assert page.facts.url == "https://example.com/a"
    assert told is not None
    assert (str(told[0]), told[1]) == ("2027-03-10", "JSON-LD datePublished 2027-03-10T21:30:00Z")
    assert len(notes) == 1
    assert "2027-03-12 (meta pubdate 2027-03-12)" in notes[0]


@pytest.mark.parametrize(
    ("markup", "day", "n_notes"),
    [
        ("<meta itemprop=datePublished content=2027-03-10>", "2027-03-10", 0),
        ("<time pubdate datetime='2027-03-10T08:00'>", "2027-03-10", 0),
        ("<time datetime='2027-03-10'><time datetime='2027-03-11'>", "2027-03-10", 0),
        ("<meta name=date content='10 March'>", None, 0),
        ("<meta name=date content='0001-01-01'>", None, 0),
        ("<meta property='article:modified_time' content='2027-03-10'>", None, 0),
        (f"{SAID}<meta property='article:published_time' content='2027-03-11T00:30:00+03:00'>", "2027-03-10", 0),
        (f"{SAID}<meta property='article:published_time' content='2027-03-11T01:30:00+03:00'>", "2027-03-10", 1),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2027-03-10"}</script>', None, 0),
        ('<script type="application/ld+json">{not json</script>', None, 0),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", None, 0),
        ('<script>{"@type": "NewsArticle", "datePublished": "2027-03-10"}</script>', None, 0),
    ],
)  # fmt: skip
def test_only_what_the_page_says_of_its_publication_counts(
    markup: str, day: str | None, n_notes: int
) -> None:
    told, notes = read_page(markup).facts.told()
    assert (None if told is None else str(told[0])) == day
    assert len(notes) == n_notes


def test_days_as_pages_write_them() -> None:
    assert str(day_of(" 2027/03/10 08:00")) == "2027-03-10"
    assert day_of("Wed, 99 Mar 2027 08:00:00 GMT") is None


@given(st.text(alphabet=st.sampled_from("<>/!-?pabr\"'= &;\nхش"), max_size=60))
def test_any_text_is_a_page(text: str) -> None:
    page = read_page(text)
    for span, _ in page.marked:
        assert 0 <= span.start < span.end <= len(page.text)
