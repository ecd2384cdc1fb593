"""Prepare a sentence before its frames are read: contrasts, words that mean something together, names."""

from wheelsdown.claims.events.plain_verbs import with_plain_verbs
from wheelsdown.claims.sentences.meant.approaches import without_vain_approaches
from wheelsdown.claims.sentences.meant.arabic_units import without_units
from wheelsdown.claims.sentences.meant.company import with_company
from wheelsdown.claims.sentences.meant.consequences import without_consequences
from wheelsdown.claims.sentences.meant.contrasts import with_contrasts
from wheelsdown.claims.sentences.meant.denials import with_denials
from wheelsdown.claims.sentences.meant.missed_aims import without_missed_aims
from wheelsdown.claims.sentences.meant.opening_places import without_said_of_places
from wheelsdown.claims.sentences.meant.portions import with_portions
from wheelsdown.claims.sentences.meant.present_stands import with_present_stands
from wheelsdown.claims.sentences.meant.rows import without_notes
from wheelsdown.claims.sentences.meant.sent_before import without_sent_before
from wheelsdown.claims.sentences.meant.since_when import with_since_when
from wheelsdown.claims.sentences.meant.takings import with_takings
from wheelsdown.claims.sentences.meant.tanker_trucks import without_tanker_trucks
from wheelsdown.claims.sentences.meant.together import with_words_together
from wheelsdown.claims.sentences.meant.totals import with_totals
from wheelsdown.claims.sentences.meant.under_way import with_under_way
from wheelsdown.claims.sentences.sentence_marks import SentenceMarks
from wheelsdown.claims.sentences.unlisted import with_unlisted_places
from wheelsdown.claims.words import ClaimWords

__all__ = ["prepared"]


def prepared(marks: SentenceMarks, words: ClaimWords) -> SentenceMarks:
    """Get a sentence with what its words mean together, and without what it says only to deny it."""
    own = with_portions(without_tanker_trucks(without_notes(without_units(marks))))
    own = with_since_when(with_totals(own))
    whole = without_consequences(with_words_together(with_contrasts(with_company(with_denials(own)))))
    flown = without_vain_approaches(without_sent_before(without_missed_aims(whole)))
    told = without_said_of_places(with_takings(with_under_way(flown)))
    return with_present_stands(with_unlisted_places(with_plain_verbs(told, words.led, words.untold)))
