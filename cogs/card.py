"""The account card and the list of characters, as /me and /whois show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.outside import outside
from cogs.kit import ROWS, Button, Option, Panel, Style, Tone, escaped, joined, pages, say

if TYPE_CHECKING:
    from bot.rules.accounts import AccountCard, CharacterRow


def account_panel(
    language: str,
    card: AccountCard,
    *,
    own: bool = False,
    staff: bool = False,
    inbox_closed: bool = False,
) -> Panel:
    """One's own card, or another's as the asker may see it."""
    panel = Panel(Tone.REFUSED if not card.active else Tone.WAITING if card.guest else Tone.INFO)
    main = card.main
    title = escaped(main.name) if main else say(language, "me.no_main")
    since = f"<t:{int(card.state_since.timestamp())}:D>"
    lines = [f"### 👤 {title}", _belongs(main) if main else ""]
    lines.append(say(language, "me.since", state=escaped(card.state), since=since, when=since))
    panel.row(
        "\n".join(line for line in lines if line), picture=_portrait(main), alt=main.name if main else ""
    )
    if own or staff:
        panel.text("-# " + _why(language, card))
    if not card.active:
        panel.text(_closed(language, card, staff=staff))
    for name, note in card.watched:
        panel.text("👁️ " + say(language, "whois.watched", name=escaped(name), note=escaped(note)))
    alts = [escaped(c.name) for c in card.characters if not c.is_main]
    if alts:
        panel.text(say(language, "me.alts", names=joined(alts)))
    groups = joined(escaped(g) for g in card.groups)
    panel.text(say(language, "me.groups", names=groups) if groups else say(language, "me.no_groups"))
    if card.services:
        panel.text(
            say(language, "me.services", names=joined(_service(s.service, s.status) for s in card.services))
        )
    panel.text(
        say(language, "me.discord", person=f"<@{card.discord.id}>")
        if card.discord
        else say(language, "me.not_on_discord")
    )
    lost = [c for c in card.characters if c.token != "valid"]  # noqa: S105
    if lost and (own or staff):
        panel.text(say(language, "me.token_trouble", names=joined(escaped(c.name) for c in lost)))
    if inbox_closed:
        panel.text(say(language, "me.inbox_closed"))
    return panel.buttons(*_buttons(language, card, own=own, staff=staff))


def _why(language: str, card: AccountCard) -> str:
    """What gives the state that the main has."""
    values = {"state": escaped(card.state), "name": escaped(card.why.name)}
    if not card.active:
        return say(language, "card.why.inactive", **values)
    if card.why.kind is None:
        none = "no_main" if card.main is None else "guest" if card.guest else "public"
        return say(language, f"card.why.{none}", **values)
    return say(language, f"card.why.{card.why.kind}", **values)


def _buttons(language: str, card: AccountCard, *, own: bool, staff: bool) -> list[Button | None]:
    if own:
        site = outside.web_url
        return [
            Button(say(language, "me.characters"), "b1:me:characters:1", style=Style.PRIMARY),
            Button(say(language, "link.add"), "b1:link:start"),
            Button(say(language, "inbox.notices"), "b1:notices:page:all:1"),
            Button(say(language, "notices.button.settings"), "b1:settings:show:messages"),
            Button(say(language, "me.log"), "b1:trail:mine"),
            Button(say(language, "me.data"), "b1:privacy:mine"),
            Button(say(language, "me.site"), url=site) if site else None,
        ]
    if not staff:
        return []
    turn = (
        Button(say(language, "button.deactivate"), f"b1:user:ask_off:{card.user_id}", style=Style.DANGER)
        if card.active
        else Button(say(language, "button.activate"), f"b1:user:ask_on:{card.user_id}", style=Style.GOOD)
    )
    return [
        Button(say(language, "button.reassess"), f"b1:admin:reassess:{card.user_id}"),
        Button(say(language, "button.sync"), f"b1:admin:sync:{card.user_id}"),
        turn,
    ]


def _closed(language: str, card: AccountCard, *, staff: bool) -> str:
    """That an account is closed; staff read by whom, since when and why."""
    if not staff or card.closed_at is None:
        return say(language, "me.inactive")
    when = f"<t:{int(card.closed_at.timestamp())}:f>"
    why = escaped(card.closed_why or "–")
    return say(language, f"whois.closed_{card.closed_by or 'staff'}", when=when, why=why)


def characters_panel(language: str, card: AccountCard, number: int, *, changed: bool = False) -> Panel:
    """The characters five to a page, and the choice of the main."""
    panel = Panel(Tone.DONE if changed else Tone.INFO)
    if changed:
        panel.text(say(language, "me.main_changed"))
    panel.text("### " + say(language, "me.your_characters"))
    page = pages(language, len(card.characters), number, "b1:me:characters", ROWS)
    for character in card.characters[page.start : page.stop]:
        token = "me.token_valid" if character.token == "valid" else "me.token_bad"  # noqa: S105
        mark = f" · **{say(language, 'me.is_main')}**" if character.is_main else ""
        text = f"**{escaped(character.name)}**{mark}\n{_belongs(character)}\n-# {say(language, token)}"
        panel.row(text, picture=_portrait(character), alt=character.name)
    options = [Option(c.name, str(c.id), c.corporation, c.is_main) for c in card.characters]
    if len(options) > 1 or card.main is None:
        panel.choose(f"s1:me:main:{page.number}", say(language, "me.choose_main"), options)
    panel.buttons(
        *page.buttons,
        Button(say(language, "link.add"), "b1:link:start"),
        Button(say(language, "me.back"), "b1:me:show"),
    )
    return panel


def _belongs(character: CharacterRow) -> str:
    ticker = f"[{escaped(character.corporation_ticker)}] " if character.corporation_ticker else ""
    parts = [ticker + escaped(character.corporation), escaped(character.alliance)]
    return " · ".join(p for p in parts if p.strip())


def _service(name: str, status: str) -> str:
    icon = {"active": "✅", "absent": "⏳", "refused": "⚠️"}.get(status, "⛔")
    return f"{icon} {escaped(name)}"


def _portrait(character: CharacterRow | None) -> str:
    return f"{outside.images_url}/characters/{character.id}/portrait?size=128" if character else ""
