"""Letters through a real SMTP server: encrypted or not at all, and every refusal told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services import smtp
from bot.services.base import ServiceDown, ServiceRefused
from tests.mailbox import PASSWORD, USER, certificate, mailbox, sender


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("pem"))


async def test_a_letter_arrives_whole_over_starttls_with_a_sign_in(pem: Path) -> None:
    async with mailbox(pem, login=True) as box:
        ours = sender(box, pem, user=USER, password=PASSWORD, must_encrypt=True)
        await ours.send("anna@example.org", "Grüße von Concord", "Ein Text.\n\nMit Ünicode.", "notice-7")
        (letter,) = box.letters
        assert (letter["To"], letter["Subject"]) == ("anna@example.org", "Grüße von Concord")
        assert letter["Message-ID"] == "<notice-7@example.org>"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter.get_content().splitlines() == ["Ein Text.", "", "Mit Ünicode."]
        assert box.encrypted == [True]
        assert "takes letters" in await ours.check()


async def test_encrypted_from_the_start(pem: Path) -> None:
    async with mailbox(pem, encrypted=True) as box:
        await sender(box, pem, encrypted=True).send("anna@example.org", "s", "t", "i")
        assert len(box.letters) == 1


async def test_without_starttls_nothing_is_said_to_a_server_elsewhere() -> None:
    async with mailbox() as box:
        with pytest.raises(ServiceRefused, match="no_starttls"):
            await sender(box, must_encrypt=True).send("anna@example.org", "s", "t", "i")
        with pytest.raises(ServiceRefused, match="no_starttls"):
            await sender(box, user=USER, password=PASSWORD).send("anna@example.org", "s", "t", "i")
        await sender(box).send("anna@example.org", "s", "t", "i")
        assert box.encrypted == [False], "only to this machine, and without a password"
        assert "unencrypted" in await sender(box).check()


async def test_a_certificate_of_somebody_else_ends_it(pem: Path, tmp_path: Path) -> None:
    async with mailbox(certificate(tmp_path)) as box:
        with pytest.raises(ServiceRefused, match="certificate"):
            await sender(box, pem).send("anna@example.org", "s", "t", "i")
        assert box.letters == []


async def test_a_wrong_password_is_said_as_such(pem: Path) -> None:
    async with mailbox(pem, login=True) as box:
        with pytest.raises(ServiceRefused, match="sign_in"):
            await sender(box, pem, user=USER, password="wrong").check()


async def test_a_refused_address_is_final_and_a_busy_server_is_for_later() -> None:
    async with mailbox() as box:
        box.answer = "550 no such anna@example.org here"
        with pytest.raises(ServiceRefused, match="rejected") as refused:
            await sender(box).send("anna@example.org", "s", "t", "i")
        assert "anna" not in str(refused.value), "the server's own words may name the address"
        box.answer = "451 later"
        with pytest.raises(ServiceDown):
            await sender(box).send("anna@example.org", "s", "t", "i")


async def test_nobody_there_is_for_later() -> None:
    async with mailbox() as box:
        ours = sender(box)
    with pytest.raises(ServiceDown):
        await ours.send("anna@example.org", "s", "t", "i")


@pytest.mark.parametrize("url", ["", "http://x", "smtp://", "smtp://x/y"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="write it as"):
        smtp.settings(url, "a@b.org")
    with pytest.raises(ValueError, match="sender"):
        smtp.settings("smtp://x", "nobody")


def test_the_settings_are_read_from_one_address() -> None:
    found = smtp.settings("smtps://c%40x:p%2Fw@mail.example.org", "Concord <auth@example.org>")
    assert (found.host, found.port, found.encrypted) == ("mail.example.org", 465, True)
    assert (found.user, found.password, found.must_encrypt) == ("c@x", "p/w", True)
    assert smtp.settings("smtp://localhost:25", "a@b.org").must_encrypt is False
