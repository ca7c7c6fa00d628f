"""Long texts, block by block."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Channel, Document, Piece, SaidOn, Statement
from onrecord.documents import Turn, blocks, document_from, in_blocks, moved
from onrecord.documents.facts import Facts

UGLY = st.text(st.sampled_from('ab. \n\r“”"!\u3000🌉'), max_size=300)


def every_word(document: Document) -> Iterable[Statement]:
    for match in re.finditer(r"\w+", document.text):
        yield Statement(
            "indirect", "statement", "speech", Piece.of(document.text, [match.span()]), None, None, 0.5
        )


@given(UGLY, st.integers(1, 50))
def test_blocks_cover_the_text_without_overlap(text: str, size: int) -> None:
    """Blocks follow one another from the first to the last code point, none longer than the size."""
    found = list(blocks(text, (0, len(text)), size))
    assert "".join(text[a:b] for a, b in found) == text
    assert all(0 < b - a <= size for a, b in found)


@given(UGLY, st.integers(4, 50))
def test_spans_are_those_of_the_whole_text(text: str, size: int) -> None:
    """Every span that comes out of a block points at the same words in the document."""
    document = document_from("---\ntitle: T\n---\n" + text)
    for statement in in_blocks(document, every_word, size):
        ((start, end),) = statement.content.spans
        assert document.text[start:end] == statement.content.text
        assert start >= document.body[0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aaaa bbbb cccc.\n\ndddd. ee\nff gg hh", "aaaa bbbb cccc.\n\n"),
        ("aaaa bbbb ccccc\ndd. ee ff gg hh", "aaaa bbbb ccccc\n"),
        ("aaaa bbbb cccc. Dd ff gg hh", "aaaa bbbb cccc. "),
        ("aaaaaaaaa bbbb. “c.” D said so.", "aaaaaaaaa bbbb. "),
        ("aaaa bbbb cccc dd ff gg hh", "aaaa bbbb cccc dd "),
        ("a" * 60, "a" * 20),
        ("aaaaaaaaaaaaaaa\n\nb\n\n“c d e f g h", "aaaaaaaaaaaaaaa\n\n"),
    ],
    ids=[
        "paragraph",
        "line",
        "sentence",
        "not before a speech tag",
        "word",
        "anywhere",
        "not inside a quotation",
    ],
)
def test_a_cut_stands_where_a_reader_would_pause(text: str, first: str) -> None:
    """Paragraphs before lines before sentences before words; and not before a paragraph that opens marks."""
    start, end = next(blocks(text, (0, len(text)), 20))
    assert text[start:end] == first


def test_only_one_block_is_worked_on_at_a_time() -> None:
    """A text of many blocks is handed on piece by piece, as the statements are asked for."""
    seen: list[int] = []

    def watch(document: Document) -> Iterable[Statement]:
        seen.append(len(document.text))
        return every_word(document)

    statements = in_blocks(document_from("word.\n\n" * 1000), watch, size=700)
    next(statements)
    assert len(seen) == 1
    assert len(list(statements)) == 999
    assert sum(seen) == 7000 and max(seen) <= 700


def test_a_short_text_is_handed_on_as_it_is() -> None:
    """Without front matter and below the size the document itself is the block."""
    document = document_from("One word.")
    seen: list[Document] = []
    assert list(in_blocks(document, lambda block: seen.append(block) or ())) == []  # type: ignore[func-returns-value]
    assert seen[0] is document


def test_turns_go_with_their_block() -> None:
    """A block of a transcript carries the turns that stand in it, with offsets of the block."""
    text = "".join(f"MAYOR OKAFOR: Answer {n}.\n\n" for n in range(20))
    document = document_from(text, facts=Facts(kind="transcript"))
    answers: list[str] = []

    def collect(block: Document) -> Iterable[Statement]:
        answers.extend(block.text[slice(*turn.span)] for turn in block.turns)
        return ()

    assert list(in_blocks(document, collect, size=100)) == []
    assert answers == [f"Answer {n}." for n in range(20)]


def test_a_block_ends_before_a_turn_that_it_cannot_hold() -> None:
    """Only a turn longer than a block is cut, and what follows its first block has no label to point at."""
    text = "LIND: " + "word " * 5 + "\n\nMAYOR OKAFOR: " + "word " * 10 + "\n\nLIND: " + "word " * 30
    document = document_from(text, facts=Facts(kind="transcript"))
    seen: list[list[tuple[str, str]]] = []

    def collect(block: Document) -> Iterable[Statement]:
        seen.append([(block.text[slice(*turn.label)], turn.speaker) for turn in block.turns if turn.label])
        return ()

    assert list(in_blocks(document, collect, size=80)) == []
    assert seen == [[("LIND", "LIND")], [("MAYOR OKAFOR", "MAYOR OKAFOR")], [("LIND", "LIND")], []]


def test_moving_a_statement_moves_every_span() -> None:
    """All pieces of a statement move together, and their words stay."""
    piece = Piece("x", ((1, 2), (4, 5)))
    statement = Statement(
        "direct", "statement", "speech", piece, piece, piece, 0.5, None, piece,
        Channel("post", piece), SaidOn("2026-03-02", "day", piece), piece,
    )  # fmt: skip
    further = moved(statement, 10)
    there = Piece("x", ((11, 12), (14, 15)))
    assert {further.content, further.source, further.cue, further.addressee, further.reported_by} == {there}
    assert further.channel == Channel("post", there)
    assert further.said_on == SaidOn("2026-03-02", "day", there)


def test_a_turn_is_a_label_and_a_span() -> None:
    """The value that transcripts are made of."""
    assert Turn("MAYOR OKAFOR", (0, 3)) == Turn(speaker="MAYOR OKAFOR", span=(0, 3))
