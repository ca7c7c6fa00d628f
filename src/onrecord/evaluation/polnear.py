"""Reading PolNeAR-style gold: articles in which people marked every attribution.

The layout is that of PolNeAR 1.0 (Newell, Margolin & Ruths 2018), in the standoff format of the brat
annotation tool: ``text/STEM.txt`` is an article, ``attributions/STEM_ANNOTATOR.ann`` what one annotator
marked in it. In an annotation file a ``T`` line is a text span, possibly in several pieces
(``T3<TAB>Content 10 20;25 31<TAB>words``), and an ``E`` line joins spans into a relation
(``E1<TAB>Attribution:T4 Content:T3 Cue:T2 Source:T1``); a role may come again with a number
(``Content2:T9``). Offsets are Unicode code points into the text as decoded, line ends untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.records import Span

__all__ = ["GoldArticle", "GoldRelation", "read_all_annotators", "read_polnear"]

_SPAN_LINE = re.compile(r"T\d+\t")
_RELATION_LINE = re.compile(r"E\d+\t")
_SPAN_BODY = re.compile(r"\S+ (?P<pieces>\d+ \d+(?:;\d+ \d+)*)")
_ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One attribution as an annotator marked it; ``source`` is empty when the text names none.

    ``id`` is the relation's name in its file (``E7``). Spans are in order of place.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article, the annotator whose marks these are, and the relations with a cue and a content."""

    stem: str
    annotator: str
    text: str
    relations: tuple[GoldRelation, ...]


def read_polnear(directory: Path | str) -> list[GoldArticle]:
    """Every annotated article of ``directory``, as its first annotator (by file name) marked it.

    Raises:
        InputError: the layout is not that of PolNeAR, or a file cannot be understood; the message
            names the file and the line.
    """
    return [versions[0] for versions in read_all_annotators(directory)]


def read_all_annotators(directory: Path | str) -> list[tuple[GoldArticle, ...]]:
    """Every annotated article of ``directory``, once for each of its annotators, by file name.

    Raises:
        InputError: as for :func:`read_polnear`.
    """
    root = Path(directory)
    for part in ("text", "attributions"):
        if not (root / part).is_dir():
            raise InputError(f"{root} has no folder {part}/; PolNeAR-style gold has text/ and attributions/")
    files: dict[str, list[Path]] = {}
    for path in sorted((root / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0] or path.stem, []).append(path)
    if not files:
        raise InputError(f"{root / 'attributions'} holds no .ann file")
    return [tuple(_read_annotators(root / "text" / f"{stem}.txt", stem, files[stem])) for stem in files]


def _read_annotators(text_path: Path, stem: str, annotations: list[Path]) -> Iterator[GoldArticle]:
    text = _decoded(text_path, newline="")  # line ends untouched: offsets count them
    for path in annotations:
        annotator = path.stem.rpartition("_")[2]
        yield GoldArticle(stem, annotator, text, tuple(_relations(path, len(text))))


def _decoded(path: Path, newline: str | None) -> str:
    try:
        with path.open(encoding="utf-8", newline=newline) as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(f"{path} is missing, though there are annotations for it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error


def _relations(path: Path, text_length: int) -> Iterator[GoldRelation]:
    """The relations of one annotation file that have a cue and a content.

    A span counts for a relation only when it stands above it in the file. Published PolNeAR figures
    read the corpus so: about 90 references of the training part point further down, most of them the
    second half of a content, and a reader that took them would score against another gold.
    """
    numbered = list(enumerate(_decoded(path, newline=None).split("\n"), start=1))
    known = {line.partition("\t")[0] for _, line in numbered if _SPAN_LINE.match(line)}
    spans: dict[str, tuple[Span, ...]] = {}
    for number, line in numbered:
        where = f"{path}, line {number}"
        if _SPAN_LINE.match(line):
            name, body = line.split("\t")[:2]
            spans[name] = _span_pieces(body, text_length, where)
        elif _RELATION_LINE.match(line):
            relation = _relation(line, spans, known, where)
            if relation.cue and relation.content:
                yield relation
        # Anything else is a note, or the rest of a marked text that runs over a line break.


def _span_pieces(body: str, text_length: int, where: str) -> tuple[Span, ...]:
    match = _SPAN_BODY.fullmatch(body)
    if match is None:
        raise InputError(f"{where}: expected 'LABEL START END[;START END...]', found {body!r}")
    pieces: list[Span] = []
    for piece in match["pieces"].split(";"):
        start, end = map(int, piece.split())
        if not start < end <= text_length:
            raise InputError(f"{where}: span {start} {end} does not fit a text of {text_length} characters")
        pieces.append((start, end))
    return tuple(pieces)


def _relation(line: str, spans: dict[str, tuple[Span, ...]], known: set[str], where: str) -> GoldRelation:
    name, body = line.split("\t")[:2]
    roles: dict[str, list[Span]] = {role: [] for role in _ROLES}
    for argument in body.split()[1:]:  # the first is the root, Attribution or Attribution-no-source
        label, _, reference = argument.partition(":")
        role = label.rstrip("0123456789").lower()
        if role not in roles:
            continue
        if reference not in known:
            raise InputError(
                f"{where}: relation {name} points at {reference or 'nothing'}, which is not there"
            )
        roles[role].extend(spans.get(reference, ()))
    return GoldRelation(name, *(tuple(sorted(roles[role])) for role in _ROLES))
