"""EVE tokens: sealed, renewed by one at a time, checked in rounds, lost only when they are certainly gone."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import clock as bot_clock
from bot.errors import Conflict, NotFound
from bot.eve.base import EveDown, EveMisconfigured, TokenDead, TokenMissing
from bot.rules import brake, renewal, tokens
from bot.rules.outside import outside
from bot.rules.renewal import Verdict
from bot.vault import Vault
from models.brakes import Brake, BrakeStatus
from models.characters import Ended, Ownership, OwnershipRecord
from models.notices import Notice
from models.tokens import Token, TokenStatus
from models.users import User
from tests.conftest import Drain, ManualClock
from tests.rules.signing import ANNA, BEN, NIL, Signing, acting, told

PUBLIC = frozenset({"publicData"})
MAIL = "esi-mail.read_mail.v1"


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> str:
    """A feature that uses a further scope."""
    monkeypatch.setattr(tokens, "SCOPES", {s: list(w) for s, w in tokens.SCOPES.items()})
    return tokens.require(MAIL, "scope.ownership")


async def pilot(eve: Signing, character: int = ANNA) -> int:
    return (await eve.login(character)).user_id or 0


async def stale() -> None:
    """All access tokens have run out."""
    await Token.all().update(access_until=bot_clock.now() - timedelta(minutes=1))


async def due() -> renewal.Round:
    """A round with everything due."""
    await Token.all().update(check_due_at=bot_clock.now() - timedelta(seconds=1))
    return await tokens.check_due()


# -- keeping and lending ---------------------------------------------------------------------------------


async def test_tokens_are_sealed_in_the_table(eve: Signing) -> None:
    await pilot(eve)
    row = await Token.get()
    assert row.access.startswith("gAAAA")
    assert row.refresh.startswith("gAAAA")
    assert outside.need_vault().open("tokens", row.refresh).startswith("refresh-")


async def test_a_fresh_token_is_lent_without_asking_eve(eve: Signing) -> None:
    await pilot(eve)
    access = await tokens.Tokens().access_token(ANNA, PUBLIC)
    assert (await eve.sso.verify(access)).character_id == ANNA
    assert eve.sso.refreshed == 0
    assert (await Token.get()).used_at is not None


async def test_a_stale_token_is_renewed_and_the_rotated_one_is_stored(eve: Signing) -> None:
    await pilot(eve)
    before = (await Token.get()).refresh
    for _ in range(3):  # each time with the refresh token that the last one brought
        await stale()
        await tokens.Tokens().access_token(ANNA, PUBLIC)
    row = await Token.get()
    assert eve.sso.refreshed == 3
    assert row.refresh != before
    assert (row.leased_by, row.leased_until) == (None, None)


async def test_ten_who_ask_at_once_renew_once(eve: Signing) -> None:
    await pilot(eve)
    await stale()
    eve.sso.slow = 50
    got = await asyncio.gather(*(tokens.Tokens().access_token(ANNA, PUBLIC) for _ in range(10)))
    assert len(set(got)) == 1
    assert (eve.sso.refreshed, eve.sso.most_at_once) == (1, 1)


async def test_the_token_is_chosen_by_scopes_and_gives_no_more_than_needed(eve: Signing, mail: str) -> None:
    account = await pilot(eve)
    with pytest.raises(TokenMissing):
        await tokens.Tokens().access_token(ANNA, frozenset({mail}))
    await eve.add(account, ANNA, scopes=(mail,))
    assert await Token.all().count() == 2
    both = await tokens.Tokens().access_token(ANNA, frozenset({mail}))
    assert (await eve.sso.verify(both)).scopes == {mail, "publicData"}
    plain = await tokens.Tokens().access_token(ANNA, PUBLIC)
    assert (await eve.sso.verify(plain)).scopes == PUBLIC


async def test_an_equal_grant_renews_the_row(eve: Signing, mail: str) -> None:
    account = await pilot(eve)
    for _ in range(2):
        await eve.add(account, ANNA, scopes=(mail,))
    assert await Token.all().count() == 2


async def test_an_abandoned_lease_runs_out(eve: Signing) -> None:
    await pilot(eve)
    await stale()
    long_ago = bot_clock.now() - timedelta(hours=1)
    await Token.all().update(leased_by="a dead process", leased_until=long_ago)
    assert await tokens.Tokens().access_token(ANNA, PUBLIC)


async def test_a_newer_refresh_token_stored_meanwhile_counts(eve: Signing) -> None:
    await pilot(eve)
    row = await Token.get()
    newer = outside.need_vault().open("tokens", row.refresh)
    await Token.all().update(refresh=outside.need_vault().seal("tokens", "refresh-of-yesterday"))
    await stale()
    eve.sso.slow = 20
    asking = asyncio.ensure_future(tokens.Tokens().access_token(ANNA, PUBLIC))
    while not eve.sso.most_at_once:
        await asyncio.sleep(0)
    await Token.all().update(refresh=outside.need_vault().seal("tokens", newer))
    assert await asking
    assert (await Token.get()).status is TokenStatus.VALID


async def test_the_key_that_does_not_fit_is_an_outage(eve: Signing) -> None:
    account = await pilot(eve)
    outside.vault = Vault(["another-key-for-tests-0123456789abcdef"])
    with pytest.raises(EveMisconfigured):
        await tokens.Tokens().access_token(ANNA, PUBLIC)
    assert (await due()).verdicts == {Verdict.LOCKED: 1}
    assert await Ownership.filter(user_id=account).count() == 1
    assert (await Token.get()).status is TokenStatus.VALID


# -- dying -----------------------------------------------------------------------------------------------


async def test_a_withdrawn_sign_in_is_told_at_once_and_lost_after_a_second_no(
    clock: ManualClock, eve: Signing, drain: Drain
) -> None:
    account = await pilot(eve)
    await drain()
    eve.sso.withdraw(ANNA)
    assert (await due()).verdicts == {Verdict.DYING: 1}
    assert (await told(account))[-1] == "notice.token_dying"
    assert (await User.get(id=account)).main_id == ANNA
    assert (await tokens.check_due()).verdicts == {}  # not before the grace is over
    await clock.advance(601)
    result = await tokens.check_due()
    assert (result.verdicts, result.losers) == ({Verdict.DEAD: 1}, {account})
    assert (await User.get(id=account)).main_id is None
    assert (await told(account))[-1] == "notice.main_lost.withdrawn"
    assert (await OwnershipRecord.get(user_id=account)).ended is Ended.WITHDRAWN
    assert (await eve.login(ANNA)).user_id == account  # and they come back to their old account


async def test_a_token_that_lives_after_all_is_well_again(clock: ManualClock, eve: Signing) -> None:
    account = await pilot(eve)
    grants = dict(eve.sso._refresh)
    eve.sso.withdraw(ANNA)
    await due()
    eve.sso._refresh = grants
    await clock.advance(601)
    assert (await tokens.check_due()).verdicts == {Verdict.WELL: 1}
    row = await Token.get()
    assert (row.status, row.dying_since) == (TokenStatus.VALID, None)
    assert await Ownership.filter(user_id=account).exists()


async def test_signing_in_within_the_grace_saves_the_character(clock: ManualClock, eve: Signing) -> None:
    account = await pilot(eve)
    eve.sso.withdraw(ANNA)
    await due()
    await clock.advance(300)
    await eve.login(ANNA)
    await clock.advance(301)
    assert (await due()).losers == frozenset()
    assert await Ownership.filter(user_id=account).exists()


async def test_another_living_token_keeps_the_character(clock: ManualClock, eve: Signing, mail: str) -> None:
    account = await pilot(eve)
    await eve.add(account, ANNA, scopes=(mail,))
    first = await Token.get(scopes="publicData")
    del eve.sso._refresh[outside.need_vault().open("tokens", first.refresh)]
    await due()
    assert (await told(account))[-1] == "notice.scopes_dying"
    await clock.advance(601)
    assert (await due()).losers == frozenset()
    assert (await Token.get(id=first.id)).status is TokenStatus.DEAD
    assert await Ownership.filter(user_id=account).exists()


@pytest.mark.parametrize(("fault", "error"), [("down", EveDown), ("refuses_us", EveMisconfigured)])
async def test_an_outage_loses_nothing_and_ends_the_round(
    eve: Signing, fault: str, error: type[Exception]
) -> None:
    accounts = [await pilot(eve, c) for c in (ANNA, NIL, BEN)]
    await User.filter(id=accounts[0]).update(is_superuser=True)
    setattr(eve.sso, fault, True)
    result = await due()
    assert set(result.verdicts) == {Verdict.AWAY}
    assert await Ownership.all().count() == 3
    assert await Token.filter(status=TokenStatus.VALID).count() == 3
    assert await Notice.filter(key="notice.eve_refuses_us").count() == (fault == "refuses_us")
    await stale()
    with pytest.raises(error):
        await tokens.Tokens().access_token(ANNA, PUBLIC)


# -- sold ------------------------------------------------------------------------------------------------


async def test_a_changed_owner_hash_is_seen_at_a_check(eve: Signing) -> None:
    account = await pilot(eve)
    await eve.add(account, NIL)
    eve.sso.sell(NIL, "the-buyer", revoke=False)
    assert (await due()).verdicts == {Verdict.SOLD: 1, Verdict.WELL: 1}
    assert not await Ownership.filter(character_id=NIL).exists()
    assert not await Token.filter(character_id=NIL).exists()
    assert (await told(account))[-1] == "notice.character_lost.sold"
    assert (await User.get(id=account)).main_id == ANNA


async def test_a_changed_owner_hash_is_seen_when_a_token_is_lent(eve: Signing) -> None:
    account = await pilot(eve)
    eve.sso.sell(ANNA, "the-buyer", revoke=False)
    await stale()
    with pytest.raises(TokenMissing):
        await tokens.Tokens().access_token(ANNA, PUBLIC)
    assert (await User.get(id=account)).main_id is None


# -- the round -------------------------------------------------------------------------------------------


async def test_checks_are_spread_over_the_period(clock: ManualClock, eve: Signing) -> None:
    for id_ in range(90_200_000, 90_200_040):
        eve.esi.put(eve.sso.character(id_, f"Pilot {id_}"), 98_100_001)
        await pilot(eve, id_)
    assert (await tokens.check_due()).verdicts == {}
    asked = []
    for _ in range(12):
        await clock.advance(renewal.PERIOD.total_seconds() / 10)
        asked.append(sum((await tokens.check_due()).verdicts.values()))
    assert sum(asked) >= 40  # each at least once
    assert max(asked) <= 30  # never all at the same moment


async def test_a_round_takes_the_longest_overdue_first_and_no_more_than_asked(eve: Signing) -> None:
    for n, character in enumerate((ANNA, NIL, BEN)):
        await pilot(eve, character)
        await Token.filter(character_id=character).update(
            check_due_at=bot_clock.now() - timedelta(hours=n + 1)
        )
    await tokens.check_due(limit=1)
    assert await Token.filter(check_due_at__gt=bot_clock.now()).values_list("character_id") == [(BEN,)]


async def test_a_round_asks_about_four_at_once(eve: Signing) -> None:
    for id_ in range(90_200_000, 90_200_012):
        eve.sso.character(id_, f"Pilot {id_}")
        await pilot(eve, id_)
    eve.sso.slow, eve.sso.together = 20, 4  # nobody is answered before four have asked
    assert (await due()).verdicts == {Verdict.WELL: 12}
    assert eve.sso.most_at_once == 4


async def test_many_losses_at_once_wait_for_staff(
    clock: ManualClock, eve: Signing, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brake, "FLOOR", 2)
    accounts = [await pilot(eve, c) for c in (ANNA, NIL, BEN)]
    await drain()
    for character in (ANNA, NIL, BEN):
        eve.sso.withdraw(character)
    await due()
    await clock.advance(601)
    result = await tokens.check_due()
    assert (result.held, result.losers) == (frozenset(accounts), frozenset())
    assert await Ownership.all().count() == 3
    question = await Brake.get(source="tokens")
    assert question.status is BrakeStatus.ASKED
    await brake.decide(acting(accounts[0], "core.staff"), question.id, True)
    await drain()
    assert await Ownership.all().count() == 0
    assert set(await OwnershipRecord.all().values_list("ended", flat=True)) == {Ended.WITHDRAWN}


async def test_do_it_takes_nothing_from_whom_eve_has_cleared_meanwhile(
    clock: ManualClock, eve: Signing, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EVE names a wrong owner for everybody, then the right one again for Anna; then staff press *Do it*."""
    monkeypatch.setattr(brake, "FLOOR", 1)
    accounts = [await pilot(eve, c) for c in (ANNA, NIL, BEN)]
    await drain()
    was = eve.sso.owners[ANNA][1]
    for character in (ANNA, NIL, BEN):
        eve.sso.sell(character, f"wrong-{character}", revoke=False)
    await due()
    assert await Ownership.all().count() == 3
    eve.sso.sell(ANNA, was, revoke=False)
    await Token.filter(character_id=ANNA).update(check_due_at=bot_clock.now())
    await tokens.check_due()
    question = await Brake.get(source="tokens")
    assert set(question.payload["users"]) == set(accounts[1:])
    await brake.decide(acting(accounts[1], "core.staff"), question.id, True)
    await drain()
    assert await Ownership.all().values_list("character_id", flat=True) == [ANNA]


# -- one's own tokens ------------------------------------------------------------------------------------


async def test_one_sees_ones_own_tokens_and_what_they_are_for(eve: Signing) -> None:
    account = await pilot(eve)
    await pilot(eve, BEN)
    (view,) = await tokens.mine(acting(account))
    assert (view.character_name, view.status, view.renewable) == ("Anna Trader", TokenStatus.VALID, True)
    assert [(u.scope, u.uses) for u in view.scopes] == [("publicData", ("scope.ownership",))]


async def test_deleting_the_last_token_removes_the_character(eve: Signing, mail: str) -> None:
    account = await pilot(eve)
    await eve.add(account, ANNA, scopes=(mail,))
    first, second = await tokens.mine(acting(account))
    assert await tokens.delete(acting(account), first.id) is False
    assert await Ownership.filter(user_id=account).exists()
    assert await tokens.delete(acting(account), second.id) is True
    assert not await Ownership.filter(user_id=account).exists()
    assert (await OwnershipRecord.get(user_id=account)).ended is Ended.REMOVED


async def test_nobody_touches_somebody_elses_token(eve: Signing) -> None:
    await pilot(eve)
    other = await pilot(eve, BEN)
    theirs = await Token.get(character_id=ANNA)
    for deed in (tokens.delete, tokens.check):
        with pytest.raises(NotFound, match=r"token\.unknown"):
            await deed(acting(other), theirs.id)
    assert await Token.all().count() == 2


async def test_checking_ones_own_token_says_how_it_stands(eve: Signing) -> None:
    account = await pilot(eve)
    token = await Token.get()
    assert (await tokens.check(acting(account), token.id)).status is TokenStatus.VALID
    assert eve.sso.refreshed == 1
    eve.sso.withdraw(ANNA)
    view = await tokens.check(acting(account), token.id)
    assert view.status is TokenStatus.DYING
    assert view.lost_at is not None
    with pytest.raises((TokenDead, TokenMissing)):
        await stale()
        await tokens.Tokens().access_token(ANNA, PUBLIC)


async def test_checking_a_sold_character_says_so(eve: Signing) -> None:
    account = await pilot(eve)
    eve.sso.sell(ANNA, "the-buyer", revoke=False)
    with pytest.raises(Conflict, match=r"token\.character_sold"):
        await tokens.check(acting(account), (await Token.get()).id)
    assert not await Ownership.exists()
