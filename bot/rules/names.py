"""What people are called on services: formats with the fields that Alliance Auth has, checked when saved."""

from __future__ import annotations

import string
from collections.abc import Mapping

from bot.database import retried, transaction
from bot.errors import Invalid, NotFound
from bot.rules import audit
from bot.rules.access import Actor, permission
from bot.rules.queue import DISCORD, enqueue
from models.services import Instance

CHANGE = permission("services.change_nameformatconfig", "Can change the formats of names on services")

FIELDS = (
    "character_name",
    "character_id",
    "corp_ticker",
    "corp_name",
    "corp_id",
    "alliance_name",
    "alliance_id",
    "alliance_ticker",
    "username",
    "alliance_or_corp_name",
    "alliance_or_corp_ticker",
)
DISCORD_LIMIT = 32


@retried
async def choose(actor: Actor, instance_id: int, text: str | None) -> None:
    """Have names on an instance follow a format (None: leave names alone); everybody's is compared at once."""
    actor.must(CHANGE)
    wanted = check(text) if text is not None else None
    async with transaction():
        row = await Instance.get_or_none(id=instance_id)
        if row is None:
            raise NotFound("service.no_such", id=instance_id)
        before = {"follows": row.sync_names, "format": row.name_format}
        row.sync_names, row.name_format = wanted is not None, wanted or row.name_format
        await row.save(update_fields=["sync_names", "name_format"])
        after = {"follows": row.sync_names, "format": row.name_format}
        entry = audit.Entry("names.chosen", thing=f"instance:{instance_id}", before=before, after=after)
        await audit.record(actor, [entry])
        await enqueue("service.reconcile", [(str(instance_id), "")], lane=DISCORD, priority=6)


def check(text: str) -> str:
    """Return the format, trimmed; raises Invalid for unknown fields, broken braces, or one that names nobody."""
    text = text.strip()
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as e:
        raise Invalid("names.broken_format", text=text) from e
    used = [name for _, name, _, _ in parts if name is not None]
    for _, name, spec, conversion in parts:
        if name is not None and (name not in FIELDS or spec or conversion):
            raise Invalid("names.unknown_field", field=name, fields=", ".join(FIELDS))
    if not {"character_name", "character_id", "username"} & set(used):
        raise Invalid("names.names_nobody")
    return text


def facts(
    *,
    character: tuple[int, str] | None,
    corporation: tuple[int, str, str] | None,
    alliance: tuple[int, str, str] | None,
    username: str,
) -> dict[str, str]:
    """The values of all fields: ids, names and tickers; what is missing is empty, without a main the username."""
    character_id, character_name = character or ("", username)
    corp_id, corp_name, corp_ticker = corporation or ("", "", "")
    alliance_id, alliance_name, alliance_ticker = alliance or ("", "", "")
    return {
        "character_name": character_name,
        "character_id": str(character_id),
        "corp_ticker": corp_ticker,
        "corp_name": corp_name,
        "corp_id": str(corp_id),
        "alliance_name": alliance_name,
        "alliance_id": str(alliance_id),
        "alliance_ticker": alliance_ticker,
        "username": username,
        "alliance_or_corp_name": alliance_name or corp_name,
        "alliance_or_corp_ticker": alliance_ticker or corp_ticker,
    }


def render(text: str, values: Mapping[str, str], limit: int = DISCORD_LIMIT) -> str:
    """The name by a checked format, at most `limit` code points.

    Too long: the character's name is shortened, at a blank if one is near, so that tickers stay whole.
    """
    name = _filled(text, values)
    if len(name) <= limit:
        return name
    character = values["character_name"]
    room = len(character) - (len(name) - limit)
    if "{character_name}" in text and room >= 3:
        return _filled(text, {**values, "character_name": shortened(character, room)})[:limit].strip()
    return shortened(name, limit)


def shortened(text: str, limit: int) -> str:
    """At most `limit` code points, cut at a blank in the last third if there is one."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    if text[limit] != " ":
        blank = cut.rfind(" ")
        if blank >= limit * 2 // 3:
            cut = cut[:blank]
    return cut.rstrip()


def _filled(text: str, values: Mapping[str, str]) -> str:
    filled = " ".join(text.format_map(values).split())
    return filled.replace("[] ", "").replace("[]", "").replace("() ", "").replace("()", "").strip()
