"""Speed and accuracy, each against a named peer, floor or truth."""
