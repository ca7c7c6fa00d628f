"""A ledger of an older schema is brought up to date, step by step, all of it or nothing.

When the schema changes: raise `onrecord.ledger.store.SCHEMA_VERSION`, add the `Step` from the version before, and keep
that version's schema as ``tests/ledger/schemas/N.sql``, from which the tests bring a ledger up to date.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onrecord.errors import LedgerError

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

__all__ = ["STEPS", "Step", "upgrade"]


@dataclass(frozen=True, slots=True)
class Step:
    """From schema ``version`` to the next one. ``apply`` runs inside a transaction and must not end it."""

    version: int
    apply: Callable[[sqlite3.Connection], None]


STEPS: Final[tuple[Step, ...]] = ()
"""Version 1 is the first."""


def upgrade(
    ledger: Ledger, found: int, *, steps: Sequence[Step] = STEPS, target: int | None = None
) -> Path | None:
    """Bring an open ledger from schema ``found`` to ``target`` (this onrecord's); the backup's path.

    First a backup is made beside the file (``NAME.schema-N.bak``, with a number behind it where that is taken); then
    all steps run in one transaction. None when another process did the work meanwhile. Raises `LedgerError` when a step
    is missing or fails, or the backup cannot be made: the ledger is then as it was.
    """
    from onrecord.ledger.backup import copy_whole
    from onrecord.ledger.store import SCHEMA_VERSION

    target = SCHEMA_VERSION if target is None else target
    chain = {step.version: step for step in steps}
    missing = next((version for version in range(found, target) if version not in chain), None)
    if missing is not None:
        raise LedgerError(
            f"{ledger.path}: has schema {found}, and this onrecord knows no way from schema {missing} to {target}; "
            "nothing was changed"
        )
    kept = _free(ledger.path, found)
    copy_whole(ledger.connection, kept)
    try:
        with ledger.transaction() as connection:
            now = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if now >= target:
                kept.unlink(missing_ok=True)
                return None
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for version in range(now, target):
                chain[version].apply(connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise LedgerError(f"a row of {broken[0]} would name one of {broken[2]} that is not there")
    except (LedgerError, sqlite3.Error) as error:
        with suppress(OSError):
            kept.unlink(missing_ok=True)
        raise LedgerError(
            f"{ledger.path}: could not be brought from schema {found} to {target} ({error}); nothing was changed"
        ) from None
    return kept


def _free(path: Path, version: int) -> Path:
    """A name beside the ledger that no file has."""
    first = path.with_name(f"{path.name}.schema-{version}.bak")
    place, number = first, 2
    while place.exists():
        place, number = first.with_name(f"{first.name}.{number}"), number + 1
    return place
