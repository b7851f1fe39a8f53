"""REST: how the application answers an interaction: the callback, follow-ups, and edits of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sandbox.discord import components, forms, posting, webhooks
from sandbox.discord.errors import DiscordError, Form, bad_form
from sandbox.discord.interaction import Interaction
from sandbox.discord.rest import OPEN, Call, Routes
from sandbox.discord.shapes import EPHEMERAL, LOADING, Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

routes = Routes()
PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
ALLOWED = {
    "command": {MESSAGE, DEFER, MODAL},
    "component": {MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    "autocomplete": {CHOICES},
    "modal": {MESSAGE, DEFER, DEFER_UPDATE, UPDATE},
}
NUMBERS = {"command": 2, "component": 3, "autocomplete": 4, "modal": 5}
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


@routes("POST", "/interactions/{interaction_id}/{interaction_token}/callback", auth=OPEN, bucket=None)
async def callback(call: Call) -> Wire | None:
    """The first answer, due within 3 s."""
    world, form = call.world, call.form
    interaction = world.interactions.acknowledge(
        call.params["interaction_id"], call.params["interaction_token"]
    )
    kind, data = form.get("type"), form.get("data") or {}
    if kind not in ALLOWED[interaction.kind] or (
        kind in (DEFER_UPDATE, UPDATE) and not interaction.source_id
    ):
        said = "The specified interaction response type is not valid for this interaction"
        raise bad_form("type", "INTERACTION_RESPONSE_TYPE_INVALID", said)
    message = _answer(call, interaction, int(kind), data)
    interaction.acknowledged_after = asyncio.get_running_loop().time() - interaction.began
    interaction.callback = {"type": kind, "data": data}
    world.interactions.tell(interaction)
    return _with_response(interaction, int(kind), message) if call.flag("with_response") else None


def _answer(call: Call, interaction: Interaction, kind: int, data: Wire) -> Wire | None:
    """Carry the answer out; the message it made or changed, if any."""
    if kind in (MESSAGE, DEFER):
        message = _write(call, interaction, data, loading=kind == DEFER)
        interaction.original_id = message["id"]
        interaction.add_message(message, real=kind == MESSAGE)
        return message
    if kind in (DEFER_UPDATE, UPDATE):
        message = _source(call, interaction)
        interaction.original_id = message["id"]
        if kind == UPDATE:
            posting.edit(call.world, message, data, files=call.files)
            interaction.add_message(message, real=True)
        return message
    if kind == CHOICES:
        interaction.choices = forms.check_choices(data.get("choices"))
        interaction.answered = {"choices": interaction.choices}
    elif kind == MODAL:
        faults = Form()
        components.check_modal(faults, data)
        faults.done()
        interaction.modal = {**data, "components": components.stored(data["components"])}
        interaction.answered = interaction.modal
    return None


def _write(call: Call, interaction: Interaction, data: Wire, *, loading: bool = False) -> Wire:
    """A message as the answer to an interaction; permissions of the channel do not matter for it."""
    world = call.world
    viewer = interaction.user_id if int(data.get("flags") or 0) & EPHEMERAL else None
    extra: Wire = {
        "type": 20 if interaction.kind == "command" else 19 if interaction.source_id else 0,
        "application_id": world.client_id,
        "webhook_id": world.client_id,
        "interaction_metadata": _metadata(world, interaction, original=interaction.original_id),
    }
    if interaction.source_id and not viewer:
        extra["message_reference"] = {
            "type": 0,
            "message_id": interaction.source_id,
            "channel_id": interaction.channel_id,
            **({"guild_id": interaction.guild_id} if interaction.guild_id else {}),
        }
    channel = world.channel(interaction.channel_id)
    body = {} if loading else data
    files = call.files
    return posting.write(
        world, channel, world.client_id, body, files=files, viewer=viewer, extra=extra, loading=loading
    )


def _metadata(world: DiscordWorld, interaction: Interaction, *, original: str | None = None) -> Wire:
    """Who began what, as the message tells it; a follow-up names the first answer, a modal what opened it."""
    told: Wire = {
        "id": interaction.id,
        "type": NUMBERS[interaction.kind],
        "user": world.users[interaction.user_id],
        "authorizing_integration_owners": {"0": interaction.guild_id or "0"},
    }
    if original:
        told["original_response_message_id"] = original
    if interaction.kind == "component":
        told["interacted_message_id"] = interaction.source_id
    if interaction.opener is not None:
        told["triggering_interaction_metadata"] = _metadata(world, interaction.opener)
    if interaction.target_id in world.users:
        told["target_user"] = world.users[interaction.target_id]
    elif interaction.target_id:
        told["target_message_id"] = interaction.target_id
    return told


def _source(call: Call, interaction: Interaction) -> Wire:
    message = call.world.messages.get(interaction.source_id or "")
    if message is None:
        raise DiscordError(10008)
    return message


def _with_response(interaction: Interaction, kind: int, message: Wire | None) -> Wire:
    about: Wire = {"id": interaction.id, "type": NUMBERS[interaction.kind]}
    if interaction.guild_id:
        about["guild_id"] = interaction.guild_id
    about["channel_id"] = interaction.channel_id
    answer: Wire = {"interaction": about}
    if message:
        about["response_message_id"] = message["id"]
        about["response_message_loading"] = bool(message["flags"] & LOADING)
        about["response_message_ephemeral"] = bool(message["flags"] & EPHEMERAL)
        if kind in (MESSAGE, UPDATE, DEFER):
            answer["resource"] = {"type": 4 if kind == DEFER else kind, "message": message}
    return answer


# -- follow-ups: a webhook whose token is the interaction's


@routes("POST", WEBHOOK, auth=OPEN, bucket="followup")
async def follow_up(call: Call) -> Wire | None:
    """Another message; the first one after a "thinking" takes its place, as on Discord."""
    if call.params["webhook_id"] in call.world.webhooks:
        return webhooks.execute(call)
    interaction = _interaction(call)
    if interaction.acknowledged_after is None:
        raise DiscordError(10015)
    original = call.world.messages.get(interaction.original_id or "")
    if original and original["flags"] & LOADING:
        return _fill(call, interaction, original)
    message = _write(call, interaction, call.form)
    interaction.add_message(message, real=True)
    call.world.interactions.tell(interaction)
    return message


@routes("GET", WEBHOOK + "/messages/@original", auth=OPEN, bucket="followup")
async def get_original(call: Call) -> Wire:
    """The first answer."""
    return _original(call, _interaction(call))


@routes("PATCH", WEBHOOK + "/messages/@original", auth=OPEN, bucket="followup")
async def edit_original(call: Call) -> Wire:
    """Change the first answer, or fill in the "thinking" one."""
    interaction = _interaction(call)
    return _fill(call, interaction, _original(call, interaction))


@routes("DELETE", WEBHOOK + "/messages/@original", auth=OPEN, bucket="followup")
async def delete_original(call: Call) -> None:
    """Take the first answer back."""
    interaction = _interaction(call)
    _delete(call, interaction, _original(call, interaction))


@routes("GET", WEBHOOK + "/messages/{message_id}", auth=OPEN, bucket="followup")
async def get_follow_up(call: Call) -> Wire:
    """One of the answers."""
    if call.params["webhook_id"] in call.world.webhooks:
        return webhooks.own_message(call)
    return _made(call, _interaction(call))


@routes("PATCH", WEBHOOK + "/messages/{message_id}", auth=OPEN, bucket="followup")
async def edit_follow_up(call: Call) -> Wire:
    """Change one of the answers."""
    if call.params["webhook_id"] in call.world.webhooks:
        return posting.edit(call.world, webhooks.own_message(call), call.form, files=call.files)
    interaction = _interaction(call)
    return _fill(call, interaction, _made(call, interaction))


@routes("DELETE", WEBHOOK + "/messages/{message_id}", auth=OPEN, bucket="followup")
async def delete_follow_up(call: Call) -> None:
    """Take one of the answers back."""
    if call.params["webhook_id"] in call.world.webhooks:
        posting.delete(call.world, webhooks.own_message(call))
        return
    interaction = _interaction(call)
    _delete(call, interaction, _made(call, interaction))


def _interaction(call: Call) -> Interaction:
    if call.params["webhook_id"] != call.world.client_id:
        raise DiscordError(10015)
    return call.world.interactions.by_token(call.params["webhook_token"])


def _original(call: Call, interaction: Interaction) -> Wire:
    message = call.world.messages.get(interaction.original_id or "")
    if message is None:
        raise DiscordError(10008)
    return message


def _made(call: Call, interaction: Interaction) -> Wire:
    message = call.world.messages.get(call.params["message_id"])
    allowed = {*interaction.message_ids, interaction.original_id}
    if message is None or message["id"] not in allowed:
        raise DiscordError(10008)
    return message


def _fill(call: Call, interaction: Interaction, message: Wire) -> Wire:
    first = bool(message["flags"] & LOADING)
    posting.edit(call.world, message, call.form, files=call.files, answer=first)
    interaction.add_message(message, real=True)
    call.world.interactions.tell(interaction)
    return message


def _delete(call: Call, interaction: Interaction, message: Wire) -> None:
    posting.delete(call.world, message)
    interaction.forget_message(message["id"])
    call.world.interactions.tell(interaction)
