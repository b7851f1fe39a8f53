"""The people and things that the table speaks of, and a database that can be put back after each question."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from bot import clock
from bot.database import execute, rows
from bot.rules import postings as postings  # declares the kinds of posts
from bot.rules import queue
from bot.rules.access import STAFF, VOCABULARY
from models.autogroups import AutoGroupConfig
from models.brakes import Brake
from models.discord import DiscordUser, Guild
from models.grants import UserGrant
from models.groups import Group, GroupLeader, GroupRequest, GroupState, Membership, ReservedName
from models.notices import Level, Notice
from models.queue import ScheduleRun
from models.services import Account, Instance
from models.states import EntityKind
from models.tokens import Token
from models.users import User
from models.watchlist import Watched
from tests.access.kinds import Who
from tests.world import (
    make_alliance,
    make_character,
    make_corporation,
    make_group,
    make_instance,
    make_state,
    make_user,
)


@dataclass
class Scene:
    """Accounts by role, and the ids of things by name."""

    people: dict[Who, User]
    things: dict[str, Any]

    def fill(self, what: Any) -> Any:
        """The same with the names of things put in, also inside lists."""
        if isinstance(what, str):
            return what.format_map(self.things)
        return [self.fill(w) for w in what] if isinstance(what, (list, tuple)) else what


async def furnish() -> Scene:
    """One of each."""
    alliance = await make_alliance("Northern Watch")
    ours = await make_corporation("Provi Traders", alliance=alliance.id)
    theirs = await make_corporation("Lantern Works")
    guest = await make_state("Guest", guest=True)
    member = await make_state("Member", priority=100, corporations=(ours.id,))
    blue = await make_state("Blue", priority=50, corporations=(theirs.id,))
    at_home: dict[str, Any] = {"state": member, "corporation": ours.id, "alliance": alliance.id}
    people = {
        Who.GUEST: await make_user("Gina Guest", state=guest),
        Who.MEMBER: await make_user("Mia Member", **at_home),
        Who.LEADER: await make_user("Lea Leader", **at_home),
        Who.STAFF: await make_user("Stan Staff", staff=True, **at_home),
        Who.SUPERUSER: await make_user("Sue Super", staff=True, superuser=True, **at_home),
        Who.INACTIVE: await make_user("Ina Inactive", staff=True, superuser=True, **at_home),
        Who.OUTSIDER: await make_user("Otto Outside", state=blue, corporation=theirs.id),
    }
    await UserGrant.create(user=people[Who.STAFF], permission=STAFF.codename)
    for codename in VOCABULARY:
        await UserGrant.create(user=people[Who.INACTIVE], permission=codename)
    things = {who.value: user.id for who, user in people.items()}
    things |= {f"{who.value}_main": user.main_id for who, user in people.items()}
    things |= {"member_state": member.id, "guest_state": guest.id, "blue_state": blue.id}
    things |= {"corporation": ours.id, "alliance": alliance.id, "member_discord": 0}
    for who in (Who.MEMBER, Who.LEADER):
        things[f"{who.value}_alt"] = (await make_character(f"Alt of {who}", user=people[who])).id
    things |= await _groups(people)
    things |= await _odds(people[Who.LEADER], things["leader_alt"], things["member"])
    things["service"] = await _account(people[Who.LEADER])
    guild = await Guild.first() or await Guild.create(
        id=1, instance=await Instance.first(), name="Test Alliance", present=True
    )
    things["guild"] = guild.id
    return Scene(people, things | {"post": 0, "channel": 0})


async def _groups(people: dict[Who, User]) -> dict[str, int]:
    open_, closed = await make_group("Open Door"), await make_group("Closed Door")
    await Group.filter(id=open_.id).update(internal=False, hidden=False, open=True)
    await Group.filter(id=closed.id).update(internal=False, hidden=False)
    for group in (open_, closed):
        for who in (Who.LEADER, Who.INACTIVE):
            await GroupLeader.create(group=group, user=people[who])
    bound = await make_group("Members Only")
    await Group.filter(id=bound.id).update(internal=False, hidden=False, open=True, public=True)
    await GroupState.create(group=bound, state_id=(await User.get(id=people[Who.MEMBER].id)).state_id)
    asker = await make_user("Asa Asker", state=await make_state("Member"))
    request = await GroupRequest.create(
        group=closed, user=people[Who.MEMBER], question="why?", created_at=clock.now()
    )
    await Membership.create(group=closed, user=asker, since=clock.now())
    return {
        "open": open_.id,
        "closed": closed.id,
        "bound": bound.id,
        "request": request.id,
        "asker": asker.id,
    }


async def _odds(owner: User, character_id: int, member: int) -> dict[str, int]:
    """An EVE token of somebody's, a stopped pass, a job of the clockwork, work that was given up."""
    now = clock.now()
    token = await Token.create(
        character_id=character_id, user=owner, owner_hash=f"hash-{character_id}", created_at=now
    )
    brake = await Brake.create(
        source="states", fingerprint="f" * 64, losers=30, holders=40, created_at=now, seen_at=now
    )
    await ScheduleRun.create(name="esi.affiliations", next_at=now)
    await queue.put([queue.Row("NobodyKnows", "u1")], queue.Merge.KEEP)
    (dead,) = await rows("SELECT id FROM jobs WHERE name = 'NobodyKnows'")
    await execute("UPDATE jobs SET slot = NULL WHERE id = %s", [dead["id"]])
    watched = await Watched.create(
        kind=EntityKind.CHARACTER, entity_id=1, name="Spy", note="x", created_at=now
    )
    about = await Notice.create(user_id=member, key="notice.discord_linked", level=Level.INFO, created_at=now)
    reserved = await ReservedName.create(name="Admins", name_key="admins", created_at=now)
    config = await AutoGroupConfig.create(corp_groups=True)
    return {
        "notice": about.id,
        "reserved": reserved.id,
        "watched": watched.id,
        "autogroup": config.id,
        "token": token.id,
        "brake": brake.id,
        "dead": dead["id"],
    }


async def _account(owner: User) -> int:
    """The Discord account of somebody; its instance."""
    instance = await Instance.filter(kind="discord").first() or await make_instance()
    await Account.create(instance=instance, user=owner, uid="1", name="x", since=clock.now())
    return instance.id


async def link(scene: Scene, discord_ids: dict[Who, str]) -> None:
    """Give each their Discord user; one without an account has none to be given."""
    for who, user in scene.people.items():
        await DiscordUser.create(
            id=int(discord_ids[who]), user=user, username=who.value, linked_at=clock.now()
        )
    scene.things |= {f"{who.value}_discord": discord_ids[who] for who in discord_ids}


async def deactivate(scene: Scene) -> None:
    """Behind the rules' back, so that everything of theirs is still there: sessions, link, groups, grants."""
    await User.filter(id=scene.people[Who.INACTIVE].id).update(is_active=False)


class Snapshot:
    """The database as it is now, to be put back: one role's deed is not another one's refusal."""

    def __init__(self, url: str) -> None:
        self._path = url.removeprefix("sqlite://")
        self._kept = sqlite3.connect(":memory:")
        with sqlite3.connect(self._path, timeout=10) as live:
            live.backup(self._kept)
        live.close()

    def restore(self) -> None:
        """As it was."""
        live = sqlite3.connect(self._path, timeout=10)
        self._kept.backup(live)
        live.close()

    def close(self) -> None:
        self._kept.close()
