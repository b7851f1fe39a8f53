"""The program as an operator runs it, in a process of its own: check, run, health, logs, and a stop in good order."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import EVE_CLIENT_ID, EVE_CLIENT_SECRET, World
from tests.journeys.kit import Browser, kept_to_the_rules, say, until, watched_world

ROOT = Path(__file__).parents[2]
KEY = "a-key-of-this-test-only-0123456789abcdef"


@dataclass
class Operator:
    """Somebody with a shell, a configuration, and the pretend services."""

    box: Sandbox
    port: int
    env: dict[str, str] = field(default_factory=dict)

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *words: str, **env: str) -> asyncio.subprocess.Process:
        """Begin `concord …`; names in `env` without their prefix."""
        given = {**self.env, **{f"CONCORD_{k.upper()}": v for k, v in env.items()}}
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CONCORD_")}
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=ROOT, env=clean | given, stdout=pipe, stderr=pipe
        )

    async def concord(self, *words: str, **env: str) -> tuple[int, str, str]:
        """`concord …` to its end: exit status, output, errors."""
        process = await self.start(*words, **env)
        out, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    async def findings(self, **env: str) -> tuple[int, dict[str, dict]]:
        """What `concord check` found, by what was looked at."""
        code, out, err = await self.concord("check", "--insecure", "--json", **env)
        assert "Traceback" not in err, err
        return code, {f["what"]: f for f in json.loads(out)}


@pytest.fixture
async def operator(tmp_path: Path, database_url: str) -> AsyncIterator[Operator]:
    port = unused_port()
    world = watched_world(port)
    box = Sandbox(world)
    await box.start()
    found = Operator(box, port)
    found.env = {
        "CONCORD_CONFIG": str(tmp_path / "concord.toml"),
        "CONCORD_DATA": str(tmp_path / "var"),
        "CONCORD_DATABASE_URL": database_url,
        "CONCORD_LOG_FORMAT": "json",
    }
    (tmp_path / "concord.toml").write_text(_toml(box, world, port))
    yield found
    await box.stop()
    kept_to_the_rules(
        world, but="before Expires for /status"
    )  # several processes ask how it is, none knows of another


def _toml(box: Sandbox, world: World, port: int) -> str:
    discord = world.discord
    lines = {
        "secret_key": [KEY],
        "contact": "operator@example.org",
        "web_listen": f"127.0.0.1:{port}",
        "web_url": f"http://127.0.0.1:{port}",
        "discord_token": discord.token,
        "discord_guild_id": int(cast.GUILD),
        "discord_client_id": discord.client_id,
        "discord_client_secret": discord.client_secret,
        "discord_api_url": f"{box.url}/api/v10",
        "discord_gateway_url": f"{box.url.replace('http', 'ws', 1)}/gateway",
        "discord_authorize_url": f"{box.url}/oauth2/authorize",
        "discord_cdn_url": f"{box.url}/cdn",
        "eve_client_id": EVE_CLIENT_ID,
        "eve_client_secret": EVE_CLIENT_SECRET,
        "eve_sso_url": box.url,
        "eve_esi_url": box.url,
        "eve_images_url": f"{box.url}/images",
    }
    return "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())


@dataclass
class Service:
    """A running `concord run`."""

    process: asyncio.subprocess.Process
    operator: Operator
    lines: list[str] = field(default_factory=list)

    async def stop(self, number: int = signal.SIGTERM) -> float:
        """Send a signal; the seconds until the end."""
        began = time.monotonic()
        self.process.send_signal(number)
        await asyncio.wait_for(self.process.wait(), 60)
        return time.monotonic() - began

    async def ready(self) -> bool:
        try:
            async with (
                aiohttp.ClientSession() as http,
                http.get(f"{self.operator.site}/readyz", headers={"Accept": "application/json"}) as answer,
            ):
                return answer.status == 200
        except aiohttp.ClientError:
            assert self.process.returncode is None, "\n".join(self.lines)
            return False


@asynccontextmanager
async def serving(operator: Operator) -> AsyncIterator[Service]:
    process = await operator.start("run", "--insecure")
    service = Service(process, operator)

    async def listen() -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            service.lines.append(line.decode().rstrip("\n"))

    listening = asyncio.create_task(listen())
    try:
        await until("the service is ready", service.ready, 60)
        yield service
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listening
        process._transport.close()  # type: ignore[attr-defined]


async def test_check_says_what_answered_and_ends_with_0(operator: Operator) -> None:
    code, out, _ = await operator.concord("migrate")
    assert code == 0, out
    code, out, err = await operator.concord("check", "--insecure")
    assert code == 0, out + err
    lines = out.splitlines()
    assert all(line.startswith("ok ") for line in lines), out
    looked_at = (
        "database", "secret key", "EVE sign-in", "ESI", "Discord token", "Discord intents", "Discord sign-in", "server",
    )  # fmt: skip
    for what in looked_at:
        assert any(what in line for line in lines), f"{what} in {out}"


async def test_check_names_everything_that_is_wrong_at_once_and_ends_with_1(operator: Operator) -> None:
    await operator.concord("migrate")
    code, found = await operator.findings(
        eve_client_secret="wrong", discord_client_secret="wrong", discord_token="wrong"
    )
    assert code == 1
    bad = {what for what, f in found.items() if not f["ok"]}
    assert {"EVE sign-in", "Discord token", "Discord intents", "Discord sign-in"} <= bad
    assert found["database"]["ok"]
    assert found["ESI"]["ok"]


async def test_check_sees_a_missing_intent_a_missing_right_and_a_server_without_the_bot(
    operator: Operator,
) -> None:
    await operator.concord("migrate")
    discord = operator.box.world.discord
    discord.gateway.privileged_intents = 0
    mine = next(r for r in discord.guilds[cast.GUILD].roles.values() if r.get("tags", {}).get("bot_id"))
    mine["permissions"] = str(int(mine["permissions"]) & ~(1 << 28))
    code, found = await operator.findings()
    assert code == 1
    assert "Members Intent" in found["Discord intents"]["says"]
    assert "Manage Roles" in found[f"server {cast.GUILD}"]["says"]
    _, found = await operator.findings(discord_guild_id="110000000000000999")
    assert "invite" in found["server 110000000000000999"]["says"]


async def test_check_tells_an_outage_and_a_database_that_is_not_migrated(
    operator: Operator, tmp_path: Path
) -> None:
    operator.box.world.eve.sso_down(True)
    operator.box.world.eve.esi_down(True)
    code, found = await operator.findings(database_url=f"sqlite://{tmp_path / 'new.sqlite3'}")
    assert code == 1
    assert not found["EVE sign-in"]["ok"]
    assert not found["ESI"]["ok"]
    assert "concord migrate" in found["database"]["says"]
    code, found = await operator.findings(database_url="mysql://nobody:x@127.0.0.1:1/nothing")
    assert code == 1
    assert not found["database"]["ok"]


async def test_check_sees_a_key_that_does_not_open_the_data(operator: Operator) -> None:
    async with serving(operator) as service:
        await service.stop()
    code, found = await operator.findings(secret_key="another-key-that-is-long-enough-0123456789")
    assert code == 1
    assert "does not open" in found["secret key"]["says"]
    code, _, err = await operator.concord(
        "run", "--insecure", secret_key="another-key-that-is-long-enough-0123456789"
    )
    assert code == 1
    assert "does not open" in err
    assert "Traceback" not in err


async def test_addresses_without_encryption_need_to_be_allowed(operator: Operator) -> None:
    code, _, err = await operator.concord("run")
    assert code == 1
    assert "--insecure" in err
    for name in ("eve_sso_url", "eve_esi_url", "discord_api_url", "discord_gateway_url"):
        assert name in err, "every fault is named at once"


async def test_the_service_serves_logs_by_id_without_secrets_and_stops_in_order(operator: Operator) -> None:
    world = operator.box.world
    async with serving(operator) as service:
        browser = Browser(operator.site, operator.box)
        browser.as_character, browser.as_discord = cast.TESS.characters[0][0], int(cast.TESS.discord_id)
        try:
            signed_in = await browser.get("/sso/login")
            assert signed_in.status == 200, signed_in.text
            linked = await browser.get("/discord/link")
            assert linked.status == 200, "\n".join(service.lines)
            assert (
                await browser.get(
                    "/sso/callback", state="forged-state-0123456789", code="stolen-code-0123456789"
                )
            ).status >= 400
        finally:
            await browser.close()
        pressed = await world.discord.people.run_command(cast.TESS.discord_id, cast.GUILD, cast.WELCOME, "me")
        await pressed.done(5)
        took = await service.stop()
        say("from SIGTERM to the end", f"{took:.2f} s")
        assert service.process.returncode == 0
        assert took < 10
    written = [json.loads(line) for line in service.lines if not line.startswith("Addresses of EVE")]
    assert all({"at", "level", "id", "logger", "text"} <= set(line) for line in written)
    assert not [line for line in written if line["level"] in ("ERROR", "CRITICAL")], "\n".join(service.lines)
    requests = [line for line in written if line["logger"] == "concord.web"]
    assert len({line["id"] for line in requests}) > 3, "each request has an id of its own"
    assert "-" not in {line["id"] for line in requests}
    everything = "\n".join(service.lines)
    for secret in _secrets(world):
        assert secret not in everything


def _secrets(world: World) -> list[str]:
    """Everything that must not be in a log: our keys, and what EVE and Discord gave out."""
    given = [KEY, EVE_CLIENT_SECRET, world.discord.token, world.discord.client_secret]
    given += ["forged-state-0123456789", "stolen-code-0123456789"]
    given += [*world.eve.grants.refresh_tokens, *world.eve.grants.codes]
    return [s for s in given if s]


async def test_a_stop_in_the_middle_of_work_ends_soon_and_the_work_is_done_after_the_next_start(
    operator: Operator,
) -> None:
    world = operator.box.world
    world.discord.faults.add("*", rf"/guilds/{cast.GUILD}/roles", delay=300, times=1)
    async with serving(operator) as service:
        code, out, err = await operator.concord(
            "state", "add", "Member", "alliance", str(cast.NORTHERN_WATCH)
        )
        assert code == 0, out + err
        await _link_tess(operator)
        await until("a call hangs", lambda: not world.discord.faults.active(), 10)
        took = await service.stop()
        say("from SIGTERM to the end while a call hangs", f"{took:.2f} s")
        assert service.process.returncode == 0
        assert took < 20
    world.clock.advance(301)  # what hung ends; and Discord tells a guild's members once in half a minute
    async with serving(operator) as service:
        await until("the role", lambda: "Member" in _roles(world), 20)
        await service.stop(signal.SIGINT)
        assert service.process.returncode == 0
    assert [r["name"] for r in world.discord.guilds[cast.GUILD].roles.values()].count("Member") == 1


async def _link_tess(operator: Operator) -> None:
    browser = Browser(operator.site, operator.box)
    browser.as_character, browser.as_discord = cast.TESS.characters[0][0], int(cast.TESS.discord_id)
    try:
        assert (await browser.get("/sso/login")).status == 200
        assert (await browser.get("/discord/link")).status == 200
    finally:
        await browser.close()


def _roles(world: World) -> set[str]:
    guild = world.discord.guilds[cast.GUILD]
    return {guild.roles[r]["name"] for r in guild.members[cast.TESS.discord_id]["roles"]}


async def test_operators_tools_speak_to_the_running_service_and_to_its_data_when_it_is_stopped(
    operator: Operator,
) -> None:
    async with serving(operator) as service:
        await _link_tess(operator)
        code, out, err = await operator.concord("user", "promote", "Tess Okoro")
        assert code == 0, err
        assert "Tess Okoro" in out
        for holder, name in (("character", "Tess Okoro"), ("state", "Member")):
            code, out, err = await operator.concord("permission", "grant", "core.staff", holder, name)
            assert (code, out) == (0, f"{holder} {name} has core.staff.\n"), err
        code, out, err = await operator.concord("queue", "list")
        assert (code, out.splitlines()[0][:7]) == (0, "waiting"), err
        await service.stop()
    code, out, err = await operator.concord("user", "list", "--json")
    assert code == 0, err
    assert [u["name"] for u in json.loads(out)["users"] if u["is_superuser"]] == ["Tess Okoro"]


async def test_a_second_process_on_one_sqlite_file_is_refused_in_words(operator: Operator) -> None:
    if not operator.env["CONCORD_DATABASE_URL"].startswith("sqlite"):
        pytest.skip("MariaDB serves several")
    async with serving(operator):
        code, _, err = await operator.concord("run", "--insecure", web_listen=f"127.0.0.1:{unused_port()}")
    assert code == 1
    assert "Traceback" not in err
    assert "another Concord" in err
