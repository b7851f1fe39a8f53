"""OAuth2 with the pretend Discord: consent, tokens, joining a guild, refusal, revocation, pictures."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from yarl import URL

from tests.sandbox.discord_house import House, build, serving

BACK = "http://127.0.0.1:8000/discord/callback"


def query(house: House, **more: str) -> dict[str, str]:
    return {
        "client_id": house.world.client_id,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "identify guilds.join",
        "state": "s-1",
        **more,
    }


async def approve(house: House, user_id: str, **more: str) -> URL:
    """Where the browser is sent after that user has agreed."""
    async with aiohttp.ClientSession() as http:
        url = f"{house.url}/oauth2/authorize"
        async with http.get(
            url, params=query(house, user_id=user_id, **more), allow_redirects=False
        ) as answer:
            assert answer.status == 302
            return URL(answer.headers["Location"])


async def token(
    house: House, *, basic: bool = True, secret: str | None = None, **form: str
) -> tuple[int, Any]:
    """A POST to the token endpoint."""
    known = house.world.client_id, house.world.client_secret if secret is None else secret
    headers = {"Authorization": aiohttp.encode_basic_auth(*known)} if basic else {}
    if not basic:
        form |= {"client_id": known[0], "client_secret": known[1]}
    url = f"{house.url}/api/oauth2/token"
    async with aiohttp.ClientSession(headers=headers) as http, http.post(url, data=form) as answer:
        return answer.status, await answer.json()


async def grant(house: House, user_id: str, **more: str) -> dict[str, Any]:
    code = (await approve(house, user_id, **more)).query["code"]
    status, body = await token(house, grant_type="authorization_code", code=code, redirect_uri=BACK)
    assert status == 200
    return body


async def get(house: House, path: str, access_token: str) -> tuple[int, Any]:
    async with (
        house.http(authorization=f"Bearer {access_token}") as http,
        http.get(house.api + path) as answer,
    ):
        return answer.status, await answer.json()


async def test_a_person_agrees_and_is_put_into_the_guild() -> None:
    house = build()
    stranger = house.world.create_user("stranger", global_name="The Stranger")
    async with serving(house):
        location = await approve(house, stranger)
        assert location.with_query(None) == URL(BACK)
        assert location.query["state"] == "s-1"
        body = await grant(house, stranger)
        assert (body["token_type"], body["expires_in"]) == ("Bearer", 604800)
        assert set(body["scope"].split()) == {"identify", "guilds.join"}
        status, me = await get(house, "/users/@me", body["access_token"])
        assert (status, me["id"], me["global_name"]) == (200, stranger, "The Stranger")
        path = f"/guilds/{house.guild}/members/{stranger}"
        joining = {"access_token": body["access_token"], "nick": "New", "roles": [house.member_role]}
        status, member = await house.rest("PUT", path, joining)
        assert (status, member["nick"], member["roles"]) == (201, "New", [house.member_role])
        assert await house.rest("PUT", path, joining) == (204, None)
        wrong = f"/guilds/{house.guild}/members/{house.world.create_user('other')}"
        status, answer = await house.rest("PUT", wrong, joining)
        assert (status, answer["code"]) == (403, 50025)


async def test_a_grant_without_the_scope_puts_nobody_anywhere() -> None:
    house = build()
    stranger = house.world.create_user("stranger")
    async with serving(house):
        body = await grant(house, stranger, scope="identify")
        path = f"/guilds/{house.guild}/members/{stranger}"
        status, answer = await house.rest("PUT", path, {"access_token": body["access_token"]})
        assert (status, answer["code"]) == (403, 50025)
        assert (await get(house, "/users/@me/guilds", body["access_token"]))[0] == 403
        status, own = await get(house, "/oauth2/@me", body["access_token"])
        assert (status, own["scopes"], own["user"]["id"]) == (200, ["identify"], stranger)


async def test_scopes_open_the_own_guilds_and_the_own_membership() -> None:
    house = build()
    async with serving(house):
        body = await grant(house, house.pilot, scope="identify guilds guilds.members.read")
        status, guilds = await get(house, "/users/@me/guilds", body["access_token"])
        assert (status, [g["name"] for g in guilds]) == (200, ["Test Alliance"])
        status, own = await get(house, f"/users/@me/guilds/{house.guild}/member", body["access_token"])
        assert (status, own["user"]["id"]) == (200, house.pilot)


async def test_codes_are_spent_once_and_in_time_and_at_their_own_address() -> None:
    house = build()
    async with serving(house):
        for spoil in ("address", "time", "twice"):
            code = (await approve(house, house.pilot)).query["code"]
            back = BACK + "x" if spoil == "address" else BACK
            house.clock.ahead += 601 if spoil == "time" else 0
            form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
            if spoil == "twice":
                assert (await token(house, **form))[0] == 200
            status, body = await token(house, **form)
            assert (status, body["error"]) == (400, "invalid_grant"), spoil


async def test_refreshing_rotates_and_revoking_kills_the_whole_grant() -> None:
    house = build()
    async with serving(house):
        first = await grant(house, house.pilot)
        form = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        status, second = await token(house, basic=False, **form)
        assert status == 200
        assert second["refresh_token"] != first["refresh_token"]
        assert (await token(house, **form))[1]["error"] == "invalid_grant"
        assert (await get(house, "/users/@me", first["access_token"]))[0] == 401
        assert (await get(house, "/users/@me", second["access_token"]))[0] == 200
        auth = aiohttp.encode_basic_auth(house.world.client_id, house.world.client_secret)
        async with aiohttp.ClientSession(headers={"Authorization": auth}) as http:
            url = f"{house.api}/oauth2/token/revoke"
            async with http.post(url, data={"token": second["refresh_token"]}) as answer:
                assert answer.status == 200
        assert (await get(house, "/users/@me", second["access_token"]))[0] == 401


async def test_the_client_must_be_known() -> None:
    house = build()
    async with serving(house):
        for basic in (True, False):
            status, body = await token(house, basic=basic, secret="wrong", grant_type="refresh_token")
            assert (status, body["error"]) == (401, "invalid_client")
        url = f"{house.api}/oauth2/token"
        async with (
            aiohttp.ClientSession() as http,
            http.post(url, json={"grant_type": "refresh_token"}) as answer,
        ):
            assert answer.status == 400


async def test_the_page_lets_one_choose_and_refuse() -> None:
    house = build()
    for number in range(100):
        house.world.create_user(f"<b>{number}</b>", global_name=f"Pilot {number}")
    async with serving(house), aiohttp.ClientSession() as http:
        url = f"{house.url}/oauth2/authorize"
        async with http.get(url, params=query(house)) as answer:
            page = await answer.text()
            assert answer.status == 200
            assert "Pilot One" in page
            assert "<b>" not in page
            assert "42 more" in page
            assert "script" not in answer.headers["Content-Security-Policy"]
        async with http.get(url, params=query(house, find="pilot 77")) as answer:
            page = await answer.text()
            assert "Pilot 77" in page
            assert "Pilot 78" not in page
            assert "state=s-1" in page
        async with http.get(url, params=query(house, deny="1"), allow_redirects=False) as answer:
            location = URL(answer.headers["Location"])
            assert location.query["error"] == "access_denied"
            assert location.query["state"] == "s-1"


@pytest.mark.parametrize(
    ("spoilt", "status", "error"),
    [
        ({"client_id": "1"}, 400, None),
        ({"redirect_uri": "https://evil.example/"}, 400, None),
        ({"redirect_uri": "http://127.0.0.1.evil.example/"}, 400, None),
        ({"user_id": "12345"}, 400, None),
        ({"scope": "identify everything"}, 302, "invalid_scope"),
        ({"scope": ""}, 302, "invalid_scope"),
        ({"response_type": "token"}, 302, "unsupported_response_type"),
    ],
)
async def test_a_wrong_question_is_refused(spoilt: dict[str, str], status: int, error: str | None) -> None:
    house = build()
    async with serving(house), aiohttp.ClientSession() as http:
        asked = query(house, **spoilt)
        async with http.get(f"{house.url}/oauth2/authorize", params=asked, allow_redirects=False) as answer:
            assert answer.status == status
            if error:
                assert URL(answer.headers["Location"]).query["error"] == error


async def test_registered_addresses_are_compared_exactly() -> None:
    house = build(redirect_uris=["https://auth.example/discord/callback"])
    async with serving(house), aiohttp.ClientSession() as http:
        for back, status in (
            ("https://auth.example/discord/callback", 302),
            ("https://auth.example/discord/call", 400),
        ):
            asked = query(house, redirect_uri=back, user_id=house.pilot)
            async with http.get(
                f"{house.url}/oauth2/authorize", params=asked, allow_redirects=False
            ) as answer:
                assert answer.status == status


async def test_everybody_has_a_picture() -> None:
    house = build()
    async with serving(house), aiohttp.ClientSession() as http:
        seen = set()
        for path in (
            f"avatars/{house.pilot}/abc123.png",
            f"avatars/{house.owner}/abc123.png",
            "embed/avatars/3.png",
        ):
            async with http.get(f"{house.url}/cdn/{path}?size=64") as answer:
                assert answer.content_type == "image/png"
                content = await answer.read()
                assert content.startswith(b"\x89PNG")
                seen.add(content)
        assert len(seen) == 3
