"""Who reacts to what: this table and nothing else."""

from __future__ import annotations

from bot.jobs.worker import Table
from bot.rules import events, groups, states

TABLE = Table(
    events={
        events.CharactersMoved: [states.reassess],
        events.CharacterRenamed: [states.reassess],
        events.MainChanged: [states.reassess],
        events.OwnershipLost: [states.reassess],
        events.UserDisabled: [states.reassess],
        events.StatesEdited: [states.reassess],
        events.StatesChanged: [groups.reassess],
        events.CorporationsRenamed: [groups.reassess],
        events.GrantsEdited: [groups.reassess],
    },
)
