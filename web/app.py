"""The site as one aiohttp application: what every request passes through, in order, and all its pages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot import voice
from bot.config import Config
from bot.vault import Vault
from web import assets, pictures
from web.csrf import ours
from web.faults import answered
from web.keys import ASSETS, LIMITS, PAGES, PICTURES, SITE, Check, Site
from web.limits import Limits, limited
from web.pages import Pages
from web.session import recognised
from web.watch import numbered, put_headers, through_proxies

LARGEST_BODY = 64 * 1024
ROOMS = tuple(sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)])))
"""Every module or package of the site; those with `routes` have pages."""


def build(
    config: Config,
    vault: Vault,
    *,
    ready: Mapping[str, Check] | None = None,
    notes: Mapping[str, Check] | None = None,
    parts: tuple[str, ...] = (),
    version: str = "",
) -> web.Application:
    """The application, ready for an AppRunner; rules and database are opened by the caller.

    `ready`: what /readyz looks at, by name; each answers None, or the reason why not in a few words.
    `notes`: likewise, for what is no reason to be taken out of service. `parts`: what this process does, for /readyz to say.
    """
    site = Site.of(
        config, vault, ready={} if ready is None else ready, notes=notes or {}, parts=parts, version=version
    )
    app = web.Application(
        client_max_size=LARGEST_BODY,
        middlewares=[
            numbered,
            through_proxies,
            answered,
            web.normalize_path_middleware(
                append_slash=False,
                remove_slash=True,
                merge_slashes=False,
                redirect_class=web.HTTPPermanentRedirect,
            ),
            limited,
            recognised,
            ours,
        ],
    )
    app[SITE] = site
    app[ASSETS] = assets.Assets(custom_css=site.custom_css)
    app[LIMITS] = Limits()
    app[PAGES] = Pages(site, app[ASSETS], pictures.Addresses(site.vault), voice.languages())
    app[PICTURES] = pictures.Pictures(site)
    app.cleanup_ctx.append(app[PICTURES].lifetime)
    app.on_response_prepare.append(put_headers)
    for name in ROOMS:
        app.add_routes(getattr(importlib.import_module(f"web.{name}"), "routes", ()))
    return app
