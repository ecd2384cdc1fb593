"""Chains of sources: what a sentence cites, what it inherits and by which rule, and what stays unnamed."""

import pytest

from wheelsdown.articles.article import Span
from wheelsdown.articles.marks import SourceKind, SourceMark
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.reading import read_text
from wheelsdown.claims.claim import Claim, ClaimKind, Edge, How, Role
from wheelsdown.claims.tellers.attribution import Saying, SayingWords, attributions_of
from wheelsdown.claims.tellers.chains import chains_of
from wheelsdown.claims.tellers.links import NOT_NAMED
from wheelsdown.claims.tellers.roots import roots_of
from wheelsdown.reference.text_words import load_text_words
from wheelsdown.reference.words import load_words

KINDS = {
    "Northern Wire": SourceKind.AGENCY, "Harbour Post": SourceKind.NEWSPAPER, "SkyTrace": SourceKind.TRACKING,
    "the newspaper": SourceKind.NEWSPAPER, "the data": SourceKind.TRACKING,
    "a source close to the palace": SourceKind.ANONYMOUS, "the ministry": SourceKind.OFFICIAL,
    "Северный телеграф": SourceKind.AGENCY, "Північний вісник": SourceKind.NEWSPAPER,
    "وكالة الشمال": SourceKind.AGENCY, "مصدر مطلع": SourceKind.ANONYMOUS, "صحيفة المرفأ":
    SourceKind.NEWSPAPER,
}  # fmt: skip
ANAPHORS = {"the newspaper", "the data"}


@pytest.fixture(scope="module")
def saying():
    return SayingWords(
        Phrases((row["pattern"], Saying(row["role"])) for row in load_words("saying_words")),
        Phrases((row["pattern"], SourceKind(row["kind"])) for row in load_words("source_nouns")),
        Phrases((row["pattern"], row["role"]) for row in load_words("saying_stops")),
    )


@pytest.fixture
def chained(saying):
    """Read a text in which every sentence is a claim of one kind, and give the claims with their chains."""

    def read(text, kinds=()):
        article = read_text(text, path="a.txt", sha256="0" * 64, words=load_text_words())
        marks = sorted(_marks(text), key=lambda mark: mark.span)
        attributions = attributions_of(article, marks, (), saying)
        claims = [
            Claim(
                claim_id=f"c{number}", article="a.txt", span=(sentence.span.start, sentence.span.end),
                quote=article.words(sentence.span), kind=kinds[number] if kinds else ClaimKind.MOVEMENT,
            )
            for number, sentence in enumerate(article.sentences)
        ]  # fmt: skip
        return chains_of(article, attributions, claims)

    return read


def _marks(text):
    for name, kind in KINDS.items():
        lower = text.lower()
        start = lower.find(name.lower())
        while start >= 0:
            particles = "ل" if start and text[start - 1] == "ل" else ""
            span = Span(start, start + len(name))
            yield SourceMark(span, name, name, kind, is_anaphor=name in ANAPHORS, particles=particles)
            start = lower.find(name.lower(), start + 1)


def names(claim):
    return [link.name for link in claim.chain[1:]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Northern Wire, citing SkyTrace data, reported that a plane landed.", ["Northern Wire", "SkyTrace"]),
        ("Citing SkyTrace, Northern Wire said that a plane landed.", ["Northern Wire", "SkyTrace"]),
        ("According to Northern Wire, a plane landed.", ["Northern Wire"]),
        ("A plane landed, according to the Harbour Post.", ["Harbour Post"]),
        (
            "Harbour Post reported, citing Northern Wire, that a plane landed.",
            ["Harbour Post", "Northern Wire"],
        ),
        (
            "The flights were confirmed by a source close to the palace, as reported by Northern Wire.",
            ["Northern Wire", "a source close to the palace"],
        ),
        (
            "A plane landed, a source close to the palace told the Harbour Post.",
            ["Harbour Post", "a source close to the palace"],
        ),
        (
            "Самолёт сел, сообщает Северный телеграф со ссылкой на SkyTrace.",
            ["Северный телеграф", "SkyTrace"],
        ),
        ("По данным SkyTrace, самолёт сел на базе.", ["SkyTrace"]),
        ("За даними SkyTrace, літак сів, пише Північний вісник.", ["Північний вісник", "SkyTrace"]),
        ("نقلت وكالة الشمال عن مصدر مطلع أن طائرة هبطت.", ["وكالة الشمال", "مصدر مطلع"]),
        ("قال مصدر مطلع لصحيفة المرفأ إن طائرة هبطت.".replace("لصحيفة", "ل" + "صحيفة"), ["صحيفة المرفأ", "مصدر مطلع"]),
        ("وبحسب وكالة الشمال هبطت طائرة.", ["وكالة الشمال"]),
    ],
)  # fmt: skip
def test_a_sentence_names_its_sources_outermost_first(chained, text, chain):
    assert names(chained(text)[0]) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("A plane landed on Monday, a port worker said.", ["a port worker"]),
        ("A port worker has said that a plane landed.", ["A port worker"]),
        ("A plane landed, according to two Western diplomats.", ["two Western diplomats"]),
        ("A plane landed, three clerks told the Harbour Post.", ["Harbour Post", "three clerks"]),
        ("A plane landed, Quay News, an outlet close to the ministry, wrote.", ["Quay News"]),
        ("A plane landed, the Evening Tide reported, citing SkyTrace.", ["the Evening Tide", "SkyTrace"]),
        ("Самолёт сел, сообщил диспетчер аэропорта.", ["диспетчер аэропорта"]),
        ("Самолёт сел, рассказали «Вестнику порта» два грузчика.", ["Вестнику порта", "два грузчика"]),
        ("Літак сів, заявив журналістам речник порту.", ["речник порту"]),
        ("هبطت طائرة، بحسب دبلوماسيين غربيين.", ["دبلوماسيين غربيين"]),
    ],
)
def test_whoever_is_described_beside_a_verb_of_saying_is_a_source(chained, text, chain):
    assert names(chained(text)[0]) == chain


@pytest.mark.parametrize(
    "text",
    ["He said that a plane landed.", "It was said on Monday that a plane landed.", "A plane of 2031 said."],
)
def test_pronouns_and_numbers_describe_nobody(chained, text):
    assert names(chained(text)[0]) == [NOT_NAMED]


def test_the_agency_of_a_dateline_is_the_outlet_and_publishes_what_it_has_from_others(chained):
    text = "KORVASH, 3 May - Northern Wire. A plane landed, a port worker said."
    claim = chained(text)[1]
    assert [(link.name, link.role) for link in claim.chain] == [
        ("Northern Wire", Role.PUBLISHER),
        ("a port worker", Role.EVIDENCE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A plane landed at the base on Monday.",
        "The plane flew over the offices of Northern Wire yesterday.",
        "The ministry did not respond to a request for comment by Northern Wire.",
    ],
)
def test_a_source_that_nothing_ties_to_the_words_is_no_source(chained, text):
    claim = chained(text)[0]
    assert names(claim) == [NOT_NAMED]
    assert (claim.chain[-1].edge, claim.how["chain"]) == (Edge.SOURCE_NOT_NAMED, How.NONE)


def test_publisher_and_data_go_on_and_a_persons_word_does_not(chained):
    text = (
        "Northern Wire, citing SkyTrace and a source close to the palace, said that flights resumed. "
        "A plane landed on Monday."
    )
    second = chained(text)[1]
    assert names(second) == ["Northern Wire", "SkyTrace"]
    assert (second.how["chain"], second.rules["chain"]) == (How.INHERITED, "goes_on")


def test_a_persons_word_goes_on_where_the_sentence_says_so(chained):
    text = "Northern Wire said, citing a source close to the palace, that a plane came. It also left again."
    assert names(chained(text)[1]) == ["Northern Wire", "a source close to the palace"]


def test_evidence_alone_takes_the_publisher_before_it_as_inferred(chained):
    first, second = chained("Northern Wire reported flights.\n\nSkyTrace data showed a plane landing.")
    assert names(first) == ["Northern Wire"]
    assert [(link.name, link.edge) for link in second.chain[1:]] == [
        ("Northern Wire", Edge.INFERRED),
        ("SkyTrace", Edge.CITES),
    ]


def test_what_is_told_after_holds_for_what_was_said_before(chained):
    text = "Самолёт сел на базе. Второй прилетел утром. Об этом сообщает Северный телеграф."
    first, second, _ = chained(text, [ClaimKind.MOVEMENT, ClaimKind.MOVEMENT, ClaimKind.POSTURE])
    assert names(first) == names(second) == ["Северный телеграф"]
    assert second.rules["chain"] == "this_is_said"


def test_the_newspaper_is_the_one_named_before_or_the_first_after_a_lost_lead(chained):
    before = chained("Harbour Post reported a landing. The plane left, the newspaper said.")[1]
    assert (names(before), before.rules["chain"]) == (["Harbour Post"], "same_words")
    lost = chained(
        "Citing SkyTrace, the newspaper said a plane landed.\nNorthern Wire also reported another."
    )[0]
    assert names(lost) == ["Northern Wire", "SkyTrace"]


def test_what_only_points_to_a_source_is_called_by_its_name_in_later_sentences_too(chained):
    text = "SkyTrace showed a plane. According to the data, it landed. It left on Monday."
    first, second, third = chained(text)
    assert names(first) == names(second) == names(third) == ["SkyTrace"]


def test_only_claims_about_flights_inherit(chained):
    text = "According to Northern Wire, a plane landed. The base is large."
    assert names(chained(text, [ClaimKind.MOVEMENT, ClaimKind.POSTURE])[1]) == [NOT_NAMED]


def test_roots_are_the_publisher_and_the_evidence_and_no_retelling_outlet(chained):
    text = (
        "Harbour Post reported, citing Northern Wire, that a plane landed. "
        "According to Northern Wire, SkyTrace showed three landings. "
        "A source close to the palace told Northern Wire that flights resumed."
    )
    claims = chained(text, [ClaimKind.MOVEMENT, ClaimKind.MOVEMENT, ClaimKind.RESUMPTION])
    roots = roots_of(claims)
    assert [(root.name, root.role) for root in roots if root.role is Role.PUBLISHER] == [
        ("Northern Wire", Role.PUBLISHER)
    ]
    evidence = {root.name: root.claims for root in roots if root.role is Role.EVIDENCE}
    assert evidence == {"SkyTrace": ("c1",), "a source close to the palace": ("c2",)}


def test_a_root_bears_on_flights_only_where_an_asserted_claim_about_flights_rests_on_it(chained):
    claim = chained("According to Northern Wire, the minister arrived.", [ClaimKind.VISIT_OF_PERSON])[0]
    assert [root.bears_on_flights for root in roots_of([claim])] == [False]
