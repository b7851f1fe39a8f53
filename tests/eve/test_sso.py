"""EVE's sign-in against the pretend EVE: the round trip, refreshing, keys, and what counts as dead."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from yarl import URL

from bot.eve.base import CodeRefused, EveDown, EveMisconfigured, TokenDead
from bot.eve.sso import EveSso, challenge_of, new_verifier
from sandbox.eve.keys import ISSUERS
from sandbox.eve.world import EveWorld
from tests.eve.conftest import REDIRECT, SkippingClock

PILOT = 90_000_001
SCOPES = ["publicData", "esi-fleets.read_fleet.v1"]
SignIn = Callable[..., Awaitable[str]]
MakeSso = Callable[..., EveSso]


def asked(world: EveWorld, route: str) -> int:
    return sum(1 for entry in world.requests if entry.route == route)


async def signed_in(sso: EveSso, sign_in: SignIn, scopes: list[str] = SCOPES) -> str:
    verifier = new_verifier()
    tokens, _ = await sso.exchange(await sign_in(PILOT, challenge_of(verifier), scopes), verifier)
    assert tokens.refresh_token is not None
    return tokens.refresh_token


def test_a_verifier_has_43_url_safe_characters_and_is_never_the_same():
    drawn = {new_verifier() for _ in range(50)}
    assert len(drawn) == 50
    assert {len(verifier) for verifier in drawn} == {43}
    verifier = drawn.pop()
    digest = hashlib.sha256(verifier.encode()).digest()
    assert challenge_of(verifier) == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


async def test_the_address_to_sign_in_carries_everything_that_eve_asks_for(sso, eve_url):
    address = URL(sso.authorize_url("st&te", ["publicData", "esi-mail.read_mail.v1"], "hash"))
    assert str(address.with_query(None)) == eve_url + "/v2/oauth/authorize"
    assert dict(address.query) == {
        "response_type": "code",
        "client_id": "concord",
        "redirect_uri": REDIRECT,
        "scope": "esi-mail.read_mail.v1 publicData",
        "state": "st&te",
        "code_challenge": "hash",
        "code_challenge_method": "S256",
    }


@pytest.mark.parametrize("issuer", ISSUERS)
@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
async def test_a_sign_in_proves_the_character_by_either_algorithm_and_any_spelling_of_the_issuer(
    world, sso, sign_in, clock, algorithm, issuer
):
    world.signer.algorithm, world.signer.issuer = algorithm, issuer
    verifier = new_verifier()
    tokens, proof = await sso.exchange(await sign_in(PILOT, challenge_of(verifier), SCOPES), verifier)
    assert (proof.character_id, proof.name) == (PILOT, "Pilot 1")
    assert proof.owner_hash == world.owner_hash(PILOT)
    assert proof.scopes == frozenset(SCOPES)
    assert (proof.expires_at - clock.now()).total_seconds() == pytest.approx(1200, abs=1)
    assert tokens.expires_at == proof.expires_at
    assert await sso.verify(tokens.access_token) == proof


@pytest.mark.parametrize("scopes", [["publicData"], []])
async def test_scopes_are_read_as_a_string_and_as_nothing_too(sso, sign_in, scopes):
    verifier = new_verifier()
    tokens, proof = await sso.exchange(await sign_in(PILOT, challenge_of(verifier), scopes), verifier)
    assert proof.scopes == frozenset(scopes)
    assert (tokens.refresh_token is None) == (not scopes)


async def test_a_code_is_worth_nothing_without_its_verifier(sso, sign_in):
    code = await sign_in(PILOT, challenge_of(new_verifier()), SCOPES)
    with pytest.raises(CodeRefused):
        await sso.exchange(code, new_verifier())


async def test_a_code_serves_once(sso, sign_in):
    verifier = new_verifier()
    code = await sign_in(PILOT, challenge_of(verifier), SCOPES)
    await sso.exchange(code, verifier)
    with pytest.raises(CodeRefused, match=r"eve\.code_refused"):
        await sso.exchange(code, verifier)


async def test_a_code_dies_after_five_minutes(sso, sign_in, clock):
    verifier = new_verifier()
    code = await sign_in(PILOT, challenge_of(verifier), SCOPES)
    clock.skip(301)
    with pytest.raises(CodeRefused):
        await sso.exchange(code, verifier)


@pytest.mark.parametrize("rotation", ["same", "new"])
async def test_a_refresh_gives_the_token_to_keep_from_now_on(world, sso, sign_in, clock, rotation):
    world.grants.rotation = rotation
    old = await signed_in(sso, sign_in)
    clock.skip(1300)
    tokens, proof = await sso.refresh(old)
    assert (tokens.refresh_token == old) == (rotation == "same")
    assert proof.character_id == PILOT
    await sso.refresh(tokens.refresh_token or "")


async def test_a_sold_character_shows_by_its_owner_hash(world, sso, sign_in):
    token = await signed_in(sso, sign_in)
    before = world.owner_hash(PILOT)
    world.sell(PILOT, revoke_tokens=False)
    _, proof = await sso.refresh(token)
    assert proof.owner_hash == world.owner_hash(PILOT) != before


async def test_a_revoked_token_is_dead_and_is_not_asked_about_twice(world, sso, sign_in):
    token = await signed_in(sso, sign_in)
    world.revoke(PILOT)
    before = asked(world, "/v2/oauth/token")
    with pytest.raises(TokenDead) as dead:
        await sso.refresh(token)
    assert dead.value.reason.startswith("invalid_grant")
    assert asked(world, "/v2/oauth/token") == before + 1


async def test_a_wrong_secret_is_our_fault_and_kills_no_token(make_sso, eve_url, sso, sign_in):
    token = await signed_in(sso, sign_in)
    wrong = make_sso(eve_url, secret="wrong")
    with pytest.raises(EveMisconfigured):
        await wrong.refresh(token)
    with pytest.raises(EveMisconfigured):
        await wrong.exchange("a-code", new_verifier())
    await sso.refresh(token)


async def test_an_outage_kills_no_token_and_is_asked_three_times(world, sso, sign_in, clock):
    token = await signed_in(sso, sign_in)
    world.sso_down()
    before = asked(world, "/v2/oauth/token")
    with pytest.raises(EveDown):
        await sso.refresh(token)
    assert asked(world, "/v2/oauth/token") == before + 3
    assert len(clock.slept) == 2
    world.sso_down(False)
    await sso.refresh(token)


async def test_a_refresh_survives_a_stumble(world, sso, sign_in):
    token = await signed_in(sso, sign_in)
    world.fail_route("POST", "/v2/oauth/token", 502, times=2)
    _, proof = await sso.refresh(token)
    assert proof.character_id == PILOT


async def test_a_code_is_not_sent_again_after_an_answer(world, sso, sign_in):
    verifier = new_verifier()
    code = await sign_in(PILOT, challenge_of(verifier), SCOPES)
    world.fail_route("POST", "/v2/oauth/token", 503, times=1)
    with pytest.raises(EveDown):
        await sso.exchange(code, verifier)
    assert asked(world, "/v2/oauth/token") == 1


class UnreachableAtFirst(aiohttp.TCPConnector):
    """Cannot connect the given number of times, once it is told to."""

    failures = 0

    async def connect(self, req, traces, timeout):
        if self.failures:
            self.failures -= 1
            raise aiohttp.ClientConnectorError(req.connection_key, OSError(111, "refused"))
        return await super().connect(req, traces, timeout)


async def test_a_code_that_never_left_is_sent_again(make_sso, eve_url, sign_in):
    connector = UnreachableAtFirst()
    async with aiohttp.ClientSession(connector=connector) as session:
        sso = make_sso(eve_url, session=session)
        await sso._prepare()
        verifier = new_verifier()
        code = await sign_in(PILOT, challenge_of(verifier), SCOPES)
        connector.failures = 2
        _, proof = await sso.exchange(code, verifier)
        assert proof.character_id == PILOT
        connector.failures = 3
        with pytest.raises(EveDown):
            await sso.exchange(code, verifier)


async def test_keys_are_asked_for_once_while_they_are_fresh(world, sso, sign_in, clock):
    token = await signed_in(sso, sign_in)
    for _ in range(5):
        await sso.refresh(token)
    assert asked(world, "/oauth/jwks") == 1
    assert asked(world, "/.well-known/oauth-authorization-server") == 1
    clock.skip(301)
    await sso.refresh(token)
    assert asked(world, "/oauth/jwks") == 2
    assert asked(world, "/.well-known/oauth-authorization-server") == 2


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
async def test_a_new_key_is_learned_at_once_under_a_new_id_or_the_old_one(world, sso, sign_in, algorithm):
    world.signer.algorithm = algorithm
    token = await signed_in(sso, sign_in)
    world.signer.rotate()
    _, proof = await sso.refresh(token)
    assert proof.character_id == PILOT
    assert asked(world, "/oauth/jwks") == 2


async def test_known_keys_go_on_serving_while_eve_is_away(world, sso, sign_in, clock):
    verifier = new_verifier()
    tokens, proof = await sso.exchange(await sign_in(PILOT, challenge_of(verifier), SCOPES), verifier)
    clock.skip(600)
    world.sso_down()
    assert await sso.verify(tokens.access_token) == proof


async def test_without_keys_nothing_is_spent(world, sso, sign_in):
    verifier = new_verifier()
    code = await sign_in(PILOT, challenge_of(verifier), SCOPES)
    world.fail_route("GET", "/oauth/jwks", 503)
    with pytest.raises(EveDown):
        await sso.exchange(code, verifier)
    assert asked(world, "/v2/oauth/token") == 0
    world.mend_route("GET", "/oauth/jwks")
    _, proof = await sso.exchange(code, verifier)
    assert proof.character_id == PILOT


async def test_secrets_are_not_printed(sso, sign_in):
    verifier = new_verifier()
    tokens, _ = await sso.exchange(await sign_in(PILOT, challenge_of(verifier), SCOPES), verifier)
    assert tokens.access_token not in repr(tokens)
    assert (tokens.refresh_token or "?") not in repr(tokens)


async def test_the_clock_of_the_application_decides_what_has_expired(sso, sign_in, clock: SkippingClock):
    verifier = new_verifier()
    tokens, proof = await sso.exchange(await sign_in(PILOT, challenge_of(verifier), SCOPES), verifier)
    clock.skip(1200 + 25)
    assert await sso.verify(tokens.access_token) == proof
    clock.skip(10)
    with pytest.raises(Exception, match=r"eve\.proof_rejected"):
        await sso.verify(tokens.access_token)
