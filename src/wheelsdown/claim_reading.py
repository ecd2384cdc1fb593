"""From articles to what they claim: reads, marks and assembles, with the word lists and places of this house."""
