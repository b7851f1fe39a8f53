"""One's own data: a copy of it, closing the account, deletion. The rules are in privacy and activation."""

from __future__ import annotations

from bot.client import ConcordBot
from bot.rules import activation, privacy
from bot.rules.outside import outside
from cogs.kit import Button, Interaction, Panel, Style, Tone, actor_of, hand_over, pressed, say, show


@pressed("privacy", "mine")
async def _mine(interaction: Interaction, _: list[str], __: list[str]) -> None:
    language = str(interaction.locale)
    (await actor_of(interaction)).must_be_someone()
    panel = Panel(Tone.INFO).text("### 🔒 " + say(language, "privacy.title"), say(language, "privacy.what"))
    panel.text(
        say(language, "privacy.close_what"), say(language, "privacy.delete_what", days=privacy.WAIT.days)
    )
    panel.buttons(
        Button(say(language, "button.copy"), "b1:privacy:copy", style=Style.PRIMARY),
        Button(say(language, "button.close"), "b1:privacy:ask_close"),
        Button(say(language, "button.delete_me"), "b1:privacy:ask_delete", style=Style.DANGER),
        Button(say(language, "me.back"), "b1:me:show"),
    )
    await show(interaction, panel)


@pressed("privacy", "copy")
async def _copy(interaction: Interaction, _: list[str], __: list[str]) -> None:
    copy = await privacy.export(await actor_of(interaction))
    await hand_over(interaction, copy.name, copy.content, "privacy.copy")


@pressed("privacy", "ask_close")
async def _ask_close(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await _ask(interaction, "privacy.close_ask", "privacy.close_what", "button.close", "close")


@pressed("privacy", "ask_delete")
async def _ask_delete(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await _ask(interaction, "privacy.delete_ask", "privacy.delete_what", "button.delete_me", "delete")


async def _ask(interaction: Interaction, title: str, text: str, button: str, verb: str) -> None:
    language = str(interaction.locale)
    (await actor_of(interaction)).must_be_someone()
    panel = Panel(Tone.WAITING).text("### " + say(language, title))
    panel.text(
        say(language, text, days=privacy.WAIT.days), say(language, "privacy.back_how", site=outside.web_url)
    )
    yes = Button(say(language, button), f"b1:privacy:{verb}", style=Style.DANGER)
    await show(interaction, panel.buttons(yes, Button(say(language, "button.cancel"), "b1:privacy:mine")))


@pressed("privacy", "close")
async def _close(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await activation.close(await actor_of(interaction))
    await _over(interaction, "privacy.closed")


@pressed("privacy", "delete")
async def _delete(interaction: Interaction, _: list[str], __: list[str]) -> None:
    await privacy.ask_deletion(await actor_of(interaction))
    await _over(interaction, "privacy.deletion_asked")


async def _over(interaction: Interaction, key: str) -> None:
    text = say(str(interaction.locale), key, days=privacy.WAIT.days, site=outside.web_url)
    await show(interaction, Panel(Tone.OVER).text(text))


async def setup(_: ConcordBot) -> None:
    """Nothing but buttons; they are known by their names."""
