"""Every model of the house: what list shows it, or why none does (tests/house/test_admin.py holds the two together)."""

from __future__ import annotations

from bot.errors import NotFound
from bot.rules.admin import engine, granted, outside, people, standing, told
from bot.rules.listing import Listing
from models.autogroups import AutoGroupState
from models.groups import GroupState
from models.posts import DirectPost, PostLine, VouchedReader
from models.queue import Mark
from models.tokens import SignIn
from models.users import Subject

LISTINGS: dict[str, Listing] = {
    found.name: found
    for part in (people, told, standing, granted, outside, engine)
    for found in part.LISTINGS
}
"""By name, in the order of the menu."""

INTERNAL = {
    Subject: "the names of persons in the trail; seen there and as the names of accounts",
    SignIn: "sign-ins under way, of use for minutes, with secrets in every column",
    Mark: "facts about the installation, the key's sentinel among them; the staff page says what staff need",
    GroupState: "which states may be in a group; shown on the group",
    AutoGroupState: "whose people get automatic groups; shown on the configuration",
    DirectPost: "copies of posts in people's inboxes; what they are about has a list of its own",
    PostLine: "lines that wait a minute to be said in a channel",
    VouchedReader: "who may read in a channel by an operator's word; seen where channels are chosen",
}
"""Models without a list, and why."""


def listing(name: str) -> Listing:
    """The list of this name; raises NotFound."""
    if name not in LISTINGS:
        raise NotFound("admin.no_such_list", name=name)
    return LISTINGS[name]
