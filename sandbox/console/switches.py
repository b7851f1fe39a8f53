"""The faults that are simply on or off, by name: what the console draws as switches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sandbox.discord.world import DiscordWorld
from sandbox.eve.world import EveWorld
from sandbox.world import World

LATE_EVENTS, DOUBLE_EVENTS = ".*", "(?!INTERACTION_CREATE).*"


@dataclass(frozen=True)
class Switch:
    """One fault: what it is called, what it does, whether it is on, and how to turn it."""

    name: str
    to: str
    label: str
    about: str
    is_on: Callable[[], bool]
    turn: Callable[[bool], object]

    def as_dict(self) -> dict[str, Any]:
        """For lists and consoles."""
        return {
            "name": self.name,
            "to": self.to,
            "label": self.label,
            "about": self.about,
            "on": self.is_on(),
        }


def switches(world: World) -> dict[str, Switch]:
    """Every switch of a world."""
    return {one.name: one for one in (*_of_eve(world.eve), *_of_discord(world.discord))}


def _of_eve(eve: EveWorld) -> list[Switch]:
    return [
        Switch("esi_down", "EVE", "ESI is down", "every ESI call answers 503",
               lambda: eve.esi_is_down, eve.esi_down),
        Switch("esi_downtime", "EVE", "Daily downtime", "/status says vip, the rest of ESI answers 502 and 504",
               lambda: eve.esi_in_downtime, eve.downtime),
        Switch("esi_error_limit", "EVE", "Error budget spent", "every ESI call answers 420",
               lambda: eve.error_limited, eve.error_limit),
        Switch("esi_garbled", "EVE", "ESI answers nonsense", "a page of HTML with status 200",
               lambda: eve.esi_garbled, eve.garble_esi),
        Switch("esi_slow", "EVE", "EVE is slow", "every answer takes 20 seconds longer",
               lambda: eve.delay_seconds > 0, lambda on: eve.delay(20.0 if on else 0.0)),
        Switch("esi_lies", "EVE", "ESI lies", "half of the alliance appears to have left it",
               lambda: bool(eve.lies), partial(_lie, eve)),
        Switch("sso_down", "EVE", "EVE sign-in is down", "sign-in and token refresh answer 503",
               lambda: eve.sso_is_down, eve.sso_down),
        Switch("sso_garbled", "EVE", "EVE sign-in answers nonsense", "a page of HTML with status 200",
               lambda: eve.sso_garbled, eve.garble_sso),
        Switch("sso_refuses_tokens", "EVE", "Every refresh is refused", "invalid_grant, although the tokens live",
               lambda: eve.all_refreshes_refused, eve.refuse_all_refreshes),
        Switch("sso_refuses_client", "EVE", "Our application is unknown", "invalid_client for everything",
               lambda: eve.client_refused, eve.refuse_client),
        Switch("killboard_down", "EVE", "zKillboard is reinforced", "it answers 503",
               lambda: eve.killboard_reinforced, eve.reinforce_killboard),
    ]  # fmt: skip


def _of_discord(discord: DiscordWorld) -> list[Switch]:
    def rest(name: str, label: str, about: str, **fault: Any) -> Switch:
        """Something that befalls every request but the answers to interactions."""
        route = r"^(?!/interactions/)"

        def active() -> list[int]:
            return [f.id for f in discord.faults.active() if _same(f.as_dict(), route, fault)]

        def turn(on: bool) -> None:
            if on and not active():
                discord.faults.add("*", route, **fault)
            for one in () if on else active():
                discord.faults.remove(one)

        return Switch(name, "Discord", label, about, lambda: bool(active()), turn)

    def events(name: str, label: str, about: str, event: str, **fault: Any) -> Switch:
        def active() -> list[int]:
            return [f.id for f in discord.faults.active_events() if _same(f.as_dict(), event, fault)]

        def turn(on: bool) -> None:
            if on and not active():
                discord.faults.add_event(event, **fault)
            for one in () if on else active():
                discord.faults.remove_event(one)

        return Switch(name, "Discord", label, about, lambda: bool(active()), turn)

    def take_guilds(away: bool) -> None:
        for guild_id in discord.guilds:
            discord.faults.take_guild(guild_id, away)

    return [
        Switch("gateway_refused", "Discord", "Discord's gateway is down", "connections are refused",
               lambda: discord.gateway.refusing, discord.faults.refuse_gateway),
        Switch("gateway_silent", "Discord", "The gateway falls silent", "connections hang: no events, no heartbeats",
               lambda: discord.gateway.muted, discord.faults.mute_gateway),
        Switch("guilds_away", "Discord", "The servers are unavailable", "an outage on Discord's side",
               lambda: bool(discord.gateway.away), take_guilds),
        rest("discord_down", "Discord's API is down", "every request answers 503", status=503),
        rest("discord_limited", "The whole bot is rate limited", "429 for everything, five seconds at a time",
             status=429, scope="global", retry_after=5.0),
        rest("discord_slow", "Discord's API is slow", "every answer takes 8 seconds longer", delay=8.0),
        rest("discord_garbled", "Discord's API answers nonsense", "a page of HTML with status 200", garble=True),
        events("events_double", "Events come twice", "each with a number of its own; interactions do not",
               DOUBLE_EVENTS, copies=2),
        events("events_late", "Events come late", "five seconds after the fact", LATE_EVENTS, late=5.0),
    ]  # fmt: skip


def _same(known: dict[str, object], where: str, wanted: dict[str, Any]) -> bool:
    given = known.get("route", known.get("event"))
    return given == where and known["times"] is None and all(known[k] == v for k, v in wanted.items())


def _lie(eve: EveWorld, on: bool) -> None:
    """Every second character of the greatest alliance appears to be in none."""
    if not on:
        eve.stop_lying()
        return
    homes = {firm.id: firm.alliance_id for firm in eve.corporations.values()}
    by_alliance: dict[int, list[int]] = {}
    for pilot in eve.characters.values():
        alliance_id = homes[pilot.corporation_id]
        if alliance_id is not None:
            by_alliance.setdefault(alliance_id, []).append(pilot.id)
    greatest = max(by_alliance.values(), key=len, default=[])
    for character_id in greatest[::2]:
        eve.lie_about([character_id], eve.character(character_id).corporation_id, None)
