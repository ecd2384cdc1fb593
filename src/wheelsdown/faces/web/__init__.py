"""The web face: an HTTP API and the pages that stand on it, in one process, read-only."""
