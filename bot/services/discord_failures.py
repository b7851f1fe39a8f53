"""What goes wrong on the way to Discord, in the words of the ports; and what is a fault of ours instead."""

from __future__ import annotations

import traceback
from enum import StrEnum

import aiohttp
import discord

from bot.services.base import NoSuchAccount, ServiceDown, ServiceRefused


class Trouble(StrEnum):
    """Why we are not connected; the values are keys of the catalogue."""

    NONE = ""
    STARTING = "trouble.discord_starting"
    TOKEN = "trouble.discord_token"  # noqa: S105
    INTENTS = "trouble.discord_intents"
    DOWN = "trouble.discord_down"
    FAULT = "trouble.fault"


class Broken(Exception):
    """A cog of ours does not come up: a fault of the program, which no other try at Discord mends."""


class GatewayLost(aiohttp.ClientError):
    """A request was held back: the gateway is not ours any more. An outage to whoever wanted to send it."""


def is_theirs(error: Exception) -> bool:
    """Whether Discord or the way to it failed, and not a line of ours.

    discord.py answers a failed first handshake with an AttributeError; such a one counts where it was raised.
    """
    if isinstance(error, discord.DiscordException | aiohttp.ClientError | OSError):
        return True
    frames = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    return isinstance(error, AttributeError) and frames[-1].split(".")[0] == "discord"


FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError)
_GONE = {10003, 10008, 10013}  # channel, message, user
_CLOSED = {50007, 50278}  # closed to us, no guild in common


def translated(error: Exception) -> Exception:
    """A failure of sending in the words of the ports."""
    if isinstance(error, discord.RateLimited):
        return ServiceDown("rate limited", error.retry_after)
    if not isinstance(error, discord.HTTPException) or error.status >= 500 or error.status == 429:
        return ServiceDown(f"{type(error).__name__}", None)
    if error.code in _GONE:
        return NoSuchAccount(str(error.code))
    if error.code == 40003:
        return ServiceDown("direct messages are opened too fast", 60.0)
    if error.code in _CLOSED:
        return ServiceRefused("inbox_closed")
    return ServiceRefused("no_permission" if error.status == 403 else f"discord_{error.code}", error.text)
