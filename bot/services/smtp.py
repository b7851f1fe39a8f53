"""Letters through an SMTP server: the last way to somebody who is on no Discord server any more."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bot import clock
from bot.services.base import ServiceDown, ServiceRefused

TIMEOUT = 20.0
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where letters are handed in. `encrypted` from the first byte; else STARTTLS, which a server not on this machine
    must offer."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str
    sender: str
    must_encrypt: bool = True


def settings(url: str, sender: str) -> SmtpSettings:
    """Read `smtp://user:password@host:port` (STARTTLS) or `smtps://…`. Raises ValueError with what is wrong."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("write it as smtp://user:password@host:587 or smtps://user:password@host:465")
    if "@" not in parseaddr(sender)[1]:
        raise ValueError("needs a sender (smtp_from), written as Concord <auth@example.org>")
    return SmtpSettings(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        must_encrypt=parts.hostname not in ("localhost", "127.0.0.1", "::1"),
    )


class Smtp:
    """Hands in one letter at a time; see `bot.rules.outside.Mailer`."""

    def __init__(self, found: SmtpSettings, *, trust: ssl.SSLContext | None = None) -> None:
        self._settings = found
        self._trust = trust or ssl.create_default_context()

    async def check(self) -> str:
        """Say hello, encrypt and sign in, and send nothing. Raises ServiceDown, ServiceRefused."""
        client, safe = await self._open()
        await self._leave(client)
        found = self._settings
        return f"{found.host}:{found.port} takes letters{'' if safe else ', unencrypted: it is this machine'}"

    async def send(self, to: str, subject: str, text: str, message_id: str) -> None:
        """Hand in one letter. Raises ServiceDown (later) and ServiceRefused (`rejected`: never for this address)."""
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self._settings.sender, to, subject
        letter["Date"] = format_datetime(clock.now())
        letter["Message-ID"] = f"<{message_id}@{parseaddr(self._settings.sender)[1].rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        client, _ = await self._open()
        try:
            await client.send_message(letter)
        except aiosmtplib.SMTPRecipientsRefused as e:
            raise _of_code(e.recipients[0].code, "rejected") from e
        except aiosmtplib.SMTPResponseException as e:
            raise _of_code(e.code, "rejected") from e
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as e:
            raise ServiceDown(type(e).__name__) from e
        finally:
            await self._leave(client)

    async def _open(self) -> tuple[aiosmtplib.SMTP, bool]:
        """A signed-in connection, and whether it is encrypted."""
        found = self._settings
        client = aiosmtplib.SMTP(
            hostname=found.host,
            port=found.port,
            timeout=TIMEOUT,
            use_tls=found.encrypted,
            start_tls=False,
            tls_context=self._trust,
        )
        safe = found.encrypted
        try:
            await client.connect()
            if not found.encrypted:
                await client.ehlo()
                if client.supports_extension("starttls"):
                    await client.starttls(tls_context=self._trust)
                    safe = True
                elif found.must_encrypt or found.user:
                    raise ServiceRefused("no_starttls", f"{found.host} offers no encryption")
            if found.user:
                await client.login(found.user, found.password)
        except ServiceRefused:
            await self._leave(client)
            raise
        except aiosmtplib.SMTPResponseException as e:
            await self._leave(client)
            raise _of_code(e.code, "sign_in") from e
        except ssl.SSLError as e:
            client.close()
            raise ServiceRefused("certificate", str(e.reason)) from e
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as e:
            client.close()
            raise ServiceDown(type(e).__name__) from e
        return client, safe

    @staticmethod
    async def _leave(client: aiosmtplib.SMTP) -> None:
        try:
            await client.quit()
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            client.close()


def _of_code(code: int, refused: str) -> Exception:
    """4xx: try again later. 5xx: never. The server's own words may hold the address, so they are left out."""
    if code >= 500:
        return ServiceRefused(refused, str(code))
    return ServiceDown(f"the mail server answered {code}", 300.0)
