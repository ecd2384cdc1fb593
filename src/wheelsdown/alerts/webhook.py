"""Send an alert by POST: as ntfy takes it (docs.ntfy.sh, "publishing"), or as a JSON object.

Redirects are not followed, for the token would go along; the answer's body is not read; the whole exchange
has one deadline, so that a server which answers a byte a minute holds nobody up.
"""

import asyncio
from email.header import Header
from http import HTTPStatus
from typing import Final

import httpx
import msgspec

from wheelsdown.alerts.alert import Alert, AlertKind
from wheelsdown.alerts.atom import link_of
from wheelsdown.alerts.channels import Reply
from wheelsdown.alerts.rules import Webhook, WebhookFormat
from wheelsdown.alerts.secret import secret_of
from wheelsdown.dossiers.safe_text import printable

__all__ = ["WebhookChannel", "header_text"]

#: Seconds for everything: connecting, sending, the answer's first line.
DEADLINE_S: Final = 20.0

#: Bytes of text that ntfy takes as a message, and not as an attachment (4,096), less some room.
_MOST_BYTES: Final = 3800

#: Answers that mean "later": too many requests, and the server's own faults.
_LATER: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class WebhookChannel:
    """One address."""

    def __init__(self, rules: Webhook, site: str | None = None, *, deadline_s: float = DEADLINE_S) -> None:
        self.name = rules.name
        self._rules = rules
        self._site = site
        self._deadline_s = deadline_s
        self._token = secret_of(rules.name, rules.token_env, rules.token_file)

    def send(self, alert: Alert) -> Reply:
        """Post one alert."""
        try:
            status = asyncio.run(self._post(alert))
        except TimeoutError:
            return Reply(ok=False, said=f"did not answer within {self._deadline_s:g} s", is_down=True)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Reply(ok=False, said=f"cannot be reached ({type(error).__name__})", is_down=True)
        if 200 <= status < 300:
            return Reply(ok=True, said=f"answered {status}")
        if 300 <= status < 400:
            words = f"answered {status}, a redirect, which is not followed; name the final address"
            return Reply(ok=False, said=words, is_down=True)
        return Reply(ok=False, said=f"answered {status}", is_down=status >= 500 or status in _LATER)

    async def _post(self, alert: Alert) -> int:
        content, headers = self._json(alert) if self._as_json else self._ntfy(alert)
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        async with (
            asyncio.timeout(self._deadline_s),
            httpx.AsyncClient(follow_redirects=False, timeout=self._deadline_s) as client,
            client.stream("POST", self._rules.url, content=content, headers=headers) as answer,
        ):
            return answer.status_code

    @property
    def _as_json(self) -> bool:
        return self._rules.format is WebhookFormat.JSON

    def _json(self, alert: Alert) -> tuple[bytes, dict[str, str]]:
        said = msgspec.to_builtins(alert)
        click = link_of(alert, self._site) if self._site else None
        body = msgspec.json.encode({"schema": "wheelsdown/alert/1", **said, "click": click})
        return body, {"Content-Type": "application/json", "Idempotency-Key": alert.id}

    def _ntfy(self, alert: Alert) -> tuple[bytes, dict[str, str]]:
        tags = [alert.kind.value, *(["simulated"] if alert.simulated else [])]
        headers = {
            "Title": header_text(alert.title),
            "Tags": ",".join(tags),
            "Content-Type": "text/plain; charset=utf-8",
        }
        if alert.kind is AlertKind.EMERGENCY:
            headers["Priority"] = "high"
        if self._site:
            headers["Click"] = link_of(alert, self._site)
        return alert.text.encode()[:_MOST_BYTES].decode(errors="ignore").encode(), headers


def header_text(text: str) -> str:
    r"""Give text as a header may hold it: one line of ASCII, anything else encoded (RFC 2047).

    >>> header_text("A124\r\nX-Evil: 1"), header_text("Хмеймим")
    ('A124  X-Evil: 1', '=?utf-8?b?0KXQvNC10LnQvNC40Lw=?=')
    """
    said = printable(text).strip()
    return said if said.isascii() else Header(said, "utf-8").encode(maxlinelen=0)
