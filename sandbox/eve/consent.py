"""The page of the pretend sign-in server on which one picks the character to be."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from html import escape
from itertools import islice

from aiohttp import web
from yarl import URL

from sandbox.eve.grants import Client, SsoError
from sandbox.eve.records import Account, Character
from sandbox.eve.world import EveWorld

SHOWN_ACCOUNTS = 60

STYLE = """
:root{color-scheme:dark;--bg:#0b0f14;--card:#141b23;--line:#26323f;--text:#e4ebf2;--soft:#91a1b1;--accent:#6fc3df}
*{box-sizing:border-box}
body{margin:0;background:radial-gradient(60rem 30rem at 70% -10rem,#1d3344,transparent),var(--bg);
color:var(--text);font:16px/1.5 system-ui,sans-serif;min-height:100vh}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.6rem;margin:0}h2{font-size:.8rem;font-weight:600;color:var(--soft);margin:0 0 .5rem}
p{color:var(--soft);margin:.3rem 0 1rem}
form{display:flex;gap:.5rem;margin:1.2rem 0}
input{flex:1;min-width:0;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);
border-radius:.5rem;padding:.6rem .8rem}
button,.quiet{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:.5rem;
padding:.6rem 1rem;cursor:pointer;text-decoration:none}
.accounts{display:grid;gap:.8rem;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}
section{background:var(--card);border:1px solid var(--line);border-radius:.8rem;padding:.8rem}
.pilot{display:flex;gap:.7rem;align-items:center;padding:.4rem;border-radius:.5rem;color:inherit;text-decoration:none}
.pilot:hover,.pilot:focus-visible,button:hover,.quiet:hover{background:#1d2a36;outline:1px solid var(--accent)}
.pilot img{width:48px;height:48px;border-radius:.4rem}
.pilot span{display:block;line-height:1.3}.pilot small{color:var(--soft)}
code{background:#1d2a36;border-radius:.3rem;padding:.1rem .4rem;font-size:.85rem;display:inline-block;margin:.1rem 0}
"""


def page(eve: EveWorld, client: Client, scopes: tuple[str, ...], url: URL) -> web.Response:
    """The choice of characters, account by account, narrowed by ``q``."""
    wanted = url.query.get("q", "").strip()
    shown = list(islice(_matching(eve, wanted.casefold()), SHOWN_ACCOUNTS + 1))
    cut = len(shown) > SHOWN_ACCOUNTS
    cards = "".join(_account(eve, account, pilots, url) for account, pilots in shown[:SHOWN_ACCOUNTS])
    hidden = "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
        for key, value in url.query.items()
        if key != "q"
    )
    asked = " ".join(f"<code>{escape(scope)}</code>" for scope in scopes) or "nothing beyond who you are"
    note = "<p>There are more: search for the one you want.</p>" if cut else ""
    empty = "" if cards else "<p>Nobody is called that.</p>"
    return _html(
        f"""<h1>Who are you today?</h1>
<p>A pretend EVE sign-in for <b>{escape(client.client_id)}</b>. It asks for {asked}.</p>
<form>{hidden}<input name="q" value="{escape(wanted)}" placeholder="Pilot, corporation or player"
aria-label="Search" autofocus><button>Search</button>
<a class="quiet" href="{escape(str(url.update_query(deny="1")))}">Cancel</a></form>
<div class="accounts">{cards}</div>{empty}{note}"""
    )


def error_page(error: SsoError) -> web.Response:
    """A request so wrong that nobody can be sent back with it."""
    text = f"<h1>This sign-in cannot go on</h1><p>{escape(error.description)}</p><p><code>{escape(error.code)}</code></p>"
    return _html(text, status=400)


def _matching(eve: EveWorld, wanted: str) -> Iterator[tuple[Account, list[Character]]]:
    for account in eve.accounts.values():
        pilots = [eve.characters[known] for known in account.character_ids]
        pilots = [pilot for pilot in pilots if not pilot.deleted]
        if wanted not in account.label.casefold():
            pilots = [pilot for pilot in pilots if wanted in _words(eve, pilot)]
        if pilots:
            yield account, pilots


def _words(eve: EveWorld, pilot: Character) -> str:
    corporation = eve.corporations[pilot.corporation_id]
    return f"{pilot.name} {corporation.name} {corporation.ticker} {pilot.id}".casefold()


def _account(eve: EveWorld, account: Account, pilots: list[Character], url: URL) -> str:
    rows = "".join(_pilot(eve, pilot, url) for pilot in pilots)
    return f"<section><h2>{escape(account.label)}</h2>{rows}</section>"


def _pilot(eve: EveWorld, pilot: Character, url: URL) -> str:
    corporation = eve.corporations[pilot.corporation_id]
    alliance = eve.alliances.get(corporation.alliance_id or 0)
    place = f"[{corporation.ticker}] {corporation.name}" + (f" · {alliance.name}" if alliance else "")
    href = url.without_query_params("q").update_query(character_id=str(pilot.id))
    return (
        f'<a class="pilot" href="{escape(str(href))}">'
        f'<img src="/images/characters/{pilot.id}/portrait?size=64" alt="" loading="lazy">'
        f"<span>{escape(pilot.name)}<small><br>{escape(place)}</small></span></a>"
    )


def _html(body: str, status: int = 200) -> web.Response:
    nonce = secrets.token_urlsafe(12)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Pretend EVE sign-in</title><link rel="icon" href="data:,">'
        f'<style nonce="{nonce}">{STYLE}</style><main>{body}</main></html>'
    )
    policy = f"default-src 'none'; img-src 'self' data:; style-src 'nonce-{nonce}'; form-action 'self'; base-uri 'none'"
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
    return web.Response(text=text, content_type="text/html", status=status, headers=headers)
