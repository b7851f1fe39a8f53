"""A copy of everything, and the deletion of a person: in order, once, resumable, and with nothing left behind."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot import clock as bot_clock
from bot.database import rows
from bot.errors import Conflict, Forbidden, Invalid, NotFound
from bot.rules import activation, identity, privacy, reopening, services, sessions
from bot.rules.access import Actor, Face
from bot.rules.outside import outside
from bot.rules.personal import HELD
from bot.vault import Vault
from models.audit import AuditRow
from models.characters import Character, Ended, Ownership, OwnershipRecord
from models.discord import DiscordUser
from models.grants import StateGrant, UserGrant
from models.groups import GroupLeader, GroupRequest, Membership
from models.links import LinkOffer
from models.notices import EmailAddress, Level, Notice, NoticePreference
from models.posts import DirectPost
from models.queue import Job
from models.services import Account
from models.states import EntityKind, State
from models.tokens import Token
from models.users import Closed, Subject, User
from models.watchlist import Sighting, Watched
from tests.conftest import Drain, ManualClock
from tests.rules.guild_double import FakeGuild, linked, make_guild
from tests.rules.signing import ANNA, BEN, NIL, Signing, acting, told, trail
from tests.world import make_character, make_group, make_state, make_user


class Place:
    """A guild, an owner, and Anna of whom there is a row in every table."""

    def __init__(self, fake: FakeGuild, owner: User, anna: User, discord_id: int) -> None:
        self.fake, self.owner, self.anna, self.discord_id = fake, owner, anna, discord_id
        self.boss = acting(owner.id, superuser=True)
        self.drain: Drain
        self.clock: ManualClock
        self.me = Actor(user_id=anna.id, face=Face.WEB)

    async def erase(self) -> None:
        await privacy.erase(self.boss, self.anna.id, "asked by letter", "anna trader")

    async def settle(self) -> None:
        """Let the queue do what is due, and what waits for services a moment later."""
        await self.drain()
        await self.clock.advance(privacy.LOOK_AGAIN + 1)
        await self.drain()


@pytest.fixture
async def place(db: str, vault: Vault, drain: Drain, clock: ManualClock) -> AsyncIterator[Place]:
    outside.vault = vault
    member = await make_state("Member")
    await make_state("Guest", guest=True)
    await StateGrant.create(state=member, permission="discord.access_discord")
    _, fake = await make_guild()
    owner = await make_user("Owner", superuser=True)
    anna, discord_id = await linked(fake, "Anna Trader", state=member)
    await fill(anna, discord_id, member)
    await services.reassess(frozenset({anna.id}))
    await drain()
    made = Place(fake, owner, anna, discord_id)
    made.drain, made.clock = drain, clock
    yield made
    outside.connectors.clear()
    outside.vault = None


async def fill(anna: User, discord_id: int, member: State) -> None:
    """A row in every table that holds data of people, as a long life leaves them."""
    now, main = bot_clock.now(), anna.main_id or 0
    alt = await make_character("Nil Alt", user=anna)
    for id_ in (main, alt.id):
        await OwnershipRecord.create(character_id=id_, user=anna, owner_hash=f"hash-{id_}", began_at=now)
        await Token.create(
            character_id=id_, user=anna, owner_hash=f"hash-{id_}", created_at=now, access="SECRET-A"
        )
    sold = await make_character("Sold Once", user=await make_user("Buyer", state=member))
    await OwnershipRecord.create(
        character_id=sold.id, user=anna, owner_hash="old", began_at=now, ended_at=now, ended=Ended.SOLD
    )
    group = await make_group("Scouts")
    await Membership.create(group=group, user=anna, since=now)
    await GroupLeader.create(group=group, user=anna)
    await GroupRequest.create(group=await make_group("Logi"), user=anna, created_at=now, reason="I can fly")
    await UserGrant.create(user=anna, permission="core.staff")
    await Notice.create(user=anna, key="notice.test", level=Level.INFO, created_at=now, facts={"a": "b"})
    other = await make_user("Other", state=member)
    for pilot in ("Anna Trader", "Anna Trader II"):
        await Notice.create(user=other, key="notice.strays", created_at=now, facts={"pilot": pilot})
    await NoticePreference.create(user=anna, category="groups", direct=False)
    await EmailAddress.create(
        user=anna, address="anna@example.org", address_key="anna@example.org", asked_at=now
    )
    await LinkOffer.create(
        token_hash="SECRET-T", discord_id=discord_id, username="anna", created_at=now, expires_at=now
    )
    await DirectPost.create(kind="requests", subject="1", user=anna, created_at=now)
    await sessions.open(anna.id)
    subject = await Subject.get(user=anna)
    await Watched.create(
        kind=EntityKind.CHARACTER, entity_id=main, name="Anna Trader", note="spy?", created_at=now
    )
    await AuditRow.create(at=now, face="web", action="state.changed", subject=subject, thing="state:1")


# -- a copy ----------------------------------------------------------------------------------------------


async def test_the_copy_holds_everything_and_no_secret(place: Place) -> None:
    copy = await privacy.export(place.me)
    data = json.loads(copy.content)
    expected = {h.table for h in HELD if h.given} - {"signins", "character_names"}
    assert expected <= set(data), expected - set(data)
    assert data["email_addresses"][0]["address"] == "anna@example.org"
    assert data["group_requests"][0]["reason"] == "I can fly"
    assert {c["name"] for c in data["characters"]} >= {"Anna Trader", "Nil Alt"}
    assert b"SECRET" not in copy.content
    assert b"spy?" not in copy.content, "what staff note of a danger is theirs"
    assert copy.name.endswith(".json")
    assert "privacy.exported" in await trail(place.anna.id)


async def test_a_copy_of_somebody_else_is_for_superusers(place: Place) -> None:
    staff = acting(place.owner.id, "core.staff", activation.ACTIVATE)
    with pytest.raises(Forbidden, match=r"privacy\.superuser"):
        await privacy.export(staff, place.anna.id)
    assert json.loads((await privacy.export(place.boss, place.anna.id)).content)["name"] == "Anna Trader"
    with pytest.raises(NotFound):
        await privacy.export(place.boss, 999_999)


# -- deletion --------------------------------------------------------------------------------------------


async def left_of(person: dict[str, int]) -> list[str]:
    """Tables that still have a row keyed to a person who is gone."""
    found = []
    for held in HELD:
        for key in held.keys:
            if key.whose.value in person and held.model is not Subject:
                n = (
                    await rows(
                        f"SELECT COUNT(*) AS n FROM `{held.table}` WHERE `{key.column}` = %s",
                        [person[key.whose.value]],
                    )
                )[0]["n"]
                found += [f"{held.table}.{key.column}"] if n else []
    return found


async def test_erasing_leaves_a_nameless_trail_and_nothing_else(place: Place) -> None:
    subject = await Subject.get(user=place.anna)
    await place.erase()
    assert not (await User.get(id=place.anna.id)).is_active, "out at once"
    await place.settle()
    assert place.fake.worn(place.discord_id) == set(), "services first"
    assert await left_of({"user": place.anna.id, "discord": place.discord_id}) == []
    after = await Subject.get(id=subject.id)
    assert (after.name, after.user_id) == ("", None)
    actions = [a.action for a in await AuditRow.filter(subject_id=subject.id).order_by("id")]
    assert actions[0] == "state.changed", "the trail stays"
    assert actions[-1] == "character.lost"
    assert "account.erased" in actions
    begun = await AuditRow.get(action="account.deletion_begun")
    assert begun.reason == "asked by letter"
    assert await Character.filter(name="Anna Trader").exists(), (
        "what EVE tells everybody, until the traces go"
    )
    assert await OwnershipRecord.filter(user_id=None).count() == 3
    facts = [n.facts["pilot"] for n in await Notice.filter(key="notice.strays")]
    assert facts == ["Anna Trader II"], "what others were told of her by name"


async def test_what_belongs_to_somebody_else_now_is_theirs(place: Place) -> None:
    await place.erase()
    await place.settle()
    sold = await Character.get(name="Sold Once")
    assert await Ownership.filter(character_id=sold.id).exists()


async def test_a_deletion_wants_a_superuser_a_reason_and_the_name(place: Place) -> None:
    staff = acting(place.owner.id, "core.staff", activation.ACTIVATE)
    with pytest.raises(Forbidden, match=r"privacy\.superuser"):
        await privacy.erase(staff, place.anna.id, "x", "Anna Trader")
    with pytest.raises(Invalid, match=r"account\.reason_wanted"):
        await privacy.erase(place.boss, place.anna.id, " ", "Anna Trader")
    with pytest.raises(Invalid, match=r"privacy\.name_differs"):
        await privacy.erase(place.boss, place.anna.id, "x", "Anna")
    with pytest.raises(Forbidden, match=r"refused\.yourself"):
        await privacy.erase(place.boss, place.owner.id, "x", "Owner")
    assert (await User.get(id=place.anna.id)).is_active
    assert not await Job.filter(name=privacy.ERASE).exists()


async def test_it_waits_for_a_service_that_is_away_but_not_for_ever(
    place: Place, drain: Drain, clock: ManualClock
) -> None:
    place.fake.up = False
    await place.erase()
    await privacy.carry_out(place.anna.id)
    assert await User.filter(id=place.anna.id).exists(), "the role is still worn"
    assert await Job.filter(name=privacy.ERASE).exists()
    await clock.advance(privacy.PATIENCE.total_seconds() + 1)
    await privacy.carry_out(place.anna.id)
    assert not await User.filter(id=place.anna.id).exists()
    assert "notice.erased_without_service" in await told(place.owner.id)
    place.fake.up = True
    await clock.advance(7200)
    await drain(faults=True)
    assert place.fake.worn(place.discord_id) == set(), "taken away when the service is back"


async def test_a_crash_in_the_middle_is_gone_on_with(
    place: Place, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object, **__: object) -> None:
        raise RuntimeError("the power went out")

    other = await make_user("Second", state=await make_state("Member"))
    monkeypatch.setattr(privacy.ownership, "lose", crash)
    await privacy.erase(place.boss, other.id, "x", "Second")
    await drain(faults=True)
    assert (await User.get(id=other.id)).closed_by is Closed.ERASING
    assert (await Subject.get(user_id=other.id)).name == "Second", "all or nothing"
    monkeypatch.undo()
    await privacy.carry_out(other.id)
    assert not await User.filter(id=other.id).exists()
    await privacy.carry_out(other.id)
    assert await AuditRow.filter(action="account.erased").count() == 1


async def test_who_is_being_deleted_cannot_be_brought_back(place: Place) -> None:
    await place.erase()
    with pytest.raises(Conflict, match=r"account\.being_erased"):
        await activation.activate(place.boss, [place.anna.id])


async def test_somebody_shut_out_can_be_deleted_as_well(place: Place, drain: Drain) -> None:
    await activation.deactivate(place.boss, [place.anna.id], "spy")
    await drain()
    await place.erase()
    await place.settle()
    assert not await User.filter(id=place.anna.id).exists()


# -- by the pilots themselves ----------------------------------------------------------------------------


async def asked(eve: Signing, drain: Drain) -> int:
    account = (await eve.login(ANNA)).user_id or 0
    await make_user("Somebody else", superuser=True)
    await privacy.ask_deletion(acting(account))
    await drain()
    return account


async def test_a_wish_closes_the_account_and_is_carried_out_after_a_week(
    eve: Signing, drain: Drain, clock: ManualClock
) -> None:
    account = await asked(eve, drain)
    user = await User.get(id=account)
    assert (user.is_active, user.closed_by) == (False, Closed.PILOT)
    assert "notice.deletion_asked" in await told(account)
    await privacy.erase_due()
    await drain()
    assert await User.filter(id=account).exists()
    await clock.advance(timedelta(days=7, minutes=1).total_seconds())
    await privacy.erase_due()
    await drain()
    assert not await User.filter(id=account).exists()
    landed = await eve.login(ANNA)
    assert landed.is_new, "a stranger to us"


async def test_signing_in_takes_the_wish_back(eve: Signing, drain: Drain, clock: ManualClock) -> None:
    account = await asked(eve, drain)
    await clock.advance(timedelta(days=6).total_seconds())
    landed = await eve.login(ANNA)
    question = await reopening.question(landed.closed or 0, "firefox")
    assert question.erase_at is not None
    await reopening.confirm(landed.closed or 0, "firefox")
    await clock.advance(timedelta(days=2).total_seconds())
    await privacy.erase_due()
    await drain()
    user = await User.get(id=account)
    assert (user.is_active, user.erase_at) == (True, None)


async def test_who_signs_in_while_the_clockwork_looks_stays(
    eve: Signing, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await asked(eve, drain)
    await User.filter(id=account).update(erase_at=bot_clock.now() - timedelta(seconds=1))
    begin, landed = privacy._begin, await eve.login(ANNA)

    async def late(*args: Any, **how: Any) -> None:
        await reopening.confirm(landed.closed or 0, "firefox")
        await begin(*args, **how)

    monkeypatch.setattr(privacy, "_begin", late)
    await privacy.erase_due()
    await drain()
    user = await User.get(id=account)
    assert (user.is_active, user.erase_at) == (True, None)


async def test_once_begun_a_deletion_is_not_taken_back(
    eve: Signing, drain: Drain, clock: ManualClock
) -> None:
    account = await asked(eve, drain)
    landed = await eve.login(ANNA)
    await User.filter(id=account).update(erase_at=bot_clock.now() - timedelta(seconds=1))
    await privacy.erase_due()
    with pytest.raises(Forbidden, match=r"signin\.erasing"):
        await reopening.confirm(landed.closed or 0, "firefox")
    with pytest.raises(Forbidden, match=r"signin\.erasing"):
        await eve.login(ANNA)


async def test_the_last_superuser_cannot_have_himself_deleted(place: Place) -> None:
    with pytest.raises(Conflict, match=r"account\.last_superuser"):
        await privacy.ask_deletion(place.boss)


# -- what is kept for a time -----------------------------------------------------------------------------


async def test_traces_are_kept_without_a_name_and_then_swept(
    eve: Signing, drain: Drain, clock: ManualClock
) -> None:
    account = await asked(eve, drain)
    await eve.login(BEN)
    await Watched.create(
        kind=EntityKind.CHARACTER, entity_id=ANNA, name="Anna", note="x", created_at=bot_clock.now()
    )
    await clock.advance(timedelta(days=8).total_seconds())
    await privacy.erase_due()
    await drain()
    assert not await User.filter(id=account).exists()
    await privacy.sweep()
    record = await OwnershipRecord.get(character_id=ANNA)
    assert (record.user_id, record.ended) == (None, Ended.ERASED)
    assert await Watched.exists(entity_id=ANNA)
    await clock.advance(timedelta(days=outside.keep_days + 1).total_seconds())
    await privacy.sweep()
    assert not await OwnershipRecord.filter(character_id=ANNA).exists()
    assert not await Character.filter(id=ANNA).exists()
    assert not await Watched.exists(entity_id=ANNA)
    assert await Character.filter(id=BEN).exists()
    assert not await Sighting.all().exists()


async def test_a_character_that_somebody_has_by_then_is_not_swept(
    eve: Signing, drain: Drain, clock: ManualClock
) -> None:
    account = (await eve.login(BEN)).user_id or 0
    await eve.add(account, NIL)
    await identity.remove_character(acting(account), NIL)
    await make_user("Somebody else", superuser=True)
    await privacy.ask_deletion(acting(account))
    await clock.advance(timedelta(days=8).total_seconds())
    await privacy.erase_due()
    await drain()
    await eve.login(NIL)
    await clock.advance(timedelta(days=outside.keep_days + 1).total_seconds())
    await privacy.sweep()
    assert await Ownership.exists(character_id=NIL)
    assert not await Character.exists(id=BEN)


async def test_discord_forgets_whose_user_it_was(place: Place) -> None:
    await place.erase()
    await place.settle()
    assert not await DiscordUser.exists(id=place.discord_id)
    assert not await Account.exists(user_id=place.anna.id)
