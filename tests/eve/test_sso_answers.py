"""Answers of a sign-in server that EVE gives seldom or never, each from a server told to say just that."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from bot import clock as bot_clock
from bot.eve.base import CodeRefused, EveDown, EveMisconfigured, ProofRejected, TokenDead, Unproven

TOKEN, JWKS, METADATA = "/v2/oauth/token", "/oauth/jwks", "/.well-known/oauth-authorization-server"


@functools.cache
def rsa(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid})


@functools.cache
def ec(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid})


def published() -> dict[str, Any]:
    """The key set, with a key of a kind that nobody knows yet."""
    keys: list[dict[str, Any]] = [rsa("r").as_dict(private=False), ec("e").as_dict(private=False)]
    return {"keys": [*keys, {"kty": "FUTURE", "kid": "f"}]}


def claims(**changes: Any) -> dict[str, Any]:
    now = int(bot_clock.now().timestamp())
    said = {
        "sub": "CHARACTER:EVE:90000001",
        "name": "Pilot 1",
        "owner": "hash=",
        "aud": ["concord", "EVE Online"],
        "iss": "https://login.eveonline.com",
        "iat": now,
        "exp": now + 1200,
        "scp": ["publicData"],
    }
    return {key: value for key, value in (said | changes).items() if value is not None}


def signed(said: dict[str, Any], key: Any = None, alg: str = "RS256", kid: str | None = "r") -> str:
    header = {"alg": alg} | ({"kid": kid} if kid else {})
    return jwt.encode(header, said, key or rsa("r"), algorithms=[alg])


@pytest.fixture
def eve(script, make_sso):
    script.on("GET", JWKS, (200, published()))
    return make_sso(script.url)


async def test_a_token_that_is_in_order_is_believed(eve):
    proof = await eve.verify(signed(claims()))
    assert (proof.character_id, proof.owner_hash) == (90_000_001, "hash=")


FORGERIES = {
    "another issuer": {"iss": "https://login.example.org"},
    "a near issuer": {"iss": "https://login.eveonline.com.example.org"},
    "no issuer": {"iss": None},
    "another application": {"aud": ["other", "EVE Online"]},
    "not for EVE": {"aud": ["concord"]},
    "a single audience": {"aud": "EVE Online"},
    "no audience": {"aud": None},
    "expired": {"exp": 1_700_000_000},
    "no expiry": {"exp": None},
    "issued in the future": {"iat": 4_000_000_000},
    "a corporation": {"sub": "CORPORATION:EVE:98000001"},
    "no character": {"sub": "CHARACTER:EVE:0"},
    "a character and more": {"sub": "CHARACTER:EVE:90000001:1"},
    "no subject": {"sub": None},
    "no name": {"name": None},
    "no owner": {"owner": None},
    "an empty owner": {"owner": ""},
    "an owner that is a number": {"owner": 5},
    "scopes that are numbers": {"scp": [1, 2]},
}


@pytest.mark.parametrize("changes", FORGERIES.values(), ids=FORGERIES.keys())
async def test_a_token_with_wrong_claims_is_not_believed(eve, changes):
    with pytest.raises(ProofRejected):
        await eve.verify(signed(claims(**changes)))


async def test_a_token_with_a_wrong_signature_is_not_believed(eve):
    secret = OctKey.import_key("a secret that somebody made up, long enough", {"kid": "r"})
    header, body, signature = signed(claims()).split(".")
    other = signed(claims(name="Somebody else")).split(".")[1]
    for forged in (
        signed(claims(), RSAKey.generate_key(2048, {"kid": "r"})),
        signed(claims(), secret, "HS256"),
        signed(claims(), rsa("r"), "RS512"),
        signed(claims(), ec("e"), "ES256", kid="r"),
        signed(claims(), rsa("r"), "RS256", kid="e"),
        signed(claims(), rsa("r"), kid=None),
        f"{header}.{other}.{signature}",
        f"eyJhbGciOiJub25lIiwia2lkIjoiciJ9.{body}.",
        "not a token",
        "",
        "a.b.c",
        "ü.ü.ü",
    ):
        with pytest.raises(ProofRejected):
            await eve.verify(forged)


async def test_a_token_must_name_its_key_even_if_there_is_but_one(eve, script):
    script.on("GET", JWKS, (200, {"keys": [rsa("r").as_dict(private=False)]}))
    await eve.verify(signed(claims()))
    with pytest.raises(ProofRejected):
        await eve.verify(signed(claims(), kid=None))


async def test_unknown_key_ids_cause_one_look_a_minute_however_many_come(eve, script, clock):
    await eve.verify(signed(claims()))
    for _ in range(20):
        with pytest.raises(ProofRejected):
            await eve.verify(signed(claims(), rsa("x"), kid="x"))
    assert script.asked(JWKS) == 2
    clock.skip(61)
    with pytest.raises(ProofRejected):
        await eve.verify(signed(claims(), rsa("x"), kid="x"))
    assert script.asked(JWKS) == 3


async def test_keys_live_for_what_is_left_of_their_age(eve, script, clock):
    script.on("GET", JWKS, (200, published(), {"Cache-Control": "public, max-age=1000", "Age": "600"}))
    await eve.verify(signed(claims()))
    clock.skip(399)
    await eve.verify(signed(claims()))
    assert script.asked(JWKS) == 1
    clock.skip(2)
    await eve.verify(signed(claims()))
    assert script.asked(JWKS) == 2


async def test_unreadable_keys_are_an_outage_at_first_and_harmless_later(eve, script, clock):
    for nonsense in ("<html>", {"keys": []}, {"no": "keys"}, {"keys": "?"}):
        script.on("GET", JWKS, (200, nonsense))
        with pytest.raises(EveDown):
            await eve.verify(signed(claims()))
    script.on("GET", JWKS, (200, published()))
    await eve.verify(signed(claims()))
    clock.skip(400)
    script.on("GET", JWKS, (200, "<html>"))
    await eve.verify(signed(claims()))


def pair(**changes: Any) -> dict[str, Any]:
    """A good answer of the token endpoint."""
    return {"access_token": signed(claims()), "expires_in": 1199, "token_type": "Bearer"} | changes


async def test_the_old_refresh_token_stays_if_eve_sends_none(eve, script):
    script.on("POST", TOKEN, (200, pair()))
    tokens, _ = await eve.refresh("old")
    assert tokens.refresh_token == "old"
    script.on("POST", TOKEN, (200, pair(refresh_token=None)))
    tokens, _ = await eve.exchange("code", "v" * 43)
    assert tokens.refresh_token is None


async def test_the_request_is_a_form_with_basic_authentication(eve, script):
    script.on("POST", TOKEN, (200, pair()))
    await eve.exchange("a/code+", "v" * 43)
    _, _, headers, body = script.requests[-1]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Authorization"] == "Basic Y29uY29yZDpzM2NyZXQ="
    assert "operator@example.org" in headers["User-Agent"]
    assert "code=a%2Fcode%2B" in body
    assert "s3cret" not in body


async def test_an_unbelievable_token_decides_nothing_but_its_rotation_is_not_lost(eve, script):
    script.on("POST", TOKEN, (200, pair(access_token=signed(claims(aud=["x"])), refresh_token="new")))
    with pytest.raises(EveDown) as down:
        await eve.refresh("old")
    assert isinstance(down.value, Unproven)
    assert down.value.refresh_token == "new"
    assert "new" not in str(down.value.values)


@pytest.mark.parametrize(
    ("status", "body", "at_refresh", "at_exchange"),
    [
        (400, {"error": "invalid_grant"}, TokenDead, CodeRefused),
        (400, {"error": "invalid_token", "error_description": "expired"}, TokenDead, CodeRefused),
        (401, {"error": "invalid_client"}, EveMisconfigured, EveMisconfigured),
        (400, {"error": "invalid_client"}, EveMisconfigured, EveMisconfigured),
        (400, {"error": "unauthorized_client"}, EveMisconfigured, EveMisconfigured),
        (400, {"error": "invalid_request"}, EveMisconfigured, EveMisconfigured),
        (400, {"error": "temporarily_unavailable"}, EveDown, EveDown),
        (400, {"error": "something_new"}, EveDown, EveDown),
        (400, "<html>a proxy</html>", EveDown, EveDown),
        (403, "<html>a wall</html>", EveDown, EveDown),
        (500, {"error": "invalid_grant"}, EveDown, EveDown),
        (404, "", EveDown, EveDown),
        (200, "<html>", EveDown, EveDown),
        (200, {"no": "token"}, EveDown, EveDown),
    ],
)
async def test_only_a_clear_word_kills_a_token(eve, script, status, body, at_refresh, at_exchange):
    script.on("POST", TOKEN, (status, body))
    with pytest.raises(at_refresh) as fault:
        await eve.refresh("token")
    assert type(fault.value) is at_refresh
    with pytest.raises(at_exchange) as fault:
        await eve.exchange("code", "v" * 43)
    assert type(fault.value) is at_exchange


async def test_a_short_retry_after_is_waited_for_and_a_long_one_is_handed_on(eve, script, clock):
    script.on("POST", TOKEN, (429, "", {"Retry-After": "3"}), (200, pair()))
    await eve.refresh("token")
    assert clock.slept == [3.0]
    script.on("POST", TOKEN, (429, "", {"Retry-After": "120"}))
    before = script.asked(TOKEN)
    with pytest.raises(EveDown) as down:
        await eve.refresh("token")
    assert down.value.retry_after == 120
    assert script.asked(TOKEN) == before + 1


async def test_our_secret_does_not_follow_a_redirect(eve, script):
    script.on("POST", TOKEN, (307, "", {"Location": "/elsewhere"}))
    with pytest.raises(EveDown):
        await eve.refresh("token")
    assert script.asked("/elsewhere") == 0


async def test_endpoints_are_learned_from_the_document_within_the_same_origin(eve, script):
    script.on("GET", METADATA, (200, {"token_endpoint": script.url + "/v3/token"}))
    script.on("POST", "/v3/token", (200, pair()))
    await eve.refresh("token")
    assert script.asked("/v3/token") == 1


@pytest.mark.parametrize(
    "elsewhere", ["http://127.0.0.1:9/token", "https://127.0.0.1/token", "/token", "", 5]
)
async def test_a_document_that_points_elsewhere_is_not_followed(eve, script, elsewhere):
    names = ("token_endpoint", "jwks_uri", "authorization_endpoint")
    script.on("GET", METADATA, (200, dict.fromkeys(names, elsewhere)))
    script.on("POST", TOKEN, (200, pair()))
    await eve.refresh("token")
    assert script.asked(TOKEN) == 1
    assert eve.authorize_url("s", ["publicData"], "c").startswith(script.url + "/v2/oauth/authorize?")


async def test_a_missing_document_is_asked_for_once_a_minute(eve, script, clock):
    script.on("POST", TOKEN, (200, pair()))
    await eve.refresh("token")
    await eve.refresh("token")
    assert script.asked(METADATA) == 1
    clock.skip(61)
    await eve.refresh("token")
    assert script.asked(METADATA) == 2
