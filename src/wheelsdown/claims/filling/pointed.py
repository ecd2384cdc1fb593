"""How many aircraft a word that points back stands for by itself: "both", "all three", "обидва"."""

from wheelsdown.claims.claim import CountField
from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.words import Points

__all__ = ["number_pointed"]

_NUMBERS = (
    (2, ("both", "two", "pair", "duo", "оба", "обе", "обидва", "обидві", "обоє", "двое", "двоє", "пара")),
    (2, ("كلتاهما", "كلاهما", "الطائرتان", "الطائرتين", "والطائرتان")),
    (3, ("three", "trio", "трое", "троє", "тройка", "трійка")),
    (4, ("four", "quartet", "четверо", "четвёрка", "четверка", "четвірка")),
    (5, ("five", "пятеро", "п'ятеро")),
)
_OF_WORD = {word: number for number, words in _NUMBERS for word in words}


def number_pointed(marks: SentenceMarks, frame: Frame) -> CountField | None:
    """Get the number in the first words of a frame that stand for the aircraft told before."""
    for pointer in between(marks.pointers, frame.first, frame.last):
        if pointer.mark is Points.AIRCRAFT:
            words = (marks.form(index) for index in range(pointer.first, pointer.last))
            number = next((_OF_WORD[word] for word in words if word in _OF_WORD), None)
            return CountField(op="=", n=number) if number is not None else None
    return None
