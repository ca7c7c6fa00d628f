"""What every import says of itself: what came in, and which lines did not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Arrivals", "Tell"]

Tell = Callable[[int | None, str], None]
"""Is told of each line that could not be used: its number (None: of the file as a whole), and why."""


@dataclass(slots=True)
class Arrivals:
    """How many documents and statements are on the ledger now that were not, how many documents were there already, and
    how many lines could not be used."""

    documents: int = 0
    statements: int = 0
    known: int = 0
    bad: int = 0
    whole: bool = False
    """Whether an archive was taken over as it is, with its numbers, people and versions."""
    tell: Tell = field(default=lambda number, reason: None, repr=False, compare=False)

    def refuse(self, number: int | None, reason: str) -> None:
        """Count a line that could not be used, and tell why."""
        self.bad += 1
        self.tell(number, reason)
