"""The fields of a claim: whose aircraft, how many, between which places, on which day."""
