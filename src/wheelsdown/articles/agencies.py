"""Agencies of a state, which are no news agencies: «агентство по делам миграции».

A Slavic word for an agency before "for" or an adjective in the genitive is an office; the words that follow
in the genitive belong to its name. One for news or information is an outlet after all.
"""

from wheelsdown.articles.lexicon import Scan

__all__ = ["office_end"]

#: The Slavic words for "for" in the names of offices.
_FOR = frozenset({"по", "з", "із", "зі"})
#: Endings of Slavic adjectives in the genitive.
_ADJECTIVES = ("ой", "ого", "его", "ых", "их", "ої")
#: Endings of Slavic words of such a name, and of verbs that follow it.
_WITHIN = (
    *_ADJECTIVES,
    "ии",
    "ам",
    "ям",
    "ия",
    "ва",
    "ти",
    "та",
    "ів",
    "ей",
    "ій",
    "ії",
    "ань",
    "ния",
    "ння",
)
_VERBS = ("ли", "ла", "ло", "ет", "ют", "ит", "ат", "ят")
#: Beginnings of words for what news agencies have.
_NEWS = ("новост", "новин", "информац", "інформац", "печат", "экономическ", "телеграф")
#: Words of such a name at most.
_WORDS = 6


def office_end(scan: Scan, index: int) -> int:
    """Find the end of an office's name behind its word for an agency; ``index`` where it is an outlet."""
    if index + 1 >= len(scan.tokens) or scan.tokens[index].form.isascii():
        return index
    form = scan.tokens[index].form
    if form not in _FOR and not (form.endswith(_ADJECTIVES) and _is_lower(scan, index)):
        return index
    end = index + 1
    while end < min(len(scan.tokens), index + _WORDS) and _is_within(scan, end):
        end += 1
    words = [scan.tokens[i].form for i in range(index, end)]
    is_outlet = end == index + 1 or any(word.startswith(_NEWS) for word in words)
    return index if is_outlet else end


def _is_within(scan: Scan, index: int) -> bool:
    token = scan.tokens[index]
    if token.line or token.form.endswith(_VERBS) or not token.form.isalpha() or token.form.isascii():
        return False
    return token.form.endswith(_WITHIN) or not _is_lower(scan, index)


def _is_lower(scan: Scan, index: int) -> bool:
    return scan.text[scan.tokens[index].start].islower()
