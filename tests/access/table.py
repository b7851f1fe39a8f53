"""The table: every page, command, autocompletion, button, select and form, and what each person gets of it.

A page stands under its method and address, a command under its name, an autocompletion under command and option, a
button, select or form under `b`, `s` or `m` with noun and verb. What is missing here fails `test_table.py`.
"""

from __future__ import annotations

from tests.access.kinds import (
    IN,
    LINK,
    LINKED,
    NOTHING,
    OPEN,
    REFUSED,
    SIGN_IN,
    SIGNED_IN,
    STAFF_CHOICES,
    STAFF_COMMAND,
    STAFF_ONLY,
    THE_LEADERS_CHARACTER,
    THE_LEADERS_OWN,
    UNSIGNED,
    Gets,
    Row,
    row,
)

INACTIVE = Gets.INACTIVE

# -- the site --------------------------------------------------------------------------------------------

PAGES: dict[str, Row] = {
    "GET /": row(OPEN),
    "GET /healthz": row(OPEN),
    "GET /readyz": row(OPEN),
    "GET /metrics": row(
        OPEN
    ),  # from this machine, as here; from elsewhere with the token: web/test_metrics.py
    "GET /robots.txt": row(OPEN),
    "GET /static/{name}": row(OPEN, at={"name": "{style}"}),
    "GET /portraits/{id}": row(UNSIGNED, at={"id": "{member_main}"}),
    "GET /avatars/{id}": row(UNSIGNED, at={"id": "{member_discord}"}),
    "POST /settings/theme": row(OPEN, {"theme": "dark", "back": "/healthz"}),
    "POST /settings/language": row(OPEN, {"language": "en", "back": "/healthz"}),
    "GET /sso/login": row(OPEN),
    "GET /sso/callback": row(OPEN),
    "POST /signout": row(SIGNED_IN),
    "GET /signout/everywhere": row(SIGNED_IN),
    "POST /signout/everywhere": row(SIGNED_IN),
    "GET /discord/link": row(SIGNED_IN),
    "GET /discord/callback": row(OPEN),
    "GET /link/confirm": row(OPEN),
    "POST /link/confirm": row(OPEN),
    "POST /link/refuse": row(OPEN),
    "GET /link/done": row(OPEN),
    "GET /account": row(SIGNED_IN),
    "POST /account/main": row(THE_LEADERS_OWN, {"character_id": "{leader_alt}"}),
    "GET /account/characters/{id}/remove": row(THE_LEADERS_OWN, at={"id": "{leader_alt}"}),
    "POST /account/characters/{id}/remove": row(THE_LEADERS_OWN, at={"id": "{leader_alt}"}),
    "GET /account/tokens": row(SIGNED_IN),
    "POST /account/tokens/{id}/check": row(THE_LEADERS_OWN, at={"id": "{token}"}),
    "GET /account/tokens/{id}/delete": row(THE_LEADERS_OWN, at={"id": "{token}"}),
    "POST /account/tokens/{id}/delete": row(THE_LEADERS_OWN, at={"id": "{token}"}),
    "GET /account/grant": row(SIGNED_IN),
    "GET /admin": row(STAFF_ONLY),
    "POST /admin/jobs/{name}": row(STAFF_ONLY, at={"name": "esi.affiliations"}),
    "POST /admin/queue/{id}": row(STAFF_ONLY, {"do": "drop"}, at={"id": "{dead}"}),
    "POST /brakes/{id}": row(STAFF_ONLY, {"do": "keep"}, at={"id": "{brake}"}),
}
"""Pictures have signed addresses; without the signature there is nothing."""

# -- Discord ---------------------------------------------------------------------------------------------

COMMANDS: dict[str, Row] = {
    "link": row(OPEN),
    "me": row(LINKED, anonymous=IN),  # told how to link
    "help": row(OPEN),
    "whois": row(STAFF_COMMAND, {"pilot": "Mia Member"}),
    "Who is this?": row(STAFF_COMMAND, {"target": "{member_discord}"}),
    "admin health": row(STAFF_COMMAND),
    "admin setup": row(STAFF_COMMAND),
    "admin queue": row(STAFF_COMMAND),
    "admin jobs": row(STAFF_COMMAND),
    "admin user show": row(STAFF_COMMAND, {"pilot": "Mia Member"}),
    "admin user reassess": row(STAFF_COMMAND, {"pilot": "Mia Member"}),
}

COMPLETIONS: dict[str, Row] = {
    "whois pilot": row(STAFF_CHOICES, {"pilot": "mia"}),
    "admin user show pilot": row(STAFF_CHOICES, {"pilot": "mia"}),
    "admin user reassess pilot": row(STAFF_CHOICES, {"pilot": "mia"}),
    "admin jobs run": row(STAFF_CHOICES),
}

PRESSES: dict[str, Row] = {
    "b link start": row(OPEN),
    "b link why": row(OPEN),
    "b me show": row(LINKED, anonymous=IN),
    "b me characters": row(LINKED),
    "s me main": row(THE_LEADERS_CHARACTER, {"values": ["{leader_alt}"]}),
    "b help page": row(OPEN, at={"1": "2"}),
    "b admin health": row(STAFF_COMMAND),
    "b admin queue": row(STAFF_COMMAND),
    "b admin jobs": row(STAFF_COMMAND),
    "b admin reassess": row(STAFF_COMMAND, at={"1": "{member}"}),
    "b setup again": row(STAFF_COMMAND),
    "s setup welcome": row(STAFF_COMMAND, {"values": ["1"]}),
    "s setup staff": row(STAFF_COMMAND, {"values": ["1"]}),
    "b queue retry": row(STAFF_COMMAND, at={"1": "{dead}"}),
    "b queue drop": row(STAFF_COMMAND, at={"1": "{dead}"}),
    "b jobs run": row(STAFF_COMMAND, at={"1": "esi.affiliations"}),
    "b brake do": row(STAFF_COMMAND, at={"1": "{brake}"}),
    "b brake keep": row(STAFF_COMMAND, at={"1": "{brake}"}),
}

__all__ = [
    "COMMANDS",
    "COMPLETIONS",
    "IN",
    "INACTIVE",
    "LINK",
    "NOTHING",
    "PAGES",
    "PRESSES",
    "REFUSED",
    "SIGN_IN",
]
