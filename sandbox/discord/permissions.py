"""Who may do what in a pretend guild: permission bits, channel overwrites, role hierarchy."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

from sandbox.discord.errors import DiscordError
from sandbox.discord.shapes import PRIVATE_THREAD, THREADS, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import Guild


class P(IntFlag):
    """The permission bits that the sandbox acts upon."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    CREATE_EVENTS = 1 << 44
    PIN_MESSAGES = 1 << 51


ALL = (1 << 53) - 1
EVERYONE = int(
    P.CREATE_INSTANT_INVITE
    | P.ADD_REACTIONS
    | P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.READ_MESSAGE_HISTORY
    | P.MENTION_EVERYONE
    | P.USE_EXTERNAL_EMOJIS
    | P.CONNECT
    | P.SPEAK
    | P.CHANGE_NICKNAME
    | P.USE_APPLICATION_COMMANDS
    | P.CREATE_PUBLIC_THREADS
    | P.CREATE_PRIVATE_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)


def of_member(guild: Guild, user_id: str) -> int:
    """The permissions of a member in the whole guild; 0 for who is not in it."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    if user_id == guild.owner_id:
        return ALL
    bits = int(guild.roles[guild.id]["permissions"])
    for role_id in member["roles"]:
        bits |= int(guild.roles[role_id]["permissions"])
    return ALL if bits & P.ADMINISTRATOR else bits


def in_channel(guild: Guild, channel: Wire, user_id: str) -> int:
    """The permissions of a member in one channel: @everyone's overwrite, then roles', then the member's own.

    A thread has those of its parent, with SEND_MESSAGES_IN_THREADS in the place of SEND_MESSAGES; a private one is
    nothing to those who are neither in it nor hold MANAGE_THREADS.
    """
    if channel["type"] in THREADS:
        return _in_thread(guild, channel, user_id)
    bits = of_member(guild, user_id)
    if bits in (0, ALL):
        return bits
    overwrites = {o["id"]: (int(o["deny"]), int(o["allow"])) for o in channel["permission_overwrites"]}
    deny, allow = overwrites.get(guild.id, (0, 0))
    bits = bits & ~deny | allow
    roles = [overwrites[r] for r in guild.members[user_id]["roles"] if r in overwrites]
    for deny, _ in roles:
        bits &= ~deny
    for _, allow in roles:
        bits |= allow
    deny, allow = overwrites.get(user_id, (0, 0))
    bits = bits & ~deny | allow
    if not bits & P.VIEW_CHANNEL:
        return 0  # without sight of the channel nothing else holds in it
    return bits


def _in_thread(guild: Guild, thread: Wire, user_id: str) -> int:
    bits = in_channel(guild, guild.channels[thread["parent_id"]], user_id)
    if bits == ALL:
        return bits
    inside = user_id in guild.thread_members[thread["id"]]
    if thread["type"] == PRIVATE_THREAD and not inside and not bits & P.MANAGE_THREADS:
        return 0
    bits &= ~P.SEND_MESSAGES
    return bits | (P.SEND_MESSAGES if bits & P.SEND_MESSAGES_IN_THREADS else 0)


def need_in(guild: Guild, channel: Wire, user_id: str, *bits: P) -> None:
    """Raise 50001 unless the member sees the channel, 50013 unless it holds every bit there."""
    have = in_channel(guild, channel, user_id)
    if not have & P.VIEW_CHANNEL:
        raise DiscordError(50001)
    if any(not have & bit for bit in bits):
        raise DiscordError(50013)


def rank(role: Wire) -> tuple[int, int]:
    """Sort key of the hierarchy; of two roles at one position, the older stands higher."""
    return role["position"], -int(role["id"])


def top(guild: Guild, user_id: str) -> tuple[int, int]:
    """The rank of a member's highest role."""
    member = guild.members.get(user_id)
    held = member["roles"] if member else []
    return max((rank(guild.roles[r]) for r in held), default=rank(guild.roles[guild.id]))


def need(guild: Guild, user_id: str, *bits: P) -> None:
    """Raise 50013 unless the member holds every bit in the guild."""
    have = of_member(guild, user_id)
    if any(not have & bit for bit in bits):
        raise DiscordError(50013)


def need_above_role(guild: Guild, user_id: str, role: Wire) -> None:
    """Raise 50013 unless the role stands below the member's highest role; the owner stands above all."""
    if user_id != guild.owner_id and top(guild, user_id) <= rank(role):
        raise DiscordError(50013)


def need_above_member(guild: Guild, user_id: str, target_id: str) -> None:
    """Raise 50013 unless the target is neither the owner nor of equal or higher rank."""
    if user_id == guild.owner_id or user_id == target_id:
        return
    if target_id == guild.owner_id or top(guild, user_id) <= top(guild, target_id):
        raise DiscordError(50013)


def need_assignable(guild: Guild, user_id: str, role_id: str) -> None:
    """Raise unless the member may give or take this role: known, not managed, not @everyone, below its own."""
    role = guild.roles.get(role_id)
    if role is None:
        raise DiscordError(10011)
    if role_id == guild.id or role["managed"]:
        raise DiscordError(50028)
    need_above_role(guild, user_id, role)
