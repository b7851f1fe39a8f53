"""Templates: one environment for each language, so that words are bound once and macros need no context."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from babel.numbers import format_decimal

from bot import clock, voice
from web.assets import Assets
from web.keys import Site
from web.pictures import Addresses

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Draws templates in any language that has a catalogue for the site."""

    def __init__(self, site: Site, assets: Assets, pictures: Addresses, languages: Iterable[str]) -> None:
        self._site, self._assets, self._pictures = site, assets, pictures
        self.languages: dict[str, str] = {code: _own_name(code) for code in {"en", *languages}}
        self._environments: dict[str, jinja2.Environment] = {}

    def draw(self, language: str, template: str, context: dict[str, Any]) -> str:
        """The page as text."""
        return self._environment(language).get_template(template).render(context)

    def _environment(self, language: str) -> jinja2.Environment:
        if language not in self._environments:
            self._environments[language] = self._make(language)
        return self._environments[language]

    def _make(self, language: str) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.update(
            say=speaker(language),
            asset=self._assets.address,
            sprite=self._assets.address("sprite.svg"),
            themed=self._assets.has("custom.css"),
            portrait=self._pictures.portrait,
            avatar=self._pictures.avatar,
            site=self._site,
            language=language,
            languages=self.languages,
        )
        environment.filters["eve_time"] = eve_times(language)
        environment.filters["number"] = lambda n: format_decimal(n, locale=_locale(language))
        return environment


def speaker(language: str) -> Callable[..., str]:
    """`say` for one language; words without places to fill are looked up once."""
    fixed: dict[str, str] = {}

    def say(key: str, **values: object) -> str:
        if values:
            return voice.say(language, key, **values)
        if key not in fixed:
            fixed[key] = voice.say(language, key)
        return fixed[key]

    return say


def eve_times(language: str) -> Callable[[datetime], str]:
    """Moments as pilots write them: `24 Nov 18:30`, with the year when it is not this one."""
    months = get_month_names("abbreviated", locale=_locale(language))

    def eve_time(moment: datetime) -> str:
        year = f" {moment.year}" if moment.year != clock.now().year else ""
        return f"{moment.day} {months[moment.month]}{year} {moment:%H:%M}"

    return eve_time


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _own_name(language: str) -> str:
    return (_locale(language).display_name or language).capitalize()
