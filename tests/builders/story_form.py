"""The form of the story page, sent as a browser sends it, and what its pages hand back."""

import html
import re
from typing import Any

from starlette.testclient import TestClient

__all__ = ["carried", "claim_ids", "send"]


def send(client: TestClient, *fields: tuple[str, Any], path: str = "/story", **headers: str) -> Any:
    """Send the form as a browser does: text fields, and files as (name, bytes)."""
    sent = [
        (name, value if isinstance(value, tuple) else (None, value.replace("\n", "\r\n")))
        for name, value in fields
    ]
    return client.post(path, files=sent, headers=headers)


def carried(page: str) -> list[tuple[str, str]]:
    """The hidden fields that a page hands back."""
    found = re.findall(r'<input type="hidden" name="(held|reviews)" value="(.*?)">', page, re.DOTALL)
    return [(name, html.unescape(value)) for name, value in found]


def claim_ids(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'value="edit ([0-9a-f]+)"', page)))
