"""The alerts as an Atom feed (RFC 4287), for feed readers; every text in it is plain text."""

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from wheelsdown.alerts.alert import Alert
from wheelsdown.alerts.log import alerts_folder, read_alerts
from wheelsdown.clock import rfc3339
from wheelsdown.dossiers.safe_text import printable
from wheelsdown.store.durable import replace_file

__all__ = ["MEDIA_TYPE", "atom_feed", "feed_bytes", "link_of", "write_feed"]

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"

#: Entries in the feed; readers come back within days, not months.
_MOST: Final = 100

#: What XML 1.0 forbids (section 2.2) and `printable` lets through.
_NO_XML: Final = re.compile("[\ufffe\uffff]")

#: Before the first alert a feed must still say when it changed.
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


def atom_feed(workspace: Path, site: str | None = None) -> bytes:
    """Give the latest alerts of a workspace as an Atom feed.

    Parameters
    ----------
    site
        Address of the web site; entries link to their place or aircraft there.
    """
    return feed_bytes(read_alerts(workspace, _MOST), site)


def write_feed(workspace: Path, site: str | None = None) -> None:
    """Replace ``alerts.atom``; a reader finds the old feed or the new."""
    replace_file(alerts_folder(workspace) / "alerts.atom", atom_feed(workspace, site))


def feed_bytes(alerts: Sequence[Alert], site: str | None = None) -> bytes:
    """Write alerts, the latest first, as a feed."""
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    simulated = any(each.simulated for each in alerts)
    _add(feed, "title", f"wheelsdown alerts{' (SIMULATED)' if simulated else ''}")
    _add(feed, "id", _urn("feed"))
    _add(feed, "updated", rfc3339(max((each.at for each in alerts), default=_BEGINNING)) or "")
    _add(ET.SubElement(feed, "author"), "name", "wheelsdown")
    for alert in alerts:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "title", alert.title)
        _add(entry, "id", _urn(f"alert:{alert.id}"))
        _add(entry, "updated", rfc3339(alert.at) or "")
        _add(entry, "summary", alert.text)
        ET.SubElement(entry, "category", term=alert.kind.value)
        if site is not None:
            ET.SubElement(entry, "link", rel="alternate", href=link_of(alert, site))
    said: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return said


def link_of(alert: Alert, site: str) -> str:
    """Give the page of the web site that shows more."""
    if alert.airframe is not None and re.fullmatch("~?[0-9a-f]{6}", alert.airframe):
        return f"{site}/aircraft/{alert.airframe}"
    if alert.place is not None and re.fullmatch("[A-Za-z0-9+-]{1,40}", alert.place):
        return f"{site}/places/{alert.place}"
    return f"{site}/status" if alert.feeds else f"{site}/"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NO_XML.sub("\ufffd", printable(text))


def _urn(name: str) -> str:
    """Give an id that is the same wherever the feed is read (RFC 4287, 4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"wheelsdown:{name}").urn
