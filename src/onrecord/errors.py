"""Everything onrecord raises on purpose.

    OnRecordError
    ├── InputError      an input is missing, unreadable, or no text
    ├── UsageError      a call that cannot mean anything (an unknown format, a date that is none)
    ├── LedgerError     a ledger is missing, damaged, busy or cannot be written
    └── ModelError      the shipped model is missing or damaged

Each message is one plain sentence for the person at the keyboard: what is wrong, and what to do about it.
"""

from __future__ import annotations

__all__ = ["InputError", "LedgerError", "ModelError", "OnRecordError", "UsageError"]


class OnRecordError(Exception):
    """The root: catch this to catch everything that onrecord raises on purpose."""


class InputError(OnRecordError):
    """An input cannot be read as text: it is missing, forbidden, empty, binary or wrongly encoded."""


class UsageError(OnRecordError):
    """The call itself is wrong: no input of any kind could make it work."""


class ModelError(OnRecordError):
    """The model that ships with onrecord is missing or damaged; installing onrecord again mends it."""


class LedgerError(OnRecordError):
    """A ledger cannot be used: there is none, it is damaged or of a newer onrecord, another process keeps it, or the
    disk is full or forbidden. What was committed before is safe."""
