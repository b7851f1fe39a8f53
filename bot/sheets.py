"""Rows as text that spreadsheets and programs read: CSV in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would take a cell that begins so for a formula."""


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV text; without `heads` the continuation of what was written before."""
    out = io.StringIO()
    writer = csv.writer(out)
    if heads:
        writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return "'" + value
    return value
