"""Every command, autocompletion, button, select and form on Discord, asked for by everybody in turn: who gets what.

Nothing of this depends on the database, so it runs on SQLite, where it can be put back after each question.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterator
from typing import Any

import discord
import pytest
from discord import app_commands

from bot import cards, clock
from bot import client as bot_client
from bot.errors import ConcordError, Forbidden, NotFound
from cogs import kit as cogs_kit
from models.posts import Post
from sandbox.discord import interaction as wire
from sandbox.discord.interaction import Interaction
from tests.access import scene as scenes
from tests.access.kinds import Gets, Row, Who, differences
from tests.access.scene import Scene
from tests.access.table import COMMANDS, COMPLETIONS, PRESSES
from tests.cogs.conftest import Place, place  # noqa: F401 -- the test bed of the cogs
from tests.conftest import DB

ADMINISTRATOR = 1 << 3
SAID = {"refused.not_linked": Gets.LINK, "refused.inactive": Gets.INACTIVE}

Answers = dict[str, dict[Who, Gets]]


# -- what there is ---------------------------------------------------------------------------------------


def leaves(tree: Any) -> dict[str, Any]:
    """Every command that can be run, by its full name; context menus too."""
    found = {c.qualified_name: c for c in tree.walk_commands() if isinstance(c, app_commands.Command)}
    for kind in (discord.AppCommandType.user, discord.AppCommandType.message):
        found |= {c.name: c for c in tree.get_commands(type=kind)}
    return found


def completions(commands: dict[str, Any]) -> set[str]:
    """Every option that completes what is typed."""
    return {
        f"{name} {option.display_name}"
        for name, command in commands.items()
        for option in getattr(command, "parameters", ())
        if option.autocomplete
    }


def presses() -> set[str]:
    """Every button, select and form that has a handler, or a form to open."""
    for name in bot_client.COGS:
        importlib.import_module(name)
    return {" ".join(key) for key in (*cogs_kit._handlers, *cogs_kit._openers)}


# -- asking ----------------------------------------------------------------------------------------------


class Ears:
    """Hears which error an answer was made of; the answer itself goes its way."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.heard: ConcordError | None = None
        self.faults: list[str] = []
        self._answer = cards.answer_failure
        for module in (cards, bot_client.cards, cogs_kit):
            patch.setattr(module, "answer_failure", self.answer)

    async def answer(self, interaction: Any, error: BaseException) -> None:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ConcordError):
            cause = getattr(cause, "original", None) or cause.__cause__
        self.heard = cause
        if cause is None:
            self.faults.append(repr(error.__cause__ or error)[:300])
        await self._answer(interaction, error)

    def gets(self) -> Gets:
        """What the person got whose answer came last."""
        heard, self.heard = self.heard, None
        if isinstance(heard, Forbidden):
            return SAID.get(heard.key, Gets.REFUSED)
        return Gets.NOTHING if isinstance(heard, NotFound) else Gets.IN


class Table:
    """The guild with everybody of the table in it."""

    def __init__(self, place: Place, scene: Scene, users: dict[Who, str], url: str, ears: Ears) -> None:  # noqa: F811
        self.place, self.scene, self.users, self.ears = place, scene, users, ears
        self.snapshot = scenes.Snapshot(url)
        self.wrong: list[str] = []
        self._before: dict[str, Interaction] = {}

    @property
    def people(self) -> Any:
        return self.place.house.world.people

    async def every(self, rows: dict[str, Row], ask: Any) -> None:
        """Ask each row as each person, and note what differs."""
        found: Answers = {}
        for key, row in rows.items():
            for who in Who:
                try:
                    got = await ask(key, row, self.users[who])
                except Exception as e:  # noqa: BLE001 -- all that is wrong is told at once
                    self.wrong.append(f"{key} for {who}: {type(e).__name__} {e}")
                    got = Gets.IN
                found.setdefault(key, {})[who] = got
                self.wrong += [f"{key} for {who}: {fault}" for fault in self.ears.faults]
                self.ears.faults.clear()
                self.snapshot.restore()
        self.wrong += differences(rows, found)

    async def command(self, key: str, row: Row, user: str) -> Gets:
        house = self.place.house
        options = {k: self.scene.fill(v) for k, v in row.sends.items() if k != "target"}
        target = self.scene.fill(row.sends["target"]) if "target" in row.sends else None
        begun = await self.people.run_command(
            user, house.guild, house.channel, key, options, target_id=target
        )
        await begun.done(30)
        return self.ears.gets()

    async def complete(self, key: str, row: Row, user: str) -> Gets:
        house, (name, option) = self.place.house, key.rsplit(" ", 1)
        options = {k: self.scene.fill(v) for k, v in row.sends.items()}
        choices = await self.people.autocomplete(
            user, house.guild, house.channel, name, {option: "", **options}, option
        )
        return Gets.IN if choices else Gets.EMPTY

    async def press(self, key: str, row: Row, user: str) -> Gets:
        kind, noun, verb = key.split()
        where = [str(self.scene.fill(row.at[n])) for n in sorted(row.at)]
        custom_id = ":".join((f"{kind}1", noun, verb, *where))
        begun = await (self._sent if kind == "m" else self._pressed)(custom_id, row, user)
        await begun.done(30)
        return self.ears.gets()

    async def _pressed(self, custom_id: str, row: Row, user: str) -> Interaction:
        values = [str(self.scene.fill(v)) for v in row.sends.get("values", ())]
        part: dict[str, Any] = {"type": 2, "style": 2, "label": "x", "custom_id": custom_id}
        if custom_id.startswith("s"):
            options = [{"label": v, "value": v} for v in values]
            part = {"type": 3, "custom_id": custom_id, "options": options, "max_values": len(values)}
        house = self.place.house
        body = {"content": "x", "components": [{"type": 1, "components": [part]}]}
        status, message = await house.rest("POST", f"/channels/{house.channel}/messages", body)
        assert status == 200, message
        self._before[user] = await self.people.press(user, message["id"], custom_id, values or None)
        return self._before[user]

    async def _sent(self, custom_id: str, row: Row, user: str) -> Interaction:
        """A form that somebody sends, whether or not it would have been opened for them."""
        house = self.place.house
        fields = [str(self.scene.fill(v)) for v in row.sends.get("values", ())]
        data = {
            "custom_id": custom_id,
            "components": [
                {
                    "type": 18,
                    "id": 2 * n,
                    "component": {"type": 4, "id": 2 * n + 1, "custom_id": f"f{n}", "value": v},
                }
                for n, v in enumerate(fields, 1)
            ],
        }
        world = house.world
        guild, channel = world.guilds[house.guild], world.channels[house.channel]
        return self.people._interact(
            user, guild, channel, wire.MODAL, data, custom_id, opener=self._before[user]
        )


@pytest.fixture
async def table_unlimited(place: Place, db: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:  # noqa: F811
    """Everybody is there, and Discord itself keeps nothing from them: what is asked for is Concord's own word."""
    world, guild = place.house.world, place.house.guild
    world.limits.relax()
    role = world.create_role(guild, "Everything", permissions=ADMINISTRATOR)
    users = {who: world.create_user(f"table-{who.value}") for who in Who}
    for user in users.values():
        world.add_member(guild, user, [role])
    scene = await scenes.furnish()
    await scenes.link(scene, {who: users[who] for who in Who})
    await scenes.deactivate(scene)
    house = place.house
    _, post = await house.rest("POST", f"/channels/{house.channel}/messages", {"content": "a post"})
    scene.things |= {"post": post["id"], "channel": house.channel}
    about = f"brake:{scene.things['brake']}"
    await Post.create(
        kind="brake",
        subject=about,
        guild_id=int(guild),
        channel_id=int(house.channel),
        message_id=int(post["id"]),
        created_at=clock.now(),
    )
    found = Table(place, scene, users, db, Ears(monkeypatch))
    yield found
    found.snapshot.close()
    await asyncio.sleep(1.2)  # the library forgets a form a second after it was opened


def test_every_press_stands_in_the_table() -> None:
    there = presses()
    assert not there - set(PRESSES), "say in tests/access/table.py what each gets of these"
    assert not set(PRESSES) - there, "these of the table are gone"


async def test_every_command_and_completion_stands_in_the_table(place: Place) -> None:  # noqa: F811
    commands = leaves(place.gateway.bot.tree)
    for name, there, table in (
        ("commands", set(commands), set(COMMANDS)),
        ("completions", completions(commands), set(COMPLETIONS)),
    ):
        assert not there - table, f"say in tests/access/table.py what each gets of these {name}"
        assert not table - there, f"these {name} of the table are gone"


@pytest.mark.skipif(DB != "sqlite", reason="no part of it depends on the database")
@pytest.mark.timeout(900)
async def test_each_gets_of_everything_on_discord_what_the_table_says(table_unlimited: Table) -> None:
    table = table_unlimited
    await table.every(COMMANDS, table.command)
    await table.every(COMPLETIONS, table.complete)
    await table.every(PRESSES, table.press)
    assert not table.wrong, "\n" + "\n".join(table.wrong)
