"""What the tables of a database really look like, in one shape for both databases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.database import dialect, rows


@dataclass
class Table:
    """Columns by name; indexes as (columns, unique); foreign keys as (column, table, column, on delete).

    Defaults are left out: a column that came later has one for the rows that were there, a new table's has none,
    and the models give every value themselves.
    """

    columns: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    indexes: set[tuple[tuple[str, ...], bool]] = field(default_factory=set)
    foreign: set[tuple[str, str, str, str]] = field(default_factory=set)
    collations: dict[str, str | None] = field(default_factory=dict)


async def describe() -> dict[str, Table]:
    """All tables of the open database but aerich's own."""
    found = await (_sqlite() if dialect() == "sqlite" else _mariadb())
    return {name: table for name, table in found.items() if name != "aerich"}


async def _sqlite() -> dict[str, Table]:
    names = await rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'")
    found: dict[str, Table] = {}
    for name in (r["name"] for r in names):
        table = found[name] = Table()
        for c in await rows(f"PRAGMA table_info('{name}')"):
            table.columns[c["name"]] = (c["type"], bool(c["notnull"]), bool(c["pk"]))
        for i in await rows(f"PRAGMA index_list('{name}')"):
            parts = await rows(f"PRAGMA index_info('{i['name']}')")
            table.indexes.add((tuple(p["name"] for p in parts), bool(i["unique"])))
        for f in await rows(f"PRAGMA foreign_key_list('{name}')"):
            table.foreign.add((f["from"], f["table"], f["to"], f["on_delete"]))
    return found


async def _mariadb() -> dict[str, Table]:
    found: dict[str, Table] = {}
    for c in await rows(
        "SELECT table_name t, column_name c, column_type y, is_nullable n, extra e, "
        "collation_name o FROM information_schema.columns WHERE table_schema = DATABASE()"
    ):
        table = found.setdefault(c["t"], Table())
        table.columns[c["c"]] = (c["y"], c["n"] == "NO", c["e"])
        table.collations[c["c"]] = c["o"]
    indexes: dict[tuple[str, str, bool], list[tuple[int, str]]] = {}
    for i in await rows(
        "SELECT table_name t, index_name i, non_unique u, seq_in_index s, column_name c "
        "FROM information_schema.statistics WHERE table_schema = DATABASE()"
    ):
        indexes.setdefault((i["t"], i["i"], not i["u"]), []).append((i["s"], i["c"]))
    for (name, _, unique), parts in indexes.items():
        found[name].indexes.add((tuple(c for _, c in sorted(parts)), unique))
    for f in await rows(
        "SELECT k.table_name t, k.column_name c, k.referenced_table_name rt, k.referenced_column_name rc, "
        "r.delete_rule d FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r "
        "ON r.constraint_schema = k.table_schema AND r.constraint_name = k.constraint_name "
        "WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL"
    ):
        found[f["t"]].foreign.add((f["c"], f["rt"], f["rc"], f["d"]))
    return found
