"""What a report tells only to show that it is untrue: a fact check quotes the posts that it checks.

A text is one where its headline, or a line that begins with a verdict, says both that something was checked
and that it was found to be untrue. What it then says that posts or users claim, and what stands behind the
label of the claim, is told as denied; all else is told as anywhere.
"""

from collections.abc import Iterator, Sequence

from wheelsdown.articles.article import Article, Sentence, Span
from wheelsdown.articles.phrases import Phrases

__all__ = ["debunked"]

#: Sentences and lines from the top that are headlines, or may be, where no markup says so.
_TOP = 4
#: Tokens from the begin of a line to words that head it, and of a line that is only a label, at most.
_HEAD, _LABEL = 3, 5


def debunked(article: Article, words: Phrases[str]) -> tuple[Span, ...]:
    """Get the sentences that tell what the article checked and found to be untrue.

    Parameters
    ----------
    article
        The article.
    words
        ``check_words`` with their roles.
    """
    roles = [_roles(article, sentence, words) for sentence in article.sentences]
    if not _is_check(article, roles):
        return ()
    return tuple(article.sentences[number].span for number in _told(article.sentences, roles))


Roles = dict[str, list[int]]


def _roles(article: Article, sentence: Sentence, words: Phrases[str]) -> Roles:
    """Get where in a sentence words of each role begin, counted from its first token."""
    first, last = sentence.tokens
    found: Roles = {}
    for match in words.find(article.tokens[first:last]):
        for role in match.values:
            found.setdefault(role, []).append(match.first)
    return found


def _is_check(article: Article, roles: Sequence[Roles]) -> bool:
    """Say whether the text checks something and found that it is untrue."""
    heads = [
        each
        for number, (sentence, each) in enumerate(zip(article.sentences, roles, strict=True))
        if sentence.is_headline or number < _TOP or _begins(each, "check")
    ]
    named = any(_begins(each, "check") for each in heads)
    return named and any("untrue" in each for each in heads if "check" in each or _begins(each, "untrue"))


def _begins(roles: Roles, role: str) -> bool:
    return any(at < _HEAD for at in roles.get(role, ()))


def _told(sentences: Sequence[Sentence], roles: Sequence[Roles]) -> Iterator[int]:
    """Get the numbers of the sentences that tell what is checked."""
    labelled = -1
    for number, (sentence, each) in enumerate(zip(sentences, roles, strict=True)):
        n_tokens = sentence.tokens[1] - sentence.tokens[0]
        if any(at == 0 for at in each.get("label", ())):
            labelled = sentence.paragraph + (n_tokens < _LABEL)
        spread = min(each.get("spread", ()), default=None)
        alleged = spread is not None and any(at != spread for at in each.get("alleges", ()))
        if sentence.paragraph == labelled or alleged:
            yield number
