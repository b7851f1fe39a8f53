"""Control routes about what pilots do: fly, hold office, form fleets, lose ships, put up structures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiohttp import web

from sandbox.console.guard import Refused, body_of, maybe, reply, want
from sandbox.console.look import Look
from sandbox.eve.records import Fleet

KINDS = ("character", "corporation", "alliance", "faction")


class FlyingRoutes:
    """The part of the control API that plays EVE."""

    def __init__(self, look: Look) -> None:
        self._eve = look.eve

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        router.add_get(r"/eve/characters/{id:\d+}/life", self.show)
        router.add_patch(r"/eve/characters/{id:\d+}/life", self.live)
        router.add_post(r"/eve/characters/{id:\d+}/notifications", self.notify)
        router.add_get("/eve/fleets", self.fleets)
        router.add_post("/eve/fleets", self.form)
        router.add_patch(r"/eve/fleets/{id:\d+}", self.change_fleet)
        router.add_get("/eve/killmails", self.killmails)
        router.add_post("/eve/killmails", self.kill)
        router.add_post("/eve/structures", self.anchor)
        router.add_put("/eve/standings", self.stand)

    async def show(self, request: web.Request) -> web.Response:
        """Where a pilot is, in what, and which offices it holds."""
        return reply(self._life(int(request.match_info["id"])))

    def _life(self, character_id: int) -> dict[str, Any]:
        life = self._eve.life(character_id)
        fleet = self._eve.fleet_of(character_id)
        return {
            "place": vars(life.place),
            "ship": vars(life.ship),
            "online": life.online,
            "roles": sorted(life.roles),
            "title_ids": sorted(life.title_ids),
            "fleet_id": fleet.id if fleet else None,
        }

    async def live(self, request: web.Request) -> web.Response:
        """Change any of it: place, ship, whether online, roles, titles."""
        eve, body, pilot = self._eve, await body_of(request), int(request.match_info["id"])
        eve.life(pilot)
        if place := maybe(body, "place", dict):
            station, structure = maybe(place, "station_id", int), maybe(place, "structure_id", int)
            system = want(place, "solar_system_id", int)
            eve.fly_to(pilot, system, station_id=station, structure_id=structure)
        if ship := maybe(body, "ship", dict):
            eve.board(pilot, want(ship, "type_id", int), maybe(ship, "name", str) or "Unnamed")
        if (online := maybe(body, "online", bool)) is not None:
            eve.log_on(pilot, online)
        if (roles := maybe(body, "roles", list)) is not None:
            eve.give_roles(pilot, *map(str, roles))
        if (titles := maybe(body, "title_ids", list)) is not None:
            eve.give_titles(pilot, *titles)
        return reply(self._life(pilot))

    async def notify(self, request: web.Request) -> web.Response:
        """A notification of the game."""
        body = await body_of(request)
        made = self._eve.notify(
            int(request.match_info["id"]), want(body, "type", str), maybe(body, "text", str) or ""
        )
        return reply({"notification_id": made}, 201)

    async def fleets(self, _request: web.Request) -> web.Response:
        """Every fleet with its members."""
        return reply({"fleets": [_fleet(one) for one in self._eve.fleets.values()]})

    async def form(self, request: web.Request) -> web.Response:
        """A boss forms a fleet, with members if given."""
        body = await body_of(request)
        made = self._eve.form_fleet(want(body, "boss_id", int), *(maybe(body, "member_ids", list) or []))
        return reply(_fleet(self._eve.fleet(made)), 201)

    async def change_fleet(self, request: web.Request) -> web.Response:
        """Members join (``join``), leave (``leave``), or one becomes the boss (``boss_id``)."""
        eve, body, fleet_id = self._eve, await body_of(request), int(request.match_info["id"])
        fleet = eve.fleet(fleet_id)
        for one in maybe(body, "join", list) or []:
            eve.join_fleet(fleet_id, one)
        if (boss := maybe(body, "boss_id", int)) is not None:
            eve.pass_boss(fleet_id, boss)
        for one in maybe(body, "leave", list) or []:
            if one not in fleet.seats:
                raise ValueError(f"{one} is not in this fleet")
            eve.leave_fleet(one)
        return reply(_fleet(fleet))

    async def killmails(self, _request: web.Request) -> web.Response:
        """Every loss, the newest first."""
        mails = sorted(self._eve.killmails.values(), key=lambda mail: -mail.id)
        return reply({"killmails": [{"hash": m.hash, "value": m.value, **m.body} for m in mails]})

    async def kill(self, request: web.Request) -> web.Response:
        """A pilot loses a ship; ``minutes_ago`` five or more and zKillboard knows already."""
        body = await body_of(request)
        ago = maybe(body, "minutes_ago", float) or 0.0
        mail = self._eve.kill(
            want(body, "victim_id", int),
            maybe(body, "attacker_ids", list) or [],
            ship_type_id=maybe(body, "ship_type_id", int),
            solar_system_id=maybe(body, "solar_system_id", int),
            at=self._eve.clock.now() - timedelta(minutes=ago),
            value=maybe(body, "value", float) or 12_000_000.0,
        )
        return reply({"killmail_id": mail.id, "hash": mail.hash}, 201)

    async def anchor(self, request: web.Request) -> web.Response:
        """A corporation puts up a structure; ``guests`` are who may dock, null everybody."""
        body = await body_of(request)
        guests = maybe(body, "guests", list)
        made = self._eve.anchor(
            want(body, "corporation_id", int),
            want(body, "name", str),
            solar_system_id=maybe(body, "solar_system_id", int) or 30_000_142,
            guests=None if guests is None else set(guests),
        )
        return reply({"structure_id": made.id}, 201)

    async def stand(self, request: web.Request) -> web.Response:
        """A character, corporation or alliance sets a standing, or with null takes it back."""
        body = await body_of(request)
        kind, standing = want(body, "kind", str), maybe(body, "standing", float)
        if kind not in KINDS or (standing is not None and not -10 <= standing <= 10):
            raise Refused(400, f"'kind' is one of {', '.join(KINDS)}, 'standing' from -10 to 10.")
        owner = want(body, "owner_id", int)
        self._eve.set_standing(owner, want(body, "contact_id", int), kind, standing)
        return reply({"contacts": [vars(one) for one in self._eve.contacts[owner].values()]})


def _fleet(fleet: Fleet) -> dict[str, Any]:
    return {"id": fleet.id, "boss_id": fleet.boss_id, "members": list(fleet.seats), "motd": fleet.motd}
