"""Cards as Discord messages: posts and direct messages as content with an embed, private answers as panels."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import discord

from bot.errors import ConcordError
from bot.logs import fault
from bot.rules.posts import Button, Card, Style, Tone
from bot.voice import say

COLOURS = {
    Tone.INFO: 0x4C7FB8,
    Tone.WAITING: 0xD9A21B,
    Tone.DONE: 0x3FA45B,
    Tone.REFUSED: 0xC2453B,
    Tone.OVER: 0x7A7F87,
}
_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.GOOD: discord.ButtonStyle.success,
    Style.DANGER: discord.ButtonStyle.danger,
}
_PLACES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]
CONTENT, DESCRIPTION = 2000, 4096
PANEL_CHARACTERS, PANEL_BYTES, PANEL_PARTS = 3000, 9000, 40
"""Below Discord's own limits: text of many bytes was seen to be answered with an error well before 4,000 signs."""

ID = re.compile(r"[bsm]\d+:[a-z0-9_.,:-]{1,96}")
_TEMPLATE = r"\d+:(?P<noun>[a-z]+):(?P<verb>[a-z_]+)(?::(?P<args>[a-z0-9_.,:-]+))?"

AnyItem = discord.ui.Item[Any]

log = logging.getLogger(__name__)


class Dynamic:
    """What both kinds of items share: the noun, verb and arguments in their custom_id, and who is called."""

    called: ClassVar[Any] = None  # set by cogs.kit: (interaction, kind, noun, verb, args, values)

    noun: str
    verb: str
    args: list[str]

    def _read(self, custom_id: str) -> None:
        if not ID.fullmatch(custom_id) or len(custom_id) > 100:
            raise ValueError(f"{custom_id} is no name for a button or select of ours")
        _, self.noun, self.verb, *self.args = custom_id.split(":")


class Press(Dynamic, discord.ui.DynamicItem[discord.ui.Button[Any]], template="b" + _TEMPLATE):
    """Any button of ours; it survives a restart because everything is in its name."""

    def __init__(self, item: discord.ui.Button[Any]) -> None:
        self._read(item.custom_id or "")
        super().__init__(item)

    @classmethod
    async def from_custom_id(cls, _: Any, item: AnyItem, __: re.Match[str], /) -> Press:
        assert isinstance(item, discord.ui.Button)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await Dynamic.called(interaction, "b", self.noun, self.verb, self.args, [])


class Choice(Dynamic, discord.ui.DynamicItem[Any], template="s" + _TEMPLATE):
    """Any select of ours. Its template differs from the buttons': discord.py keeps one item per pattern."""

    def __init__(self, item: Any) -> None:
        self._read(item.custom_id)
        super().__init__(item)

    @classmethod
    async def from_custom_id(cls, _: Any, item: AnyItem, __: re.Match[str], /) -> Choice:
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        values = [str(getattr(v, "id", v)) for v in self.item.values]
        await Dynamic.called(interaction, "s", self.noun, self.verb, self.args, values)


def button(spec: Button) -> AnyItem:
    """A button as Discord has it."""
    if spec.url:
        return discord.ui.Button(label=spec.label[:80], url=spec.url)
    return Press(discord.ui.Button(label=spec.label[:80], style=_STYLES[spec.style], custom_id=spec.id))


# -- posts and direct messages ---------------------------------------------------------------------------


def message(card: Card) -> dict[str, Any]:
    """What to send or edit: one line that stands alone, one embed, buttons."""
    view = discord.ui.View(timeout=None)
    for spec in card.buttons:
        view.add_item(button(spec))
    embed = discord.Embed(
        description=shortened("\n".join(card.lines), DESCRIPTION), colour=COLOURS[card.tone]
    )
    if card.picture:
        embed.set_thumbnail(url=card.picture)
    return {
        "content": shortened(card.content, CONTENT),
        "embeds": [embed] if card.lines else [],
        "view": view,
    }


# -- panels ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


class Panel:
    """A private answer, built from the top down; `view()` checks Discord's limits."""

    def __init__(self, tone: Tone = Tone.INFO) -> None:
        self._box: discord.ui.Container[Any] = discord.ui.Container(accent_colour=COLOURS[tone])
        self._left = [PANEL_CHARACTERS, PANEL_BYTES]
        self._under: list[AnyItem] = []

    def text(self, *lines: str) -> Panel:
        """A paragraph; its lines as they are."""
        if text := self._cut("\n".join(line for line in lines if line)):
            self._box.add_item(discord.ui.TextDisplay(text))
        return self

    def row(self, text: str, *, beside: Button | None = None, picture: str = "", alt: str = "") -> Panel:
        """A line of a list with a button or a picture at its side."""
        shown = self._cut(text)
        if not shown:
            return self
        if beside is None and not picture:
            return self.text(text)
        accessory: AnyItem = (
            button(beside) if beside else discord.ui.Thumbnail(picture, description=alt[:256] or None)
        )
        self._box.add_item(discord.ui.Section(discord.ui.TextDisplay(shown), accessory=accessory))
        return self

    def line(self) -> Panel:
        """A thin line between parts."""
        self._box.add_item(discord.ui.Separator())
        return self

    def buttons(self, *specs: Button | None) -> Panel:
        """Buttons under the panel, five in a row; None is left out."""
        items = [button(s) for s in specs if s is not None]
        for start in range(0, len(items), 5):
            self._under.append(discord.ui.ActionRow(*items[start : start + 5]))
        return self

    def choose(
        self, custom_id: str, placeholder: str, options: Sequence[Option], *, least: int = 1, most: int = 1
    ) -> Panel:
        """A select of up to 25 options."""
        if not options:
            return self
        shown = [
            discord.SelectOption(
                label=o.label[:100], value=o.value, description=o.description[:100] or None, default=o.chosen
            )
            for o in options[:25]
        ]
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=custom_id,
            placeholder=placeholder[:150],
            options=shown,
            min_values=least,
            max_values=min(most, len(shown)),
        )
        self._under.append(discord.ui.ActionRow(Choice(select)))
        return self

    def choose_people(self, custom_id: str, placeholder: str, present: Sequence[int]) -> Panel:
        """A select of up to 25 people of the server, those of now filled in."""
        kind = discord.SelectDefaultValueType.user
        default = [discord.SelectDefaultValue(id=i, type=kind) for i in present[:25]]
        select: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id=custom_id,
            placeholder=placeholder[:150],
            min_values=0,
            max_values=25,
            default_values=default,
        )
        self._under.append(discord.ui.ActionRow(Choice(select)))
        return self

    def choose_channel(self, custom_id: str, placeholder: str, present: int | None) -> Panel:
        """A select of text and voice channels and threads with the present choice filled in; none chosen switches off."""
        kind = discord.SelectDefaultValueType.channel
        default = [discord.SelectDefaultValue(id=present, type=kind)] if present else []
        select: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id=custom_id,
            placeholder=placeholder[:150],
            channel_types=_PLACES,
            min_values=0,
            default_values=default,
        )
        self._under.append(discord.ui.ActionRow(Choice(select)))
        return self

    def view(self) -> discord.ui.LayoutView:
        """The finished panel; raises ValueError beyond Discord's limits."""
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(self._box)
        for item in self._under:
            view.add_item(item)
        if (parts := sum(1 for _ in view.walk_children())) > PANEL_PARTS:
            raise ValueError(f"a panel of {parts} parts; Discord takes {PANEL_PARTS}")
        return view

    def _cut(self, text: str) -> str:
        text = shortened(text, self._left[0], self._left[1])
        self._left[0] -= len(text)
        self._left[1] -= len(text.encode())
        return text


class Form:
    """A form to fill in. Its fields are read by their order, see `cogs.kit.submitted`; nothing of it is remembered."""

    def __init__(self, custom_id: str, title: str) -> None:
        if not ID.fullmatch(custom_id) or not custom_id.startswith("m"):
            raise ValueError(f"{custom_id} is no name for a form of ours")
        self._modal = discord.ui.Modal(title=shortened(title, 45), custom_id=custom_id, timeout=1)

    def text(
        self,
        name: str,
        label: str,
        *,
        help: str = "",
        value: str = "",
        required: bool = True,
        most: int = 300,
        long: bool = False,
    ) -> Form:
        """A line of text, or several."""
        style = discord.TextStyle.paragraph if long else discord.TextStyle.short
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=name, style=style, default=value[:most] or None, required=required, max_length=most
        )
        return self._add(label, help, field)

    def choose(
        self,
        name: str,
        label: str,
        options: Sequence[Option],
        *,
        help: str = "",
        least: int = 1,
        most: int = 1,
    ) -> Form:
        """A choice among up to 25."""
        shown = [
            discord.SelectOption(
                label=o.label[:100], value=o.value, description=o.description[:100] or None, default=o.chosen
            )
            for o in options[:25]
        ]
        field: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name,
            options=shown,
            min_values=least,
            max_values=min(most, len(shown)),
            required=least > 0,
        )
        return self._add(label, help, field)

    def _add(self, label: str, help: str, field: AnyItem) -> Form:
        self._modal.add_item(
            discord.ui.Label(text=label[:45], description=help[:100] or None, component=field)
        )
        return self

    def modal(self) -> discord.ui.Modal:
        """The form as Discord has it."""
        return self._modal


def panel_of(card: Card) -> discord.ui.LayoutView:
    """A card as a private answer."""
    return Panel(card.tone).text(f"### {card.content}", *card.lines).buttons(*card.buttons).view()


def shortened(text: str, limit: int, limit_bytes: int | None = None) -> str:
    """At most so many characters (and bytes), cut at the end of a line or sentence where there is one."""
    if len(text) <= limit and (limit_bytes is None or len(text.encode()) <= limit_bytes):
        return text
    cut = text[: max(0, limit - 1)]
    if limit_bytes is not None:
        cut = cut.encode()[: max(0, limit_bytes - 3)].decode(errors="ignore")
    end = max(cut.rfind("\n"), cut.rfind(". ") + 1)
    return (cut[:end] if end > len(cut) // 2 else cut).rstrip() + "…"


def escaped(text: str) -> str:
    """Somebody's text so that nothing in it is markup or a mention."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))


def joined(texts: Iterable[str], most: int = 10) -> str:
    """A list in one line, `+n` for what does not fit."""
    found = list(texts)
    return ", ".join(found[:most]) + (f" +{len(found) - most}" if len(found) > most else "")


# -- what went wrong -------------------------------------------------------------------------------------


async def answer_failure(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person what went wrong: our own errors in their words, anything else as our fault with a number."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ConcordError):
        cause = getattr(cause, "original", None) or cause.__cause__
    language = str(interaction.locale)
    if cause is not None:
        values = {k: escaped(v) if isinstance(v, str) else v for k, v in cause.values.items()}
        text = f"❌ {say(language, cause.key, **values)}"
    else:
        what = interaction.command.qualified_name if interaction.command else "an interaction"
        text = f"⚠️ {say(language, 'error.fault', ref=fault(log, what, error))}"
    try:
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(content=text)
        elif interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException:
        log.warning("an answer came too late for interaction %s", interaction.id)
