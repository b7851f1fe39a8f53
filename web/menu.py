"""The menu of the site: where its pages are, and who is shown which."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rules.access import STAFF, Actor, Permission
from bot.rules.audit import AUDIT


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu. `wants`: shown to those who hold any of these; empty: to everybody signed in."""

    href: str
    icon: str
    key: str
    wants: tuple[Permission, ...] = ()


ITEMS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "",
        (
            Item("/", "home", "web.nav.dashboard"),
            Item("/groups", "shield", "web.groups.title"),
            Item("/account", "people", "web.nav.account"),
            Item("/account/tokens", "lock", "web.nav.tokens"),
        ),
    ),
    (
        "web.nav.staff",
        (
            Item("/audit", "eye", "web.nav.audit", (AUDIT,)),
            Item("/admin", "gear", "web.nav.admin", (STAFF,)),
        ),
    ),
)
"""By headline; the first part has none."""


def menu(actor: Actor | None) -> list[tuple[str, list[Item]]]:
    """What of the menu somebody is shown; a part without lines is left out."""
    if actor is None or actor.user_id is None:
        return []
    parts = [
        (head, [i for i in items if not i.wants or any(actor.may(w) for w in i.wants)])
        for head, items in ITEMS
    ]
    return [(head, items) for head, items in parts if items]


def here(path: str, href: str) -> bool:
    """Whether a page belongs to a line of the menu: it is its page or lies below it."""
    return path == href or (href not in ("/", "/account") and path.startswith(href + "/"))
