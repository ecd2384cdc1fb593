"""Which aircraft a clause speaks of, and which it only names."""
