"""From articles to what they claim: read, mark and assemble, with the word lists and places of this house."""
