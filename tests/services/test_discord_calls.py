"""Requests to Discord are counted by routes of which there are few, and no token becomes a label."""

from __future__ import annotations

import pytest

from bot.services.discord_calls import Calls, route_of


@pytest.mark.parametrize(
    ("path", "route"),
    [
        (
            "/api/v10/guilds/99000000000000001/members/88000000000000002/roles/77000000000000003",
            "/guilds/{id}/members/{id}/roles/{id}",
        ),
        ("/api/v10/users/@me", "/users/@me"),
        (
            "/api/v10/webhooks/88000000000000002/aW50.secret-x_y/messages/@original",
            "/webhooks/{id}/{token}/messages/@original",
        ),
        (
            "/api/v10/interactions/88000000000000002/aW50ZXJhY3Rpb246/callback",
            "/interactions/{id}/{token}/callback",
        ),
        ("/api/v10/oauth2/applications/@me", "/oauth2/applications/@me"),
        ("/api/v10/guilds/1/<script>", "other"),
        ("/somewhere/Else/aW50ZXJhY3Rpb246aaaaaaaaaaaaaaaaaaaaaaaaaa", "other"),
    ],
)
def test_ids_and_tokens_do_not_become_labels(path: str, route: str) -> None:
    assert route_of(path) == route


def test_being_too_fast_is_counted_over_all_routes() -> None:
    calls = Calls()
    for status in (200, 429, 429):
        calls.observe("GET", "/api/v10/users/@me", status)
    calls.observe("GET", "/api/v10/gateway", 429)
    assert calls.limited == 3
    assert calls.counts["GET /users/@me", 429] == 2
