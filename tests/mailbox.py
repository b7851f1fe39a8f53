"""A real SMTP server on this machine that keeps what it takes, for as long as a test needs one."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.services.smtp import Smtp, SmtpSettings

USER, PASSWORD = "concord", "p:w/d@1"


@dataclass
class Mailbox:
    """What the server took, and what it answers: set `answer` to refuse (`550 no such user`, `451 later`)."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    answer: str = ""
    encrypted: list[bool] = field(default_factory=list)
    attempts: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.attempts += 1
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.encrypted.append(session.ssl is not None)
        return "250 taken"


def certificate(folder: Path) -> Path:
    """A certificate of this machine with its key, in one file, worth a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@asynccontextmanager
async def mailbox(
    pem: Path | None = None, *, login: bool = False, encrypted: bool = False
) -> AsyncIterator[Mailbox]:
    """Serve one; with `pem` it offers STARTTLS (or is encrypted from the start), with `login` it wants USER's password."""
    found = Mailbox()
    context = None
    if pem is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(
            success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False
        )

    made: list[SMTP] = []

    def serve() -> SMTP:
        made.append(
            SMTP(
                found,
                hostname="localhost",
                tls_context=None if encrypted else context,
                authenticator=check if login else None,
                auth_required=login,
                auth_require_tls=not encrypted and context is not None,
                loop=loop,
            )
        )
        return made[-1]

    loop = asyncio.get_running_loop()
    server = await loop.create_server(serve, "127.0.0.1", 0, ssl=context if encrypted else None)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
        await server.wait_closed()
        tasks = [s._handler_coroutine for s in made if s._handler_coroutine is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def sender(found: Mailbox, pem: Path | None = None, **how: Any) -> Smtp:
    """Our side of it, which trusts the certificate of `pem` and nobody else's."""
    trust = ssl.create_default_context(cafile=str(pem)) if pem else None
    values = {"encrypted": False, "user": "", "password": "", "sender": "Concord <auth@example.org>"}
    return Smtp(
        SmtpSettings("127.0.0.1", found.port, **(values | {"must_encrypt": False} | how)), trust=trust
    )
