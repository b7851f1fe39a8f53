"""`concord`: what is typed in a shell. Everything that it does is elsewhere."""

from __future__ import annotations

import asyncio
import errno
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Literal

import click

from bot import logs
from bot.shell import ask, jobs, queue, secrets_, settings, show

_ENDS = (signal.SIGINT, signal.SIGTERM)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Concord: Alliance Auth for EVE Online, Discord-first."""


@main.command()
@click.option(
    "--only", help="web, bot or jobs, joined by commas: a part of the work in this process (MariaDB)"
)
@click.option("--insecure", is_flag=True, help="allow http and loopback addresses of EVE and Discord")
def run(only: str | None, insecure: bool) -> None:
    """Serve: bot, site and jobs in one process, or a part of that in each of several."""
    _may_end_at_once()
    from bot.app import PARTS, App

    parts = frozenset(only.replace(" ", "").split(",")) if only else PARTS
    if unknown := parts - PARTS:
        raise click.BadParameter(f"there is no {', '.join(sorted(unknown))}; there are web, bot and jobs")
    found = settings(insecure=insecure)
    if insecure:
        click.echo("Addresses of EVE and Discord may be unencrypted or local (--insecure).", err=True)

    async def serve(stop: asyncio.Event) -> None:
        async with App(found, parts=parts) as app:
            await app.until(stop)

    _serve(serve)


@main.command()
@click.option("--port", default=8000, show_default=True, help="of the site; the sandbox takes the next one")
def demo(port: int) -> None:
    """Try Concord with a pretend Discord and a pretend EVE."""
    _may_end_at_once()
    from bot.demo import serve

    logs.set_up("WARNING")
    _serve(lambda stop: serve(port, stop))


@main.command()
@click.option("--insecure", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def check(insecure: bool, as_json: bool) -> None:
    """Open everything once; say what answered."""
    from bot.checks import run_all

    findings = asyncio.run(run_all(settings(insecure=insecure)))
    if as_json:
        click.echo(json.dumps([{"what": f.what, "ok": f.ok, "says": f.says} for f in findings]))
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.what}: {finding.says}")
    sys.exit(0 if all(f.ok for f in findings) else 1)


@main.command()
def migrate() -> None:
    """Bring the tables up to date."""
    from bot.migrate import upgrade

    done = asyncio.run(upgrade(settings(complete=False).database_url))
    click.echo("\n".join(done) or "The tables are up to date.")


@main.group()
def user() -> None:
    """Accounts."""


@user.command("list")
@click.argument("text", default="")
@click.option("--json", "as_json", is_flag=True)
def user_list(text: str, as_json: bool) -> None:
    """Accounts whose main's name contains TEXT."""
    answer = ask("user-list", text=text)
    show(answer, as_json, [f"{u['name'] or '(no main)'}: {u['state']}{_ranks(u)}" for u in answer["users"]])


@user.command()
@click.argument("character")
def promote(character: str) -> None:
    """Make the owner of CHARACTER (name or id) the administrator."""
    click.echo(f"{ask('user-promote', character=character)['character']} is an administrator now.")


@user.command()
@click.argument("character")
def demote(character: str) -> None:
    """Take the administrator's rights from the owner of CHARACTER."""
    click.echo(f"{ask('user-demote', character=character)['character']} is no administrator any more.")


@main.command()
@click.argument("character", default="")
def reassess(character: str) -> None:
    """Look at the owner of CHARACTER, or at everybody, afresh."""
    click.echo(f"Queued: {ask('reassess', character=character)['queued']}")


@main.command()
@click.argument("service")
@click.argument("text", metavar="FORMAT")
def names(service: str, text: str) -> None:
    """Have names on SERVICE follow FORMAT, for example "[{corp_ticker}] {character_name}"; off leaves them alone."""
    answer = ask("names-set", service=service, text=text)
    click.echo(f"Names on {', '.join(answer['service'])}: {answer['format']}")


@main.command()
@click.argument("service")
def sync(service: str) -> None:
    """Compare SERVICE (for example discord) with what should be, and repair."""
    click.echo(f"Queued: {', '.join(ask('sync', service=service)['queued'])}")


@main.group()
def state() -> None:
    """States and who is in them."""


@state.command("list")
@click.option("--json", "as_json", is_flag=True)
def state_list(as_json: bool) -> None:
    """States, their members, and how many people are in them."""
    answer = ask("state-list")
    lines = [
        f"{s['state']} (priority {s['priority']}): {s['users']} users; {', '.join(s['members']) or 'no members'}"
        for s in answer["states"]
    ]
    show(answer, as_json, lines)


_KINDS = click.Choice(["character", "corporation", "alliance", "faction"])


@state.command("create")
@click.argument("name")
@click.argument("priority", type=int)
@click.option("--public", is_flag=True, help="everybody with a main fits")
def state_create(name: str, priority: int, public: bool) -> None:
    """Make state NAME: `concord state create Trial 75`."""
    answer = ask("state-create", state=name, priority=priority, public=public)
    click.echo(f"{answer['state']} is there, with priority {answer['priority']}.")


@state.command("add")
@click.argument("name")
@click.argument("kind", type=_KINDS)
@click.argument("entity", type=int)
def state_add(name: str, kind: str, entity: int) -> None:
    """Take an EVE id into state NAME: `concord state add Member alliance 99000001`."""
    click.echo(
        f"{ask('state-change', state=name, kind=kind, entity=entity, add=True)['added']} is in {name}."
    )


@state.command("remove")
@click.argument("name")
@click.argument("kind", type=_KINDS)
@click.argument("entity", type=int)
def state_remove(name: str, kind: str, entity: int) -> None:
    """Take an EVE id out of state NAME."""
    click.echo(
        f"{ask('state-change', state=name, kind=kind, entity=entity, add=False)['removed']} left {name}."
    )


@main.group()
def permission() -> None:
    """Who may what."""


@permission.command("list")
@click.option("--json", "as_json", is_flag=True)
def permission_list(as_json: bool) -> None:
    """All permissions and what they allow."""
    answer = ask("permission-list")
    show(answer, as_json, [f"{p['permission']}: {p['allows']}" for p in answer["permissions"]])


_HOLDERS = click.Choice(["character", "group", "state"])


@permission.command("grant")
@click.argument("codename")
@click.argument("holder", type=_HOLDERS)
@click.argument("name")
def permission_grant(codename: str, holder: str, name: str) -> None:
    """Give CODENAME to the owner of a character, a group or a state."""
    answer = ask("permission-change", permission=codename, holder=holder, holder_name=name, give=True)
    click.echo(f"{answer['holder']} has {codename}{'' if answer['changed'] else ' already'}.")


@permission.command("revoke")
@click.argument("codename")
@click.argument("holder", type=_HOLDERS)
@click.argument("name")
def permission_revoke(codename: str, holder: str, name: str) -> None:
    """Take CODENAME from the owner of a character, a group or a state."""
    answer = ask("permission-change", permission=codename, holder=holder, holder_name=name, give=False)
    click.echo(f"{answer['holder']} {'has no more' if answer['changed'] else 'never had'} {codename}.")


def _may_end_at_once() -> None:
    """While nothing is open yet, a signal simply ends us; importing everything takes a second."""
    for number in _ENDS:
        signal.signal(number, lambda *_: sys.exit(0))


class _Stop(asyncio.Event):
    """Set by a signal. Knows whether somebody waits for it already: until then we are still starting."""

    awaited = False

    async def wait(self) -> Literal[True]:
        self.awaited = True
        return await super().wait()


def _serve(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run until SIGINT or SIGTERM, then end in order. A start is cut short, and so is an end by a second signal."""
    from bot.database import Unusable

    async def until_stopped() -> None:
        stop, task = _Stop(), asyncio.current_task()
        assert task is not None

        def end() -> None:
            if stop.is_set() or not stop.awaited:
                task.cancel()
            stop.set()

        for number in _ENDS:
            asyncio.get_running_loop().add_signal_handler(number, end)
        try:
            await work(stop)
        except asyncio.CancelledError:
            if not stop.is_set():
                raise

    try:
        asyncio.run(until_stopped())
    except Unusable as e:
        raise click.ClickException(str(e)) from e
    except OSError as e:
        hint = " (another port: `make demo PORT=8100`, or web_listen)" if e.errno == errno.EADDRINUSE else ""
        raise click.ClickException(f"cannot start: {e.strerror or e}{hint}") from e


def _ranks(found: dict[str, Any]) -> str:
    words = [w for w, k in (("administrator", "is_superuser"), ("staff", "is_staff")) if found[k]]
    return (", " + ", ".join(words) if words else "") + ("" if found["is_active"] else ", deactivated")


for group in (queue, jobs, secrets_):
    main.add_command(group)

if __name__ == "__main__":
    main()
