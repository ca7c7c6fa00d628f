"""People from a CSV file: ``name``, ``alias``, ``qid``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from onrecord.documents import decode
from onrecord.errors import InputError, UsageError
from onrecord.ledger.people import People
from onrecord.ledger.store import Ledger

__all__ = ["read_people_table"]


def read_people_table(ledger: Ledger, path: Path) -> Iterator[tuple[int, int | str]]:
    """Do what each row of the table says, a row at a time: its line, and how many changes it made or what is wrong.

    ``name`` is a person on the ledger (a name or a number). ``alias`` is another name of theirs; where that is another
    person's name, the two are merged. ``qid`` is a Wikidata number. What a row says that is so already changes nothing,
    so that a table can be read again. Raises `UsageError` when the table as a whole cannot be read.
    """
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except InputError as error:
        raise UsageError(f"{path} {error}") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "name" not in reader.fieldnames:
        raise UsageError(f"{path}: no column called name (columns: name, alias, qid)")
    people = People(ledger)
    try:
        for row in reader:
            name, alias, qid = ((row.get(key) or "").strip() for key in ("name", "alias", "qid"))
            try:
                yield reader.line_num, _told(people, name, alias, qid)
            except UsageError as error:
                yield reader.line_num, str(error)
    except csv.Error as error:
        yield reader.reader.line_num, f"{error}; the rest of the table was not read"


def _told(people: People, name: str, alias: str, qid: str) -> int:
    if not name:
        raise UsageError("no name; row passed over")
    person = people.get(name)
    changed = 0
    if alias:
        meant = people.named(alias)
        others = [other.number for other in meant if other.number != person.number]
        if others:
            people.merge(person.number, others)
            changed += 1
        elif not meant:
            people.alias(person.number, alias)
            changed += 1
    if qid and qid.upper() != person.qid:
        people.describe(person.number, qid=qid)
        changed += 1
    return changed
