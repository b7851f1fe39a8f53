"""A sighting of somebody on the watch list, as staff read it in their channel."""

from __future__ import annotations

from datetime import timedelta

from bot import clock
from bot.database import moment, rows
from bot.rules.outside import outside
from bot.rules.posts import Button, Card, Tone, plain
from bot.voice import say
from models.watchlist import Sighting

FRESH = timedelta(days=1)
"""Posts of what is older need not be made again."""


async def card(sighting_id: int, language: str) -> Card | None:
    """Who did what, what is on the list, the note; None if the entry was taken off the list."""
    found = await rows(
        "SELECT g.did, g.at, w.name, w.note, c.id AS character_id, c.name AS pilot, u.id AS user_id, "
        "m.name AS main, st.name AS state, k.name AS corporation FROM sightings g JOIN watchlist w "
        "ON w.id = g.watched_id LEFT JOIN characters c ON c.id = g.character_id LEFT JOIN corporations k "
        "ON k.id = c.corporation_id LEFT JOIN ownerships o ON o.character_id = c.id LEFT JOIN users u "
        "ON u.id = o.user_id LEFT JOIN characters m ON m.id = u.main_id LEFT JOIN states st ON st.id = u.state_id "
        "WHERE g.id = %s",
        [sighting_id],
    )
    if not found:
        return None
    row, at = found[0], moment(found[0]["at"])
    pilot = plain(row["pilot"] or "?")
    when = f"<t:{int(at.timestamp())}:f>" if at else ""
    headline = say(language, f"watch.{row['did']}", pilot=pilot, watched=plain(row["name"]))
    account = say(
        language,
        "watch.account",
        main=plain(row["main"] or "–"),
        state=plain(row["state"] or "–"),
        corporation=plain(row["corporation"] or "–"),
        when=when,
    )
    lines = (say(language, "watch.note", note=plain(row["note"] or "–")), account)
    buttons = []
    if row["user_id"]:
        buttons.append(Button(say(language, "button.account"), f"b1:user:show:{row['user_id']}"))
    if outside.web_url.startswith("http"):
        buttons.append(Button(say(language, "button.watchlist"), url=f"{outside.web_url}/admin/watchlist"))
    return Card("👁️ " + headline, lines, Tone.WAITING, tuple(buttons))


async def subjects() -> list[str]:
    """The sightings whose posts must exist."""
    found = await Sighting.filter(at__gt=clock.now() - FRESH).values_list("id", flat=True)
    return [f"sighting:{i}" for i in found]
