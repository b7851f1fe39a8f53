"""The configuration: concord.toml overlaid by CONCORD_* variables; every fault is named at once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from yarl import URL

Text = Annotated[str, msgspec.Meta(max_length=500)]


class ConfigError(Exception):
    """Everything that is wrong with the configuration, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings under their names in concord.toml; the environment's names are CONCORD_ and upper case."""

    database_url: Text = "sqlite://var/concord.sqlite3"
    secret_key: list[str] = []
    site_name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)] = "Concord"
    owners: list[int] = []
    web_listen: Text = "127.0.0.1:8000"
    web_url: Text = "http://127.0.0.1:8000"
    web_trusted_proxies: list[str] = []
    metrics_token: str = ""
    discord_token: str = ""
    discord_guild_id: int | None = None
    discord_client_id: str = ""
    discord_client_secret: str = ""
    discord_api_url: Text = "https://discord.com/api/v10"
    discord_gateway_url: Text = "wss://gateway.discord.gg/"
    discord_authorize_url: Text = "https://discord.com/oauth2/authorize"
    discord_cdn_url: Text = "https://cdn.discordapp.com"
    eve_client_id: str = ""
    eve_client_secret: str = ""
    eve_sso_url: Text = "https://login.eveonline.com"
    eve_esi_url: Text = "https://esi.evetech.net"
    eve_images_url: Text = "https://images.evetech.net"
    zkillboard_url: Text = "https://zkillboard.com"
    contact: str = ""
    smtp_url: str = ""
    smtp_from: str = ""
    keep_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 365
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    data: Text = "var"

    @property
    def listen(self) -> tuple[str, int]:
        """Host and port to listen on."""
        host, _, port = self.web_listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def folder(self) -> Path:
        """Where files are kept."""
        return Path(self.data)


SECRET = (
    "secret_key",
    "discord_token",
    "discord_client_secret",
    "eve_client_secret",
    "metrics_token",
    "database_url",
    "smtp_url",
)
"""Settings whose values are never shown."""
NEEDED = (
    "discord_token",
    "discord_client_id",
    "discord_client_secret",
    "eve_client_id",
    "eve_client_secret",
    "contact",
)
"""Settings without which `concord run` cannot do its work."""
PLACES = [
    "discord_api_url",
    "discord_gateway_url",
    "discord_authorize_url",
    "discord_cdn_url",
    "eve_sso_url",
    "eve_esi_url",
    "eve_images_url",
]
"""Addresses of EVE and Discord: encrypted and not of this machine, unless --insecure."""
FILE, FOLDER = "CONCORD_CONFIG", "CONCORD_DATA"


@dataclass(frozen=True, slots=True)
class _Found:
    values: dict[str, Any]
    origins: dict[str, str]
    faults: list[str]


def load(env: Mapping[str, str] | None = None, *, complete: bool = True, insecure: bool = False) -> Config:
    """Read the file and the environment. Raises ConfigError with all faults at once.

    `complete`: the settings that `concord run` needs must be there. `insecure`: http and loopback addresses of
    EVE and Discord are allowed.
    """
    env = os.environ if env is None else env
    found = _gather(env)
    config = None
    try:
        config = msgspec.convert(found.values, Config, strict=False)
    except msgspec.ValidationError:
        found.faults.extend(_each_fault(found))
    if config is not None:
        found.faults.extend(_check(config, complete=complete, insecure=insecure))
    if found.faults or config is None:
        raise ConfigError(found.faults)
    return config


def _gather(env: Mapping[str, str]) -> _Found:
    faults: list[str] = []
    values: dict[str, Any] = {}
    path = Path(env.get(FILE, "concord.toml"))
    if path.exists():
        try:
            values = tomllib.loads(path.read_text())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
            faults.append(f"{path}: {e}")
    elif FILE in env:
        faults.append(f"{FILE}: there is no file {path}")
    origins = {k: f"{k} in {path}" for k in values}
    kinds = get_type_hints(Config)
    for name in sorted(
        k for k in env if k.startswith("CONCORD_") and k != FILE and not k.startswith("CONCORD_TEST")
    ):
        key = name.removeprefix("CONCORD_").lower()
        origins[key] = name
        values[key] = _listed(env[name]) if "list" in str(kinds.get(key)) else env[name]
    if isinstance(values.get("secret_key"), str):
        values["secret_key"] = _listed(values["secret_key"])
    for key in sorted(set(values) - set(Config.__struct_fields__)):
        faults.append(f"{origins[key]}: there is no such setting")
        del values[key]
    return _Found(values, origins, faults)


def _listed(text: str) -> list[str]:
    return [part for part in text.replace(",", " ").split() if part]


def _each_fault(found: _Found) -> list[str]:
    """Name every bad value, not only the first one that msgspec meets."""
    kinds = get_type_hints(Config, include_extras=True)
    faults = []
    for key, value in found.values.items():
        try:
            msgspec.convert(value, kinds[key], strict=False)
        except msgspec.ValidationError as e:
            allowed = get_args(kinds[key]) if "Literal" in str(kinds[key]) else ()
            hint = f" (one of {', '.join(allowed)})" if allowed else ""
            faults.append(f"{found.origins[key]}: {_plain(str(e))}{hint}")
    return faults


def _plain(text: str) -> str:
    return text.replace("`", "").split(" - at ")[0]


def _check(config: Config, *, complete: bool, insecure: bool) -> list[str]:
    faults = [
        f"{k}: is needed to run ({_variable(k)})" for k in NEEDED if complete and not getattr(config, k)
    ]
    if complete and not config.secret_key:
        faults.append("secret_key: is needed to run; make one with `concord secrets new`")
    faults += [
        f"secret_key: key {i} is shorter than 32 characters"
        for i, k in enumerate(config.secret_key, 1)
        if len(k) < 32
    ]
    faults += _check_addresses(config, insecure=insecure)
    try:
        _ = config.listen
    except ValueError:
        faults.append("web_listen: write it as 127.0.0.1:8000")
    for proxy in config.web_trusted_proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            faults.append(f"web_trusted_proxies: {proxy} is no address or network")
    if bool(config.smtp_url) != bool(config.smtp_from):
        faults.append("smtp_url, smtp_from: letters need both; leave both empty to send none")
    elif config.smtp_url:
        faults += _check_smtp(config)
    if not config.database_url.startswith(("sqlite://", "mysql://")):
        faults.append("database_url: write sqlite://path or mysql://user:password@host:port/name")
    return faults


def _check_smtp(config: Config) -> list[str]:
    faults = []
    try:
        url = URL(config.smtp_url)
        good = url.scheme in ("smtp", "smtps") and bool(url.host) and url.path in ("", "/")
    except ValueError:
        good = False
    if not good:
        faults.append("smtp_url: write it as smtp://user:password@host:587 or smtps://user:password@host:465")
    if "@" not in parseaddr(config.smtp_from)[1]:
        faults.append("smtp_from: write it as Concord <auth@example.org>")
    return faults


def _check_addresses(config: Config, *, insecure: bool) -> list[str]:
    faults = []
    site = URL(config.web_url)
    if site.scheme not in ("http", "https") or not site.host:
        faults.append("web_url: write it as https://auth.example.org")
    elif site.scheme == "http" and not _loopback(site.host):
        faults.append("web_url: must be https, unless the site is on this machine only")
    for key in [*PLACES, "zkillboard_url"]:
        url = URL(getattr(config, key))
        if url.scheme not in ("https", "wss", "http", "ws") or not url.host:
            faults.append(f"{key}: is no address")
        elif not insecure and (url.scheme in ("http", "ws") or _loopback(url.host)):
            faults.append(
                f"{key}: {url.host} is not encrypted or is this machine; only `--insecure` allows that"
            )
    return faults


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _variable(key: str) -> str:
    return f"CONCORD_{key.upper()}"
