"""From articles to what they claim: read, mark and assemble, with the word lists and places of this house."""

from collections.abc import Sequence
from functools import cache

from wheelsdown.articles.article import Article
from wheelsdown.articles.calendar_words import DateWords
from wheelsdown.articles.counts import find_counts
from wheelsdown.articles.dates import find_dates
from wheelsdown.articles.durations import find_durations
from wheelsdown.articles.marked import MarkedArticle, without_names
from wheelsdown.articles.marks import Publication, SourceKind
from wheelsdown.articles.phrases import Phrases
from wheelsdown.articles.publication import published_together
from wheelsdown.articles.resolution import resolve
from wheelsdown.claims.alignment import aligned
from wheelsdown.claims.claim import ArticleClaims, ClaimsDocument, FactKind, Published
from wheelsdown.claims.comparing.disagreements import disagreements_of, event_groups
from wheelsdown.claims.comparing.groups import groups_of
from wheelsdown.claims.comparing.tellings import Telling
from wheelsdown.claims.facts import facts_of
from wheelsdown.claims.reading import claims_of
from wheelsdown.claims.tellers.attribution import Saying, SayingWords, attributions_of
from wheelsdown.claims.tellers.chains import chains_of
from wheelsdown.claims.tellers.roots import roots_of
from wheelsdown.claims.tellers.sayings import PUBLISHERS
from wheelsdown.claims.words import ClaimWords
from wheelsdown.reference.article_names import Names, load_names
from wheelsdown.reference.date_words import load_date_words
from wheelsdown.reference.story_words import load_story_words
from wheelsdown.reference.words import load_words

__all__ = ["document_of", "load_claim_words", "mark_article", "read_claims", "read_tellings"]


@cache
def load_claim_words() -> ClaimWords:
    """Get the word lists by which claims are read."""
    return ClaimWords.of(
        events=load_words("events"),
        relations=load_words("relation_words"),
        joins=load_words("join_words"),
        pointers=load_words("pointer_words"),
        cues=load_words("modality_words"),
        numerals=load_words("numerals"),
        untold=load_words("untold_words"),
        checks=load_words("check_words"),
        people=load_words("people_words"),
    )


@cache
def _sayings() -> Phrases[Saying]:
    return Phrases((row["pattern"], Saying(row["role"])) for row in load_words("saying_words"))


@cache
def _saying_words() -> SayingWords:
    return SayingWords(
        sayings=_sayings(),
        nouns=Phrases((row["pattern"], SourceKind(row["kind"])) for row in load_words("source_nouns")),
        stops=Phrases((row["pattern"], row["role"]) for row in load_words("saying_stops")),
    )


@cache
def _fact_words() -> Phrases[FactKind]:
    return Phrases((row["pattern"], FactKind(row["kind"])) for row in load_words("fact_words"))


def mark_article(
    article: Article, names: Names | None = None, words: DateWords | None = None
) -> MarkedArticle:
    """Mark the names, dates, durations and counts of an article.

    Parameters
    ----------
    article
        From `wheelsdown.articles.reading.read_text`.
    names, words
        The places, types and other names, and the words of dates; the shipped ones by default.
    """
    named = (names or load_names()).mark(article)
    lists = words or load_date_words()
    outlets = tuple(mark for mark in named.sources if mark.kind in PUBLISHERS)
    dates = without_names(find_dates(article, lists), outlets)
    durations = find_durations(article, lists)
    return MarkedArticle(
        article=article,
        places=named.places,
        aircraft=named.aircraft,
        operators=named.operators,
        sources=named.sources,
        persons=named.persons,
        dates=dates,
        durations=durations,
        counts=find_counts(article, lists, named.aircraft, dates, durations),
        callsigns=named.callsigns,
        registrations=named.registrations,
        unsure_places=named.unsure_places,
    )


def read_tellings(articles: Sequence[Article], names: Names | None = None) -> tuple[Telling, ...]:
    """Read what articles claim, with the marks that it was read from.

    Parameters
    ----------
    articles
        In any order, which is kept.
    names
        The places, types and other names; the shipped ones by default.
    """
    marked = [mark_article(article, names) for article in articles]
    publications = published_together([(one.article, one.dates) for one in marked])
    return tuple(
        Telling(one, _article(one, publication))
        for one, publication in zip(marked, publications, strict=True)
    )


def read_claims(articles: Sequence[Article], names: Names | None = None) -> ClaimsDocument:
    """Read what articles claim, each by itself and then together.

    Parameters
    ----------
    articles
        In any order; the document keeps it.
    names
        The places, types and other names; the shipped ones by default.

    Returns
    -------
    ClaimsDocument
        With the claims of one event in groups, and with how the articles differ.
    """
    return document_of(read_tellings(articles, names))


def document_of(tellings: Sequence[Telling]) -> ClaimsDocument:
    """Put together what articles claim, as read or as reviewed: the second half of `read_claims`."""
    words = load_story_words()
    events = event_groups(tellings, words)
    groups = groups_of(events)
    return ClaimsDocument(
        articles=aligned([telling.read for telling in tellings], groups),
        groups=groups,
        disagreements=disagreements_of(tellings, events, words),
        roots=roots_of([claim for telling in tellings for claim in telling.read.claims]),
    )


def _article(marked: MarkedArticle, publication: Publication) -> ArticleClaims:
    article = marked.article
    claims = claims_of(marked, load_claim_words(), _sayings(), publication)
    attributions = attributions_of(
        article,
        marked.sources,
        marked.persons,
        _saying_words(),
        aircraft=[mark.span for mark in marked.aircraft],
        places=[mark.span for mark in marked.places],
    )
    facts = facts_of(
        article,
        attributions,
        persons=marked.persons,
        places=marked.places,
        dates=marked.dates,
        resolve=lambda mark: resolve(mark, publication),
        words=_fact_words(),
    )
    return ArticleClaims(
        path=article.path,
        sha256=article.sha256,
        language=article.language.value,
        published=Published(
            start=publication.start.isoformat() if publication.start else None,
            end=publication.end.isoformat() if publication.end else None,
            reasons=publication.reasons,
        ),
        claims=chains_of(article, attributions, claims),
        facts=facts,
        notes=article.notes,
    )
