"""Claims as a page, as CSV, as JSON and as a table: whole, and harmless."""

import csv
import html.parser
import json
import re

import msgspec
import pytest
from rich.cells import cell_len

from wheelsdown.articles.article import Article
from wheelsdown.articles.reading import read_text
from wheelsdown.claims.claim import (
    ArticleClaims,
    Claim,
    ClaimedAircraft,
    ClaimedDate,
    ClaimedPause,
    ClaimKind,
    ClaimPlace,
    ClaimsDocument,
    CountField,
    Disagreement,
    DisagreementKind,
    Edge,
    How,
    Leg,
    Link,
    OtherEvidence,
    Polarity,
    Published,
    Role,
    Root,
)
from wheelsdown.dossiers.claims_csv import COLUMNS, claims_csv
from wheelsdown.dossiers.claims_html import claims_html
from wheelsdown.dossiers.claims_json import claims_json
from wheelsdown.faces.cli.tables.claims import claims_table
from wheelsdown.reference.text_words import load_text_words

FIRST = "A cargo plane flew from Libya to Korvash since 24 October."
SECOND = "No plane will come again, <script>alert(1)</script> said."
TEXT = f"Planes & trains\n\n{FIRST} {SECOND}\n\nRead also: =HYPERLINK(0) \x1b[31mred\u202e\n\nالطائرة"

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def article(text: str = TEXT) -> Article:
    return read_text(text, path="a/b.txt", sha256="ab" * 32, words=load_text_words(), notes=("a <note>",))


def claim(quote: str, **fields: object) -> Claim:
    start = TEXT.index(quote)
    known = {"claim_id": f"id{start}", "article": "a/b.txt", "kind": ClaimKind.MOVEMENT}
    return Claim(span=(start, start + len(quote)), quote=quote, **(known | fields))  # type: ignore[arg-type]


@pytest.fixture
def document() -> ClaimsDocument:
    libya, korvash = ClaimPlace(text="Libya", id="LY"), ClaimPlace(text="Korvash <base>")
    claims = (
        claim(
            FIRST,
            aircraft=ClaimedAircraft(text="cargo plane", type_designator="A124", airframes=CountField(op="=", n=1)),
            operator="=1+1",
            events=CountField(op=">=", n=3),
            legs=(Leg(origin=libya, destination=korvash),),
            place=korvash,
            date=ClaimedDate(text="since 24 October", start="2025-10-24", end=None, precision="open"),
            pause=ClaimedPause(duration="P6M", op="<"),
            chain=(
                Link(name="The Example", role=Role.OUTLET, how=How.STATED),
                Link(name="An <agency>", role=Role.PUBLISHER, how=How.INHERITED, edge=Edge.INFERRED),
                Link(name="tracking data", role=Role.EVIDENCE, how=How.STATED),
            ),
            how={"aircraft": How.STATED, "legs": How.INHERITED},
            rules={"legs": "where it was before", "chain": "same words"},
            confirmed_by="An Example",
            confirmed_at="2027-03-11T10:00:00Z",
            other_evidence=(OtherEvidence(shows="crates <11>", source="=picture", by="A. N.", at="2027-03-11"),),
        ),
        claim(SECOND, polarity=Polarity.DID_NOT_HAPPEN, asserted=False, modality="denied"),
        claim("plane will come", asserted=False, modality="planned", polarity=Polarity.UNKNOWN),
        claim("Read also: =HYPERLINK(0) \x1b[31mred\u202e", asserted=False, boilerplate="related"),
    )  # fmt: skip
    return ClaimsDocument(
        articles=(
            ArticleClaims(
                path="a/b.txt", sha256="ab" * 32, language="en", claims=claims, notes=("a <note>",),
                published=Published(start="2025-10-29", end="2025-11-05", reasons=("said <so>",)),
            ),
        ),
        roots=(Root(name="An <agency>", role=Role.PUBLISHER, claims=("id17",)),),
        disagreements=(Disagreement(about="the <day>", kind=DisagreementKind.CONTRADICTION, between=()),),
    )  # fmt: skip


class _Tags(html.parser.HTMLParser):
    """Collects what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        if "mark" in self.open:
            self.marked[-1] += data


@pytest.fixture
def page(document: ClaimsDocument) -> _Tags:
    tags = _Tags()
    tags.feed(claims_html(document, [article()]))
    tags.close()
    assert tags.open == []
    return tags


def test_the_page_marks_the_words_of_each_claim(page: _Tags) -> None:
    assert page.marked[0] == FIRST
    assert "".join(page.marked[1:4]) == SECOND
    assert page.marked[2] == "plane will come"
    assert page.marked[4] == "Read also: =HYPERLINK(0) red"


def test_fields_and_chain_stand_beside_with_what_they_rest_on(page: _Tags) -> None:
    for words in (
        "cargo plane [A124]", "at least 3", "Libya [LY] > Korvash <base>", "taken from words nearby: where it was before",
        "since 2025-10-24 (since 24 October)", "less than P6M", "The Example > An <agency> (publisher) (inferred) > tracking data",
        "denied", "not asserted: planned", "not told by the article: related", "by An Example", "said <so>", "a <note>",
        "English, published 2025-10-29 to 2025-11-04", "the <day>",
    ):  # fmt: skip
        assert words in page.text


def test_nothing_on_the_page_runs_or_is_loaded_from_elsewhere(page: _Tags) -> None:
    assert not [tag for tag, _ in page.seen if tag in ("script", "iframe", "img", "object", "form", "base")]
    addresses = [v for _, attrs in page.seen for name, v in attrs.items() if name in ("src", "href")]
    assert [address for address in addresses if not str(address).startswith(("#", "data:,"))] == []
    assert not [name for _, attrs in page.seen for name in attrs if name.startswith("on")]
    policy = next(attrs["content"] for _, attrs in page.seen if attrs.get("http-equiv"))
    assert str(policy).startswith("default-src 'none'")


def test_the_page_reads_in_the_dark_on_paper_and_from_right_to_left(document: ClaimsDocument) -> None:
    text = claims_html(document, [article()])
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert 'dir="auto"' in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_links_between_text_and_cards_lead_somewhere(page: _Tags) -> None:
    ids = [str(attrs["id"]) for _, attrs in page.seen if "id" in attrs]
    links = [str(attrs["href"])[1:] for tag, attrs in page.seen if tag == "a"]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)


def test_a_claim_over_two_paragraphs_is_marked_in_both() -> None:
    text = "It landed.\n\nIt left."
    both = Claim(claim_id="x", article="-", span=(3, len(text)), quote=text[3:], kind=ClaimKind.MOVEMENT)
    read = ArticleClaims(path="-", sha256="0", language="en", published=Published(), claims=(both,))
    tags = _Tags()
    tags.feed(claims_html(ClaimsDocument(articles=(read,)), [article(text)]))
    assert tags.marked == ["landed.", "It left."]


def test_the_table_of_values_runs_no_formula_and_breaks_no_line(document: ClaimsDocument) -> None:
    lines = list(claims_csv(document))
    rows = list(csv.DictReader(lines))
    assert lines[0] == ",".join(COLUMNS)
    assert len(rows) == 4
    assert rows[0]["operator"] == "'=1+1"
    assert rows[0]["quote"] == FIRST
    assert (rows[0]["pause"], rows[0]["events"], rows[0]["inherited"]) == (
        "less than P6M",
        "at least 3",
        "legs",
    )
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell[:1]]
    assert all(line.isprintable() for line in lines)


def test_json_reads_back_as_the_same_document(document: ClaimsDocument) -> None:
    text = "\n".join(claims_json(document))
    assert msgspec.json.decode(text.encode(), type=ClaimsDocument) == document
    assert json.loads(text)["schema"] == "wheelsdown/claims/1"
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_json_of_nothing_is_json() -> None:
    assert json.loads("\n".join(claims_json(ClaimsDocument())))["articles"] == []


def test_the_table_fits_a_terminal_and_acts_on_none(document: ClaimsDocument) -> None:
    lines = [STYLE.sub("", line) for line in claims_table(document)]
    text = "\n".join(lines)
    assert max(map(cell_len, lines)) <= 80
    assert all(line.isprintable() for line in lines)
    flat = " ".join(text.split())
    for words in ("airframes: 1;", "denied", "not asserted: planned", "confirmed by An Example",
                  "An <agency> (publisher)", "contradiction: the <day>", "Note: a <note>"):  # fmt: skip
        assert words in flat


def test_every_kind_of_place_and_date_has_words(document: ClaimsDocument) -> None:
    from wheelsdown.dossiers import claim_words

    either = ClaimPlace(any=(ClaimPlace(text="Velmar"), ClaimPlace(id="OSLK")))
    assert claim_words.place_words(either) == "Velmar or OSLK"
    several = ClaimedDate(
        text="Wednesday", candidates=(("2027-03-03", "2027-03-04"), ("2027-03-10", "2027-03-11"))
    )
    assert claim_words.date_words(several) == "2027-03-03 or 2027-03-10 (Wednesday)"
    assert claim_words.date_words(ClaimedDate(text="some day")) == "some day"
    assert claim_words.date_words(ClaimedDate(end="2027-03-10")) == "before 2027-03-10"
    unknown = ClaimedAircraft(text="Zh-81", nearest_type="Il-86", registration="RA-1", callsign="RFF1")
    assert (
        claim_words.aircraft_words(unknown) == "Zh-81 [unknown type; nearest known spelling Il-86] RA-1 RFF1"
    )
    assert claim_words.published_words(Published()) == "on a day that it does not tell"


def test_other_evidence_is_in_every_output(document: ClaimsDocument) -> None:
    words = "crates <11> (=picture; added by A. N., 2027-03-11)"
    rows = list(csv.DictReader(claims_csv(document)))
    assert rows[0]["other_evidence"] == words
    assert words in " ".join(STYLE.sub("", "\n".join(claims_table(document))).split())
    assert "crates &lt;11&gt;" in claims_html(document, [article()])
