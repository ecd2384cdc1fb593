"""Say whether a present tense goes on with what aircraft do as a rule: "Вони прямують до Ульяновська".

The sentence before told that such aircraft fly every day; with no day of its own, what they do next is no
single flight either.
"""

from collections.abc import Mapping
from dataclasses import replace

from wheelsdown.claims.events.frames import Frame
from wheelsdown.claims.sentences.beside.backgrounds import is_present
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks, between
from wheelsdown.claims.words import Form, Modality

__all__ = ["as_habit"]


def as_habit(marks: SentenceMarks, frame: Frame, rules: Mapping[str, str], *, after_habit: bool) -> Frame:
    """Get a frame as one of habit, where it only goes on with one.

    Parameters
    ----------
    marks, frame
        The sentence, and what it tells.
    rules
        By which rules its fields are known from before.
    after_habit
        Whether the sentence before told what such aircraft do as a rule.
    """
    if not after_habit or frame.modality is not None or "aircraft" not in rules:
        return frame
    told = [event for event in frame.events if event.mark.form is Form.VERB]
    if between(marks.dates, frame.first, frame.last) or not all(is_present(marks, event) for event in told):
        return frame
    return replace(frame, modality=Modality.GENERIC) if told else frame
