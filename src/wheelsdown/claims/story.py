"""The whole story that articles tell together: when, who, where, in whose words, on whose word.

Nothing is weighed here: the story says what is told, by whom, and how the tellers differ.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from wheelsdown.articles.article import Span
from wheelsdown.articles.marked import inside
from wheelsdown.claims.claim import Between, ClaimKind
from wheelsdown.claims.comparing.bases import counts_of, named_of, state_names
from wheelsdown.claims.comparing.changes import changes_of
from wheelsdown.claims.comparing.disagreements import StoryWords, disagreements_of, event_groups
from wheelsdown.claims.comparing.groups import groups_of
from wheelsdown.claims.comparing.quoted import Quoted, are_versions, quotations_of
from wheelsdown.claims.comparing.tellings import Telling, by_content, source_of
from wheelsdown.claims.comparing.variants import Named, persons_of, places_of
from wheelsdown.claims.story_parts import (
    Actor,
    BaseStatus,
    SourceEdge,
    Story,
    StoryArticle,
    StoryPlace,
    Utterance,
)
from wheelsdown.claims.tellers.roots import roots_of
from wheelsdown.claims.timeline import timeline_of

__all__ = ["story_of"]


def story_of(tellings: Sequence[Telling], words: StoryWords) -> Story:
    """Put articles together to one story.

    Parameters
    ----------
    tellings
        The articles with their marks and claims; the story keeps their order where it lists articles.
    words
        Word lists (`wheelsdown.reference.story_words.load_story_words`).

    Returns
    -------
    Story
        Without what the tracks show (`wheelsdown.story_telling`).
    """
    groups = event_groups(tellings, words)
    ordered = by_content(tellings)
    return Story(
        articles=tuple(_article(telling) for telling in tellings),
        timeline=timeline_of(ordered, groups),
        actors=tuple(_actor(one) for one in persons_of(ordered)),
        places=tuple(_place(one) for one in places_of(ordered)),
        quotations=_utterances(ordered, words),
        bases=_bases(ordered),
        sources=tuple(edge for telling in tellings for edge in _edges(telling)),
        roots=roots_of([claim for telling in tellings for claim in telling.read.claims]),
        groups=groups_of(groups),
        disagreements=disagreements_of(tellings, groups, words),
        changes=changes_of(groups),
    )


def _article(telling: Telling) -> StoryArticle:
    return StoryArticle(
        path=telling.path,
        sha256=telling.read.sha256,
        language=telling.read.language,
        outlet=telling.marked.article.outlet,
        title=telling.marked.article.title,
        published=telling.read.published,
        n_claims=sum(claim.asserted for claim in telling.read.claims),
    )


def _actor(one: Named) -> Actor:
    return Actor(name=one.name, spellings=tuple(one.spellings), articles=one.articles)


def _place(one: Named) -> StoryPlace:
    return StoryPlace(
        id=one.id or "",
        name=one.name,
        level=one.level,
        spellings=tuple(one.spellings),
        articles=one.articles,
    )


def _utterances(tellings: Sequence[Telling], words: StoryWords) -> tuple[Utterance, ...]:
    """Get the quotations, versions of one utterance side by side."""
    groups: list[list[Quoted]] = []
    for quoted in (one for telling in tellings for one in quotations_of(telling, words.sayings)):
        same = next((group for group in groups if _is_said_again(group, quoted)), None)
        if same is None:
            groups.append([quoted])
        else:
            same.append(quoted)
    ordered = sorted(groups, key=lambda group: -len(group))
    return tuple(Utterance(speaker=_speaker(g), versions=tuple(_side(one) for one in g)) for g in ordered)


def _is_said_again(group: Sequence[Quoted], quoted: Quoted) -> bool:
    return any(are_versions(one, quoted) or one.forms == quoted.forms for one in group)


def _speaker(group: Sequence[Quoted]) -> str | None:
    named = [name for one in group for name in one.speakers] or [o for one in group for o in one.offices]
    return named[0] if named else None


def _side(quoted: Quoted) -> Between:
    return quoted.telling.between(quoted.span)


def _bases(tellings: Sequence[Telling]) -> tuple[BaseStatus, ...]:
    """Get the number of bases over time: as articles give it, with withdrawals, by publication."""
    found, names = [], state_names(tellings)
    for telling in tellings:
        for count in counts_of(telling):
            held = [one.mark for one in named_of(telling) if one.mark.country == count.country]
            found.append(
                BaseStatus(
                    holder=count.actor,
                    holder_name=names.get(count.actor, count.actor),
                    country=count.country,
                    country_name=names.get(count.country, count.country),
                    n=count.n,
                    article=telling.path,
                    published=telling.read.published,
                    told=tuple(telling.between(span) for span in count.spans),
                    names=tuple(dict.fromkeys(mark.text for mark in held if mark.id)),
                )
            )
        found.extend(_withdrawals(telling, names))
    return tuple(sorted(found, key=lambda one: (one.published.start or "9999", one.article, one.n is None)))


def _withdrawals(telling: Telling, names: Mapping[str, str]) -> list[BaseStatus]:
    found = []
    for claim in (c for c in telling.read.claims if c.kind is ClaimKind.WITHDRAWAL and c.asserted):
        marks = [telling.place_mark(claim, end) for end in (claim.place, *(leg.origin for leg in claim.legs))]
        mark = next((mark for mark in marks if mark is not None and mark.country), None)
        if mark is not None:
            states = (one.id for one in inside(telling.marked.operators, Span(*claim.span)))
            holder, country = next((state for state in states if state), ""), mark.country or ""
            found.append(
                BaseStatus(
                    holder=holder,
                    holder_name=names.get(holder, holder),
                    country=country,
                    country_name=names.get(country, country),
                    n=None,
                    article=telling.path,
                    published=telling.read.published,
                    told=(telling.whole(claim),),
                    names=(mark.text,),
                )
            )
    return found


def _edges(telling: Telling) -> list[SourceEdge]:
    """Get the steps of the chains of an article's asserted claims, each once with its number of claims."""
    steps: Counter[tuple[str, str, str, str, str | None]] = Counter()
    for claim in telling.read.claims:
        teller = telling.marked.article.outlet or telling.path
        for link in claim.chain[1:] if claim.asserted else ():
            steps[teller, source_of(link), link.role.value, link.edge.value, link.kind] += 1
            teller = source_of(link)
    return [
        SourceEdge(
            article=telling.path, teller=teller, source=source, role=role, edge=edge, kind=kind, n_claims=n
        )
        for (teller, source, role, edge, kind), n in steps.items()
    ]
