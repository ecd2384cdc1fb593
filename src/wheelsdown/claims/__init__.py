"""What articles claim: claims, chains of sources, groups of the same event, disagreements, the story."""
