"""What the site is told at start, and the typed keys under which application and request carry things."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

from bot.config import Config
from bot.rules.access import Actor
from bot.vault import Vault

if TYPE_CHECKING:
    from bot.rules.sessions import SignedIn
    from web.assets import Assets
    from web.limits import Limits
    from web.pages import Pages
    from web.pictures import Pictures

Check = Callable[[], Awaitable[str | None]]
"""Looks at one thing that must work; answers None if it does, else the reason in a few words."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that the site needs to know of the world."""

    url: str  # public address, without a slash at the end
    vault: Vault
    data: Path  # folder for what may be kept on disk
    name: str = "Concord"
    version: str = ""
    user_agent: str = "Concord"
    images_url: str = "https://images.evetech.net"
    avatars_url: str = "https://cdn.discordapp.com"
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    ready: Mapping[str, Check] = field(default_factory=dict)  # by the name that /readyz shows
    notes: Mapping[str, Check] = field(default_factory=dict)  # said by /readyz, but no reason not to be ready
    parts: tuple[str, ...] = ()  # what this process does: web, bot, jobs
    custom_css: Path | None = None  # the operator's theme
    metrics_token: str = ""

    @classmethod
    def of(
        cls,
        config: Config,
        vault: Vault,
        *,
        ready: Mapping[str, Check],
        notes: Mapping[str, Check],
        parts: tuple[str, ...],
        version: str,
    ) -> Site:
        """What the configuration says of the site. A file `custom.css` in the data folder is the operator's theme."""
        custom = config.folder / "custom.css"
        return cls(
            url=config.web_url.rstrip("/"),
            vault=vault,
            data=config.folder,
            name=config.site_name,
            version=version,
            user_agent=f"Concord/{version} ({config.contact or 'no contact given'}; +{config.web_url})",
            images_url=config.eve_images_url.rstrip("/"),
            avatars_url=config.discord_cdn_url.rstrip("/"),
            trusted_proxies=tuple(ip_network(p, strict=False) for p in config.web_trusted_proxies),
            ready=ready,
            notes=notes,
            parts=parts,
            custom_css=custom if custom.is_file() else None,
            metrics_token=config.metrics_token,
        )

    @property
    def secure(self) -> bool:
        """Whether browsers reach us by https."""
        return self.url.startswith("https://")

    @property
    def host(self) -> str:
        """Host and port as browsers name us: in small letters, without the scheme's own port."""
        return URL(self.url).host_port_subcomponent or ""

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in the Origin header."""
        return f"{URL(self.url).scheme}://{self.host}"


@dataclass(frozen=True, slots=True)
class Client:
    """Who is at the other end, seen through the proxies that we trust."""

    address: str
    scheme: str


SITE = web.AppKey("site", Site)
ASSETS: web.AppKey[Assets] = web.AppKey("assets")
PAGES: web.AppKey[Pages] = web.AppKey("pages")
LIMITS: web.AppKey[Limits] = web.AppKey("limits")
PICTURES: web.AppKey[Pictures] = web.AppKey("pictures")

REQUEST_ID = web.RequestKey("request_id", str)
CLIENT = web.RequestKey("client", Client)
ACTOR = web.RequestKey("actor", Actor)
SIGNED_IN: web.RequestKey[SignedIn] = web.RequestKey("signed_in")
BROWSER = web.RequestKey("browser", str)
NEW_BROWSER = web.RequestKey("new_browser", bool)
FLASHES: web.RequestKey[list[tuple[str, str, dict[str, object]]]] = web.RequestKey("flashes")
LANGUAGE = web.RequestKey("language", str)
