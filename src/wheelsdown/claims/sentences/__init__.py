"""What stands in one sentence: marks, words, clauses, and what a clause speaks of."""
