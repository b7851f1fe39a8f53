"""The work of services and Discord as the queue carries it: a key and a payload, turned into the rule's arguments."""

from __future__ import annotations

from bot.rules import delivery, posts, roles, services, told


async def reconcile(key: str, _: str) -> None:
    """Compare everybody on an instance."""
    await services.reconcile(int(key))


async def strip(key: str, _: str) -> None:
    """Take the managed roles from somebody who no longer belongs to an account: "instance:uid"."""
    instance, _, uid = key.partition(":")
    await services.strip(int(instance), uid)


async def rename(key: str, payload: str) -> None:
    """Give a mapping's role its new name."""
    await roles.rename(int(key), payload)


async def show(key: str, _: str) -> None:
    """Bring a post to what it should be: "kind:subject"."""
    await posts.show(key)


async def send(key: str, _: str) -> None:
    """Send somebody's waiting notices."""
    await delivery.send(int(key))


async def tell_link(key: str, _: str) -> None:
    """Tell a pilot in Discord what became of their link."""
    await told.link(int(key))


TASKS = {
    "service.reconcile": reconcile,
    "service.strip": strip,
    "role.rename": rename,
    "post.show": show,
    "notice.send": send,
    "link.told": tell_link,
}
