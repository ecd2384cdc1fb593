"""Send an alert by SMTP (RFC 5321), over a way that is private, with headers that nobody can add to.

A server that does not offer STARTTLS where the rules ask for it gets neither password nor message. The
message's id comes from the alert's, so that one which is sent twice is shown once by mail programs.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from wheelsdown.alerts.alert import Alert
from wheelsdown.alerts.atom import link_of
from wheelsdown.alerts.channels import Reply
from wheelsdown.alerts.rules import Mail, MailSecurity
from wheelsdown.alerts.secret import secret_of
from wheelsdown.dossiers.safe_text import printable

__all__ = ["MailChannel"]

#: Seconds for each answer of the server.
PATIENCE_S: Final = 20.0


class MailChannel:
    """One mail server and those who are written to."""

    def __init__(self, rules: Mail, site: str | None = None, *, patience_s: float = PATIENCE_S) -> None:
        self.name = rules.name
        self._rules = rules
        self._site = site
        self._patience_s = patience_s
        self._password = secret_of(rules.name, rules.password_env, rules.password_file)

    def send(self, alert: Alert) -> Reply:
        """Send one alert as one message."""
        try:
            refused = self._deliver(self._message(alert))
        except smtplib.SMTPAuthenticationError as error:
            return Reply(ok=False, said=f"refused name or password ({error.smtp_code})", is_down=True)
        except smtplib.SMTPNotSupportedError as error:
            what = "offers no STARTTLS" if "STARTTLS" in str(error) else "takes no password"
            return Reply(ok=False, said=f"{what}; nothing was sent to it", is_down=True)
        except smtplib.SMTPResponseException as error:
            later = error.smtp_code < 500
            return Reply(ok=False, said=f"answered {error.smtp_code}", is_down=later)
        except smtplib.SMTPRecipientsRefused:
            return Reply(ok=False, said="refused every recipient")
        except ssl.SSLError as error:
            return Reply(ok=False, said=f"is not trusted ({error.reason})", is_down=True)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:  # a host's name may be none
            return Reply(ok=False, said=f"cannot be reached ({type(error).__name__})", is_down=True)
        n_refused = f", but refused {len(refused)} of the recipients" if refused else ""
        return Reply(ok=True, said=f"took the message{n_refused}")

    def _deliver(self, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
        with self._connected() as server:
            if self._rules.security is MailSecurity.STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if self._rules.user is not None and self._password is not None:
                server.login(self._rules.user, self._password)
            return server.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        host, port, wait = self._rules.host, self._rules.port, self._patience_s
        if self._rules.security is MailSecurity.TLS:
            return smtplib.SMTP_SSL(host, port, timeout=wait, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=wait)

    def _message(self, alert: Alert) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = self._rules.sender
        message["To"] = ", ".join(self._rules.to)
        message["Subject"] = f"[wheelsdown] {printable(alert.title)}"
        message["Date"] = format_datetime(alert.at)
        message["Message-ID"] = f"<{alert.id}@wheelsdown.invalid>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers it
        link = f"\n\n{link_of(alert, self._site)}" if self._site else ""
        rule = f"Rule: {printable(alert.rule)}. Alert {alert.id}."
        content = f"{printable(alert.text)}\n\n{rule}{link}\n"
        message.set_content(content, cte="quoted-printable")  # no server must know 8BITMIME
        return message
