"""Killmails: ESI's lists and mails, and what zKillboard says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from sandbox.eve.answers import EsiError
from sandbox.eve.private import paged
from sandbox.eve.records import Killmail
from sandbox.eve.routing import Answer, Question, Route, cached
from sandbox.eve.wire import dumped
from sandbox.eve.world import EveWorld

ZKILLBOARD = "/zkillboard"
TOO_YOUNG = timedelta(minutes=5)
RECENT = timedelta(days=90)


def _killmail(q: Question) -> Answer:
    """One loss; without the right hash there is none (the specification's 422 is of the game server)."""
    mail = q.eve.killmails.get(q.numbers["killmail_id"])
    if mail is None or mail.hash != q.words["killmail_hash"]:
        raise EsiError(422, "Invalid killmail_id and/or killmail_hash")
    return cached("killmail", mail.id, q, lambda: mail.body)


def _recent(name: str, owner: str) -> Callable[[Question], Answer]:
    def answer(q: Question) -> Answer:
        owner_id = q.numbers[owner]

        def make() -> list[dict[str, Any]]:
            since = q.eve.clock.now() - RECENT
            mine = [m for m in q.eve.killmails.values() if owner_id in m.parties and m.time > since]
            return [{"killmail_hash": m.hash, "killmail_id": m.id} for m in sorted(mine, key=_age)]

        return paged(cached(name, owner_id, q, make), q)

    return answer


def _age(mail: Killmail) -> float:
    return -mail.time.timestamp()


ROUTES = [
    Route("GET", "/killmails/{killmail_id}/{killmail_hash}", _killmail, "killmail"),
    Route(
        "GET",
        "/characters/{character_id}/killmails/recent",
        _recent("character_killmails", "character_id"),
        "char-killmail",
        scope="esi-killmails.read_killmails.v1",
    ),
    Route(
        "GET",
        "/corporations/{corporation_id}/killmails/recent",
        _recent("corporation_killmails", "corporation_id"),
        "corp-killmail",
        scope="esi-killmails.read_corporation_killmails.v1",
        role="Director",
    ),
]
"""What ESI serves of them. The paths are those of the specification."""


def add_routes(app: web.Application, eve: EveWorld) -> None:
    """Serve zKillboard's REST answers below ``/zkillboard`` (apis.md 5)."""
    board = Killboard(eve)
    app.router.add_get(ZKILLBOARD + "/api/{rest:.*}", board.handle)


class Killboard:
    """zKillboard as its source has it: strict about its callers, late by five minutes."""

    def __init__(self, eve: EveWorld) -> None:
        self.eve = eve

    async def handle(self, request: web.Request) -> web.Response:
        """Answer, and remember what was asked."""
        if self.eve.delay_seconds:
            await self.eve.clock.sleep(self.eve.delay_seconds)
        status, body = self._answer(request)
        agent = request.headers.get("User-Agent", "")
        self.eve.log.record(request.method, ZKILLBOARD + "/api", request.path, status, agent)
        headers = {"Cache-Control": "public, max-age=3600"} if status == 200 else {}
        return web.Response(
            body=dumped(body), status=status, content_type="application/json", headers=headers
        )

    def _answer(self, request: web.Request) -> tuple[int, Any]:
        if self.eve.killboard_reinforced:
            return 503, {"error": "zKillboard is reinforced"}
        if not request.headers.get("User-Agent", "").strip():
            return 403, {"error": "A User-Agent with a contact is required"}
        if request.query_string:
            return 403, {"error": "Query strings are not allowed"}
        parts = request.match_info["rest"].strip("/").split("/")
        if not request.path.endswith("/") or "json" in parts:
            return 404, {"error": "No such page"}
        return self._found(parts)

    def _found(self, parts: list[str]) -> tuple[int, Any]:
        """`killID/N`, or `[losses|kills]/characterID/N` and the like; what is younger than 5 minutes is not there."""
        side = parts.pop(0) if parts[0] in ("losses", "kills") else None
        filters = dict(zip(parts[::2], parts[1::2], strict=False))
        if len(parts) % 2 or not filters or not all(value.isdecimal() for value in filters.values()):
            return 400, {"error": "Invalid parameters"}
        mails = [m for m in self.eve.killmails.values() if self.eve.clock.now() - m.time >= TOO_YOUNG]
        for key, value in filters.items():
            if key == "killID":
                mails = [m for m in mails if m.id == int(value)]
            elif key in ("characterID", "corporationID", "allianceID"):
                mails = [m for m in mails if _concerns(m, key[:-2] + "_id", int(value), side)]
            elif key == "pastSeconds":
                mails = [m for m in mails if (self.eve.clock.now() - m.time).total_seconds() <= int(value)]
            elif key != "page" or value != "1":
                return 400, {"error": f"Invalid parameter {key}"}
        return 200, [_shown(m) for m in sorted(mails, key=_age)[:200]]


def _concerns(mail: Killmail, key: str, wanted: int, side: str | None) -> bool:
    lost = mail.body["victim"].get(key) == wanted
    won = any(one.get(key) == wanted for one in mail.body["attackers"])
    return (lost and side != "kills") or (won and side != "losses")


def _shown(mail: Killmail) -> dict[str, Any]:
    attackers = mail.body["attackers"]
    npc = not any("character_id" in one for one in attackers)
    return {
        "killmail_id": mail.id,
        "zkb": {
            "locationID": 50_000_000,
            "hash": mail.hash,
            "fittedValue": round(mail.value * 0.9, 2),
            "droppedValue": round(mail.value * 0.3, 2),
            "destroyedValue": round(mail.value * 0.7, 2),
            "totalValue": round(mail.value, 2),
            "points": 1,
            "npc": npc,
            "solo": len(attackers) == 1 and not npc,
            "awox": False,
        },
    }
