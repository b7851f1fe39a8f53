"""The operator's tools for queue, clockwork and keys; and how every tool reaches the running process."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot import config, logs


def settings(*, complete: bool = True, insecure: bool = False) -> config.Config:
    """The configuration, with logging set up as it says; ends the program with all its faults.

    Tools that need only a part of it speak to neither EVE nor Discord: any address will do.
    """
    try:
        found = config.load(complete=complete, insecure=insecure or not complete)
    except config.ConfigError as e:
        raise click.ClickException("the configuration is not right:\n  " + "\n  ".join(e.faults)) from e
    logs.set_up(found.log_level, found.log_format)
    return found


def ask(name: str, /, **arguments: Any) -> dict[str, Any]:
    """Have the running process do it, or do it ourselves under its lock."""
    from bot import operator
    from bot.app import by_hand

    found = settings(complete=False)

    async def act() -> dict[str, Any]:
        answer = await operator.ask(Path(found.data), name, arguments)
        return answer if answer is not None else await by_hand(found, name, arguments)

    try:
        return asyncio.run(act())
    except operator.Refused as e:
        raise click.ClickException(str(e)) from e


def show(answer: dict[str, Any], as_json: bool, lines: list[str]) -> None:
    """An answer for people, or for a script."""
    click.echo(json.dumps(answer) if as_json else "\n".join(lines))


@click.group()
def queue() -> None:
    """Work that waits or was given up."""


@queue.command("list")
@click.argument("name", default="")
@click.option("--json", "as_json", is_flag=True)
def queue_list(name: str, as_json: bool) -> None:
    """How much waits, by name or only of NAME; what was given up and why."""
    answer = ask("queue-list", name=name)
    dead = sum(n["dead"] for n in answer["names"])
    lines = [f"waiting {answer['waiting']}, running {answer['running']}, given up {dead}"]
    for n in answer["names"]:
        oldest = f", the oldest for {n['oldest_seconds']} s" if n["oldest_seconds"] is not None else ""
        lines.append(
            f"  {n['name']}: waiting {n['waiting']}{oldest}, running {n['running']}, given up {n['dead']}"
        )
    lines += [
        f"  {d['id']} {d['job']} (since {d['since']}, {d['attempts']} attempts): {d['error']}"
        for d in answer["dead"]
    ]
    show(answer, as_json, lines)


@queue.command("purge")
@click.argument("days", type=click.FloatRange(min=0))
def queue_purge(days: float) -> None:
    """Forget what was given up and is older than DAYS."""
    click.echo(f"Forgotten: {ask('queue-purge', days=days)['purged']}")


@queue.command("retry")
@click.argument("job", type=int, required=False)
def queue_retry(job: int | None) -> None:
    """Let JOB, or all that were given up, run again."""
    click.echo(f"Retried: {ask('queue-retry', job=job)['retried']}")


@queue.command("drop")
@click.argument("job", type=int)
def queue_drop(job: int) -> None:
    """Forget JOB."""
    click.echo(f"Dropped: {ask('queue-drop', job=job)['dropped']}")


@click.group()
def jobs() -> None:
    """What happens by the clock."""


@jobs.command("list")
@click.option("--json", "as_json", is_flag=True)
def jobs_list(as_json: bool) -> None:
    """Scheduled jobs: when they last ran, how it went, when they run next."""
    answer = ask("jobs-list")
    lines = []
    for job in answer["jobs"]:
        last = f"{job['last']}, {job['duration_ms']} ms, {job['result']}" if job["last"] else "never ran"
        note = f" ({job['message']})" if job["message"] else ""
        lines.append(f"{job['name']}: {last}{note}; next {job['next'] or 'when Concord runs'}")
    show(answer, as_json, lines or ["None yet: they are written down when Concord first runs."])


@jobs.command("run")
@click.argument("name")
def jobs_run(name: str) -> None:
    """Run the job NAME as soon as a worker is free."""
    click.echo(f"Queued: {ask('jobs-run', name=name)['queued']}")


@click.group("secrets")
def secrets_() -> None:
    """Keys."""


@secrets_.command("new")
def secrets_new() -> None:
    """Print a new secret key for concord.toml."""
    click.echo(secrets.token_urlsafe(48))


@secrets_.command("rotate")
@click.option("--sign-out-everybody", is_flag=True, help="a key leaked: new hashes too, all sign in again")
@click.option("--json", "as_json", is_flag=True)
def secrets_rotate(sign_out_everybody: bool, as_json: bool) -> None:
    """Put everything that is encrypted under the newest key. Harmless to repeat; goes on where it was killed."""
    from bot.vault import Vault

    found = settings(complete=False)
    if not found.secret_key:
        raise click.ClickException("there is no secret_key in the configuration")
    newest = Vault(found.secret_key).newest_id
    answer = ask("secrets-rotate", newest=newest, sign_out=sign_out_everybody)
    show(answer, as_json, list(_rotated(answer)))
    sys.exit(1 if answer["busy"] or answer["locked"] else 0)


def _rotated(answer: dict[str, Any]) -> Iterator[str]:
    """What a rotation did, and what to do next."""
    yield f"Re-encrypted: {answer['resealed']}. Under the newest key: {answer['fine']}."
    if answer["signed_out"] is not None:
        yield f"Signed out: {answer['signed_out']} sessions."
    if answer["busy"]:
        yield f"In use just now: {answer['busy']}. Keep the old key and run this again."
        return
    for where, count in sorted(answer["locked"].items()):
        yield f"{count} values in {where} open with none of these keys: put the missing key back behind the others."
    if answer["locked"]:
        yield "If it is lost, the pilots concerned sign in again; nobody loses access meanwhile."
    if answer["keys"] > 1:
        yield "Nothing else needs an older key: take it out of secret_key and restart Concord."
    else:
        yield "There is one key. To change it, put a new one in front of it, restart Concord, and run this again."
