"""Read dates that are counted from something: "two days ago", "через два дня", "the past week", "early June".

Also nights and parts, which are laid around a plain date.
"""

from wheelsdown.articles.calendar_days import UP_TO
from wheelsdown.articles.calendar_words import Found, Scan
from wheelsdown.articles.date_periods import SIMPLE, read_period, read_simple
from wheelsdown.articles.date_points import (
    Read,
    Rules,
    first_read,
    read_lone_year,
    read_month,
    read_season,
    read_which,
    read_year,
    weekday_at,
)
from wheelsdown.articles.expressions import Ago, Anchored, CalendarDate, Night, Part, Period, Recent, TimeUnit

__all__ = ["POINTS", "read_length", "read_point"]

_FEW = "few"

#: The last week of a month, or with "within" and no month the past one: «за последнюю неделю».
_LAST_WEEK = "week-1"

#: News counts back by no more units than this.
MOST_UNITS = 500

#: What "a day after" counts from, where it is a date.
_DATED = frozenset(("digits", "month", "weekday", "the", "this", "last"))

#: Arabic words behind a length that begin what it counts from.
_FROM = frozenset(("من", "علي"))

_HOURS = (TimeUnit.HOUR, TimeUnit.MINUTE)


def read_point(scan: Scan, index: int) -> Read | None:
    """Read an expression that is one point or one period of the calendar; None when there is none."""
    if index not in scan.points:
        scan.points[index] = first_read(scan, index, POINTS)
    read = scan.points[index]
    return read if isinstance(read, Read) else None


def _recent(scan: Scan, index: int) -> Read | None:
    """Read "the past two weeks", "за последние десять дней", "خلال الأسبوعين الماضيين"."""
    within = scan.get(index, "within")
    week = scan.get(within.last, "part") if within else None
    if week and week.value == _LAST_WEEK and not scan.get(scan.skip(week.last, "of"), "month"):
        return Read(Recent(1, TimeUnit.WEEK), week.last)
    cue = scan.get(within.last if within else index, "recent")
    start = cue.last if cue else within.last if within else index
    length = read_length(scan, start)
    bounds = ("later", "earlier", "ago") if cue else ("before", "after", "later", "earlier", "ago")
    if length is None or scan.get(length[2], *bounds):
        return None
    n, unit, last = length
    after = scan.get(last, "recentafter")
    bare = scan.get(start, "unit", "units2") is not None
    if within and not cue and not after and _is_first_time(scan, index):
        return None
    if n is None or not (within or cue or after) or (cue and cue.value == "many" and bare):
        return None
    last, bare = after.last if after else last, not (cue or after)
    if unit in _HOURS:
        return Read(Recent(n // 24, TimeUnit.DAY, bare=bare), last) if n >= 24 else None
    return Read(Recent(n, unit, bare=bare), last)


def read_length(scan: Scan, index: int) -> tuple[int | None, TimeUnit, int] | None:
    """Read a number of units: "two days", "a few weeks", "يومين", "неделю"."""
    dual = scan.get(index, "units2")
    if dual:
        return 2, TimeUnit(dual.value), dual.last
    if scan.is_digits(index - 1) and scan.get(index, "unit"):
        return None
    plural = scan.get(index, "plural")
    if plural:
        return _plural_length(scan, plural)
    few = scan.get(index, _FEW)
    index = scan.skip(index, "particle") if scan.is_digits(index + 1) else index
    number = None if few else scan.number(index)
    one = scan.get(index, "an")
    start = few.last if few else number.last if number else one.last if one else index
    unit = scan.get(start, "unit")
    if (
        unit is None
        or _is_of_name(scan, unit)
        or (number and (number.is_ordinal or not number.whole or number.n > MOST_UNITS))
    ):
        return None
    behind = None if number or few or one else scan.number(unit.last)
    one_behind = behind if behind and behind.n == 1 else None  # "أسبوع واحد", and no "أسبوع خمس طائرات"
    n = None if few else number.n if number else 1
    return n, TimeUnit(unit.value), one_behind.last if one_behind else unit.last


def _is_of_name(scan: Scan, unit: Found) -> bool:
    """Say whether "day" or "month" only stands before its name: "يوم الاثنين", "شهر فبراير"."""
    named = {"day": "weekday", "month": "month"}.get(unit.value)
    return named is not None and scan.get(unit.last, named) is not None


def _is_first_time(scan: Scan, index: int) -> bool:
    """Say whether "впервые за четыре месяца" stands there, which tells a length."""
    return any(scan.get(index - back, "firsttime") for back in (1, 2))


def _plural_length(scan: Scan, plural: Found) -> tuple[int | None, TimeUnit, int]:
    """Read "days", and with the number behind it "الأيام الثلاثة الماضية"."""
    number = scan.number(scan.skip(plural.last, "particle"))
    if number and number.whole and number.n <= MOST_UNITS and scan.get(number.last, "recentafter"):
        return number.n, TimeUnit(plural.value), number.last
    return None, TimeUnit(plural.value), plural.last


def _ago(scan: Scan, index: int) -> Read | None:
    """Read "two days ago", "неделю назад", "قبل يومين"."""
    rough, exact = scan.get(index, "rough"), scan.get(index, "exact")
    start = rough.last if rough else exact.last if exact else index
    before = scan.get(start, "agobefore")
    rough = rough or (scan.get(before.last, "rough") if before else None)
    length = read_length(scan, scan.skip(before.last, "rough") if before else start)
    if length is None:
        return None
    n, unit, last = length
    after = scan.get(last, "ago")
    if before or after:
        ago = Ago(n, unit, rough=rough is not None, exact=exact is not None)
        return Read(ago, after.last if after else last)
    later = scan.get(last, "later", "earlier")
    if later:
        return Read(Anchored(n, unit, earlier=later.atom.kind == "earlier"), later.last)
    lasts = scan.get(index - 1, "lasting") is not None  # "stayed for a day before leaving"
    return None if lasts else _beside(scan, n, unit, last)


def _up_to(scan: Scan, index: int) -> Read | None:
    """Read "the six months to the end of September", "the year to March"."""
    length = read_length(scan, index) if scan.get(index - 1, "the") else None
    joint = scan.get(length[2], "upto") if length else None
    if length is None or joint is None or length[0] is None or length[1] in _HOURS:
        return None
    of = read_simple(scan, joint.last)
    if of is None or not isinstance(of.expression, CalendarDate) or not of.expression.month:
        return None
    return Read(Part(f"{UP_TO}{length[0]}:{length[1]}", of.expression), of.last)


def _beside(scan: Scan, n: int | None, unit: TimeUnit, index: int) -> Read | None:
    """Read "two days before," and "a day after" with what it counts from behind it."""
    found = scan.get(index, "beside")
    if found is None:
        return None
    is_before = found.value == "before"
    picture = scan.get(scan.skip(found.last, "the"), "picture")
    if picture:
        return Read(Anchored(n, unit, earlier=is_before), picture.last)
    if not scan.is_word(found.last) and not scan.is_digits(found.last):
        return Read(Anchored(n, unit, earlier=is_before), found.last)
    if n is None or scan.begins(found.last, _DATED):
        return None
    return Read(Anchored(n, unit, earlier=not is_before, of_next=True), found.last)


def _counted_by(scan: Scan, index: int) -> Read | None:
    """Read "قبل ذلك بيومين", "بعدها بأسبوع": the length stands behind."""
    cue = scan.get(index, "earlierby", "laterby")
    length = read_length(scan, cue.last) if cue else None
    if cue is None or length is None:
        return None
    return Read(Anchored(length[0], length[1], earlier=cue.atom.kind == "earlierby"), length[2])


def _thence(scan: Scan, index: int) -> Read | None:
    """Read "через два дня", "بعد يومين", and backwards "за два дня до этого"."""
    thence = scan.get(index, "thence", "within")
    length = read_length(scan, thence.last) if thence else None
    if thence is None or length is None:
        return None
    n, unit, last = length
    earlier, later = scan.get(last, "earlier"), scan.get(last, "later")
    if scan.get(last, "after") and not later:
        return None
    picture = scan.get(scan.skip(last, "before"), "picture") if scan.get(last, "before") else None
    if picture:
        return Read(Anchored(n, unit, earlier=True), picture.last)
    if earlier:
        return Read(Anchored(n, unit, earlier=True), earlier.last)
    if thence.atom.kind == "within" or (thence.value == "hours" and not later and unit not in _HOURS):
        return None
    if not later and scan.form(last) in _FROM:  # "بعد شهر على زيارة"
        return Read(Anchored(n, unit, earlier=True, of_next=True), last)
    return Read(Anchored(n, unit), later.last if later else last)


def _anchored(scan: Scan, index: int) -> Read | None:
    few = scan.get(index, "fewago")
    found = scan.get(index, "anchored")
    if found is None:
        of_month = few and scan.get(scan.skip(few.last, "of"), "month")
        return Read(Ago(None, TimeUnit.DAY), few.last) if few and not of_month else None
    count, _, unit = found.value.partition(":")
    shift, whole = int(count.rstrip("*!")), "!" in count
    later = scan.get(found.last, "later") if shift > 0 else None
    if shift and not later and scan.get(found.last, "after", "before"):
        return None
    if scan.get(index - 1, "lasting") and scan.is_word(found.last):
        return None  # "stayed for a day before leaving"
    span = TimeUnit(unit or "day")
    anchored = Anchored(abs(shift), span, shift < 0, or_published=count.endswith("*"), whole=whole)
    return Read(anchored, later.last if later else found.last)


def _night(scan: Scan, index: int) -> Read | None:
    """Read "overnight into Tuesday", "в ночь на 26 октября", "on the night of October 25"."""
    for kind in ("nightinto", "nightof"):
        found = scan.get(index, kind)
        of = read_simple(scan, found.last) if found else None
        if of and isinstance(of.expression, CalendarDate) and _has_day(of.expression):
            return Read(Night(of.expression, into=kind == "nightinto"), _next_weekday(scan, of))
    return None


def _next_weekday(scan: Scan, of: Read) -> int:
    """Step over the second weekday of "ليل الجمعة السبت", which says no more."""
    at = scan.skip(of.last + 1 if scan.form(of.last) == "-" else of.last, "nightjoint")
    second = weekday_at(scan, at)
    first = of.expression.weekday if isinstance(of.expression, CalendarDate) else None
    return second.last if second and first is not None and second.atom.n == (first + 1) % 7 else of.last


def _has_day(date: CalendarDate) -> bool:
    return date.day is not None or date.weekday is not None


def _first_units(scan: Scan, index: int) -> Read | None:
    """Read "the first three months of the year", "первые десять дней марта", "الأيام العشرة الأولى"."""
    cue = _end_word(scan, index)
    length = read_length(scan, cue[1]) if cue else _units_before(scan, index)
    end = cue or (_end_word(scan, length[2]) if length else None)
    if length is None or length[0] is None or end is None:
        return None
    n, unit, last = length
    at = last if cue else end[1]
    for start in (at, scan.skip(at, "of", "partitive")):
        of = read_month(scan, start) or read_lone_year(scan, start) or read_period(scan, start)
        of = of or _this_unit(scan, start)
        if of and isinstance(of.expression, CalendarDate | Period):
            return Read(Part(f"{end[0]}:{n}:{unit}", of.expression), of.last)
    return None


def _end_word(scan: Scan, index: int) -> tuple[str, int] | None:
    """Read "first" or "last", and the token behind it."""
    first, last = scan.get(index, "ordinal"), scan.get(index, "firstunits")
    if first is not None and first.value == "1":
        return "first", first.last
    return ("last", last.last) if last else None


def _units_before(scan: Scan, index: int) -> tuple[int, TimeUnit, int] | None:
    """Read "الأيام العشرة" where "first" or "last" follows."""
    plural = scan.get(index, "plural")
    number = scan.number(plural.last) if plural else None
    if plural is None or number is None or not number.whole or number.n > MOST_UNITS:
        return None
    return number.n, TimeUnit(plural.value), number.last


def _part(scan: Scan, index: int) -> Read | None:
    """Read "early June", "в конце 2024 года", "منتصف الشهر الماضي", "earlier in June"."""
    part = scan.get(index, "part")
    if part is None:
        return None
    at = part.last + 1 if scan.form(part.last) == "-" else part.last
    for start in (at, scan.skip(at, "of", "on"), scan.skip(scan.skip(at, "of", "on"), "of", "on")):
        of = (
            read_month(scan, start)
            or read_lone_year(scan, start)
            or read_which(scan, start)
            or read_period(scan, start)
        )
        of = of or read_season(scan, start) or _this_unit(scan, start)
        if of and isinstance(of.expression, CalendarDate | Period):
            return Read(Part(part.value, of.expression), of.last)
    return Read(Part(part.value, Period(TimeUnit.YEAR, 0)), part.last) if part.atom.needs == "alone" else None


def _this_unit(scan: Scan, index: int) -> Read | None:
    """Read the bare unit of "the end of the month", "в начале недели", "مطلع الشهر"."""
    at = scan.skip(index, "the")
    unit = scan.get(at, "unit")
    if unit is None or scan.get(at, "plural") or unit.value not in ("week", "month", "year"):
        return None
    if read_year(scan, unit.last):
        return None
    return Read(Period(TimeUnit(unit.value), 0), unit.last)


_LENGTH = frozenset(("few", "particle", "cardinal", "an", "unit", "units2", "plural", "digits", "scale"))

#: What may be read at a place, in this order, with the kinds of words that it begins with.
POINTS: Rules = (
    (frozenset(("firstunits", "ordinal", "plural")), _first_units),
    (frozenset(("earlierby", "laterby")), _counted_by),
    (_LENGTH, _up_to),
    (_LENGTH | {"within", "recent"}, _recent),
    (_LENGTH | {"rough", "exact", "agobefore"}, _ago),
    (frozenset(("thence", "within")), _thence),
    (frozenset(("nightinto", "nightof")), _night),
    (frozenset(("part",)), _part),
    (frozenset(("anchored", "fewago")), _anchored),
    *SIMPLE,
)
