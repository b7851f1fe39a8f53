"""Changing the secret key: nothing sealed is left behind, nothing is overwritten, and a start says where one stands."""

from __future__ import annotations

import ast
import inspect
from datetime import timedelta

import pytest

import bot.jobs.reactions  # noqa: F401 -- all rules, so all declarations
from bot import clock
from bot.database import Unusable, execute, rows, server_time
from bot.errors import Conflict, Forbidden
from bot.rules import installation, keyring, renewal, sessions
from bot.rules.access import SYSTEM, Actor, Face
from bot.rules.installation import HASHES, SENTINEL
from bot.rules.outside import outside
from bot.vault import Locked, Vault
from models.links import LinkOffer
from models.queue import Mark
from models.sessions import Session
from models.tokens import Provider, Purpose, SignIn, Token
from tests.house.tree import calls, parsed, sources
from tests.world import make_character, make_user

pytestmark = pytest.mark.usefixtures("db")

OLD, NEW = "an-old-key-for-tests-0123456789abcdef", "a-new-key-for-tests-0123456789abcdef"


@pytest.fixture
async def old(db: str) -> Vault:
    """The vault that this database was begun with."""
    vault = Vault([OLD])
    await installation.check(vault, demo=False)
    return vault


async def tokens(vault: Vault, count: int) -> list[Token]:
    user = await make_user("Asel Varga")
    made = []
    for number in range(count):
        character = await make_character(f"Pilot {number}", user=user)
        made.append(
            await Token.create(
                character=character,
                user=user,
                owner_hash="h",
                access=vault.seal("tokens", f"access {number}"),
                refresh=vault.seal("tokens", f"refresh {number}"),
                created_at=clock.now(),
            )
        )
    return made


async def others(vault: Vault) -> None:
    now, soon = clock.now(), clock.now() + timedelta(minutes=10)
    await LinkOffer.create(
        token_hash="t", discord_id=1, username="x", created_at=now, expires_at=soon,
        interaction=vault.seal("links", "interaction"), proof=vault.seal("links", "proof"),
    )  # fmt: skip
    await SignIn.create(
        state_hash="s", browser_hash="b", provider=Provider.EVE, purpose=Purpose.LOGIN,
        verifier=vault.seal("signin", "verifier"), created_at=now, expires_at=soon,
    )  # fmt: skip


async def opened_by(vault: Vault) -> set[str]:
    """Everything sealed, opened with this vault alone; raises Locked."""
    found = {vault.open(SENTINEL, (await Mark.get(name=SENTINEL)).value)}
    vault.open(HASHES, (await Mark.get(name=HASHES)).value)
    for column in keyring.SEALED:
        values = await rows(f"SELECT {column.column} AS v FROM {column.table} WHERE {column.column} <> ''")
        found |= {vault.open(column.purpose, r["v"]) for r in values}
    return found


async def test_after_a_rotation_the_new_key_alone_opens_everything(
    old: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "SLICE", 3)
    await tokens(old, 7)
    await others(old)
    both = Vault([NEW, OLD])
    await installation.check(both, demo=False)
    done = await keyring.rotate(SYSTEM, both)
    assert (done.resealed, done.busy, done.locked) == (17, 0, {})
    found = await opened_by(Vault([NEW]))
    assert found == {"concord", "interaction", "proof", "verifier"} | {
        f"{kind} {n}" for kind in ("access", "refresh") for n in range(7)
    }
    with pytest.raises(Locked):
        await opened_by(old)
    assert [r["action"] for r in await rows("SELECT action FROM audit")] == ["secrets.rotated"]


async def test_a_rotation_that_was_killed_goes_on_and_start_meanwhile_wants_both_keys(
    old: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "SLICE", 2)
    made = await tokens(old, 6)
    real, slices = keyring._write, []

    async def dies(*what: object) -> int:
        slices.append(what)
        if len(slices) == 3:
            raise SystemExit  # as good as kill -9: what is committed is committed
        return await real(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(keyring, "_write", dies)
    both = Vault([NEW, OLD])
    with pytest.raises(SystemExit):
        await keyring.rotate(SYSTEM, both)
    await installation.check(Vault([NEW, OLD]), demo=False)
    with pytest.raises(Unusable, match="put the key back"):
        await installation.check(Vault([NEW]), demo=False)
    values = [(await Token.get(id=t.id)).refresh for t in made]
    assert {both.open("tokens", v) for v in values} == {f"refresh {n}" for n in range(6)}
    monkeypatch.setattr(keyring, "_write", real)
    done = await keyring.rotate(SYSTEM, both)
    assert 0 < done.resealed < 12
    await opened_by(Vault([NEW]))
    await installation.check(Vault([NEW]), demo=False)


async def test_with_a_lost_key_start_refuses_in_plain_words_and_changes_nothing(old: Vault) -> None:
    await Mark.filter(name=HASHES).delete()  # as on a database from before there was one
    before = await rows("SELECT name, value FROM marks ORDER BY name")
    with pytest.raises(Unusable, match="CONCORD_SECRET_KEY does not open this database") as refused:
        await installation.check(Vault([NEW]), demo=False)
    assert "Nothing was changed" in str(refused.value)
    assert await rows("SELECT name, value FROM marks ORDER BY name") == before


async def test_what_somebody_writes_meanwhile_is_not_overwritten(
    old: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (token,) = await tokens(old, 1)
    both = Vault([NEW, OLD])
    real = keyring._slice

    async def overtaken(column: keyring.SealedColumn, last: int) -> list[dict[str, object]]:
        found = await real(column, last)
        if column.column == "refresh" and found:
            await Token.filter(id=token.id).update(refresh=both.seal("tokens", "from EVE, newer"))
        return found

    monkeypatch.setattr(keyring, "_slice", overtaken)
    monkeypatch.setattr(keyring, "PAUSE", 0.0)
    await keyring.rotate(SYSTEM, both)
    assert Vault([NEW]).open("tokens", (await Token.get(id=token.id)).refresh) == "from EVE, newer"


async def test_a_token_that_is_just_being_renewed_waits_for_its_answer(
    old: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "PAUSE", 0.0)
    (token,) = await tokens(old, 1)
    await execute(f"UPDATE tokens SET leased_by='x', leased_until={server_time(60)} WHERE id=%s", [token.id])
    done = await keyring.rotate(SYSTEM, Vault([NEW, OLD]))
    assert done.busy == 2
    assert (await Token.get(id=token.id)).refresh == token.refresh
    with pytest.raises(Unusable):  # the sentinel was left, so the old key cannot be forgotten too early
        await installation.check(Vault([NEW]), demo=False)
    await execute("UPDATE tokens SET leased_until=NULL")
    assert not (await keyring.rotate(SYSTEM, Vault([NEW, OLD]))).busy
    await installation.check(Vault([NEW]), demo=False)


async def test_what_no_key_opens_is_counted_and_left_alone(old: Vault) -> None:
    (token,) = await tokens(Vault(["a-third-key-for-tests-0123456789abcde"]), 1)
    both = Vault([NEW, OLD])
    done = await keyring.rotate(SYSTEM, both)
    assert done.locked == {"tokens.access": 1, "tokens.refresh": 1}
    assert (await Token.get(id=token.id)).refresh == token.refresh
    assert (await keyring.inspect(both)).locked == done.locked


async def test_sessions_outlive_the_key_and_end_when_hashes_are_renewed(old: Vault) -> None:
    outside.vault = old
    try:
        cookie = await sessions.open((await make_user("Asel Varga")).id)
        both = Vault([NEW, OLD])
        await installation.check(both, demo=False)
        await keyring.rotate(SYSTEM, both)
        outside.vault = Vault([NEW])
        await installation.check(outside.vault, demo=False)
        assert await sessions.load(cookie) is not None
        assert await keyring.renew_hashes(SYSTEM, outside.vault) == 1
        assert await sessions.load(cookie) is None
        assert not await Session.all().exists()
        again = Vault([NEW])
        await installation.check(again, demo=False)
        assert again.digest("sessions", "x") == outside.vault.digest("sessions", "x")
        assert again.digest("sessions", "x") != old.digest("sessions", "x")
    finally:
        outside.vault = None


async def test_a_process_with_another_newest_key_refuses(old: Vault) -> None:
    with pytest.raises(Conflict, match="other_key"):
        keyring.must_hold(old, Vault([NEW, OLD]).newest_id)
    keyring.must_hold(Vault([NEW, OLD]), Vault([NEW]).newest_id)
    assert NEW not in Vault([NEW]).newest_id


async def test_only_staff_rotate(old: Vault) -> None:
    pilot = Actor(user_id=1, face=Face.WEB)
    for act in (keyring.rotate, keyring.renew_hashes):
        with pytest.raises(Forbidden):
            await act(pilot, old)


async def test_processes_that_start_together_agree_on_the_root_of_hashes(db: str) -> None:
    one, other = Vault([OLD, NEW]), Vault([NEW, OLD])
    assert one.hash_root != other.hash_root
    await installation.check(one, demo=False)
    await installation.check(other, demo=False)
    assert one.digest("sessions", "x") == other.digest("sessions", "x")


def test_whatever_a_rule_seals_is_declared() -> None:
    """By purpose: each that is sealed with stands in the list that a rotation goes through."""
    declared = {c.purpose for c in keyring.SEALED}
    for path in sources("bot/rules"):
        if path.stem in ("keyring", "installation"):
            continue
        for call in calls(parsed(path), "seal"):
            name = ast.unparse(call.args[0])
            module = __import__(f"bot.rules.{path.stem}", fromlist=[path.stem])
            assert getattr(module, name) in declared, f"{path}:{call.lineno}"
    assert {str(c) for c in keyring.SEALED} == {
        "tokens.access", "tokens.refresh", "link_offers.interaction", "link_offers.proof", "signins.verifier",
        "signins.proof",
    }  # fmt: skip
    assert "leased_until" in inspect.getsource(renewal)
