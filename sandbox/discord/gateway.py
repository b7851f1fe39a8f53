"""The gateway: websocket sessions with heartbeats, intents, compression, member chunks, resume."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from sandbox.discord import permissions, shapes
from sandbox.discord.event_faults import Carrier, EventFault
from sandbox.discord.permissions import P
from sandbox.discord.session import Connection, Session
from sandbox.discord.shapes import Wire
from sandbox.discord.whole import sees_channel, whole

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld, Guild

ACK_AFTER = 0.05
"""Seconds: Discord is a network away. discord.py misreads an ACK that overtakes its own note of the sending."""
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT = 0, 1, 2, 3, 4, 6, 7
REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = 8, 9, 10, 11
GUILDS, GUILD_MEMBERS, GUILD_MODERATION, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 2, 1 << 8
GUILD_WEBHOOKS, GUILD_SCHEDULED_EVENTS = 1 << 5, 1 << 16
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
MAX_PAYLOAD, CHUNK = 4096, 1000


class Gateway:
    """All sessions of the one application."""

    def __init__(self, world: DiscordWorld):
        self._world = world
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.heartbeat_ms = 41_250
        self.refusing = False
        self.refusals_left: int | None = None
        self.sessions_to_refuse = 0
        self.muted = False
        self.away: set[str] = set()
        """Guilds that are down for the moment."""
        self.privileged_intents = GUILD_MEMBERS
        """Which privileged intents the developer portal grants; others close the socket with 4014."""
        self.url: Callable[[], str] = lambda: ""
        self.identifies = 0
        self._carrier = Carrier(world.clock)

    @property
    def event_faults(self) -> list[EventFault]:
        """What befalls events at present."""
        return self._carrier.faults

    # -- outwards

    def dispatch(self, event: str, data: Wire, guild_id: str | None) -> None:
        """Hand an event to each session that may see it."""
        if not self.sessions or not self._bot_sees(event, data, guild_id):
            return
        payload = json.dumps(data)
        bare: str | None = None
        fate = self._carrier.fate(event)
        for session in self.sessions.values():
            if not self._intended(session.intents, event, data, guild_id):
                continue
            if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and self._content_hidden(
                session, data, guild_id
            ):
                hidden = {"content": "", "embeds": [], "attachments": [], "components": []}
                bare = bare or json.dumps({**data, **hidden})
                self._carrier.carry(fate, partial(session.dispatch, event, bare))
            else:
                self._carrier.carry(fate, partial(session.dispatch, event, payload))

    def guild_appears(self, guild: Guild, *, again: bool = False) -> None:
        """The bot has joined, or the guild is back `again` (then it says `unavailable: false`): it comes whole."""
        shown = whole(self._world, guild)
        if not again:
            del shown["unavailable"]
        for session in self.sessions.values():
            if session.intents & GUILDS:
                session.dispatch("GUILD_CREATE", json.dumps(shown))
        self._world.changed("guild_create", {"id": guild.id, "name": guild.name})

    def guild_goes(self, guild: Guild) -> None:
        """The bot was removed from the guild."""
        for session in self.sessions.values():
            if session.intents & GUILDS:
                session.dispatch("GUILD_DELETE", json.dumps({"id": guild.id, "unavailable": False}))
        self._world.changed("guild_delete", {"id": guild.id})

    def mute(self, mute: bool) -> None:
        """See `Faults.mute_gateway`."""
        self.muted = mute
        for connection in self.connections if mute else ():
            connection.muted = True

    def take_guild(self, guild_id: str, away: bool) -> None:
        """See `Faults.take_guild`."""
        guild = self._world.guild(guild_id)
        if away == (guild_id in self.away):
            return
        inside = self._world.client_id in guild.members
        if not away:
            self.away.discard(guild_id)
            if inside:
                self.guild_appears(guild, again=True)
            return
        if not inside:
            return
        self.away.add(guild_id)
        for session in self.sessions.values():
            if session.intents & GUILDS:
                session.dispatch("GUILD_DELETE", json.dumps({"id": guild_id, "unavailable": True}))

    async def drop(self, op: int, *, resumable: bool = False) -> int:
        """See `Faults.drop_gateway`."""
        told = list(self.connections)
        for connection in told:
            if op == INVALID_SESSION:
                if not resumable:
                    self._forget(connection.session)
                connection.send(INVALID_SESSION, resumable)
            elif op == RECONNECT:
                connection.send(RECONNECT)
            elif 1000 <= op <= 4999:
                await connection.close(op)
            else:
                raise ValueError("op must be 7, 9 or a close code from 1000 to 4999")
        return len(told)

    async def close(self) -> None:
        """The server goes down."""
        self._carrier.close()
        for connection in list(self.connections):
            await connection.close(1001)

    def _bot_sees(self, event: str, data: Wire, guild_id: str | None) -> bool:
        if guild_id is None:
            return True
        guild, bot = self._world.guilds[guild_id], self._world.client_id
        if bot not in guild.members or guild_id in self.away:
            return False
        if event == "GUILD_AUDIT_LOG_ENTRY_CREATE":
            return bool(permissions.of_member(guild, bot) & P.VIEW_AUDIT_LOG)
        if event.startswith("MESSAGE_"):
            return sees_channel(self._world, guild, data["channel_id"])
        if event.startswith("THREAD_") and event != "THREAD_DELETE":
            return sees_channel(self._world, guild, data["id"])
        return True

    def _intended(self, intents: int, event: str, data: Wire, guild_id: str | None) -> bool:
        if event.startswith("GUILD_MEMBER_"):
            own = event == "GUILD_MEMBER_UPDATE" and data["user"]["id"] == self._world.client_id
            return own or bool(intents & GUILD_MEMBERS)
        if event.startswith(("GUILD_AUDIT_", "GUILD_BAN_")):
            return bool(intents & GUILD_MODERATION)
        if event.startswith("GUILD_SCHEDULED_EVENT_"):
            return bool(intents & GUILD_SCHEDULED_EVENTS)
        if event == "WEBHOOKS_UPDATE":
            return bool(intents & GUILD_WEBHOOKS)
        if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")):
            return bool(intents & GUILDS)
        if event.startswith("MESSAGE_"):
            return bool(intents & (GUILD_MESSAGES if guild_id else DIRECT_MESSAGES))
        return True

    def _content_hidden(self, session: Session, data: Wire, guild_id: str | None) -> bool:
        if guild_id is None or session.intents & MESSAGE_CONTENT:
            return False
        bot = self._world.client_id
        return data["author"]["id"] != bot and all(u["id"] != bot for u in data["mentions"])

    # -- inwards

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One websocket from HELLO to its end."""
        if self._refused():
            return web.Response(status=503)
        ws = web.WebSocketResponse(max_msg_size=1 << 20, compress=False)
        await ws.prepare(request)
        connection = Connection(ws, request.query.get("compress"))
        connection.muted = self.muted
        self.connections.add(connection)
        try:
            connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms, "_trace": ["sandbox"]})
            await self._read(connection)
        finally:
            self.connections.discard(connection)
            if ws.close_code in (1000, 1001) and not connection.closed_by_us:
                self._forget(connection.session)  # a clean close by the client ends the session too
            await connection.end()
        return ws

    def _refused(self) -> bool:
        if self.refusing and self.refusals_left is not None:
            self.refusals_left -= 1
            if self.refusals_left <= 0:
                self.refusing, self.refusals_left = False, None
            return True
        return self.refusing

    async def _read(self, connection: Connection) -> None:
        loop, ws = asyncio.get_running_loop(), connection.ws
        patience = self.heartbeat_ms / 1000 * 1.5
        while True:
            left = connection.last_heartbeat + patience - loop.time()
            try:
                frame = await ws.receive(timeout=max(left, 0.001))
            except TimeoutError:
                await connection.close(4009, b"Session timed out.")
                return
            if frame.type is not WSMsgType.TEXT:
                return
            code = await self._handle(connection, frame.data)
            if code:
                await connection.close(code)
                return

    async def _handle(self, connection: Connection, raw: str) -> int | None:
        """Act on one payload; a number is the code to close with."""
        if not self._world.limits.take("gateway_send", connection.id).allowed:
            return 4008
        try:
            payload = json.loads(raw)
            op, data = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError):
            return 4002
        if len(raw.encode()) > MAX_PAYLOAD:
            return 4002
        if op == HEARTBEAT:
            loop = asyncio.get_running_loop()
            connection.last_heartbeat = loop.time()
            loop.call_later(ACK_AFTER, connection.send, ACK)
        elif op == IDENTIFY:
            return self._identify(connection, data)
        elif op == RESUME:
            return self._resume(connection, data)
        elif connection.session is None:
            return 4003
        elif op == REQUEST_MEMBERS:
            await self._members(connection.session, data)
        elif op not in (PRESENCE, VOICE):
            return 4001
        return None

    def _identify(self, connection: Connection, data: Wire) -> int | None:
        world = self._world
        if connection.session:
            return 4005
        if data.get("token", "").removeprefix("Bot ") != world.token:
            return 4004
        intents = data.get("intents")
        if not isinstance(intents, int) or intents < 0 or intents >= 1 << 26:
            return 4013
        if intents & PRIVILEGED & ~self.privileged_intents:
            return 4014
        if not world.limits.take("identify").allowed:
            return 4004  # the day's thousand is spent: Discord resets the token
        self.identifies += 1
        if self._session_refused(connection):
            return None
        session = connection.session = Session(intents)
        session.connection, self.sessions[session.id] = connection, session
        self._prune()
        guilds = [g for g in world.guilds.values() if world.client_id in g.members]
        ready = {
            "v": 10,
            "user": shapes.self_user(world.bot),
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url(),
            "guilds": [{"id": g.id, "unavailable": True} for g in guilds],
            "private_channels": [],
            "application": {"id": world.client_id, "flags": self.application_flags()},
            "shard": data.get("shard", [0, 1]),
        }
        session.dispatch("READY", json.dumps(ready))
        for guild in (g for g in guilds if g.id not in self.away) if intents & GUILDS else ():
            session.dispatch("GUILD_CREATE", json.dumps(whole(self._world, guild)))
        return None

    def application_flags(self) -> int:
        """The granted privileged intents as application flags (the "limited" ones, below 10,000 users)."""
        granted = self.privileged_intents
        limited = ((GUILD_PRESENCES, 1 << 13), (GUILD_MEMBERS, 1 << 15), (MESSAGE_CONTENT, 1 << 19))
        return sum(flag for intent, flag in limited if granted & intent)

    def _resume(self, connection: Connection, data: Wire) -> int | None:
        if data.get("token", "").removeprefix("Bot ") != self._world.token:
            return 4004
        if self._session_refused(connection):
            return None
        session = self.sessions.get(data.get("session_id", ""))
        missed = session.since(int(data.get("seq") or 0)) if session else None
        if session is None or missed is None:
            connection.send(INVALID_SESSION, False)
            return None
        session.connection, connection.session = connection, session
        for raw in missed:
            connection.send_raw(raw)
        session.dispatch("RESUMED", '{"_trace":["sandbox"]}')
        return None

    def _session_refused(self, connection: Connection) -> bool:
        if self.sessions_to_refuse <= 0:
            return False
        self.sessions_to_refuse -= 1
        connection.send(INVALID_SESSION, False)
        return True

    async def _members(self, session: Session, data: Wire) -> None:
        asked = data.get("guild_id")
        guild_id = str(asked[0] if isinstance(asked, list) else asked)
        guild = self._world.guilds.get(guild_id)
        if guild is None or self._world.client_id not in guild.members:
            return
        found, not_found = list(guild.members.values()), list[str]()
        if data.get("user_ids") is not None:
            asked_ids = data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]]
            ids = [str(i) for i in asked_ids][:100]
            found = [guild.members[i] for i in ids if i in guild.members]
            not_found = [i for i in ids if i not in guild.members]
        elif data.get("query") or data.get("limit"):
            query = str(data.get("query") or "").casefold()
            found = [m for m in found if _named(m, query)][: min(int(data.get("limit") or 100), 100)]
        elif not session.intents & GUILD_MEMBERS:
            return
        else:
            verdict = self._world.limits.take("request_members", guild_id)
            if not verdict.allowed:
                meta = {"guild_id": guild_id, "nonce": data.get("nonce")}
                limited = {"opcode": 8, "retry_after": verdict.reset_after, "meta": meta}
                session.dispatch("RATE_LIMITED", json.dumps(limited))
                return
        parts = [found[i : i + CHUNK] for i in range(0, len(found), CHUNK)] or [[]]
        for index, part in enumerate(parts):
            chunk: Wire = {
                "guild_id": guild_id,
                "members": part,
                "chunk_index": index,
                "chunk_count": len(parts),
            }
            chunk |= {"not_found": not_found} if not_found else {}
            chunk |= {"nonce": data["nonce"]} if data.get("nonce") else {}
            session.dispatch("GUILD_MEMBERS_CHUNK", json.dumps(chunk))
            await asyncio.sleep(0)

    def _forget(self, session: Session | None) -> None:
        if session:
            self.sessions.pop(session.id, None)

    def _prune(self) -> None:
        """Sessions that nobody resumed are not kept for ever."""
        idle = [s for s in self.sessions.values() if s.connection is None]
        for session in idle[:-10]:
            self._forget(session)


def _named(member: Wire, query: str) -> bool:
    names = (member["nick"], member["user"]["global_name"], member["user"]["username"])
    return any(name and name.casefold().startswith(query) for name in names)
