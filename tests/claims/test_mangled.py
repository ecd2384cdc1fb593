"""Texts that nobody wrote: words lost, moved, cut off and mixed. A reader may find little, but must not fail."""

import random
import re

from benchmarks.claim_scores import gold_rows
from read_article import claims_of

N_TEXTS, SEED = 300, 1


def test_mangled_texts_are_read_without_failing():
    chance = random.Random(SEED)
    rows = gold_rows()
    for _ in range(N_TEXTS):
        row = chance.choice(rows)
        other = chance.choice([each for each in rows if each.language == row.language])
        text = mangled(re.split(r"(\s+)", row.text), re.split(r"(\s+)", other.text), chance)
        for claim in claims_of(text):
            start, end = claim.span
            assert 0 <= start < end <= len(text)


def test_a_name_cut_off_is_read_without_failing():
    claims_of("Flight CFN3301, operated by the Belarusian carrier")


def mangled(words: list[str], others: list[str], chance: random.Random) -> str:
    """Do one of five things to the words of a text."""
    at = chance.randrange(len(words))
    match chance.randrange(5):
        case 0:
            words = [word for word in words if chance.random() > 0.1]
        case 1:
            words = words[at:] + words[:at]
        case 2:
            words = words[:at] + words[at + 1 : at + chance.randrange(2, 60)]
        case 3:
            for _ in range(max(1, len(words) // 10)):
                one, two = chance.randrange(len(words)), chance.randrange(len(words))
                words[one], words[two] = words[two], words[one]
        case _:
            for _ in range(max(1, len(words) // 8)):
                at, there = chance.randrange(len(words)), chance.randrange(len(others))
                n = chance.randrange(1, 8)
                words[at : at + n] = others[there : there + n]
    return "".join(words)
