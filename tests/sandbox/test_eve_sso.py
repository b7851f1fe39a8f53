"""The pretend sign-in server: consent, codes, PKCE, signed tokens, refreshing, revoking."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from sandbox.eve.keys import ISSUERS
from tests.sandbox.eve_server import (
    ANNA,
    ANNAS_ALT,
    BORIS,
    CLIENT,
    REDIRECT,
    SECRET,
    Rig,
    served,
    small_world,
)

VERIFIER = base64.urlsafe_b64encode(bytes(range(32))).rstrip(b"=").decode()
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
BASIC = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with served(small_world()) as rig:
        yield rig


def question(**changes: str | None) -> dict[str, str]:
    asked: dict[str, str | None] = {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": REDIRECT,
        "scope": "publicData esi-fleets.read_fleet.v1",
        "state": "st&te",
        "character_id": str(ANNA),
    }
    return {key: value for key, value in (asked | changes).items() if value is not None}


async def authorize(rig: Rig, **changes: str | None) -> tuple[int, dict[str, str], str]:
    """Status, the parameters handed back to the application, the page."""
    url = f"{rig.url}/v2/oauth/authorize"
    async with rig.session.get(url, params=question(**changes), allow_redirects=False) as response:
        location = response.headers.get("Location", "")
        assert not location or location.startswith(REDIRECT + "?")
        back = {key: values[0] for key, values in parse_qs(urlsplit(location).query).items()}
        return response.status, back, await response.text()


async def ask_token(rig: Rig, *, basic: str | None = BASIC, **form: str) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": basic} if basic else {}
    async with rig.session.post(f"{rig.url}/v2/oauth/token", data=form, headers=headers) as response:
        return response.status, await response.json()


async def sign_in(rig: Rig, **changes: str | None) -> dict[str, Any]:
    _, back, _ = await authorize(rig, **changes)
    status, tokens = await ask_token(rig, grant_type="authorization_code", code=back["code"])
    assert status == 200
    return tokens


async def refresh(rig: Rig, token: str) -> tuple[int, dict[str, Any]]:
    return await ask_token(rig, grant_type="refresh_token", refresh_token=token)


async def verified(rig: Rig, access_token: str) -> jwt.Token:
    """Check a token as the application does, by the keys that are published."""
    async with rig.session.get(f"{rig.url}/oauth/jwks") as response:
        keys = KeySet.import_key_set(await response.json())
    token = jwt.decode(access_token, keys, algorithms=["RS256", "ES256"])
    registry = jwt.JWTClaimsRegistry(
        now=lambda: int(rig.eve.clock.now().timestamp()),
        exp={"essential": True},
        sub={"essential": True},
        aud={"essential": True, "value": "EVE Online"},
        iss={"essential": True, "values": list(ISSUERS)},
    )
    registry.validate(token.claims)
    return token


async def test_the_metadata_says_where_everything_is(rig: Rig) -> None:
    async with rig.session.get(f"{rig.url}/.well-known/oauth-authorization-server") as response:
        body = await response.json()
    assert body["token_endpoint"] == f"{rig.url}/v2/oauth/token"
    assert body["jwks_uri"] == f"{rig.url}/oauth/jwks"
    assert body["code_challenge_methods_supported"] == ["S256"]


async def test_a_sign_in_gives_a_token_with_the_claims_of_eve(rig: Rig) -> None:
    tokens = await sign_in(rig)
    token = await verified(rig, tokens["access_token"])
    claims = token.claims
    assert claims["sub"] == f"CHARACTER:EVE:{ANNA}"
    assert claims["name"] == "Anna Test"
    assert claims["owner"] == rig.eve.owner_hash(ANNA)
    assert claims["aud"] == [CLIENT, "EVE Online"]
    assert claims["scp"] == ["publicData", "esi-fleets.read_fleet.v1"]
    assert (claims["azp"], claims["tenant"], claims["tier"], claims["region"]) == (
        CLIENT,
        "tranquility",
        "live",
        "world",
    )
    assert claims["exp"] - claims["iat"] == 1200
    assert claims["kid"] == token.header["kid"]
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 1199)


async def test_both_algorithms_occur_by_turns(rig: Rig) -> None:
    tokens = [await verified(rig, (await sign_in(rig))["access_token"]) for _ in range(4)]
    assert [token.header["alg"] for token in tokens] == ["RS256", "ES256", "RS256", "ES256"]
    assert tokens[0].header["kid"] == "JWT-Signature-Key"
    assert len(tokens[1].header["kid"]) == 36
    rig.eve.signer.algorithm = "ES256"
    assert (await verified(rig, (await sign_in(rig))["access_token"])).header["alg"] == "ES256"


@pytest.mark.parametrize("issuer", ISSUERS)
async def test_the_issuer_has_three_spellings(rig: Rig, issuer: str) -> None:
    rig.eve.signer.issuer = issuer
    assert (await verified(rig, (await sign_in(rig))["access_token"])).claims["iss"] == issuer


async def test_one_scope_is_a_string_and_none_is_absent_and_not_refreshable(rig: Rig) -> None:
    one = await sign_in(rig, scope="publicData")
    assert (await verified(rig, one["access_token"])).claims["scp"] == "publicData"
    none = await sign_in(rig, scope=None)
    assert "scp" not in (await verified(rig, none["access_token"])).claims
    assert none["refresh_token"] is None


async def test_a_token_expires(rig: Rig) -> None:
    token = (await sign_in(rig))["access_token"]
    rig.eve.clock.advance(1201)
    with pytest.raises(JoseError):
        await verified(rig, token)


async def test_rotated_keys_are_new_keys(rig: Rig) -> None:
    rig.eve.signer.algorithm = "ES256"
    old = (await sign_in(rig))["access_token"]
    rig.eve.signer.rotate()
    with pytest.raises(InvalidKeyIdError):
        await verified(rig, old)
    rig.eve.signer.algorithm = "RS256"
    await verified(rig, (await sign_in(rig))["access_token"])


async def test_the_page_shows_the_characters_by_account_and_can_be_searched(rig: Rig) -> None:
    status, _, text = await authorize(rig, character_id=None)
    assert status == 200
    assert all(name in text for name in ("Anna Test", "Anna Second", "Boris Test", "[HOME] Home"))
    assert f"character_id={ANNA}" in text
    assert "state=st%26te" in text
    _, _, found = await authorize(rig, character_id=None, q="boris")
    assert "Boris Test" in found
    assert "Anna Test" not in found
    rig.eve.rename(BORIS, "<b>Boris</b>")
    assert "&lt;b&gt;Boris" in (await authorize(rig, character_id=None))[2]


async def test_state_comes_back_and_so_does_a_refusal(rig: Rig) -> None:
    status, back, _ = await authorize(rig)
    assert (status, back["state"]) == (302, "st&te")
    assert (await authorize(rig, character_id=None, deny="1"))[1] == {
        "error": "access_denied",
        "state": "st&te",
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"client_id": "other"}, "client_id"),
        ({"redirect_uri": REDIRECT + "/x"}, "registered"),
        ({"redirect_uri": REDIRECT + "?x=1"}, "registered"),
        ({"response_type": "token"}, "response_type"),
        ({"state": None}, "state"),
        ({"scope": "publicData everything"}, "everything"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "plain"}, "S256"),
        ({"code_challenge": CHALLENGE}, "go together"),
        ({"character_id": "1"}, "no character"),
        ({"character_id": "x"}, "no character"),
    ],
)
async def test_a_wrong_question_ends_on_a_page_and_sends_nobody_back(
    rig: Rig, changes: dict[str, str | None], reason: str
) -> None:
    status, back, text = await authorize(rig, **changes)
    assert (status, back) == (400, {})
    assert reason in text


async def test_only_enabled_scopes_can_be_asked_for(rig: Rig) -> None:
    rig.eve.grants.register_client(CLIENT, SECRET, [REDIRECT], {"publicData"})
    assert (await authorize(rig))[0] == 400
    assert (await authorize(rig, scope="publicData"))[0] == 302


async def test_a_code_is_good_once(rig: Rig) -> None:
    _, back, _ = await authorize(rig)
    assert (await ask_token(rig, grant_type="authorization_code", code=back["code"]))[0] == 200
    status, error = await ask_token(rig, grant_type="authorization_code", code=back["code"])
    assert (status, error["error"]) == (400, "invalid_grant")


async def test_a_code_is_good_for_five_minutes(rig: Rig) -> None:
    _, back, _ = await authorize(rig)
    rig.eve.clock.advance(300)
    status, error = await ask_token(rig, grant_type="authorization_code", code=back["code"])
    assert (status, error["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(("verifier", "status"), [(VERIFIER, 200), (VERIFIER[:-1] + "x", 400), ("", 400)])
async def test_the_verifier_must_match_the_challenge(rig: Rig, verifier: str, status: int) -> None:
    _, back, _ = await authorize(rig, code_challenge=CHALLENGE, code_challenge_method="S256")
    form = {"grant_type": "authorization_code", "code": back["code"]} | (
        {"code_verifier": verifier} if verifier else {}
    )
    assert (await ask_token(rig, **form))[0] == status


async def test_the_secret_must_be_right_and_the_body_a_form(rig: Rig) -> None:
    wrong = "Basic " + base64.b64encode(f"{CLIENT}:wrong".encode()).decode()
    for basic in (wrong, "Basic !", "Bearer x", None):
        status, error = await ask_token(rig, basic=basic, grant_type="refresh_token", refresh_token="x")
        assert (status, error["error"]) == (401, "invalid_client")
    headers = {"Authorization": BASIC}
    body = {"grant_type": "refresh_token", "refresh_token": "x"}
    async with rig.session.post(f"{rig.url}/v2/oauth/token", json=body, headers=headers) as response:
        assert (response.status, (await response.json())["error"]) == (400, "invalid_request")
    async with rig.session.post(f"{rig.url}/v2/oauth/token", params=body, headers=headers) as response:
        assert (response.status, (await response.json())["error"]) == (400, "invalid_request")
    assert (await ask_token(rig, grant_type="password"))[1]["error"] == "unsupported_grant_type"


async def test_a_code_belongs_to_its_client(rig: Rig) -> None:
    rig.eve.grants.register_client("other", "secret", [REDIRECT])
    _, back, _ = await authorize(rig, client_id="other")
    status, error = await ask_token(rig, grant_type="authorization_code", code=back["code"])
    assert (status, error["error"]) == (400, "invalid_grant")


async def test_refreshing_keeps_the_token_or_rotates_it(rig: Rig) -> None:
    held = (await sign_in(rig))["refresh_token"]
    status, tokens = await refresh(rig, held)
    assert (status, tokens["refresh_token"]) == (200, held)
    assert (await verified(rig, tokens["access_token"])).claims["sub"].endswith(str(ANNA))
    rig.eve.grants.rotation = "new"
    _, tokens = await refresh(rig, held)
    assert tokens["refresh_token"] != held
    assert (await refresh(rig, held))[1]["error"] == "invalid_grant"
    assert (await refresh(rig, tokens["refresh_token"]))[0] == 200


async def test_a_sold_character_has_another_owner_and_dead_tokens(rig: Rig) -> None:
    held, before = (await sign_in(rig))["refresh_token"], rig.eve.owner_hash(ANNA)
    other = (await sign_in(rig, character_id=str(ANNAS_ALT)))["refresh_token"]
    rig.eve.sell(ANNA)
    assert rig.eve.owner_hash(ANNA) != before
    assert (await refresh(rig, held))[1]["error"] == "invalid_grant"
    assert (await refresh(rig, other))[0] == 200


async def test_a_sale_may_leave_tokens_alive_that_tell_the_new_owner(rig: Rig) -> None:
    held, before = (await sign_in(rig))["refresh_token"], rig.eve.owner_hash(ANNA)
    rig.eve.sell(ANNA, rig.eve.character(BORIS).account_id, revoke_tokens=False)
    status, tokens = await refresh(rig, held)
    assert status == 200
    assert (await verified(rig, tokens["access_token"])).claims["owner"] not in (before, "")


async def test_revoking_biomassing_and_refusing_end_refreshes(rig: Rig) -> None:
    revoked = (await sign_in(rig))["refresh_token"]
    rig.eve.revoke(ANNA)
    assert (await refresh(rig, revoked))[1]["error"] == "invalid_grant"
    refused = (await sign_in(rig))["refresh_token"]
    rig.eve.refuse_refresh(ANNA)
    assert (await refresh(rig, refused))[1]["error"] == "invalid_grant"
    rig.eve.refuse_refresh(ANNA, False)
    assert (await refresh(rig, refused))[0] == 200
    rig.eve.biomass(ANNA)
    assert (await refresh(rig, refused))[1]["error"] == "invalid_grant"
    assert (await authorize(rig))[0] == 400


async def test_a_client_can_give_a_token_back(rig: Rig) -> None:
    held = (await sign_in(rig))["refresh_token"]
    form = {"token_type_hint": "refresh_token", "token": held}
    headers = {"Authorization": BASIC}
    async with rig.session.post(f"{rig.url}/v2/oauth/revoke", data=form, headers=headers) as response:
        assert response.status == 200
    assert (await refresh(rig, held))[1]["error"] == "invalid_grant"


async def test_an_outage_answers_503_everywhere_and_ends(rig: Rig) -> None:
    held = (await sign_in(rig))["refresh_token"]
    rig.eve.sso_down()
    assert (await refresh(rig, held))[0] == 503
    assert (await authorize(rig))[0] == 503
    rig.eve.sso_down(False)
    assert (await refresh(rig, held))[0] == 200


async def test_one_sso_route_can_fail_by_itself(rig: Rig) -> None:
    held = (await sign_in(rig))["refresh_token"]
    rig.eve.fail_route("POST", "/v2/oauth/token", 502, times=1)
    assert (await refresh(rig, held))[0] == 502
    assert (await refresh(rig, held))[0] == 200


async def test_sign_ins_are_in_the_log_without_their_secrets(rig: Rig) -> None:
    await sign_in(rig)
    assert [(entry.method, entry.route) for entry in rig.eve.requests] == [
        ("GET", "/v2/oauth/authorize"),
        ("POST", "/v2/oauth/token"),
    ]
    assert "code=" not in str(rig.eve.requests)
