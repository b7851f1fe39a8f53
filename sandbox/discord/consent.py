"""The pages of the pretend Discord that a browser sees: consent, and what went wrong."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.discord.shapes import Wire

if TYPE_CHECKING:
    from sandbox.discord.world import DiscordWorld

SHOWN = 60
WORDS = {
    "identify": "See your username and avatar",
    "email": "See your e-mail address",
    "guilds": "Know which servers you are in",
    "guilds.join": "Join servers for you",
    "guilds.members.read": "Read your member details of servers",
    "role_connections.write": "Write your linked-role details",
    "connections": "See your third-party connections",
}
STYLE = """
:root{color-scheme:light dark;--bg:#e9ebf2;--card:#fff;--ink:#24262d;--dim:#5d6270;--line:#d9dce6;--brand:#4752c4}
@media(prefers-color-scheme:dark){:root{--bg:#17181d;--card:#26282f;--ink:#eceef4;--dim:#a4a9b8;--line:#3b3e49;--brand:#7983f0}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;
background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:min(480px,100%);background:var(--card);border-radius:12px;padding:24px;box-shadow:0 8px 32px #0003}
h1{font-size:20px;margin:0 0 4px}p{margin:0 0 12px;color:var(--dim)}ul{padding:0;margin:0 0 16px;list-style:none}
.scopes li::before{content:"✓";margin-right:8px;color:#2a9d62}.people{max-height:45vh;overflow:auto;
border:1px solid var(--line);border-radius:8px}.people a{display:flex;gap:12px;align-items:center;padding:8px 12px;
color:inherit;text-decoration:none}.people a:hover,.people a:focus-visible{background:color-mix(in srgb,var(--brand) 18%,transparent)}
.people img{width:36px;height:36px;border-radius:50%}small{color:var(--dim);display:block}
form{display:flex;gap:8px;margin:0 0 12px}input{flex:1;font:inherit;padding:8px 10px;border:1px solid var(--line);
border-radius:8px;background:transparent;color:inherit}button,.deny{font:inherit;padding:8px 14px;border-radius:8px;
border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer}.deny{display:inline-block;
margin-top:16px;text-decoration:none}
"""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
}


def fault_page(title: str, said: str) -> web.Response:
    """A request that must not be answered with a redirect."""
    return _page(title, f"<h1>{html.escape(title)}</h1><p>{html.escape(said)}</p>", 400)


def consent_page(world: DiscordWorld, request: web.Request, scopes: frozenset[str]) -> web.Response:
    """Which pretend user are you, and do you allow this?"""
    wanted = request.query.get("find", "").casefold()
    people = [u for u in world.users.values() if not u["bot"] and _matches(u, wanted)]
    hidden = "".join(
        f'<input type="hidden" name="{html.escape(k)}" value="{html.escape(v)}">'
        for k, v in request.query.items()
        if k != "find"
    )
    more = f"<p>{len(people) - SHOWN} more: search for a name.</p>" if len(people) > SHOWN else ""
    body = f"""<h1>{html.escape(world.bot["username"])} wants to access a Discord account</h1>
<p>This is the sandbox: choose who you are.</p>
<ul class="scopes">{"".join(f"<li>{html.escape(WORDS[s])}</li>" for s in sorted(scopes))}</ul>
<form method="get">{hidden}<input name="find" type="search" value="{html.escape(request.query.get("find", ""))}"
placeholder="Find a name" aria-label="Find a name"><button>Find</button></form>
<ul class="people">{"".join(_person(u, request) for u in people[:SHOWN]) or "<li>Nobody has this name.</li>"}</ul>{more}
<a class="deny" href="{html.escape(str(request.rel_url.update_query(deny="1")))}">Cancel</a>"""
    return _page("Authorize", body)


def _matches(user: Wire, wanted: str) -> bool:
    return not wanted or wanted in f"{user['username']} {user['global_name'] or ''} {user['id']}".casefold()


def _person(user: Wire, request: web.Request) -> str:
    link = html.escape(str(request.rel_url.update_query(user_id=user["id"])))
    name = html.escape(user["global_name"] or user["username"])
    picture = avatar_path(user)
    return (
        f'<li><a href="{link}"><img src="{picture}" alt=""><span>{name}'
        f"<small>@{html.escape(user['username'])}</small></span></a></li>"
    )


def avatar_path(user: Wire) -> str:
    """Where the sandbox serves a user's picture."""
    if user["avatar"]:
        return f"/cdn/avatars/{user['id']}/{user['avatar']}.png"
    return f"/cdn/embed/avatars/{(int(user['id']) >> 22) % 6}.png"


def _page(title: str, body: str, status: int = 200) -> web.Response:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)} · pretend Discord</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style><main>{body}</main></html>'
    )
    return web.Response(text=text, content_type="text/html", status=status, headers=HEADERS)
