"""Interactions: what a person began, what the application answered, and when."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.discord.errors import DiscordError
from sandbox.discord.shapes import EPHEMERAL, LOADING, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
KINDS = {COMMAND: "command", COMPONENT: "component", AUTOCOMPLETE: "autocomplete", MODAL: "modal"}
ACK_SECONDS, TOKEN_SECONDS, KEPT = 3.0, 900.0, 2000


class InteractionFailed(Exception):
    """The application did not answer as it should; the person sees a red line."""


@dataclass
class Interaction:
    """One interaction from beginning to end, as the person sees it."""

    id: str
    token: str
    user_id: str
    kind: str
    created: datetime
    guild_id: str | None
    channel_id: str
    name: str
    """The command's full name, or the custom id that was pressed or submitted."""
    source_id: str | None = None
    """The message whose component was used."""
    target_id: str | None = None
    """The user or message that a context menu was used on."""
    opener: Interaction | None = None
    """What was answered with the modal that this is the submission of."""
    began: float = 0.0
    acknowledged_after: float | None = None
    callback: Wire | None = None
    modal: Wire | None = None
    failed: str | None = None
    choices: list[Wire] | None = None
    answered: Wire | None = None
    """The first real answer: a message, a modal, or {"choices": […]}."""
    original_id: str | None = None
    message_ids: list[str] = field(default_factory=list)
    _messages: dict[str, Wire] = field(default_factory=dict)
    _change: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def messages(self) -> list[Wire]:
        """Every message it made or changed, as it stands now, each with `ephemeral`."""
        return [{**m, "ephemeral": bool(m["flags"] & EPHEMERAL)} for m in self._messages.values()]

    @property
    def thinking(self) -> bool:
        """Whether the person sees "thinking…"."""
        return any(m["flags"] & LOADING for m in self._messages.values())

    async def done(self, timeout: float = 5.0) -> Wire:
        """The first real answer, not the "thinking": a message, a modal, or `{"choices": […]}`.

        Raises InteractionFailed if there will be none, TimeoutError after `timeout` seconds of real time.
        """
        async with asyncio.timeout(timeout):
            while self.answered is None and self.failed is None:
                await self._next()
        if self.answered is None:
            raise InteractionFailed(self.failed)
        if "flags" in self.answered:
            return {**self.answered, "ephemeral": bool(self.answered["flags"] & EPHEMERAL)}
        return self.answered

    async def changed(self, timeout: float = 5.0) -> Interaction:
        """Wait for the next thing that happens to it; TimeoutError after `timeout` seconds of real time."""
        async with asyncio.timeout(timeout):
            await self._next()
        return self

    async def _next(self) -> None:
        await self._change.wait()

    def touch(self) -> None:
        """Wake whoever waits for a change."""
        self._change.set()
        self._change = asyncio.Event()

    def add_message(self, message: Wire, *, real: bool) -> None:
        """Note a message that it made or changed; `real` ones count as an answer."""
        self._messages[message["id"]] = message
        if message["id"] not in self.message_ids:
            self.message_ids.append(message["id"])
        if real and self.answered is None:
            self.answered = message

    def forget_message(self, message_id: str) -> None:
        """One of its messages was taken back."""
        self._messages.pop(message_id, None)
        if message_id in self.message_ids:
            self.message_ids.remove(message_id)

    def as_dict(self) -> Wire:
        """JSON-ready, without the token."""
        return {
            "id": self.id,
            "user_id": self.user_id,
            "kind": self.kind,
            "name": self.name,
            "created": self.created.isoformat(),
            "guild_id": self.guild_id,
            "channel_id": self.channel_id,
            "source_id": self.source_id,
            "acknowledged_after": self.acknowledged_after,
            "thinking": self.thinking,
            "failed": self.failed,
            "modal": self.modal,
            "choices": self.choices,
            "messages": self.messages,
        }


class Interactions:
    """Those of the last while, by id and by token."""

    def __init__(self, world: DiscordWorld):
        self._world = world
        self._by_id: OrderedDict[str, Interaction] = OrderedDict()
        self._by_token: dict[str, Interaction] = {}

    def __iter__(self) -> Any:
        return iter(self._by_id.values())

    def get(self, interaction_id: str) -> Interaction | None:
        """By id, if it is still remembered."""
        return self._by_id.get(interaction_id)

    def by_token(self, token: str) -> Interaction:
        """The interaction whose follow-ups this token allows; 10015 if unknown or older than 15 minutes."""
        interaction = self._by_token.get(token)
        if interaction is None or self._age(interaction) > TOKEN_SECONDS:
            raise DiscordError(10015)
        return interaction

    def open(self, interaction: Interaction) -> None:
        """Remember it, and fail it if nothing comes within 3 s (of real time: the application's library runs on it)."""
        loop = asyncio.get_running_loop()
        interaction.began = loop.time()
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        while len(self._by_id) > KEPT:
            _, old = self._by_id.popitem(last=False)
            self._by_token.pop(old.token, None)
        loop.call_later(ACK_SECONDS, self._give_up, interaction)

    def acknowledge(self, interaction_id: str, token: str) -> Interaction:
        """The first answer arrives: 10062 if too late or never begun, 40060 if it is not the first."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token or interaction.failed:
            raise DiscordError(10062)
        if interaction.acknowledged_after is not None:
            raise DiscordError(40060)
        return interaction

    def tell(self, interaction: Interaction) -> None:
        """Something happened to it: wake waiters, tell subscribers."""
        interaction.touch()
        self._world.changed("interaction", interaction.as_dict())

    def _give_up(self, interaction: Interaction) -> None:
        if interaction.acknowledged_after is None and interaction.failed is None:
            interaction.failed = "The application did not respond"
            self.tell(interaction)

    def _age(self, interaction: Interaction) -> float:
        return (self._world.clock.now() - interaction.created).total_seconds()
