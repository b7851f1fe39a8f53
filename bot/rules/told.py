"""Telling a pilot in Discord what became of their link: in the answer that they still have open, else directly."""

from __future__ import annotations

from bot.database import rows
from bot.rules import services, states
from bot.rules.outside import outside
from bot.rules.posts import Button, Card, Tone, plain
from bot.services.base import NoSuchAccount, ServiceRefused
from bot.vault import Locked
from bot.voice import say
from models.links import LinkOffer, LinkStatus

PURPOSE = "links"
"""The vault's purpose under which an offer keeps its interaction's token."""
NOTICEABLE = 3.0
"""Seconds of waiting for roles that are worth a word."""


async def link(link_id: int) -> None:
    """Edit the private answer under the Link button, or write directly once its 15 minutes are over."""
    offer = await LinkOffer.get_or_none(id=link_id)
    if offer is None or outside.postman is None:
        return
    card = await _card(offer)
    token = _token(offer)
    if token and await outside.postman.answer(token, card):
        return
    if offer.status is LinkStatus.DONE:
        try:
            await outside.postman.direct(offer.discord_id, card, f"link-{link_id}")
        except (ServiceRefused, NoSuchAccount):
            return  # the site said it already


async def unlinked(discord_id: int, why: str = "") -> None:
    """Tell a Discord user that their account took another one, or why staff parted them; they may know nothing of it."""
    if outside.postman is None:
        return
    key = "discord.unlinked_why" if why else "discord.unlinked"
    card = Card("⚠️ " + say("", key, site=outside.site_name, reason=plain(why)), (), Tone.WAITING)
    try:
        await outside.postman.direct(discord_id, card, f"un-{discord_id}")
    except (ServiceRefused, NoSuchAccount):
        return  # nobody there, or a closed inbox: the notice on the site says it too


async def _card(offer: LinkOffer) -> Card:
    language = offer.language
    again = Button(say(language, "link.again"), "b1:link:start")
    if offer.status is not LinkStatus.DONE or offer.user_id is None:
        key = "link.refused_by_you" if offer.status is LinkStatus.REFUSED else "link.over"
        return Card(say(language, key), (), Tone.OVER, (again,))
    found = await rows(
        "SELECT c.id, c.name, s.name AS state, s.guest FROM users u JOIN states s ON s.id = u.state_id "
        "LEFT JOIN characters c ON c.id = u.main_id WHERE u.id = %s",
        [offer.user_id],
    )
    pilot, state, guest = found[0]["name"] or "", found[0]["state"], bool(found[0]["guest"])
    if main := found[0]["id"]:  # the state itself may still be on its way through the queue
        coming = (await states.would_be([main]))[main]
        state, guest = coming.name, coming.guest
    lines = [say(language, "link.guest" if guest else "link.roles")]
    if not guest and (wait := await _wait(offer.guild_id)) >= NOTICEABLE:
        lines.append(say(language, "link.wait", seconds=round(wait)))
    buttons = (
        Button(say(language, "link.show_me"), "b1:me:show"),
        Button(say(language, "link.add"), "b1:link:start"),
    )
    tone = Tone.WAITING if guest else Tone.DONE
    return Card(
        "✅ " + say(language, "link.done", name=plain(pilot), state=plain(state)), tuple(lines), tone, buttons
    )


async def _wait(guild_id: int | None) -> float:
    found = await rows("SELECT instance_id FROM guilds WHERE id = %s", [guild_id or 0])
    return await services.expected_wait(found[0]["instance_id"]) if found else 0.0


def _token(offer: LinkOffer) -> str:
    """The interaction's token; empty if there is none or our keys do not open it."""
    if not offer.interaction or outside.vault is None:
        return ""
    try:
        return outside.vault.open(PURPOSE, offer.interaction)
    except Locked:
        return ""
