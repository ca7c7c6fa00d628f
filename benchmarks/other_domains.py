"""Texts of other domains with what is attributed in them: GUM's documents and LitBank's excerpts.

Both come as tokens; here they are set as running text again, and every annotation as spans of that text.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.records import Span

ATTRIBUTIONS = ("attribution-positive", "attribution-negative")
I_WE_YOU = frozenset({"i", "we", "you"})
STRAIGHT = ("'", '"')
CLOSING = "”’'\""
ATTACHED_LEFT = re.compile(r"(?:[,.;:!?)\]}%”’…]+|n['’]t|['’](?:s|re|ve|ll|m|d|S|RE|VE|LL|M|D)|N['’]T)\Z")
ATTACHED_RIGHT = re.compile(r"[(\[{“‘]+\Z")
END_OF_SPEECH = re.compile(r"(?:[.!?…]|--|—)[’']?\Z")


@dataclass(slots=True)
class Typesetter:
    """Sets pieces one after another into a text and says where each came to stand."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str, gap: str) -> Span:
        """Append ``piece`` after ``gap`` (no gap at the very beginning); its span in code points."""
        if self.length:
            self.parts.append(gap)
            self.length += len(gap)
        self.parts.append(piece)
        self.length += len(piece)
        return self.length - len(piece), self.length

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What GUM attributes: the spans of the content (any of the alternatives will do) and of the satellite;
    ``personal`` if the satellite's subject is I, we or you."""

    contents: tuple[tuple[Span, ...], ...]
    satellite: tuple[Span, ...]
    personal: bool


@dataclass(frozen=True, slots=True)
class GumDocument:
    """A document of GUM as plain text."""

    genre: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Novel:
    """An excerpt of LitBank as plain text, with the spans of its direct quotations."""

    text: str
    quotations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word of CoNLL-U at its place; words of one contraction may share a span."""

    form: str
    relation: str
    span: Span


def read_gum(folder: Path) -> Iterator[GumDocument]:
    """Every document with trees and words, in order of names, blanked ones left out.

    Raises:
        SystemExit: there is none, or the words of a document and of its tree are not as many.
    """
    paths = sorted((folder / "rst").glob("*.rs4"))
    if not paths:
        raise SystemExit(f"{folder} has no rst/*.rs4: is it a copy of GUM?")
    for path in paths:
        text, tokens = read_conllu(folder / "dep" / f"{path.stem}.conllu")
        if text.strip("_ \n"):
            yield GumDocument(path.stem.split("_")[1], text, tuple(read_attributions(path, tokens)))


def read_conllu(path: Path) -> tuple[str, list[Token]]:
    """The text and its syntactic words: blanks by SpaceAfter, an empty line before each ``# newpar``."""
    setter, tokens, gap = Typesetter(), [], ""
    contraction, contraction_end = (0, 0), 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# newpar"):
                gap = "\n\n"
            elif line.startswith("# sent_id"):
                contraction_end = 0
            if len(columns) != 10 or "." in columns[0]:
                continue
            first, _, last = columns[0].partition("-")
            if not last and int(first) <= contraction_end:
                span = contraction
            else:
                span = setter.add(columns[1], gap)
                gap = "" if "SpaceAfter=No" in columns[9].split("|") else " "
            if last:
                contraction, contraction_end = span, int(last)
            else:
                tokens.append(Token(columns[1], columns[7], span))
    return setter.text, tokens


def read_attributions(path: Path, tokens: Sequence[Token]) -> Iterator[Attribution]:
    """The attributions of a tree in rs4, whose segments hold the words of ``tokens`` in the same order.

    Raises:
        SystemExit: the words are not as many.
    """
    tree = Tree.of(path)
    at, places = 0, {}
    for name, length in tree.segments:
        places[name] = range(at, at + length)
        at += length
    if at != len(tokens):
        raise SystemExit(f"{path} has {at} words, its file in dep {len(tokens)}")

    def words(segments: Iterable[str]) -> list[Token]:
        return [tokens[number] for segment in segments for number in places[segment]]

    for satellite, nucleus in tree.attributions():
        cue = tree.under(satellite)
        contents = [tree.under(nucleus)]
        if whole := tree.interrupted_unit(nucleus):
            contents.append([segment for segment in whole if segment not in cue])
        subjects = {token.form.lower() for token in words(cue) if token.relation.startswith("nsubj")}
        yield Attribution(
            contents=tuple(merged(token.span for token in words(content)) for content in contents),
            satellite=merged(token.span for token in words(cue)),
            personal=bool(subjects) and subjects <= I_WE_YOU,
        )


@dataclass(frozen=True, slots=True)
class Tree:
    """A rhetorical structure tree: segments in order of the text with their numbers of words, and for every
    node its parent and the relation to it."""

    segments: tuple[tuple[str, int], ...]
    parents: Mapping[str, tuple[str, str]]
    children: Mapping[str, Sequence[str]]
    joining: frozenset[str]

    @classmethod
    def of(cls, path: Path) -> Tree:
        """The tree of an rs3 or rs4 file; primary edges only."""
        root = ET.parse(path).getroot()
        segments = tuple(
            (node.get("id", ""), len((node.text or "").split())) for node in root.iter("segment")
        )
        parents, children = {}, defaultdict(list)
        for node in [*root.iter("segment"), *root.iter("group")]:
            name, parent = node.get("id", ""), node.get("parent", "")
            parents[name] = (parent, node.get("relname", ""))
            children[parent].append(name)
        joining = {rel.get("name", "") for rel in root.iter("rel") if rel.get("type") == "multinuc"}
        return cls(segments, parents, children, frozenset(joining | {"span"}))

    def attributions(self) -> Iterator[tuple[str, str]]:
        """Satellite and nucleus of every attribution."""
        for name, (parent, relation) in self.parents.items():
            if relation in ATTRIBUTIONS:
                yield name, parent

    def under(self, node: str) -> list[str]:
        """The segments of a node in order of the text: without what is attached to the node as a satellite, but
        with what is attached to the parts of a group."""
        found, waiting = set(), [(node, False)]
        while waiting:
            name, with_satellites = waiting.pop()
            found.add(name)
            for child in self.children.get(name, ()):
                joined = self.parents[child][1] in self.joining
                if joined or with_satellites:
                    waiting.append((child, True))
        return [name for name, _ in self.segments if name in found]

    def interrupted_unit(self, node: str) -> list[str]:
        """The segments of the interrupted unit that ``node`` is a part of; empty if it is of none."""
        parent, relation = self.parents[node]
        if relation == "span":
            parent, relation = self.parents[parent]
        return self.under(parent) if relation == "same-unit" else []


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order; those that touch, or have one character between them, as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def read_litbank(folder: Path) -> Iterator[Novel]:
    """Every excerpt, in order of names.

    Raises:
        SystemExit: there is none.
    """
    paths = sorted((folder / "quotations" / "tsv").glob("*.txt"))
    if not paths:
        raise SystemExit(f"{folder} has no quotations/tsv/*.txt: is it a copy of LitBank?")
    for path in paths:
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
        text, places = set_lines(lines)
        quotations = []
        for row in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
            columns = row.split("\t")
            if columns[0] == "QUOTE":
                line, token, last_line, last_token = map(int, columns[2:6])
                quotations.append((places[line, token][0], places[last_line, last_token][1]))
        yield Novel(text, tuple(quotations))


def set_lines(lines: Sequence[Sequence[str]]) -> tuple[str, dict[tuple[int, int], Span]]:
    """Tokenised lines as running text, and the span of each token by line and number.

    Punctuation and the ends of contractions are put back to their words; a paragraph begins where a quotation
    follows at once on one that has ended like a sentence.
    """
    setter, places = Typesetter(), {}
    open_marks: set[str] = set()
    previous, glued, ended_speech = "", True, False
    for line_number, line in enumerate(lines):
        for number, token in enumerate(line):
            opens, closes = bool(ATTACHED_RIGHT.match(token)), bool(ATTACHED_LEFT.match(token))
            if token in STRAIGHT:
                opens = opens_quotation(line, number, token in open_marks)
                closes = not opens
                (open_marks.add if opens else open_marks.discard)(token)
            gap = "\n\n" if opens and ended_speech else "" if glued or closes else " "
            places[line_number, number] = setter.add(token, gap)
            ended_speech = closes and not token.strip(CLOSING) and bool(END_OF_SPEECH.search(previous))
            previous, glued = token, opens
    return setter.text, places


def opens_quotation(line: Sequence[str], number: int, is_open: bool) -> bool:
    """Whether a straight mark opens a quotation: at the start of a line always, else by turns. An apostrophe after
    a word is taken for the end of the word unless a capital follows."""
    if number == 0 or is_open:
        return number == 0
    if line[number] == "'" and line[number - 1][-1:].isalnum():
        return "".join(line[number + 1 : number + 2])[:1].isupper()
    return True
