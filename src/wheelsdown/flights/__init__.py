"""Flights: the legs inside tracks, their ends with a basis, and which tracks are one flight."""
