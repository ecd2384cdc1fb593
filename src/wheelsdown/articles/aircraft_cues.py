"""What beside a nickname or maker tells that an aircraft is meant: article, owner, force, quotation marks."""

from wheelsdown.articles.lexicon import Scan, Word, WordKind

__all__ = ["does_something", "is_definite", "is_flown", "is_indefinite", "is_owned", "is_quoted"]

_K = WordKind
#: English numbers that count what a name alone stands for: "five Hercules".
_NUMBERS = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several"))
_APOSTROPHES = frozenset("'’")
#: English verbs of an aircraft that stand right behind its name: "the Antonov landed".
_DOES = frozenset(
    (
        *("landed", "took", "flew", "arrived", "departed", "touched", "returned", "diverted"),
        *("circled", "lifted", "rolled", "taxied", "stopped", "turned", "parked", "carried"),
    )
)


def is_definite(scan: Scan, index: int) -> bool:
    """Say whether a name has its article or owner before it, or stands in a script that needs none."""
    if scan.tokens[index].form[:1] > "\u0370":
        return True
    definite = scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "definite")
    return definite or is_owned(scan, index)


def does_something(scan: Scan, index: int) -> bool:
    """Say whether a verb of an aircraft stands at a token: "the Hercules took off"."""
    return index < len(scan.tokens) and scan.tokens[index].form in _DOES


def is_owned(scan: Scan, index: int) -> bool:
    """Say whether an owner stands before a name: "his Falcon", "the president's Airbus"."""
    if index > 1 and scan.raw(index - 1) == "s" and scan.raw(index - 2) in _APOSTROPHES:
        return True
    return scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "possessive")


def is_flown(scan: Scan, first: int, nickname: Word) -> bool:
    """Read "Royal Air Force Hercules", and "a British Chinook" where the nickname is never of a state."""
    states = (_K.STATE,) if "flown" in nickname.tags else ()
    return scan.before(first, _K.FORCE, _K.OPERATOR, *states) is not None


def is_quoted(scan: Scan, first: int, last: int) -> bool:
    """Say whether a name stands in quotation marks, and is not that of an airline: «Боинг»."""
    before = scan.raw(first - 1) if first else ""
    if not before or before not in "«\"“„'‘" or last >= len(scan.tokens):
        return False
    company = scan.before(first - 1, _K.AIRLINE_WORD, _K.INSTITUTION, _K.OPERATOR)
    return scan.tokens[last].form in "»\"”“'" and company is None


def is_indefinite(scan: Scan, index: int) -> bool:
    """Say whether "a" stands before a name, or before the state that flies it: "a Serbian Airbus"."""
    if state := scan.before(index, _K.STATE):
        index = state.first
    if index and scan.tokens[index - 1].form in _NUMBERS:
        return True
    if _is_described(scan, index):
        index -= 1
    return scan.tagged(scan.before(index, _K.DETERMINER), _K.DETERMINER, "indefinite")


def _is_described(scan: Scan, index: int) -> bool:
    """Say whether one small word stands between "a" and a name: "a grey Boeing", "an elderly Antonov"."""
    if index <= 1 or scan.get(index - 1, _K.DETERMINER, _K.OPERATOR, _K.FORCE) is not None:
        return False
    word = scan.raw(index - 1)
    return word.isascii() and word.isalpha() and word.islower() and scan.tokens[index].spaced
