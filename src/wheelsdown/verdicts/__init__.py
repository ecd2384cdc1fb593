"""Claims against evidence: what was asked, what was seen, and which word that allows."""
