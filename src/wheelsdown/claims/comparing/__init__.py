"""Articles beside each other: the same event in each, and where they differ."""
