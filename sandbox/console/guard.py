"""Who may use the control API, how it reads JSON, and how it says no."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web

from sandbox.discord.errors import DiscordError
from sandbox.discord.interaction import InteractionFailed
from sandbox.discord.people import PersonError

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HERE = {"127.0.0.1", "localhost", "[::1]"}


class Refused(Exception):
    """A request that cannot be done; the status and a sentence for whoever asked."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def reply(data: dict[str, Any], status: int = 200) -> web.Response:
    """A JSON answer that nobody keeps."""
    return web.Response(
        status=status,
        body=json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(),
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def guard(token: str) -> Any:
    """The middleware of the control API: this machine only, our own page only, the printed token only."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            check_place(request)
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if not hmac.compare_digest(given.encode(), token.encode()):
                raise Refused(401, "Send the token printed at start as 'Authorization: Bearer …'.")
            return await handler(request)
        except Refused as refusal:
            return reply({"error": str(refusal)}, refusal.status)
        except LookupError as missing:
            return reply({"error": sentence(missing)}, 404)
        except DiscordError as fault:
            return reply({"error": f"Discord says: {fault.body['message']} ({fault.code})."}, fault.status)
        except (PersonError, InteractionFailed) as no:
            return reply({"error": sentence(no)}, 409)
        except ValueError as wrong:
            return reply({"error": sentence(wrong)}, 400)
        except web.HTTPException as known:
            return reply({"error": known.reason}, known.status)

    return middleware


def sentence(error: Exception) -> str:
    """What an error says, with a capital and a full stop."""
    text = str(error).strip("'\" .")
    return f"{text[:1].upper()}{text[1:]}."


def check_place(request: web.Request) -> None:
    """Refuse other host names (DNS rebinding) and pages of other origins."""
    host = request.headers.get("Host", "")
    if host.rsplit(":", 1)[0] not in HERE:
        raise Refused(421, "The sandbox is for this machine only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{host}":
        raise Refused(403, "Only the console's own page may use the control API.")


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object that was sent; nothing at all counts as an empty one."""
    if not request.can_read_body:
        return {}
    if request.content_type != "application/json":
        raise Refused(415, "Send JSON with 'Content-Type: application/json'.")
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise Refused(400, "That is not JSON.") from None
    if not isinstance(body, dict):
        raise Refused(400, "Send a JSON object.")
    return body


def want(body: dict[str, Any], key: str, kind: type[T]) -> T:
    """A field that must be there and of that type (a number may stand for a float, True never for a number)."""
    value = body.get(key)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # type: ignore[return-value]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Refused(400, f"'{key}' must be given as {_WORDS.get(kind, kind.__name__)}.")
    return value


def maybe(body: dict[str, Any], key: str, kind: type[T]) -> T | None:
    """A field that may be missing or null, but not of another type."""
    return None if body.get(key) is None else want(body, key, kind)


def number(request: web.Request, key: str, default: int, most: int) -> int:
    """A whole number of the query, from 0 to ``most``."""
    text = request.query.get(key, str(default))
    if not text.isdecimal():
        raise Refused(400, f"'{key}' must be a whole number.")
    return min(int(text), most)


_WORDS: dict[type, str] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
_WORDS |= {list: "a list", dict: "an object"}
