"""Approximate look-up: wordings, the word runs they are found by, and the statements most like a text.

A *wording* is what a content says however it is typed: its words folded one by one as
:mod:`onrecord.alignment` folds them (case, marks, contractions, figures, spelling), a masked oath and the oath itself
being one. Statements of the same wording share one entry. Every run of three words of a wording is an entry of the
table ``shingle`` under 32 bits of its hash (w-shingling: Broder 1997); when two words of twelve are changed, a run of
four is always left, so that two of its runs of three still lead to it.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zlib import crc32

from rapidfuzz import fuzz, process

from onrecord.alignment.declared import as_edited
from onrecord.alignment.lexicon import PROFANITY
from onrecord.alignment.written import RAW, keys_of
from onrecord.quotation_marks import read_marks
from onrecord.records import Kind, Span

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

__all__ = [
    "MASK",
    "Added",
    "Hit",
    "Wording",
    "add",
    "folded_words",
    "runs",
    "similar",
    "standing",
    "wording_of",
]

MASK: Final = "*"
"""The key of a masked word, and of every word that papers mask."""
RUN: Final = 3
"""Words in a run."""
RECENT: Final = 100_000
"""Statements whose runs are gathered before they are moved to where all runs are."""
FEW: Final = 200
"""Wordings with a run up to which it is looked up at once; a run that more have is common."""
MANY: Final = 5_000
"""Wordings looked at for a common run, and only when the rarer runs lead to nothing much like the text."""
CANDIDATES: Final = 50
"""Wordings compared with the text itself."""
ALIKE: Final = 0.65
"""Likeness from which a text counts as found; below it the look-up goes on with common runs and pairs of words."""
SURE: Final = 0.97
"""The same for a text of few words."""
SHORT: Final = 8
"""Words below which a text has few: one changed word may take every run of three."""
PAIRS: Final = 3_000
"""Statements looked at for pairs of words."""

_MARKED = re.compile(
    r"[*\[\u2022]|[#@$%&!]{4}|(?<![^\W_])[^\W\d_]{1,3}[-\u2010-\u2015_]{2,}"
    r"|(?<![^\W_])[^\W\d_]{1,2}[-\u2010\u2011\u2013\u2014][^\W\d_]{0,3}(?![^\W_])"
    r"|\((?:expletive|censored|bleep|profan|vulgar|obscen|swear|slur)",
    re.IGNORECASE,
)
"""What a masked word or a bracket looks like at a glance; whether it is one, the alignment engine says."""
_IS = frozenset(
    "it he she that there what who here where how when everything everyone nobody nothing this".split()
)
_SUBJECTS = _IS | frozenset("i we you they".split())


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one content, folded: all of them, and those that are quoted.

    ``spans`` are the quoted stretches of the content's text (code points), empty for an indirect content.
    """

    text: str
    keys: tuple[str, ...]
    quoted: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def hash(self) -> int:
        """64 signed bits of what is said and of what of it is quoted."""
        said = " ".join(self.keys) + "\x00" + ("" if self.quoted == self.keys else " ".join(self.quoted))
        kind = b"q" if self.quoted else b"i"
        return int.from_bytes(blake2b(kind + said.encode(), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class Added:
    """A statement's wording: ``id`` is the statement that stands for it, ``new`` when that is this one."""

    statement: int
    id: int
    new: bool
    wording: Wording


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that is like a text: its id in the ledger, its content, and how like (0 to 1)."""

    statement: int
    content: str
    score: float


def folded_words(text: str) -> list[str]:
    """The words of ``text`` as they are looked up: folded, brackets and [sic] left out, masked words as `MASK`.

    Numbers of several words are several words here ("two hundred"); alignment joins them.
    """
    if not _MARKED.search(text):
        return _folded(text)
    out: list[str] = []
    place = 0
    for mark in as_edited(text).marks:
        if mark.start < place:
            continue
        out += _folded(text[place : mark.start])
        place = mark.end
        if mark.kind == "mask":
            out.append(MASK)
        elif mark.kind == "case":
            out += _folded(mark.text.replace("[", "").replace("]", ""))
    return out + _folded(text[place:])


def _folded(text: str) -> list[str]:
    out: list[str] = []
    for surface in RAW.findall(text):
        out += _keys(surface)
    if "'s" in out or "'d" in out:
        for at in range(1, len(out)):
            if out[at] == "'s" and out[at - 1] in _IS:
                out[at] = "is"
            elif out[at] == "'d" and out[at - 1] in _SUBJECTS:
                out[at] = "would"
    return out


@lru_cache(maxsize=1 << 18)
def _keys(surface: str) -> tuple[str, ...]:
    """The keys of one written word."""
    return tuple(MASK if piece.key in PROFANITY else piece.key for piece in keys_of(surface))


def wording_of(content: str, kind: Kind) -> Wording:
    """The wording of a content. Of a mixed one only what stands in quotation marks is quoted."""
    keys = tuple(folded_words(content))
    if kind == "indirect":
        return Wording(content, keys, (), ())
    if kind == "direct":
        return Wording(content, keys, keys, ((0, len(content)),))
    spans = tuple(
        span for quotation in read_marks(content) if quotation.level == 0 for span in quotation.spans
    )
    quoted = tuple(key for start, end in spans for key in folded_words(content[start:end]))
    return Wording(content, keys, quoted, spans)


def runs(keys: Sequence[str]) -> list[int]:
    """The hashes of the different runs of three words, as signed 32 bits; of fewer words, of all of them."""
    if not keys:
        return []
    if len(keys) < RUN:
        return [crc32(" ".join(keys).encode()) - (1 << 31)]
    spoken = [" ".join(run) for run in zip(keys, keys[1:], keys[2:], strict=False)]
    return list({crc32(run.encode("utf-8", "surrogatepass")) - (1 << 31) for run in spoken})


def add(connection: sqlite3.Connection, statements: Iterable[tuple[int, Kind, str]]) -> list[Added]:
    """Enter statements, given as (id, kind, content), into the look-up; inside the caller's transaction.

    Each statement is entered once, when it is added. Work is proportional to its words.
    """
    added: list[Added] = []
    postings: list[tuple[int, int]] = []
    for statement, kind, content in statements:
        wording = wording_of(content, kind)
        mark = wording.hash
        found = connection.execute("SELECT id FROM wording WHERE hash = ?", (mark,)).fetchone()
        if found is None:
            connection.execute("INSERT INTO wording VALUES (?, ?, ?)", (statement, mark, len(wording.quoted)))
            postings += [(run, statement) for run in runs(wording.keys)]
            added.append(Added(statement, statement, True, wording))
        else:
            connection.execute("INSERT INTO repeat VALUES (?, ?)", (statement, found[0]))
            added.append(Added(statement, int(found[0]), False, wording))
    postings.sort()  # neighbours in the table are written together
    connection.executemany("INSERT INTO shingle_recent VALUES (?, ?)", postings)
    if added:
        _settle(connection, max(one.statement for one in added))
    return added


def _settle(connection: sqlite3.Connection, last: int) -> None:
    """Move the recent runs to the others when there are many: then each page of the tree is written once for all."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'shingles_settled'").fetchone()
    if last - int(row[0] if row else 0) < RECENT:
        return
    connection.execute("INSERT INTO shingle SELECT hash, wording_id FROM shingle_recent ORDER BY 1, 2")
    connection.execute("DELETE FROM shingle_recent")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('shingles_settled', ?)", (str(last),))


def standing(connection: sqlite3.Connection, run: int, limit: int) -> list[int]:
    """The wordings that have a run of words, at most ``limit`` of them."""
    found = connection.execute(
        "SELECT wording_id FROM shingle WHERE hash = ?1 UNION ALL "
        "SELECT wording_id FROM shingle_recent WHERE hash = ?1 LIMIT ?2",
        (run, limit),
    )
    return [row[0] for row in found]


def similar(ledger: Ledger, text: str, limit: int = 10) -> list[Hit]:
    """The statements whose content is most like ``text``, or holds something like it; best first.

    Takes any text; one without words finds nothing.
    """
    keys = folded_words(text)
    if not keys:
        return []
    connection = ledger.connection
    enough = SURE if len(keys) < SHORT else ALIKE
    best, common = _by_runs(connection, keys)
    if common and (not best or best[0][0] < enough):
        best = _better(best, _by_common_runs(connection, keys, common))
    if not best or best[0][0] < enough:
        best = _better(best, _by_pairs(connection, text, keys))
    return _hits(connection, best, limit)


Scored = tuple[float, int, str]
"""How like, which wording, its content."""


def _by_runs(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[list[Scored], list[int]]:
    """The wordings that share rarer runs with the text; and the common runs, which were not followed."""
    votes: Counter[int] = Counter()
    common: list[int] = []
    for run in runs(keys):
        found = standing(connection, run, FEW + 1)
        if len(found) > FEW:
            common.append(run)
        else:
            votes.update(found)
    return _ranked(connection, keys, _leading(votes)), common


def _by_common_runs(
    connection: sqlite3.Connection, keys: Sequence[str], common: Sequence[int]
) -> list[Scored]:
    votes: Counter[int] = Counter()
    for run in common:
        votes.update(standing(connection, run, MANY))
    return _ranked(connection, keys, _leading(votes))


def _leading(votes: Counter[int]) -> list[int]:
    """The wordings with the most votes, without those that have far fewer than the first."""
    leading = votes.most_common(CANDIDATES)
    return [wording for wording, count in leading if 3 * count >= leading[0][1]]


def _by_pairs(connection: sqlite3.Connection, text: str, keys: Sequence[str]) -> list[Scored]:
    """The statements that share two neighbouring words with the text, some of them where there are many."""
    words = re.findall(r"[^\W_]+", text)
    pairs = [f'"{one} {other}"' for one, other in pairwise(words)] or [f'"{words[0]}"']
    found = connection.execute(
        "SELECT rowid FROM statement_fts WHERE statement_fts MATCH ? LIMIT ?",
        (f"content : ({' OR '.join(dict.fromkeys(pairs))})", PAIRS),
    )
    numbers = [row[0] for row in found]
    contents = _contents(connection, numbers)
    plain = {number: content.casefold() for number, content in contents.items()}
    best = process.extract(text.casefold(), plain, scorer=fuzz.partial_ratio, limit=CANDIDATES)
    return _scored(keys, {number: contents[number] for _, _, number in best})


def _contents(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The contents of statements."""
    out: dict[int, str] = {}
    for at in range(0, len(numbers), 500):
        part = numbers[at : at + 500]
        marks = ",".join("?" * len(part))
        out.update(connection.execute(f"SELECT id, content FROM statement WHERE id IN ({marks})", part))
    return out


def _ranked(connection: sqlite3.Connection, keys: Sequence[str], numbers: Sequence[int]) -> list[Scored]:
    return _scored(keys, _contents(connection, numbers))


def _scored(keys: Sequence[str], contents: dict[int, str]) -> list[Scored]:
    """How like each content is: the best stretch of it against the text, letter by letter (rapidfuzz)."""
    wanted = " ".join(keys)
    out: list[Scored] = []
    for number, content in contents.items():
        said = folded_words(content)
        share = min(1.0, len(said) / len(keys))  # a text that is only part of what was asked for
        out.append((fuzz.partial_ratio(wanted, " ".join(said)) / 100 * share, number, content))
    return sorted(out, key=lambda one: (-one[0], one[1]))


def _better(one: Sequence[Scored], other: Sequence[Scored]) -> list[Scored]:
    merged = {scored[1]: scored for scored in (*one, *other)}
    return sorted(merged.values(), key=lambda scored: (-scored[0], scored[1]))


def _hits(connection: sqlite3.Connection, best: Sequence[Scored], limit: int) -> list[Hit]:
    """The statements of the best wordings, the repeats of a wording after it."""
    out: dict[int, Hit] = {}
    for score, number, content in best:
        if len(out) >= limit:
            break
        out.setdefault(number, Hit(number, content, round(score, 4)))
        repeats = connection.execute(
            "SELECT r.statement_id, s.content FROM repeat r JOIN statement s ON s.id = r.statement_id"
            " WHERE r.wording_id = ? ORDER BY 1 LIMIT ?",
            (number, limit),
        )
        for statement, repeated in repeats:
            out.setdefault(statement, Hit(statement, repeated, round(score, 4)))
    return list(out.values())[:limit]
