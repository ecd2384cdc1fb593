"""Which language a text is in: by its script, by letters that only one language has, and by function words.

Only English, Russian, Ukrainian and Arabic are told; anything else is ``other``. A sentence that shows
nothing of its own (a name, a number) takes the language of its article.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from wheelsdown.articles.article import Language
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["language_of", "scripts_of", "weigh"]

#: Letters that only one of the languages told here has, and letters of none of them (Belarusian, Serbian,
#: Macedonian; Persian, Urdu, Pashto).
_LETTERS: Final[Mapping[Language, str]] = {
    Language.UKRAINIAN: "іїєґІЇЄҐ",
    Language.RUSSIAN: "ыэъёЫЭЪЁ",
    Language.OTHER: "ўЎђћџљњјѓќѕЂЋЏЉЊЈЃЌЅپچژگکیےٹڈڑں",
}

#: A letter of one's own says as much as this many function words.
_LETTER_WEIGHT: Final = 2

#: Words that are seen while none is a function word, at which a Latin or Arabic text is of another language.
_MANY_WORDS: Final = 25


def weigh(
    text: str, tokens: Sequence[Token], stop_words: Mapping[str, frozenset[Language]]
) -> Counter[Language]:
    """Weigh what speaks for each language.

    Parameters
    ----------
    text
        The stretch of text that the tokens were cut from.
    tokens
        Its tokens.
    stop_words
        Folded function word -> the languages that have it.
    """
    weights: Counter[Language] = Counter()
    for token in tokens:
        languages = stop_words.get(token.form)
        if languages is not None:
            for language in languages:
                weights[language] += 1
    for language, letters in () if text.isascii() else _LETTERS.items():
        n_letters = sum(text.count(letter) for letter in letters)
        if n_letters:
            weights[language] += _LETTER_WEIGHT * n_letters
    return weights


def language_of(
    weights: Mapping[Language, int], scripts: Counter[str], usual: Language | None = None
) -> Language:
    """Name the language that most speaks for, among those of the script that most words are in.

    Parameters
    ----------
    weights, scripts
        From `weigh` and `scripts_of`.
    usual
        The language of the whole, where this is a part of it.

    Examples
    --------
    >>> from wheelsdown.articles.view import tokenise
    >>> both = frozenset({Language.RUSSIAN, Language.UKRAINIAN})
    >>> words = {"the": frozenset({Language.ENGLISH}), "на": both}
    >>> for text in ("Hmeimim, the base", "літак на базі", "самолёт на базе", "Ил-76"):
    ...     tokens = tokenise(text)
    ...     print(language_of(weigh(text, tokens, words), scripts_of(tokens)))
    en
    uk
    ru
    ru
    """
    script, n_words = scripts.most_common(1)[0] if scripts else ("none", 0)
    if script not in _OF_SCRIPT:
        return usual or Language.OTHER
    ours = _OF_SCRIPT[script]
    best = max((*ours, Language.OTHER), key=lambda language: weights.get(language, 0))
    if weights.get(best, 0) > 0:
        tied = [language for language in ours if weights.get(language, 0) == weights[best]]
        return usual if usual in tied else best
    if usual in ours:
        return usual
    return ours[0] if n_words < _MANY_WORDS else Language.OTHER


#: Languages of a script, the one first that is meant where nothing tells.
_OF_SCRIPT: Final[Mapping[str, tuple[Language, ...]]] = {
    "latin": (Language.ENGLISH,),
    "cyrillic": (Language.RUSSIAN, Language.UKRAINIAN),
    "arabic": (Language.ARABIC,),
}


def scripts_of(tokens: Iterable[Token]) -> Counter[str]:
    """Count the words of each script."""
    return Counter([_script_of(token.form[:1]) for token in tokens if token.kind is TokenKind.WORD])


@cache
def _script_of(letter: str) -> str:
    if letter.isascii():
        return "latin"
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    if "\u0600" <= letter <= "\u077f" or "\ufb50" <= letter <= "\ufeff":
        return "arabic"
    return "latin" if letter <= "\u024f" else "another"
