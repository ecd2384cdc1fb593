"""Who says so: sources and speakers of a sentence, and the chain of sources of a claim."""
