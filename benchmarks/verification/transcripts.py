"""Transcripts of what was said, as sources: speeches, interviews, debates, in the forms in which they are published.

Understood are folders of ``*.txt`` with ``NAME: words`` turns or none (a first line ``President: NAME``, or a file
named by one word in capitals, tells the one voice), ``*.json`` with a ``text``, ``*.html`` (tags become blanks, so that
places stay), and ``*.csv`` with a turn a line (columns ``speaker``, ``text``, ``type``, ``date``; the turns of one day
are one debate, joined as ``SPEAKER: words`` with blank lines between).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.alignment import Source, Turn
from onrecord.documents import find_turns

__all__ = ["read_sources"]

_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_sources(folder: Path) -> Iterator[Source]:
    """Every transcript below ``folder``, in the order of the paths; a source's id is its path below it."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".csv":
            yield from _debates(name, path)
        elif path.suffix == ".json":
            text = json.loads(path.read_text(encoding="utf-8")).get("text")
            if text:
                yield _source(name, text)
        elif path.suffix == ".txt":
            yield _source(name, path.read_bytes().decode("utf-8", errors="replace"))
        elif path.suffix == ".html":
            page = path.read_bytes().decode("utf-8", errors="replace")
            yield _source(name, _TAG.sub(lambda tag: " " * len(tag[0]), page))


def _source(name: str, text: str) -> Source:
    head = re.match(r"President: (.*)\n", text)
    stem = Path(name).stem
    if name.endswith(".txt") and stem.isupper() and stem.isalpha():
        turns: tuple[Turn, ...] = (Turn(0, len(text), stem),)
    elif head is not None:
        turns = (Turn(head.end(), len(text), head[1].strip()),)
    else:
        turns = tuple(Turn(*turn.span, turn.speaker) for turn in find_turns(text, (0, len(text))))
        first = turns[0].start if turns else len(text)
        opening = re.match(r"[^\n]{0,80}:\s*\Z", text[:first])
        if not opening and text[:first].strip():
            turns = (Turn(0, first), *turns)
    date = _DATE.search(name)
    return Source(name, text, turns, lang="en", published=date[0] if date else None)


def _debates(name: str, path: Path) -> Iterator[Source]:
    """The debates of a table with a turn a line."""
    csv.field_size_limit(sys.maxsize)
    debates: dict[str, list[tuple[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row.get("speaker") and row.get("text") and row.get("date"):
                debates.setdefault(f"{row.get('type', '')}|{row['date']}", []).append(
                    (row["speaker"], row["text"])
                )
    for key, said in debates.items():
        turns: list[Turn] = []
        pieces: list[str] = []
        place = 0
        for speaker, words in said:
            label = f"{speaker.upper()}: "
            turns.append(Turn(place + len(label), place + len(label) + len(words), speaker))
            pieces.append(label + words)
            place += len(label) + len(words) + 2
        yield Source(
            f"{name}#{key}", "\n\n".join(pieces), tuple(turns), lang="en", published=key.rpartition("|")[2]
        )
