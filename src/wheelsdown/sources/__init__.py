"""Raw files in, state vectors out: one format per module, recognised by content, nothing changed on disk."""

from wheelsdown.sources.discovery import Container, RawSource, find_sources
from wheelsdown.sources.fingerprints import fingerprint
from wheelsdown.sources.read import read_source
from wheelsdown.sources.reading import Reading
from wheelsdown.sources.readsb_details import read_trace_details

__all__ = [
    "Container",
    "RawSource",
    "Reading",
    "find_sources",
    "fingerprint",
    "read_source",
    "read_trace_details",
]
