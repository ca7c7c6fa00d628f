"""Ledgers for tests: a small invented one, and any that hypothesis can think of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from onrecord import Channel, Document, Piece, SaidOn, Speaker, Statement
from onrecord.documents import Cue, Turn, document_from
from onrecord.ledger.ingest import Adder
from onrecord.ledger.people import People
from onrecord.ledger.store import Ledger

__all__ = [
    "MADE",
    "Made",
    "anchor",
    "documents",
    "fill",
    "said",
    "sentinel",
    "small_ledger",
    "tell_of_people",
]

Made = tuple[Document, list[Statement]]


def said(document: Document, content: str, name: str | None = None, **more: object) -> Statement:
    """A statement of a document: its content, and under ``name`` its source and speaker, as they stand in the text."""
    start = document.text.index(content)
    source = None
    if name is not None and name in document.text:
        at = document.text.index(name)
        source = Piece.of(document.text, [(at, at + len(name))])
    return Statement(
        kind=more.pop("kind", "direct"),  # type: ignore[arg-type]
        act="statement",
        factuality="speech",
        content=Piece.of(document.text, [(start, start + len(content))]),
        source=source,
        cue=None,
        confidence=0.9,
        speaker=None if name is None else Speaker(name, "named", "full", 0.95, "named in full"),
        **more,  # type: ignore[arg-type]
    )


def sentinel() -> Made:
    """A report with a quotation that is interrupted, an indirect statement, and one without a speaker."""
    text = (
        "“We will not,” Ines Okafor told the Anchor on Monday, “charge anybody.”\n\n"
        "Tom Brandt\xa0said it rained.\r\n\n“Nobody asked.”\n"
    )
    document = replace(
        document_from(text, path="papers/sentinel.txt", published="2026-03-04"),
        url="https://sentinel.example/ferry",
        title="Ferry <free> & open",
        outlet="The Ellery Sentinel",
    )
    first, second = text.index("“We"), text.index("“charge")
    monday = Piece.of(text, [(text.index("on Monday"), text.index("on Monday") + 9)])
    anchor = Piece.of(text, [(text.index("the Anchor"), text.index("the Anchor") + 10)])
    ferry = replace(
        said(document, "“We will not,”", "Ines Okafor"),
        content=Piece.of(text, [(first, first + 14), (second, second + 17)]),
        cue=Piece.of(text, [(text.index("told"), text.index("told") + 4)]),
        addressee=anchor,
        channel=Channel("interview", anchor),
        said_on=SaidOn("2026-03-02", "day", monday),
        act="promise",
        flags=("nested",),
    )
    rain = said(document, "it rained", "Tom Brandt", kind="indirect")
    return document, [ferry, rain, said(document, "“Nobody asked.”")]


def anchor() -> Made:
    """A report of another outlet, with one statement of the same person."""
    text = "“=1+1 is what they pay,” Ines Okafor said."
    document = replace(
        document_from(text, path="papers/anchor.txt", published="2026-04-01"), outlet="The Anchor"
    )
    return document, [said(document, "“=1+1 is what they pay,”", "Ines Okafor")]


MADE = (sentinel, anchor)


def fill(path: Path, made: Sequence[Made], reader: str = "test") -> None:
    """A ledger of these documents, added at one invented moment."""
    with (
        Ledger.open(path, create=True) as ledger,
        Adder(ledger, reader, clock=lambda: 1_772_000_000) as adder,
    ):
        for document, statements in made:
            adder.add(document, statements)


def tell_of_people(ledger: Ledger) -> None:
    """Every kind of operation on people that is logged."""
    people = People(ledger)
    okafor = people.get("Ines Okafor").number
    people.alias(okafor, "the ferrywoman")


def small_ledger(path: Path) -> Path:
    """The ledger of `sentinel` and `anchor`, with an alias told by hand."""
    fill(path, [make() for make in MADE])
    with Ledger.open(path) as ledger:
        tell_of_people(ledger)
    return path


_NAMES = (
    "Ines Okafor",
    "INES OKAFOR",
    "Okafor",
    "Tom Brandt",
    "T. Brandt",
    "Zoë Ferrante",
    "Zoe Ferrante",
    "a <clerk>",
)
_WORDS = st.sampled_from(
    [
        "“We", "will”", "not",
        "=1+1", "&amp;", "<b>", "]]>", "\x00", "\x0b", "\r\n", "\n\n", "\n", "é", "e\u0301", "😀",
        "\u2028", "'", '"', "-", " ",
    ]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, min_size=1, max_size=24).map(lambda words: " ".join(words) + ".")
_MAYBE = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    str.strip
)
_DAYS = st.none() | st.dates().map(lambda day: day.isoformat())


@st.composite
def _document(draw: st.DrawFn) -> Document:
    text = draw(_TEXTS)
    cut = draw(st.integers(0, len(text) - 1))
    return replace(
        document_from(text),
        body=(0, len(text)),
        path=draw(st.none() | st.sampled_from(["a.txt", "b/ü.txt"])),
        url=draw(st.none() | st.sampled_from(["https://one.example/a", "https://one.example/a#b", "https://two.example/"])),
        title=draw(_MAYBE),
        outlet=draw(st.none() | st.sampled_from(["The Anchor", "the anchor"])),
        author=draw(_MAYBE),
        published=draw(_DAYS),
        complete=draw(st.booleans()),
        kind=draw(st.sampled_from([None, "report", "transcript"])),
        turns=draw(st.sampled_from([(), (Turn("CLERK", (cut, len(text)), None, 1.5),)])),
        cues=draw(st.sampled_from([(), (Cue(cut, 2.25, 3.0),)])),
        unvoiced=draw(st.sampled_from([(), ((0, cut),)])),
        names=draw(st.sampled_from([(), (("CLERK", "Zoë Ferrante"),)])),
        label_provenance=draw(st.sampled_from([None, "machine"])),
        format=draw(st.sampled_from(["text", "html"])),
    )  # fmt: skip


@st.composite
def _piece(draw: st.DrawFn, text: str) -> Piece:
    places = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted))
    return Piece.of(text, zip(places[::2], places[1::2], strict=False))


@st.composite
def _statement(draw: st.DrawFn, text: str) -> Statement:
    piece = _piece(text)
    speaker = st.builds(
        Speaker, st.sampled_from(_NAMES), st.sampled_from(["named", "unnamed", "author"]),
        st.sampled_from(["full", "partial", "turn"]), st.integers(0, 10_000).map(lambda n: n / 10_000),
        st.sampled_from(["named in full", "label of the turn"]),
    )  # fmt: skip
    said_on = st.sampled_from([("2026-03-02", "day"), ("1066-10", "month"), ("2030", "year")])
    return Statement(
        kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        act=draw(st.sampled_from(["statement", "denial"])),
        factuality=draw(st.sampled_from(["speech", "thought"])),
        content=draw(piece),
        source=draw(st.none() | piece),
        cue=draw(st.none() | piece),
        confidence=draw(st.integers(0, 10_000)) / 10_000,
        speaker=draw(st.none() | speaker),
        addressee=draw(st.none() | piece),
        channel=draw(st.none() | st.builds(Channel, st.just("post"), piece | st.just(Piece("", ())))),
        said_on=draw(st.none() | said_on.flatmap(lambda told: st.builds(SaidOn, *map(st.just, told), piece))),
        reported_by=draw(st.none() | piece),
        flags=draw(st.sampled_from([(), ("nested",), ("nested", "low-confidence")])),
    )


@st.composite
def _made(draw: st.DrawFn) -> Made:
    document = draw(_document())
    return document, draw(st.lists(_statement(document.text), max_size=4))


def documents() -> st.SearchStrategy[list[Made]]:
    """Documents with statements: odd characters, spans anywhere, the same text twice, other words at one address."""
    return st.lists(_made(), max_size=5)
