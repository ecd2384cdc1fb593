"""Write the month and weekday lists from CLDR: run once, when CLDR changes.

usage: python tools/build_calendar_words.py

Needs Babel (CLDR data, Unicode licence). CLDR gives two cases of the Slavic names; the others follow from the
regular declensions below. Arabic names come in three systems (Levant and Iraq, Egypt and the Gulf, Maghreb):
CLDR has them under its country locales.
"""

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import babel

WORDS = Path(__file__).parent.parent / "src/wheelsdown/reference/data/words"
ARABIC = ("ar", "ar_SY", "ar_IQ", "ar_DZ", "ar_MA", "ar_TN", "ar_MR")
CLDR = f"CLDR by Babel {babel.__version__} (Unicode licence)"
DECLINED = f"{CLDR}, declined"

#: Endings that the ending of the nominative gives way to.
RUSSIAN = {
    "ь": ("ь", "я", "ю", "ем", "е"),
    "й": ("й", "я", "ю", "ем", "е"),
    "а": ("а", "ы", "у", "е", "ой", "ам"),
    "ца": ("ца", "цы", "цу", "це", "цей"),
    "е": ("е", "я", "ю", "ем", "и", "ям"),
    "": ("", "а", "у", "ом", "е", "и", "ам"),
}
UKRAINIAN = {
    "ень": ("ень", "ня", "ню", "нем", "ні"),
    "ий": ("ий", "ого", "ому", "им", "ім"),
    "твер": ("твер", "тверга", "твергу", "твергом", "тверги", "твергам"),
    "лок": ("лок", "лка", "лку", "лком", "лки", "лкам", "лкові"),
    "рок": ("рок", "рка", "рку", "рком", "рки", "ркам", "ркові"),
    "еда": ("еда", "еди", "еду", "еді", "едою"),
    "ота": ("ота", "оти", "оту", "оті", "отою"),
    "ця": ("ця", "ці", "цю", "цею"),
    "ля": ("ля", "лі", "лю", "лею"),
    "": ("", "а", "у", "ом", "і", "ові"),
}
ENDINGS = {"ru": RUSSIAN, "uk": UKRAINIAN}
#: Short names that are whole.
WHOLE = frozenset({"май", "мая", "июнь", "июль", "март"})

#: A pattern, its language, number, needs and source.
Row = tuple[str, str, int, str, str]

#: Names that are also other words, and what must be near to read them as dates.
CAPITAL = frozenset({"may", "march"})
NEEDS_DAY = frozenset(
    (
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    )
)
NEEDS_CUE = frozenset({"آب", "مارس"})
#: Short forms in news that CLDR has not, and spellings.
MORE_MONTHS = {
    "en": {"sept": 9},
    "ar": {"إبريل": 4, "ابريل": 4, "اغسطس": 8, "آيار": 5, "ايلول": 9, "حزيران": 6, "تموز": 7, "أكتوبر": 10},
}
MORE_WEEKDAYS = {
    "en": {"tues": 1, "thurs": 3, "wednes": 2},
    "ar": {"الإثنين": 0, "الثلاثا": 1, "الاربعاء": 2},
}


def declined(name: str, endings: dict[str, tuple[str, ...]]) -> list[str]:
    """Give every case of a nominative by the longest ending that fits."""
    old = max((ending for ending in endings if name.endswith(ending)), key=len)
    return [name.removesuffix(old) + new for new in endings[old]]


def names(locale: str, what: str, width: str) -> list[tuple[str, int]]:
    """Get the names of months (1 to 12) or days (0 is Monday) in both contexts."""
    table = getattr(babel.Locale.parse(locale), what)
    return [
        (name, number)
        for context in ("stand-alone", "format")
        for number, name in table[context][width].items()
    ]


def flag(word: str) -> str:
    """Say what a doubtful word needs: a capital, a day, or a day or preposition."""
    if word.casefold() in CAPITAL:
        return "capital"
    if word in NEEDS_CUE:
        return "cue"
    return "day" if word.casefold() in NEEDS_DAY else ""


def in_cldr(what: str) -> Iterator[Row]:
    """Get the names as CLDR has them; Slavic short forms need a day beside them."""
    for language, locales in {"en": ("en",), "ru": ("ru",), "uk": ("uk",), "ar": ARABIC}.items():
        for locale, width in itertools.product(locales, ("wide", "abbreviated")):
            for name, number in names(locale, what, width):
                word = name.rstrip(".").replace("\u00a0", " ").lower()
                short = width == "abbreviated" and language in ENDINGS and word not in WHOLE
                if len(word) > 2 or language == "ar":
                    yield word, language, number, "day" if short else flag(word), CLDR


def in_cases(what: str) -> Iterator[Row]:
    """Get every case of the Slavic names."""
    for language, endings in ENDINGS.items():
        for number, name in getattr(babel.Locale.parse(language), what)["stand-alone"]["wide"].items():
            for word in declined(name, endings):
                yield word, language, number, "", DECLINED


def in_news(what: str) -> Iterator[Row]:
    """Get the further spellings."""
    for language, more in (MORE_MONTHS if what == "months" else MORE_WEEKDAYS).items():
        for word, number in more.items():
            yield word, language, number, flag(word), "news spelling"


def rows(what: str) -> list[Row]:
    """Get the rows of one list, one a word; Arabic weekdays need their article."""
    found: dict[tuple[str, str], Row] = {}
    for word, language, number, needs, source in (*in_cldr(what), *in_cases(what), *in_news(what)):
        wanted = "article" if what == "days" and language == "ar" else needs
        for spelling in {word, word.replace("ʼ", "'")}:
            found.setdefault((spelling, language), (spelling, language, number, wanted, source))
    return sorted(found.values())


def main() -> None:
    """Write both lists."""
    for what, topic in (("months", "months"), ("days", "weekdays")):
        with (WORDS / f"{topic}.tsv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
            writer.writerow(("pattern", "language", "value", "needs", "source"))
            writer.writerows(rows(what))


if __name__ == "__main__":
    main()
