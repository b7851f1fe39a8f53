"""The configuration: the environment wins, and every fault is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import ConfigError, load

WHOLE = {
    "CONCORD_SECRET_KEY": "x" * 40,
    "CONCORD_DISCORD_TOKEN": "t",
    "CONCORD_DISCORD_CLIENT_ID": "1",
    "CONCORD_DISCORD_CLIENT_SECRET": "s",
    "CONCORD_EVE_CLIENT_ID": "c",
    "CONCORD_EVE_CLIENT_SECRET": "s",
    "CONCORD_CONTACT": "me@example.org",
    "CONCORD_WEB_URL": "https://auth.example.org",
}


def faults(env: dict[str, str], **how: bool) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(env, **how)
    return caught.value.faults


def test_what_is_needed_is_enough() -> None:
    assert load(WHOLE).web_url == "https://auth.example.org"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('site_name = "File"\nowners = [1]\n')
    found = load(WHOLE | {"CONCORD_CONFIG": str(path), "CONCORD_SITE_NAME": "Environment"})
    assert (found.site_name, found.owners) == ("Environment", [1])


def test_all_faults_are_named_at_once() -> None:
    found = "\n".join(
        faults(
            {
                "CONCORD_NO_SUCH": "1",
                "CONCORD_LOG_LEVEL": "LOUD",
                "CONCORD_OWNERS": "1,x",
                "CONCORD_SECRET_KEY": "short",
            }
        )
    )
    for part in ("CONCORD_NO_SUCH", "CONCORD_LOG_LEVEL", "CONCORD_OWNERS"):
        assert part in found


def test_what_is_missing_is_named_with_its_variable() -> None:
    found = "\n".join(faults({}))
    for part in ("CONCORD_DISCORD_TOKEN", "CONCORD_EVE_CLIENT_ID", "CONCORD_CONTACT", "secret_key"):
        assert part in found


@pytest.mark.parametrize("place", ["http://esi.example.org", "https://127.0.0.1:9", "https://localhost"])
def test_unencrypted_and_local_addresses_need_insecure(place: str) -> None:
    assert faults(WHOLE | {"CONCORD_EVE_ESI_URL": place})
    assert load(WHOLE | {"CONCORD_EVE_ESI_URL": place}, insecure=True)


def test_the_site_is_public_only_over_https() -> None:
    assert faults(WHOLE | {"CONCORD_WEB_URL": "http://auth.example.org"})
    assert load(WHOLE | {"CONCORD_WEB_URL": "http://127.0.0.1:8000"})


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    assert "there is no file" in "\n".join(faults(WHOLE | {"CONCORD_CONFIG": str(tmp_path / "none.toml")}))


def test_letters_need_a_server_and_a_sender_or_neither() -> None:
    good = {
        "CONCORD_SMTP_URL": "smtp://u:p@mail.example.org:587",
        "CONCORD_SMTP_FROM": "Concord <a@example.org>",
    }
    assert load(WHOLE | good).smtp_from
    assert "smtp_url, smtp_from" in "\n".join(faults(WHOLE | {"CONCORD_SMTP_URL": good["CONCORD_SMTP_URL"]}))
    assert "smtp_url: write" in "\n".join(faults(WHOLE | good | {"CONCORD_SMTP_URL": "http://x"}))
    assert "smtp_from: write" in "\n".join(faults(WHOLE | good | {"CONCORD_SMTP_FROM": "nobody"}))
