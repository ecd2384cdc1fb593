"""Whether a flight is told as a fact: or as a plan, a rule, a denial, something taken for granted."""
