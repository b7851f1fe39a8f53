"""Templates: one environment for each language, so that words are bound once and macros need no context."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta, get_month_names
from babel.numbers import format_decimal
from jinja2.ext import Extension
from markupsafe import Markup

from bot import clock, voice
from web import menu
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
            extensions=[FixedWords],
        )
        environment.globals.update(
            say=functools.partial(voice.say, language),
            asset=self._assets.address,
            icon=icons(self._assets.address("sprite.svg")),
            themed=self._assets.has("custom.css"),
            portrait=self._pictures.portrait,
            avatar=self._pictures.avatar,
            site=self._site,
            language=language,
            languages=self.languages,
            here_in=menu.here,
        )
        environment.filters["eve_time"] = eve_times(language)
        environment.filters["span"] = spans(language)
        environment.filters["number"] = numbers(language)
        return environment


class FixedWords(Extension):
    """Words without places to fill become part of the compiled template: an environment has one language."""

    _FIXED = re.compile(r"""\bsay\((["'])([a-z0-9_.]+)\1\)""")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with every `say("key")` replaced by what it says."""
        language = str(self.environment.globals["language"])
        return self._FIXED.sub(lambda found: _literal(voice.say(language, found[2])), source)


def _literal(text: str) -> str:
    """The text as a string of the template language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def icons(sprite: str) -> Callable[..., Markup]:
    """`icon(name, label)`: a drawing of the sprite; with a label it says something alone, without it is decoration."""

    @functools.cache
    def icon(name: str, label: str | None = None, kind: str = "icon") -> Markup:
        role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
        return Markup('<svg class="{}" {}><use href="{}#{}"/></svg>').format(kind, role, sprite, name)

    return icon


def eve_times(language: str) -> Callable[[datetime], str]:
    """Moments as pilots write them: `24 Nov 18:30`, with the year when it is not this one."""
    months = get_month_names("abbreviated", locale=_locale(language))

    def eve_time(moment: datetime) -> str:
        year = f" {moment.year}" if moment.year != clock.now().year else ""
        return f"{moment.day} {months[moment.month]}{year} {moment:%H:%M}"

    return eve_time


def spans(language: str) -> Callable[[float], str]:
    """Seconds as people say them: `4 seconds`, `2 hours`."""
    locale = _locale(language)
    return lambda seconds: format_timedelta(timedelta(seconds=round(seconds)), locale=locale, threshold=1)


def numbers(language: str) -> Callable[[int], str]:
    """Counts with the marks that people read them by: `10,312`."""
    locale = _locale(language)
    return lambda number: format_decimal(number, locale=locale) if number >= 1000 else str(number)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _own_name(language: str) -> str:
    return (_locale(language).display_name or language).capitalize()
