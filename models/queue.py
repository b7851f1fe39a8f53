"""Work that waits, the clockwork's memory, and who leads."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from models.fields import KeyField, LongTextField


class Job(Model):
    """A row of the queue. `slot` is waiting, running, or NULL when dead; one of each per name and key."""

    id = fields.BigIntField(primary_key=True)
    name = KeyField(max_length=64)
    key = KeyField(max_length=128)
    slot = KeyField(max_length=8, null=True, default="waiting")
    payload = LongTextField(default="")
    priority = fields.SmallIntField(default=5)  # 0 first, 9 last
    lane = KeyField(max_length=16, default="any")
    run_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    hops = fields.SmallIntField(default=0)  # how often its cause ran uphill: a fault, bounded
    claimed_by = fields.CharField(max_length=64, null=True)
    claimed_until = fields.DatetimeField(null=True)
    last_error = fields.TextField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "jobs"
        unique_together = (("name", "key", "slot"),)
        indexes = (("slot", "lane", "priority", "run_at"),)


class ScheduleRun(Model):
    """Last run, duration and result of one scheduled job."""

    name = KeyField(max_length=64, primary_key=True, generated=False)
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    duration_ms = fields.IntField(null=True)
    result = fields.CharField(max_length=16, default="")  # ok, failed, or empty: never ran
    message = fields.CharField(max_length=300, default="")
    next_at = fields.DatetimeField(null=True)

    class Meta:
        table = "schedule_runs"


class Lease(Model):
    """Who is the leader, or holds the gateway, until when, by the database's clock."""

    name = KeyField(max_length=32, primary_key=True, generated=False)
    holder = fields.CharField(max_length=64, default="")
    until = fields.DatetimeField()

    class Meta:
        table = "leases"


class Mark(Model):
    """A fact about the installation: the key's sentinel, demo data, the commands that Discord has."""

    name = KeyField(max_length=32, primary_key=True, generated=False)
    value = fields.TextField(default="")

    class Meta:
        table = "marks"
