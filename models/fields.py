"""Columns that the two databases must treat alike."""

from __future__ import annotations

from typing import Any

from tortoise import fields


class KeyField(fields.CharField):
    """Text that is compared byte by byte on both databases: hashes, outside ids, case-folded names.

    MariaDB's usual collation ignores case and trailing blanks, SQLite's does not; `utf8mb4_bin` ends that.
    """

    class _db_mysql:
        def __init__(self, field: fields.CharField) -> None:
            self.field = field

        @property
        def SQL_TYPE(self) -> str:
            return f"VARCHAR({self.field.max_length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"


class LongTextField(fields.TextField):
    """Text without the 64 KiB limit that MariaDB's TEXT has."""

    class _db_mysql:
        SQL_TYPE = "LONGTEXT"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)


def folded(name: str) -> str:
    """The form under which a name is unique: blanks joined, case folded."""
    return " ".join(name.split()).casefold()
