"""Tracks: received states cleaned, judged for integrity, and cut where reception broke off."""
