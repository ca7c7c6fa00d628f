"""Changes of rows that can be taken back: each with what the row was before and what it is after."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["Changes", "Row", "current_row", "restored"]

Row = dict[str, Any]

_COLUMNS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "person": (("id",), ("name", "qid", "note")),
    "alias": (("folded", "person_id"), ("text", "declared")),
    "name": (("id",), ("person_id",)),
    "tie": (("name_id", "document_id"), ("person_id",)),
}
"""For each table that operations on people change: its key, and the columns that may change."""


def current_row(connection: sqlite3.Connection, table: str, key: Mapping[str, Any]) -> Row | None:
    """The changeable columns of a row; None where there is no such row."""
    keys, columns = _COLUMNS[table]
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in keys)}",
        [key[name] for name in keys],
    ).fetchone()
    return None if found is None else dict(zip(columns, found, strict=True))


class Changes:
    """Changes rows and keeps account: ``made`` is a list of ``[table, key, before, after]``, fit for JSON."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.made: list[tuple[str, Row, Row | None, Row | None]] = []

    def insert(self, table: str, values: Row) -> int:
        """A new row with a number of its own, which is given back."""
        _, columns = _COLUMNS[table]
        cursor = self._connection.execute(
            f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            [values[name] for name in columns],
        )
        number = int(cursor.lastrowid or 0)
        self.made.append((table, {"id": number}, None, values))
        return number

    def put(self, table: str, key: Row, values: Row) -> None:
        """Set columns of the row, which is made where there is none; setting what is there already is no change."""
        before = current_row(self._connection, table, key)
        after = {**(before or {}), **values}
        if before == after:
            return
        keys, _ = _COLUMNS[table]
        if before is None:
            row = {**key, **after}
            self._connection.execute(
                f"INSERT INTO {table}({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
            )
        else:
            self._connection.execute(
                f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in values)} "
                f"WHERE {' AND '.join(f'{name} = ?' for name in keys)}",
                [*values.values(), *(key[name] for name in keys)],
            )
        self.made.append((table, dict(key), before, after))

    def remove(self, table: str, key: Row) -> None:
        """Delete the row, where there is one."""
        before = current_row(self._connection, table, key)
        if before is None:
            return
        keys, _ = _COLUMNS[table]
        self._connection.execute(
            f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in keys)}",
            [key[name] for name in keys],
        )
        self.made.append((table, dict(key), before, None))

    def names(self) -> list[int]:
        """The names whose person may be another one now."""
        found = {
            key["id"] if table == "name" else key["name_id"]
            for table, key, _, _ in self.made
            if table in ("name", "tie")
        }
        return sorted(found)


def restored(changes: Changes, table: str, key: Row, row: Row | None) -> None:
    """Make the row what it was: ``row``, or gone. A person stays, without names: others may still point there."""
    if row is not None:
        changes.put(table, key, row)
    elif table != "person":
        changes.remove(table, key)
