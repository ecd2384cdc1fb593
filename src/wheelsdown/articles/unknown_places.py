"""How far the name of a place goes that no list has: words beside a word for an airfield, or on a route."""

from collections.abc import Collection
from dataclasses import dataclass

from wheelsdown.articles.lexicon import Item, Scan, WordKind, has_article
from wheelsdown.articles.scripts import is_arabic, is_cyrillic
from wheelsdown.articles.slavic_company import is_along
from wheelsdown.articles.view import TokenKind

__all__ = ["FIELD_KINDS", "UnknownPlaces", "field_behind"]

#: Words of an unknown name at most; letters of one on a route at least, and of an Arabic one.
_MOST_WORDS, _FEWEST_LETTERS, _FEWEST_ARABIC = 3, 4, 3

_K = WordKind
#: Words for what aircraft and ships use.
FIELD_KINDS = (_K.AIRFIELD, _K.BASE, _K.BARE_BASE, _K.NAVAL, _K.PORT)
#: Words that Arabic names begin with, folded, which take one more: "تل الغراب", "أم رواق", "وادي سيدنا".
_HEADS = frozenset(
    (
        *("تل", "ام", "ابو", "ابي", "بير", "عين", "جبل", "وادي", "خربه", "راس", "دير", "بني", "بيت", "كفر"),
        *("ذات", "عبد", "ابن", "سد", "غدير", "قصر", "قلعه", "حصن", "جزيره", "راس", "سيدي", "خور", "واحه"),
    )
)
#: Titles with which the names of Arabic airfields begin: "مطار الملك فهد".
_TITLES = frozenset(
    (
        *("الملك", "الملكه", "الامير", "الامام", "الشيخ", "السلطان", "الرئيس", "الشهيد", "القديس"),
        *("سان", "سانت", "ال", "الجنرال", "الاميره"),
    )
)
#: Listed words that are no part of an unknown name.
_NO_PART = (
    *(_K.STATE, _K.COMMON, _K.OUTLET, _K.FORCE, _K.DIRECTION),
    *(_K.FUNCTION, _K.DETERMINER, _K.PREPOSITION, _K.OF),
)
#: How a quotation that is opened so is closed.
_CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}
#: Marks between a name and the word behind it.
_MARKS = "'\"«»“”„’-"
#: Words of an Arabic name with a title, with the adjective that closes it, at most.
_MOST_TITLED = 5
#: Endings of Arabic words with a pronoun, behind which stands no name: "قاعدتها".
_OWNED = ("ها", "هم", "هما", "ته")
#: Tokens of an article with its hyphen; letters of a small word inside a name.
_ARTICLE = 2
_SMALL = 3


@dataclass(frozen=True)
class UnknownPlaces:
    """``taken``: tokens of persons, sources and listed places; ``aircraft``: tokens of aircraft."""

    scan: Scan
    taken: Collection[int]
    aircraft: Collection[int]

    def end_behind(self, start: int, item: Item) -> int | None:
        """Find the end of a name behind a word for an airfield: «базе Корваш», "قاعدة كورفاش الجوية".

        In Arabic, which has no capitals, the name ends with an adjective of airfields or is one word behind a
        word without the article; a word that names begin with takes the next.
        """
        scan = self.scan
        if start >= len(scan.tokens) or scan.tokens[start].line:
            return None
        if start == item.last and scan.before(item.first, _K.ROLE):
            return None  # «речник аеропорту Міхал Табіш»
        arabic = is_arabic(scan.tokens[item.first].form)
        titled = arabic and scan.tokens[start].form in _TITLES and bool(item.get(_K.AIRFIELD, _K.BASE))
        if titled and (closed := self._end_of_title(start)) is not None:
            return closed
        last = self._run(start + titled, arabic=arabic)
        if last == start or (arabic and _is_plural(item)):
            return None
        if not arabic:
            return last
        if closing := scan.get(last, _K.FIELD_ADJECTIVE):
            return closing.last
        raw = scan.raw(item.first)
        is_construct = item.get(_K.AIRFIELD, _K.BASE) and not (has_article(raw) or raw.endswith(_OWNED))
        headed = titled or scan.tokens[start].form in _HEADS
        return min(start + 1 + headed, last) if is_construct else None

    def _end_of_title(self, start: int) -> int | None:
        """Find the end of a name with a title by the adjective behind it: "الملك عبدالله الثاني الجوية"."""
        for index in range(start + 1, min(start + _MOST_TITLED, len(self.scan.tokens))):
            if closing := self.scan.get(index, _K.FIELD_ADJECTIVE):
                return closing.last
            if self.scan.tokens[index].kind is not TokenKind.WORD or self.scan.tokens[index].line:
                return None
        return None

    def end_quoted(self, start: int) -> int | None:
        """Find the token behind a name of several words in quotation marks: «Корваш Новый»."""
        tokens = self.scan.tokens
        opening = tokens[start - 1].form if start else ""
        for index in range(start, min(start + _MOST_WORDS + 1, len(tokens))):
            if opening and tokens[index].form == _CLOSING.get(opening):
                return index + 1
            if tokens[index].kind is not TokenKind.WORD or tokens[index].line:
                return None
        return None

    def end_closed(self, first: int, last: int) -> int:
        """Find the token behind words that end at ``last``, with the mark that closes what they opened."""
        tokens = self.scan.tokens
        opened = any(token.form in "«“„" for token in tokens[first:last])
        closes = opened and last < len(tokens) and tokens[last].form in "»”" and not tokens[last].spaced
        return last + 1 if closes else last

    def end_before_field(self, first: int) -> int | None:
        """Find the end of a Latin name before a word for an airfield: "Korvash", "al-Tarmish"."""
        scan, last = self.scan, first
        if not scan.tokens[first].form[:1].isascii():
            return None
        if not (scan.is_name_word(first) or scan.is_glued_article(first)):
            return None
        while last < len(scan.tokens) and last - first < 2 * _MOST_WORDS and self._is_part(last, first):
            last += 1
        return last if last > first else None

    def end_on_route(self, index: int) -> int | None:
        """Find the end of a name behind a preposition of motion in a sentence with an aircraft: "from X"."""
        scan = self.scan
        town = scan.before(index, _K.CITY)
        before = scan.before(town.first if town else index, _K.PREPOSITION)
        if before is None or not scan.tagged(before, _K.PREPOSITION, "motion"):
            return None
        if scan.before(before.first, _K.IDIOM_HEAD) or not scan.is_name_word(index):
            return None
        last = self._run(index, arabic=False)
        raw = scan.words(index, last) if last > index else ""
        if len(raw) < _FEWEST_LETTERS or raw.isupper():
            return None
        tied = scan.tokens[before.first].form, scan.tokens[index].form
        if is_along(*tied, behind_aircraft=before.first - 1 in self.aircraft):
            return None
        first_token, last_token = scan.sentence(index)
        return last if any(i in self.aircraft for i in range(first_token, last_token)) else None

    def _run(self, start: int, *, arabic: bool) -> int:
        scan, last, words = self.scan, start, 0
        while last < len(scan.tokens) and words < _MOST_WORDS and self._is_unknown(last, arabic=arabic):
            last, words = last + 1, words + 1
            if last < len(scan.tokens) and not scan.tokens[last].line and scan.is_glued_article(last):
                last += _ARTICLE  # «Вади эль-Хамра»
                continue
            joined = scan.skip(last, "-")
            hyphen = joined == last + 1 and joined < len(scan.tokens) and not scan.tokens[joined].spaced
            if hyphen and not scan.tokens[last].spaced:
                last = joined + 1 if scan.is_name_word(joined) else self._behind_small(joined) or last
        return last

    def _behind_small(self, index: int) -> int | None:
        """Get the end of a name that goes on behind a small word and its hyphen: «Тумар-эс-Барру»."""
        scan, following = self.scan, self.scan.skip(index + 1, "-")
        if len(scan.tokens[index].form) > _SMALL or following != index + 2 or following >= len(scan.tokens):
            return None
        glued = not scan.tokens[index + 1].spaced and not scan.tokens[following].spaced
        return following + 1 if glued and scan.is_name_word(following) else None

    def _is_unknown(self, index: int, *, arabic: bool) -> bool:
        scan = self.scan
        if index in self.taken or scan.tokens[index].kind is not TokenKind.WORD:
            return False
        if index in self.aircraft and not arabic:
            return False  # «на базу Ил-76 доставил»
        form, item = scan.tokens[index].form, scan.over[index]
        if arabic and form in _HEADS:
            return True
        if item is not None and item.get(_K.NICKNAME, _K.GIVEN_NAME, _K.NAME_LINK) is None:
            return False
        return (is_arabic(form) and len(form) >= _FEWEST_ARABIC) if arabic else scan.is_name_word(index)

    def _is_part(self, index: int, first: int) -> bool:
        scan, token = self.scan, self.scan.tokens[index]
        if index in self.taken or index in self.aircraft or (token.line and index > first):
            return False
        if token.form in ("-", "'"):
            return index > first and not token.spaced
        if scan.is_glued_article(index):
            return True
        item = scan.over[index]
        return scan.is_name_word(index) and not (item and item.get(*FIELD_KINDS, *_NO_PART))


def _is_plural(item: Item) -> bool:
    """Say whether it is a word for several airfields, whose name no word is: "مطارات مدنية"."""
    return any("plural" in word.tags for word in item.words if word.kind in FIELD_KINDS)


def field_behind(scan: Scan, index: int) -> Item | None:
    """Find the word for an airfield right behind a Latin name: "X [International] airport"."""
    at = scan.skip(index, _MARKS)
    for _ in range(3):
        item = scan.get(at, *FIELD_KINDS)
        if scan.parts(index - 1, at):
            return None
        if item is not None:
            latin = not is_arabic(scan.tokens[at].form) and not is_cyrillic(scan.tokens[at].form)
            return item if latin else None
        adjective = scan.get(at, _K.FIELD_ADJECTIVE)
        if adjective is None or not scan.tokens[at].form.isascii() or scan.tokens[at].line:
            return None
        if scan.get(adjective.last, *FIELD_KINDS, _K.FIELD_ADJECTIVE) is None:
            return adjective if scan.is_name_word(at) and "international" in scan.tokens[at].form else None
        at = adjective.last
    return None
