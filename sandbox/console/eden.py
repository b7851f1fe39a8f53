"""Control routes about EVE: who flies where, and the acts that change it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.console.guard import body_of, maybe, number, reply, want
from sandbox.console.look import Look


class EveRoutes:
    """The part of the control API that stands for New Eden."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._world = look.world
        self._eve = look.eve

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        one = r"/eve/characters/{id:\d+}"
        router.add_get("/eve/characters", self.characters)
        router.add_post("/eve/characters", self.create_character)
        router.add_post(f"{one}/move", self.move)
        router.add_post(f"{one}/sell", self.sell)
        router.add_post(f"{one}/revoke", self.revoke)
        router.add_post(f"{one}/biomass", self.biomass)
        router.add_post(f"{one}/rename", self.rename)
        router.add_get("/eve/corporations", self.corporations)
        router.add_post("/eve/corporations", self.create_corporation)
        router.add_post(r"/eve/corporations/{id:\d+}/move", self.move_corporation)
        router.add_get("/eve/alliances", self.alliances)
        router.add_post("/eve/alliances", self.create_alliance)
        router.add_post("/eve/lies", self.lie)
        router.add_delete("/eve/lies", self.stop_lying)

    async def characters(self, request: web.Request) -> web.Response:
        """Characters by name, ticker or corporation (``q``), or those a Discord user's human flies (``of``)."""
        limit = number(request, "limit", 40, 500)
        if user_id := request.query.get("of"):
            self._look.discord.user(user_id)
            found = self._world.characters_of(user_id)
        else:
            found = self._found(request.query.get("q", "").casefold())
        owners = self._world.owners(found[:limit])
        views = [self._look.character(one, owners.get(one)) for one in found[:limit]]
        return reply({"total": len(found), "characters": views})

    def _found(self, wanted: str) -> list[int]:
        homes = {
            firm.id
            for firm in self._eve.corporations.values()
            if wanted and (wanted in firm.name.casefold() or wanted == firm.ticker.casefold())
        }
        return [
            pilot.id
            for pilot in self._eve.characters.values()
            if wanted in pilot.name.casefold() or pilot.corporation_id in homes
        ]

    async def create_character(self, request: web.Request) -> web.Response:
        """A new character; ``owner`` is the Discord user whose human will fly it."""
        body = await body_of(request)
        owner = maybe(body, "owner", str)
        account = self._world.account_of(owner) if owner else None
        made = self._eve.create_character(
            want(body, "name", str).strip(), want(body, "corporation_id", int), account
        )
        return reply(self._look.character(made, owner), 201)

    async def move(self, request: web.Request) -> web.Response:
        """A character goes to another corporation."""
        corporation_id = want(await body_of(request), "corporation_id", int)
        self._eve.move(_id(request), corporation_id)
        return reply(self._look.character(_id(request)))

    async def sell(self, request: web.Request) -> web.Response:
        """A character goes to the account of another person (``to``), or of a stranger."""
        body = await body_of(request)
        buyer = maybe(body, "to", str)
        account = self._world.account_of(buyer) if buyer else None
        revoke = maybe(body, "revoke_tokens", bool)
        self._eve.sell(_id(request), account, revoke_tokens=revoke is not False)
        return reply(self._look.character(_id(request), buyer))

    async def revoke(self, request: web.Request) -> web.Response:
        """All tokens of a character die."""
        self._eve.revoke(_id(request))
        return reply(self._look.character(_id(request)))

    async def biomass(self, request: web.Request) -> web.Response:
        """A character is deleted for good."""
        self._eve.biomass(_id(request))
        return reply(self._look.character(_id(request)))

    async def rename(self, request: web.Request) -> web.Response:
        """A character gets another name."""
        name = want(await body_of(request), "name", str).strip()
        if not 3 <= len(name) <= 37:
            raise ValueError("a character's name has 3 to 37 letters")
        self._eve.character(_id(request))
        self._eve.rename(_id(request), name)
        return reply(self._look.character(_id(request)))

    async def corporations(self, request: web.Request) -> web.Response:
        """Corporations, those of players first."""
        wanted = request.query.get("q", "")
        found = sorted(_named(self._eve.corporations, wanted), key=lambda firm: (firm.npc, firm.name))
        limit = number(request, "limit", 60, 500)
        views = [self._look.corporation(firm.id) for firm in found[:limit]]
        return reply({"total": len(found), "corporations": views})

    async def create_corporation(self, request: web.Request) -> web.Response:
        """Found a corporation."""
        body = await body_of(request)
        name, ticker = want(body, "name", str).strip(), want(body, "ticker", str).strip().upper()
        if not 3 <= len(name) <= 50 or not 1 <= len(ticker) <= 5:
            raise ValueError("a name has 3 to 50 letters, a ticker 1 to 5")
        made = self._eve.create_corporation(name, ticker, maybe(body, "alliance_id", int))
        return reply(self._look.corporation(made), 201)

    async def move_corporation(self, request: web.Request) -> web.Response:
        """A corporation joins an alliance, or with null leaves the one it is in."""
        self._eve.move_corporation(_id(request), maybe(await body_of(request), "alliance_id", int))
        return reply(self._look.corporation(_id(request)))

    async def alliances(self, request: web.Request) -> web.Response:
        """Alliances by name or ticker."""
        found = sorted(_named(self._eve.alliances, request.query.get("q", "")), key=lambda one: one.name)
        limit = number(request, "limit", 60, 500)
        views = [self._look.alliance(one.id) for one in found[:limit]]
        return reply({"total": len(found), "alliances": views})

    async def create_alliance(self, request: web.Request) -> web.Response:
        """Found an alliance, led by a corporation that joins it."""
        body = await body_of(request)
        name, ticker = want(body, "name", str), want(body, "ticker", str)
        made = self._eve.create_alliance(name, ticker, want(body, "corporation_id", int))
        return reply(self._look.alliance(made), 201)

    async def lie(self, request: web.Request) -> web.Response:
        """Affiliation puts characters elsewhere, as its caches run out; their true home does not change."""
        body = await body_of(request)
        ids, corporation_id = want(body, "character_ids", list), want(body, "corporation_id", int)
        for character_id in ids:
            self._eve.character(character_id)
        self._eve.corporation(corporation_id)
        self._eve.lie_about(ids, corporation_id, maybe(body, "alliance_id", int))
        return reply({"lies": len(self._eve.lies)})

    async def stop_lying(self, _request: web.Request) -> web.Response:
        """The truth again."""
        self._eve.stop_lying()
        return reply({"lies": 0})


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])


def _named(known: dict[int, Any], query: str) -> list[Any]:
    wanted = query.casefold()
    return [one for one in known.values() if wanted in one.name.casefold() or wanted in one.ticker.casefold()]
