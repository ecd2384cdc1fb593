"""A sentence as it is meant: read without what tells nothing, and with what words mean only together."""
