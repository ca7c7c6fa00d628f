"""The benchmark on other domains: how it reads GUM and LitBank, and what it counts."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord import Piece, Statement

# One sentence a line, an empty line before a paragraph. A word is form/relation; ~ means no blank after it, and
# a contraction is written out first.
LETTER = """
Notice/root

Ines/nsubj Okafor/flat said/root that/mark she's=she/nsubj+'s/cop well/ccomp~ ./punct
She/nsubj smiled/root ,/punct

The/det ferry/nsubj ,/punct I/nsubj think/parataxis ,/punct will/aux sail/root when/mark it/nsubj can/advcl~ ./punct
"""
SEGMENTS = (
    ("1", "12", "span", "Notice"),
    ("2", "3", "attribution-positive", "Ines Okafor said"),
    ("3", "10", "span", "that she 's well ."),
    ("4", "12", "joint-list", "She smiled ,"),
    ("5", "11", "same-unit", "The ferry ,"),
    ("6", "13", "attribution-negative", "I think ,"),
    ("7", "13", "span", "will sail"),
    ("8", "7", "context-circumstance", "when it can ."),
)
GROUPS = (
    ("10", "12", "joint-list", "span"),
    ("11", "12", "joint-list", "multinuc"),
    ("12", "", "", "multinuc"),
    ("13", "14", "span", "span"),
    ("14", "11", "same-unit", "span"),
)
LETTER_TEXT = (
    "Notice\n\nInes Okafor said that she's well. She smiled ,\n\nThe ferry , I think , will sail when it can."
)

NOVEL = """\
" I ca n't row , " said Tom Brandt , " and you know it .
Ask Ines . "
" Ines ? "
They called the boat ' Grey Gull ' ; nobody laughed .
"""
QUOTATIONS = ((0, 0, 0, 6), (0, 11, 1, 3), (2, 0, 2, 3))
NOVEL_TEXT = (
    '"I can\'t row," said Tom Brandt, "and you know it. Ask Ines."\n\n"Ines?" '
    "They called the boat 'Grey Gull'; nobody laughed."
)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, repository: Path) -> ModuleType:
    monkeypatch.syspath_prepend(repository / "benchmarks")
    return importlib.import_module("second_domain")


@pytest.fixture
def gum(tmp_path: Path) -> Path:
    write_gum(tmp_path / "gum", "GUM_letter_ferry", LETTER, SEGMENTS, GROUPS)
    return tmp_path / "gum"


@pytest.fixture
def litbank(tmp_path: Path) -> Path:
    folder = tmp_path / "litbank" / "quotations" / "tsv"
    folder.mkdir(parents=True)
    (folder / "1_grey_gull.txt").write_text(NOVEL, encoding="utf-8")
    rows = [f"QUOTE\tQ{i}\t{a}\t{b}\t{c}\t{d}\t…\n" for i, (a, b, c, d) in enumerate(QUOTATIONS)]
    (folder / "1_grey_gull.ann").write_text("".join(rows) + "ATTRIB\tQ0\tTom-1\n", encoding="utf-8")
    return tmp_path / "litbank"


def test_a_document_of_gum_is_set_as_running_text(bench: ModuleType, gum: Path) -> None:
    """Blanks follow SpaceAfter, contractions are one word, and a new paragraph has an empty line before it."""
    [document] = bench.read_gum(gum)
    assert document.text == LETTER_TEXT
    assert document.genre == "letter"


def test_the_nucleus_is_the_content_and_the_satellite_holds_source_and_cue(
    bench: ModuleType, gum: Path
) -> None:
    """Both are spans of the text."""
    [document] = bench.read_gum(gum)
    said = document.attributions[0]
    assert cut(document.text, said.satellite) == "Ines Okafor said"
    assert [cut(document.text, content) for content in said.contents] == ["that she's well."]
    assert not said.personal


def test_an_interrupted_unit_is_accepted_as_the_content_too(bench: ModuleType, gum: Path) -> None:
    """The nucleus brings what is attached to its parts, the unit leaves the satellite out; "I" makes it
    personal."""
    [document] = bench.read_gum(gum)
    think = document.attributions[1]
    assert cut(document.text, think.satellite) == "I think ,"
    assert [cut(document.text, content) for content in think.contents] == [
        "will sail when it can.",
        "The ferry , | will sail when it can.",
    ]
    assert think.personal


def test_a_document_without_its_words_is_left_out(bench: ModuleType, gum: Path) -> None:
    """Reddit's words come as underscores; nothing can be found in them."""
    blank = "__/root __/obj _/punct"
    write_gum(gum, "GUM_reddit_tides", blank, [("1", "", "", "__ __ _")], [])
    assert [document.genre for document in bench.read_gum(gum)] == ["letter"]


def test_a_tree_with_other_words_than_the_text_ends_the_run(bench: ModuleType, gum: Path) -> None:
    """Two releases mixed up would shift every span, so nothing is measured on them."""
    write_gum(gum, "GUM_letter_ferry", LETTER, SEGMENTS[:-1], GROUPS)
    with pytest.raises(SystemExit, match=r"ferry\.rs4 has 20 words, .* 24"):
        list(bench.read_gum(gum))


@pytest.mark.parametrize("reader", ["read_gum", "read_litbank"])
def test_a_folder_of_something_else_ends_the_run(bench: ModuleType, tmp_path: Path, reader: str) -> None:
    """An empty corpus is a mistake on the command line, not a result."""
    with pytest.raises(SystemExit, match="is it a copy of"):
        list(getattr(bench, reader)(tmp_path))


def test_attributions_are_found_by_content_and_linked_by_source_or_cue(bench: ModuleType, gum: Path) -> None:
    """Half of the words make a content found; one word of the satellite in source or cue links it."""
    [document] = bench.read_gum(gum)
    right = statement(document.text, ["she's well"], source="Okafor", cue="said")
    unlinked = statement(document.text, ["The ferry", "will sail"], source="She", cue="smiled")
    without_cue = statement(document.text, ["Notice"])
    counts = bench.gum_counts(document, [right, unlinked, without_cue])
    assert [counts[name] for name in ("attributions", "found", "touched", "related", "linked")] == [
        2,
        2,
        2,
        1,
        1,
    ]
    assert (counts["statements"], counts["with_cue"], counts["coinciding"]) == (3, 2, 1)


def test_a_content_with_little_of_the_nucleus_is_only_touched(bench: ModuleType, gum: Path) -> None:
    """One word of five is not the content, but with the right cue it is related to the attribution."""
    [document] = bench.read_gum(gum)
    counts = bench.gum_counts(document, [statement(document.text, ["sail"], cue="think")])
    assert [counts[name] for name in ("found", "touched", "related", "linked", "coinciding")] == [
        0,
        1,
        1,
        0,
        1,
    ]


def test_an_excerpt_of_litbank_is_set_as_running_text(bench: ModuleType, litbank: Path) -> None:
    """Punctuation and contractions are put back; a quotation right after a finished one begins a paragraph."""
    [novel] = bench.read_litbank(litbank)
    assert novel.text == NOVEL_TEXT
    assert [novel.text[a:b] for a, b in novel.quotations] == [
        '"I can\'t row,"',
        '"and you know it. Ask Ines."',
        '"Ines?"',
    ]


def test_an_interrupted_quotation_is_found_piece_by_piece(bench: ModuleType, litbank: Path) -> None:
    """One statement on both sides of "said" finds two of LitBank's quotations; indirect contents find none, and
    a direct one that is no speech counts against us."""
    [novel] = bench.read_litbank(litbank)
    counts = bench.litbank_counts(
        novel,
        [
            statement(novel.text, ['"I can\'t row,"', "and you know it. Ask Ines."], kind="mixed"),
            statement(novel.text, ['"Ines?"'], kind="indirect"),
            statement(novel.text, ["'Grey Gull'"], kind="direct"),
        ],
    )
    assert counts["straight double"] == {"quotations": 3, "exact": 1, "nearly": 2}
    assert (counts["all"]["pieces"], counts["all"]["right"]) == (1, 0)


def test_the_figures_are_by_genre_and_by_mark(bench: ModuleType, gum: Path, litbank: Path) -> None:
    """Every row has its shares; a share of nothing is null, and one document makes no interval."""
    figures = bench.measure(
        gum, litbank, reader({LETTER_TEXT: [["that she's well"]], NOVEL_TEXT: [['"Ines?"']]})
    )
    assert list(figures["gum"]) == ["letter", "all", "all but I, we, you"]
    assert figures["gum"]["all"]["found %"] == 50.0
    assert figures["gum"]["all but I, we, you"]["found %"] == 100.0
    assert figures["gum"]["all"]["linked %"] == 0.0
    assert figures["gum"]["all"]["coinciding %"] is None
    assert figures["gum"]["all"]["found % interval"] is None
    assert figures["litbank"]["all"]["exact %"] == 33.3
    assert figures["litbank"]["all"]["of ours %"] == 100.0


def test_intervals_hold_the_share_and_need_two_documents(bench: ModuleType) -> None:
    """Documents are drawn with replacement, always in the same way."""
    documents = [{"found": 9, "all": 10}, {"found": 2, "all": 10}, {"found": 0, "all": 0}]
    low, high = bench.interval(documents, "found", "all")
    assert (low, high) == bench.interval(documents, "found", "all")
    assert low == 20.0 and high == 90.0
    assert bench.interval(documents[1:], "found", "all") is None


def test_the_tables_are_markdown(bench: ModuleType, gum: Path, litbank: Path) -> None:
    """One row a genre and one a mark; what a row does not have is a dash."""
    first, second = bench.tables(bench.measure(gum, litbank, reader({}))).split("\n\n")
    assert first.splitlines()[0].startswith("| GUM | documents | words | attributions | found % |")
    assert first.splitlines()[2] == "| letter | 1 | 18 | 2 | 0.0 | 0.0 | 0.0 | - | 0.0 | 0.0 | - |"
    assert second.splitlines()[2].startswith("| straight double | - | - | 3 | 0.0 |")


def reader(found: dict[str, list[list[str]]]) -> Callable[[str], Sequence[Statement]]:
    """A stand-in for the extractor: direct statements with the given contents."""
    return lambda text: [statement(text, pieces, kind="direct") for pieces in found.get(text, [])]


def statement(
    text: str, content: Sequence[str], *, source: str = "", cue: str = "", kind: Any = "indirect"
) -> Statement:
    """A statement whose pieces are the first places of these strings."""

    def piece(*strings: str) -> Piece:
        return Piece.of(text, [(text.index(s), text.index(s) + len(s)) for s in strings])

    return Statement(
        kind=kind,
        act="statement",
        factuality="speech",
        content=piece(*content),
        source=piece(source) if source else None,
        cue=piece(cue) if cue else None,
        confidence=0.9,
    )


def cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """What stands at the spans, with a bar between them."""
    return " | ".join(text[a:b] for a, b in spans)


def write_gum(
    folder: Path, name: str, text: str, segments: Sequence[tuple[str, ...]], groups: Sequence[tuple[str, ...]]
) -> None:
    """A document in the two formats of GUM."""
    for part in ("dep", "rst"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    blocks = []
    for paragraph in text.strip().split("\n\n"):
        for number, line in enumerate(paragraph.splitlines()):
            comments = ["# newpar", "# newpar_block = p"] if number == 0 else []
            blocks.append("\n".join([*comments, "# sent_id = 1", *rows(line)]))
    (folder / "dep" / f"{name}.conllu").write_text(
        f"# newdoc id = {name}\n" + "\n\n".join(blocks) + "\n\n", encoding="utf-8"
    )
    relations = "".join(
        f'<rel name="{relation}" type="{kind}"/>'
        for relation, kind in (
            ("attribution-positive", "rst"), ("attribution-negative", "rst"),
            ("context-circumstance", "rst"), ("joint-list", "multinuc"), ("same-unit", "multinuc"),
        )
    )  # fmt: skip
    body = "".join(
        f'<segment id="{i}" parent="{parent}" relname="{relation}">{words}</segment>'
        for i, parent, relation, words in segments
    ) + "".join(
        f'<group id="{i}" type="{kind}" parent="{parent}" relname="{relation}"/>'
        for i, parent, relation, kind in groups
    )
    (folder / "rst" / f"{name}.rs4").write_text(
        f"<rst><header><relations>{relations}</relations></header><body>{body}</body></rst>", encoding="utf-8"
    )


def rows(line: str) -> list[str]:
    """The ten columns of CoNLL-U for each word of a line, contractions with a row before their words."""
    written, number = [], 0

    def row(name: str, form: str, relation: str, glued: bool) -> str:
        misc = "SpaceAfter=No" if glued else "_"
        return "\t".join((name, form, *"_____", relation, "_", misc))

    for word in line.split():
        whole, _, parts = word.rpartition("=")
        split = parts.split("+")
        if whole:
            written.append(row(f"{number + 1}-{number + len(split)}", whole, "_", False))
        for part in split:
            number += 1
            form, _, relation = part.rstrip("~").partition("/")
            written.append(row(str(number), form, relation, part.endswith("~")))
    return written
