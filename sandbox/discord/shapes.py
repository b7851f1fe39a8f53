"""Wire shapes: the JSON objects of Discord's API v10, complete enough for the official specification."""

from __future__ import annotations

from typing import Any

Wire = dict[str, Any]

TEXT_CHANNEL, DM_CHANNEL, VOICE_CHANNEL, CATEGORY, ANNOUNCEMENTS = 0, 1, 2, 4, 5
PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 11, 12, 15
THREADS = (PUBLIC_THREAD, PRIVATE_THREAD)
EPHEMERAL, COMPONENTS_V2, LOADING = 1 << 6, 1 << 15, 1 << 7


def user(user_id: str, name: str, global_name: str | None, avatar: str | None, bot: bool) -> Wire:
    """A user as everybody sees it."""
    return {
        "id": user_id,
        "username": name,
        "global_name": global_name,
        "discriminator": "0",
        "avatar": avatar,
        "bot": bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def self_user(of: Wire) -> Wire:
    """A user as it sees itself (`GET /users/@me`, READY)."""
    return {**of, "mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


def member(of: Wire, roles: list[str], joined_at: str) -> Wire:
    """A member of a guild; `user` is shared with the world, so that a rename shows everywhere."""
    return {
        "user": of,
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": roles,
        "joined_at": joined_at,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }


def role(
    role_id: str, name: str, position: int, permissions: int, *, color: int = 0, managed: bool = False
) -> Wire:
    """A role; permissions travel as a decimal string."""
    return {
        "id": role_id,
        "name": name,
        "position": position,
        "permissions": str(permissions),
        "color": color,
        "colors": {"primary_color": color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": managed,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }


def text_channel(channel_id: str, guild_id: str, name: str, position: int, overwrites: list[Wire]) -> Wire:
    """A text channel of a guild."""
    return {
        "id": channel_id,
        "type": TEXT_CHANNEL,
        "guild_id": guild_id,
        "name": name,
        "position": position,
        "permission_overwrites": overwrites,
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
    }


def thread(thread_id: str, parent: Wire, name: str, kind: int, owner_id: str, at: str) -> Wire:
    """A thread in a channel, open."""
    return {
        "id": thread_id,
        "type": kind,
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "name": name,
        "owner_id": owner_id,
        "last_message_id": None,
        "last_pin_timestamp": None,
        "flags": 0,
        "rate_limit_per_user": 0,
        "message_count": 0,
        "member_count": 0,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": at,
            "auto_archive_duration": 4320,
            "locked": False,
            "create_timestamp": at,
            **({"invitable": True} if kind == PRIVATE_THREAD else {}),
        },
    }


def thread_member(thread_id: str, user_id: str, at: str) -> Wire:
    """Somebody in a thread."""
    return {"id": thread_id, "user_id": user_id, "join_timestamp": at, "flags": 0}


def dm_channel(channel_id: str, recipient: Wire) -> Wire:
    """The direct channel between the bot and one person."""
    return {
        "id": channel_id,
        "type": DM_CHANNEL,
        "recipients": [recipient],
        "last_message_id": None,
        "flags": 0,
    }


def message(message_id: str, channel_id: str, author: Wire, at: str) -> Wire:
    """An empty message, to be filled by whoever writes it."""
    return {
        "id": message_id,
        "channel_id": channel_id,
        "author": author,
        "type": 0,
        "content": "",
        "timestamp": at,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }


GUILD_DEFAULTS: Wire = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "features": [],
    "banner": None,
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 1,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 0,
    "max_presences": None,
    "max_members": 500000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "preferred_locale": "en-US",
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
    "incidents_data": None,
}
