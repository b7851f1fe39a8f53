"""`concord demo`: the application beside a sandbox, on this machine only, with data of its own."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from aiohttp import ClientSession
from yarl import URL

from bot import clock
from bot.app import App
from bot.config import Config
from bot.database import rows, single_process_lock
from bot.rules import (
    autogroup_configs,
    grants,
    groups,
    identity,
    installation,
    joining,
    posts,
    queue,
    states,
)
from bot.rules.access import STAFF, SYSTEM, Face, actor_of_user
from bot.rules.audit import AUDIT
from bot.rules.outside import outside
from bot.rules.places import WHOEVER
from models.notices import Delivery, Notice
from models.queue import Job
from models.services import Instance
from models.states import EntityKind, State
from sandbox import cast
from sandbox.server import Sandbox
from sandbox.world import EVE_CLIENT_ID, EVE_CLIENT_SECRET, Person, World

log = logging.getLogger(__name__)

FOLDER = Path("var/demo")
DATABASE = "concord.sqlite3"
CACHE_SECONDS = 15
"""How long the pretend ESI caches affiliations in the demo; the real one an hour."""
PEOPLE = 70
"""Enough that the brake has something to hold."""
NOT_YET = (cast.TESS, cast.NOVA, cast.IMKE, cast.VIKTOR, cast.ILSE)
"""Who has not signed in: the newcomer and others to play with. Everybody else in the server has."""
CHARACTERS = 3
"""How many characters each of them has signed in with at most."""


async def serve(port: int, stop: asyncio.Event, folder: Path = FOLDER) -> None:
    """Run both until `stop`; prints where to look and what to try."""
    world = World(members=PEOPLE, site_url=f"http://127.0.0.1:{port}")
    world.seed_alliance()
    world.eve.cache_ages["affiliation"] = CACHE_SECONDS
    box = Sandbox(world, port + 1)
    await box.start()
    previous = clock.use(world.clock)
    try:
        begin_anew(folder)
        async with App(settings(box, port, folder), demo=True) as app:
            await app.discord.wait_until_ready()
            await furnish(world)
            print(welcome(box, port), flush=True)  # noqa: T201
            await app.until(stop)
    finally:
        clock.use(previous)
        await box.stop()


def settings(box: Sandbox, port: int, folder: Path) -> Config:
    """The application's configuration, pointing at the sandbox as it would at the real services."""
    discord = box.world.discord
    return Config(
        database_url=f"sqlite://{folder / DATABASE}",
        secret_key=[_secret(folder)],
        site_name="Northern Watch",
        contact="demo@example.org",
        owners=[cast.MARA.characters[0][0]],
        web_listen=f"127.0.0.1:{port}",
        web_url=f"http://127.0.0.1:{port}",
        discord_token=discord.token,
        discord_guild_id=int(cast.GUILD),
        discord_client_id=discord.client_id,
        discord_client_secret=discord.client_secret,
        discord_api_url=f"{box.url}/api/v10",
        discord_gateway_url=f"{box.url.replace('http', 'ws', 1)}/gateway",
        discord_authorize_url=f"{box.url}/oauth2/authorize",
        discord_cdn_url=f"{box.url}/cdn",
        eve_client_id=EVE_CLIENT_ID,
        eve_client_secret=EVE_CLIENT_SECRET,
        eve_sso_url=box.url,
        eve_esi_url=box.url,
        eve_images_url=f"{box.url}/images",
        zkillboard_url=f"{box.url}/zkillboard",
        data=str(folder),
    )


def begin_anew(folder: Path) -> None:
    """Forget the last demo: the pretend worlds begin anew at each start, and ours must not remember the old ones.

    Only data that bears the demo's mark; anything else stays, and the application refuses it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / DATABASE
    if not path.exists():
        return
    with single_process_lock(path.with_suffix(".lock")):
        with closing(sqlite3.connect(path)) as old:
            known = old.execute("SELECT 1 FROM sqlite_master WHERE name = 'marks'").fetchone()
            ours = known and old.execute("SELECT 1 FROM marks WHERE name = ?", [installation.DEMO]).fetchone()
        if ours:
            for left in (path, *folder.glob(f"{DATABASE}-*")):
                left.unlink(missing_ok=True)


def _secret(folder: Path) -> str:
    """A key of the demo's own, kept beside its data."""
    path = folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


async def furnish(world: World) -> None:
    """States, channels, and the people who signed in before: everybody in the server who is not to be new.

    They come in as in life, through EVE's and Discord's sign-in pages and the rules behind ours. Only Discord's
    limits are lifted until all of them wear their roles, as if the years since had passed.
    """
    world.discord.limits.relax()
    await Instance.filter(kind="discord").update(
        sync_names=True, name_format="[{corp_ticker}] {character_name}"
    )
    for name, alliance in (("Member", cast.NORTHERN_WATCH), ("Blue", cast.LANTERN_COMPACT)):
        state = await State.get(name=name)
        await states.change_members(SYSTEM, state.id, add=[(EntityKind.ALLIANCE, alliance)])
    while not await rows("SELECT id FROM guild_channels WHERE id = %s", [int(cast.STAFF_CHANNEL)]):
        await clock.sleep(0.05)  # connected, and what the gateway told is about to be written down
    for kind, channel in (("welcome", cast.WELCOME), ("staff", cast.STAFF_CHANNEL)):
        await posts.choose(SYSTEM, int(cast.GUILD), kind, int(channel), vouch=WHOEVER)
    async with ClientSession() as browser:
        new = {persona.discord_id for persona in NOT_YET}
        here = world.discord.guild(cast.GUILD).members
        for person in world.people:
            if person.discord_id in here and person.discord_id not in new:
                await _arrive(browser, person, world)
    await _settled()
    await _found_groups()
    await _settled()
    await Notice.all().update(delivery=Delivery.NONE, read_at=clock.now())  # told and read long ago
    await Job.filter(name="notice.send").delete()
    outside.sent.clear()
    world.discord.limits.restore()


async def _settled() -> None:
    """Wait until nothing waits."""
    while (depth := await queue.depth()).running or depth.oldest:
        await clock.sleep(0.05)


GROUPS: tuple[tuple[str, str, dict[str, bool], cast.Persona | None], ...] = (
    ("Officers", "They run the alliance.", {"internal": True}, None),
    ("Scouts", "Eyes ahead of the fleet. Everybody is welcome.", {"open": True, "public": True}, cast.SIGRID),
    ("Capitals", "Carrier and dread pilots.", {"reason_required": True}, cast.JONAS),
    ("Logistics", "Those who keep others alive.", {}, cast.SIGRID),
    ("Diplomats", "Who talks to our friends; by invitation.", {"hidden": True}, cast.MARA),
)
"""Name, what it is for, flags that differ from a plain visible group, who leads it."""
JOIN_EVERY = {"Scouts": 3, "Capitals": 9, "Logistics": 7}
"""Of the members of the alliance, every n-th is in it."""


async def _found_groups() -> None:
    """Groups with leaders, members and rights, a group for each corporation, and one request that waits."""
    member = await State.get(name="Member")
    await grants.give(SYSTEM, joining.REQUEST.codename, grants.Holder.STATE, member.id)
    made: dict[str, int] = {}
    for name, about, flags, leader in GROUPS:
        group = made[name] = (await groups.create(SYSTEM, name, about)).id
        leaders = frozenset({await _account(leader)} if leader else ())
        wanted = {"internal": False, "hidden": False, **flags, "leaders": leaders}
        await groups.edit(SYSTEM, group, **wanted)
    for permission in (STAFF, groups.MANAGE, AUDIT):
        await grants.give(SYSTEM, permission.codename, grants.Holder.GROUP, made["Officers"])
    people = [
        r["id"] for r in await rows("SELECT id FROM users WHERE state_id = %s ORDER BY id", [member.id])
    ]
    pairs = [(u, made[name]) for name, n in JOIN_EVERY.items() for u in people[1::n]]
    await groups.change(SYSTEM, adds=[*pairs, (await _account(cast.JONAS), made["Officers"])])
    draft = autogroup_configs.Draft(
        frozenset({member.id}),
        corp_groups=True,
        corp_group_prefix="",
        corp_name_source=autogroup_configs.NameSource.TICKER,
    )
    found = await autogroup_configs.preview(SYSTEM, draft=draft)
    await autogroup_configs.keep(SYSTEM, draft, fingerprint=found.fingerprint)
    await _settled()
    await posts.choose(SYSTEM, int(cast.GUILD), "requests", int(cast.STAFF_CHANNEL), vouch=WHOEVER)
    asking = await actor_of_user(await _account(cast.BRAM), Face.DISCORD)
    await joining.join(asking, made["Capitals"], "I can fly a Nidhoggur and am on most evenings.")


async def _account(persona: cast.Persona) -> int:
    found = await rows("SELECT user_id FROM discord_users WHERE id = %s", [int(persona.discord_id)])
    return int(found[0]["user_id"])


async def _arrive(browser: ClientSession, person: Person, world: World) -> None:
    """One person signs in with every character and links their Discord user."""
    key, user_id = f"demo {person.discord_id}", None
    for character_id in world.characters_of(person.discord_id)[:CHARACTERS]:
        purpose = "login" if user_id is None else "add"
        start = await identity.begin("eve", purpose, browser=key, user_id=user_id)
        state, code = await _agree(browser, start, character_id=character_id)
        landed = await identity.finish_eve(state, code, key, user_id)
        user_id = landed.user_id
    start = await identity.begin("discord", "discord", browser=key, user_id=user_id)
    state, code = await _agree(browser, start, user_id=int(person.discord_id))
    await identity.finish_discord(state, code, key, user_id)


async def _agree(browser: ClientSession, address: str, **who: int) -> tuple[str, str]:
    """Press *Authorise* on a pretend sign-in page; the state and code that it sends back with."""
    async with browser.get(URL(address).update_query(who), allow_redirects=False) as answer:
        back = URL(answer.headers["Location"]).query
        return back["state"], back["code"]


def welcome(box: Sandbox, port: int) -> str:
    """What a newcomer reads first."""
    return f"""
  Concord is up, beside a pretend Discord and a pretend EVE. Nothing leaves this machine.

    The pretend Discord   {box.url}/#token={box.world.token}
    The site              http://127.0.0.1:{port}/

  What to try first
    1. Open the pretend Discord: you are Tess Okoro, who is new. In #welcome press "Link my character".
    2. Sign in with EVE, choose Tess, confirm: her role and name appear in the member list. Type /me.
    3. As Tess type /groups and ask for Capitals. Press your name (bottom left), become Jonas Hale,
       and approve her under the request in #staff. The role follows at once.
    4. Open New Eden (top right) and move Tess to a corporation outside the alliance. Within half a minute
       (the pretend ESI caches for {CACHE_SECONDS} seconds, the real one for an hour) the role is gone.
    5. Become Mara Venn, who runs the place: /whois, /admin state add (it counts who would move), /audit why.
       Sign in on the site as Mara Venn for the same in big tables: /admin.

  Ctrl-C stops everything. The next `make demo` begins anew.
"""
