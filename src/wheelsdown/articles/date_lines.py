"""Whether a date tells of the article itself: on a line of its own, or at the head of an agency's lead.

By the marks and the number of words around it, and by what a line is called ("press review for 10 March").
"""

from collections.abc import Sequence

from wheelsdown.articles.article import Article
from wheelsdown.articles.marks import DateMark
from wheelsdown.articles.scripts import is_arabic
from wheelsdown.articles.view import Token, TokenKind

__all__ = ["FIRST_LINES", "LINE_TOKENS", "OF_DATES", "ends_told", "is_after_town", "is_lead", "is_own_line"]

#: A line about the article itself has at most so many words and marks, and is among its first lines.
LINE_TOKENS, FIRST_LINES = 30, 12

#: A line that begins with its date and has at most so many words and marks is about the article.
SHORT_LINE = 12

#: A line with a comma or a colon that ends with its date has at most so many other words and marks; one that
#: has the comma right before the date may be longer.
BYLINE, LONG_BYLINE = 7, 12

#: Words and marks behind the date of such a line, at most: ", page 3".
BEHIND_DATE = 3

#: Words and marks before the date of an agency's lead, at most.
LEAD = 8

#: Letters of a town's name, at least, in Arabic, whose prepositions are shorter.
NAME = 4

#: Words of a town's name, at most.
TOWN = 3

#: Words and marks of a day in digits and letters, and of one of the Muslim calendar with what parts the two.
_DATE, _NEAR_HIJRI = 3, 8
#: Digits of a year, the first two of one of the Muslim calendar.
_YEAR, _CENTURIES = 4, ("14", "15")
#: What years of the Muslim calendar are marked with, and the day that is not the article's, folded.
_HIJRI, _YESTERDAY = frozenset(("ه", "هج", "هجري", "هجريه")), frozenset(("امس", "الماضي"))

_SEPARATORS = frozenset("|·•")
_SLASHES = frozenset("/")
_STOPS = frozenset(".!?؟")
#: Short words for a year, whose full stop ends no sentence.
_YEARS = frozenset(("р", "рр", "г", "гг"))
_LEAD_ENDS = frozenset("-(/")
#: The Arabic "on", as it is folded.
_ON = frozenset(("في", "فى"))
#: Words between a line's own words and its date: "№ 12 от 9 марта 2027 г.".
OF_DATES = frozenset({"от", "від"})
#: Words for those who wrote it.
_WRITERS = frozenset(("by", "staff", "newsroom", "desk", "editor", "editors", "reporter", "correspondent"))
#: Marks between a town in capitals and the date of a lead.
_TOWN_ENDS = frozenset(",.-)،")
#: Marks before and after the date of a lead: "BAMAKO - March 10, 2027: ...", "КИЇВ. 10 березня 2027. ...".
_LEAD_MARKS = frozenset({("-", ":"), (".", "."), ("-", "-"), (".", "(")})
#: Words for a picture, whose place and day stand before it, and words of an agency's name at most.
_PICTURED = frozenset(("фото", "photo", "знімок", "снимок", "image", "credit", "видео", "відео", "архів"))
_AGENCY = 3


def is_own_line(mark: DateMark, line: Sequence[Token]) -> bool:
    """Say whether a line with a date is about the article, and tells no more."""
    if len(line) > LINE_TOKENS:
        return False
    others = [token for token in line if not mark.span.start <= token.start < mark.span.end]
    parted = any(_is_separator(token, line) for token in others)
    told = ends_told(line)  # "the pictures published on 9 March 2027 show two jets."
    goes_on = told and sum(token.start > mark.span.start for token in others) > BEHIND_DATE
    about = (mark.hour_known and not told) or ("published" in mark.cues and not goes_on) or parted
    about = about or _is_byline(mark, others)
    short = len(line) <= SHORT_LINE or len(others) <= SHORT_LINE - _DATE
    begins = line[0].start == mark.span.start and short and not ends_told(line)
    return about or begins or len(others) <= 2 or _is_beside_hijri(mark, others)


def _is_beside_hijri(mark: DateMark, others: Sequence[Token]) -> bool:
    """Say whether it stands beside that of the Muslim calendar: "15 شعبان 1446هـ الموافق 14 فبراير 2025م".

    What happened the day before is told with both days, too.
    """
    before = [token for token in others if token.start < mark.span.start]
    behind = [token for token in others if token.start > mark.span.start]
    if len(before) > LEAD + _DATE or any(token.form in _YESTERDAY for token in before):
        return False
    near = (*before[-_NEAR_HIJRI:], *behind[:_NEAR_HIJRI])
    numbers = [token.form for token in near if len(token.form) == _YEAR and token.form.isdecimal()]
    years = any(number[:2] in _CENTURIES for number in numbers)
    return years and any(token.form.rstrip("ـ") in _HIJRI for token in near)


def ends_told(line: Sequence[Token]) -> bool:
    """Say whether a line ends as a sentence does, and not with a short word for a year: "2027 р."."""
    if line[-1].form not in _STOPS:
        return False
    return line[-1].form != "." or len(line) < 2 or line[-2].form not in _YEARS


def _is_separator(token: Token, line: Sequence[Token]) -> bool:
    slashed = token.form in _SLASHES and token.spaced and not ends_told(line)
    return slashed or token.form in _SEPARATORS


def _is_byline(mark: DateMark, others: Sequence[Token]) -> bool:
    """Say whether a short line ends with its date: "News desk, 9 May 2027", "Gao - 9 May 2027, page 3"."""
    before = [token for token in others if token.start < mark.span.start]
    behind = [token for token in others if token.start > mark.span.start]
    if "issue" in mark.cues or (before and behind and before[0].form == "("):
        behind = [token for token in behind if token.form != ")"]
    if not before or (behind and not (behind[0].form in ",:" and len(behind) <= BEHIND_DATE)):
        return False
    set_off = before[-1].form in (",", "،")
    if behind and behind[0].form == "," and not set_off:
        return False
    dashed = any(token.form == "-" and token.spaced for token in others)
    parted = dashed or any(token.form in (",", ":", "،") for token in before)
    parted = parted or before[-1].form == "."
    if "issue" in mark.cues and not behind:
        return True
    is_headline = before[0].start == 0  # "расторгли договор от 9 марта 2027 года"
    if before[-1].form == "on" and not is_headline and not behind:  # "Globe staff on 9 March 2027"
        return len(others) <= BYLINE and any(token.form in _WRITERS for token in before)
    dated = (before[-1].form in OF_DATES or mark.text.split()[0] in OF_DATES) and not is_headline
    return (parted or dated) and len(others) <= (LONG_BYLINE if set_off else BYLINE)


def is_lead(mark: DateMark, line: Sequence[Token]) -> bool:
    """Say whether the date stands as in "BAMAKO, 9 March 2027 (Agency) -"."""
    before = [token for token in line if token.start < mark.span.start]
    after = next((token for token in line if token.start >= mark.span.end), None)
    if after is not None and len(before) == 1 and _is_arabic_lead(before[0], after):
        return True
    if after is None or not 1 < len(before) <= LEAD:
        return False
    last = before[-1].form
    if after.form in _LEAD_ENDS and (last in ",()-،" or (len(before) == 2 and after.form == "/")):
        return len(before) <= 4 or last == ")"
    if len(before) == 2 and last in _ON:
        return after.form in _LEAD_ENDS
    if len(before) == 2 and last == ".":
        return mark.text.endswith(".") or after.form in ".("
    if len(before) == 2 and last == ",":
        return _is_of_agency(line, [token for token in line if token.start >= mark.span.end])
    return len(before) == 2 and (last, after.form) in _LEAD_MARKS


def _is_of_agency(line: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Say whether no more than an agency stands behind a day: "Варшава, 9 травня 2027 року. Радіо"."""
    rest = [token for token in behind if token.form != "."]
    if not rest or any(token.form in _PICTURED for token in rest):
        return False
    set_off = rest[0].form in "/(" and any(token.form in "/)" for token in rest[1:])
    return set_off or (len(rest) <= _AGENCY and not ends_told(line))


def is_after_town(article: Article, mark: DateMark, line: Sequence[Token]) -> bool:
    """Say whether a name in capitals stands before the date: "ГАО, 9 марта 2027 года. /Агентство/".

    Or in brackets behind it, at the head of a line: "9 March 2027 (GAO) -".
    """
    before = [token for token in line if token.start < mark.span.start]
    after = [token for token in line if token.start >= mark.span.end][: TOWN + 3]
    if not before:
        closing = next((i for i, token in enumerate(after[:-1]) if token.form == ")"), 0)
        return bool(closing) and after[0].form == "(" and after[closing + 1].form == "-"
    town = [token for token in before if token.kind is TokenKind.WORD]
    return (
        0 < len(town) <= TOWN
        and len(before) <= LEAD
        and before[-1].form in _TOWN_ENDS
        and all(article.text[token.start : token.end].isupper() for token in town)
        and len(town[0].form) >= NAME - 1
    )


def _is_arabic_lead(place: Token, after: Token) -> bool:
    """Say whether a date stands between a lone name and a dash or bracket: "نيالا 8 يونيو 2027 – قال"."""
    is_name = is_arabic(place.form) and len(place.form) >= NAME
    return is_name and after.form in _LEAD_ENDS and after.spaced
