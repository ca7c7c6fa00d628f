"""What other programs are given: CSV, Parquet, JSON-LD, Web Annotations, TEI."""

from __future__ import annotations

import csv
import io
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from made_ledgers import Made, fill, said, sentinel, small_ledger
from onrecord import Piece
from onrecord.documents import document_from
from onrecord.documents.tei import read_tei
from onrecord.errors import UsageError
from onrecord.ledger.exchange import export
from onrecord.ledger.people import People
from onrecord.ledger.store import Ledger

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return small_ledger(tmp_path / "ledger.db")


def written(path: Path, format: str) -> str:
    stream = io.StringIO(newline="")
    with Ledger.open(path, readonly=True) as ledger:
        export(ledger, format, stream)
    return stream.getvalue()


def of(tmp_path: Path, *made: Made) -> Path:
    fill(tmp_path / "made.db", made)
    return tmp_path / "made.db"


# JSON lines


def test_statement_lines_are_the_contract_with_the_person_and_the_day(path: Path) -> None:
    """The fields of ``extract --format jsonl`` in their order, then what the ledger adds."""
    first = json.loads(written(path, "statements").splitlines()[0])
    assert list(first)[:4] == ["id", "document", "kind", "act"]
    assert first["content"] == {"text": "“We will not,” “charge anybody.”", "spans": [[0, 14], [54, 71]]}
    assert (first["person"]["name"], first["day"]) == ("Ines Okafor", "2026-03-02")


# CSV


def test_csv_has_the_columns_of_extract_and_the_person(path: Path) -> None:
    """No cell is a formula, and who the person is on the ledger stands beside the name in the document."""
    rows = list(csv.DictReader(io.StringIO(written(path, "csv"), newline=""), strict=True))
    assert [row["person"] for row in rows] == ["Ines Okafor", "Tom Brandt", "", "Ines Okafor"]
    assert rows[0]["person_number"] == rows[3]["person_number"] == "1"
    assert rows[0]["content_spans"] == "0-14 54-71"
    equals = Path(path.with_name("formula.db"))
    document = document_from("=1+1 is all, Ines Okafor said.")
    fill(equals, [(document, [said(document, "=1+1 is all", "Ines Okafor", kind="indirect")])])
    assert next(csv.DictReader(io.StringIO(written(equals, "csv"))))["content"] == "'=1+1 is all"


# Parquet


def test_parquet_comes_back_as_the_statements(path: Path) -> None:
    """Nested columns, dates as dates, what is unknown as null."""
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    with Ledger.open(path, readonly=True) as ledger:
        assert export(ledger, "parquet", stream) == (2, 4)
    rows = parquet.read_table(io.BytesIO(stream.getvalue())).to_pylist()
    lines = [json.loads(line) for line in written(path, "statements").splitlines()]
    for row, line in zip(rows, lines, strict=True):
        assert str(row["document"]["published"]) == line["document"]["published"]
        assert row["confidence"] == line["confidence"]
        assert row["content"]["text"] == line["content"]["text"]
        assert [[span["start"], span["end"]] for span in row["content"]["spans"]] == line["content"]["spans"]
        for name in ("id", "kind", "act", "factuality", "flags", "speaker", "quotation"):
            assert row[name] == line[name]
        assert row["said_on"] is None or row["said_on"]["date"] == line["said_on"]["date"]


def test_parquet_is_written_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many statements there are, one row group of them is in memory."""
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("onrecord.ledger.exchange.parquet.ROWS_AT_ONCE", 3)
    stream = io.BytesIO()
    with Ledger.open(path, readonly=True) as ledger:
        export(ledger, "parquet", stream)
    read = parquet.ParquetFile(io.BytesIO(stream.getvalue()))
    assert [read.metadata.row_group(n).num_rows for n in range(read.num_row_groups)] == [3, 1]


def test_without_pyarrow_parquet_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with Ledger.open(path, readonly=True) as ledger, pytest.raises(UsageError, match=r"onrecord\[parquet\]"):
        export(ledger, "parquet", io.BytesIO())


# JSON-LD


def graph(path: Path) -> list[dict[str, Any]]:
    whole = json.loads(written(path, "jsonld"))
    assert whole["@context"] == "https://schema.org"
    return whole["@graph"]  # type: ignore[no-any-return]


def test_a_quotation_names_its_speaker_its_day_and_its_article(path: Path) -> None:
    """In schema.org's words; the article is there once and is referred to by a name that is its digest."""
    article, quotation, *_ = graph(path)
    assert (article["@type"], article["headline"]) == ("CreativeWork", "Ferry <free> & open")
    assert article["publisher"] == {"@type": "Organization", "name": "The Ellery Sentinel"}
    assert article["@id"].startswith("ni:///sha-256;")
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "“We will not,” “charge anybody.”"
    assert (
        quotation["spokenByCharacter"] == quotation["creator"] == {"@id": "_:person1", "name": "Ines Okafor"}
    )
    assert quotation["dateCreated"] == "2026-03-02"
    assert quotation["isBasedOn"] == quotation["isPartOf"] == {"@id": article["@id"]}
    assert len({node["@id"] for node in graph(path)}) == len(graph(path))


def test_what_a_reporter_puts_in_other_words_is_no_quotation(path: Path) -> None:
    """An indirect statement is a claim of its speaker; one whose speaker is not known has no creator."""
    _, _, rain, nobody, *_ = graph(path)
    assert (rain["@type"], rain["creator"]["name"]) == ("Claim", "Tom Brandt")
    assert "spokenByCharacter" not in rain
    assert nobody["@type"] == "Quotation" and "creator" not in nobody


def test_a_person_with_a_wikidata_number_is_that_entity(path: Path) -> None:
    """So that linked data is linked."""
    with Ledger.open(path) as ledger:
        People(ledger).describe("Ines Okafor", qid="Q424242")
    assert graph(path)[1]["creator"]["@id"] == "http://www.wikidata.org/entity/Q424242"


# Web Annotations


def test_selectors_find_the_words_in_the_text(path: Path) -> None:
    """By position and by quote, with what stands before and after; a target for each span of a content."""
    collection = json.loads(written(path, "annotations"))
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 4)
    annotations = collection["first"]["items"]
    assert collection["first"]["partOf"] == collection["id"]
    text = sentinel()[0].text
    targets = annotations[0]["target"]
    assert len(targets) == 2
    for target, words in zip(targets, ["“We will not,”", "“charge anybody.”"], strict=True):
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert quote["exact"] == words == text[position["start"] : position["end"]]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert target["source"]["via"] == "https://sentinel.example/ferry"
    assert annotations[0]["body"][0] == {
        "type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": "Ines Okafor",
    }  # fmt: skip
    assert annotations[1]["target"]["selector"][0]["exact"] == "it rained"
    assert len({annotation["id"] for annotation in annotations}) == 4


# TEI


def bodies(path: Path) -> list[ElementTree.Element]:
    corpus = ElementTree.fromstring(written(path, "tei"))
    return [text.find(f"{TEI}text/{TEI}body") for text in corpus.iter(f"{TEI}TEI")]  # type: ignore[misc]


def test_the_text_of_a_body_is_the_document(path: Path) -> None:
    """To the code point, carriage returns and no-break spaces among them."""
    assert "".join(bodies(path)[0].itertext()) == sentinel()[0].text


def test_an_interrupted_content_is_joined_by_next_and_prev(path: Path) -> None:
    """Each part has an id of its own; source and cue point at the first."""
    first, second, *_ = bodies(path)[0].iter(f"{TEI}said")
    assert ("".join(first.itertext()), "".join(second.itertext())) == ("“We will not,”", "“charge anybody.”")
    assert first.get("next") == "#" + str(second.get(XML_ID)) and second.get("prev") == "#" + str(
        first.get(XML_ID)
    )
    assert first.get("direct") == "true" and first.get("who") == second.get("who")
    (source, *_) = bodies(path)[0].iter(f"{TEI}rs")
    assert source.text == "Ines Okafor" and source.get("corresp") == "#" + str(first.get(XML_ID))


def test_our_own_reader_reads_it_back_with_its_voices(path: Path) -> None:
    """Names, title, outlet's date and what each voice says."""
    first, second = read_tei(io.BytesIO(written(path, "tei").encode()))
    assert (first.facts.title, first.facts.published) == ("Ferry <free> & open", "2026-03-04")
    heard = [(turn.speaker, first.text[slice(*turn.span)]) for turn in first.turns]
    assert heard == [
        ("Ines Okafor", "“We will not,”"),
        ("Ines Okafor", "“charge anybody.”"),
        ("Tom Brandt", "it rained"),
    ]
    assert [turn.speaker for turn in second.turns] == ["Ines Okafor"]


def test_contents_that_cross_or_run_over_paragraphs_are_cut_where_they_must(tmp_path: Path) -> None:
    """What XML cannot hold in one element is held in parts; nothing is lost and nothing is told twice."""
    document = document_from("one two three\n\nfour \x00five", path="a.txt")
    spans = [(0, 7), (4, len(document.text)), (4, 7)]
    made = [said(document, "one two", "Ines Okafor", kind=kind) for kind in ("indirect", "mixed", "direct")]
    from dataclasses import replace

    made = [replace(s, content=Piece.of(document.text, [span])) for s, span in zip(made, spans, strict=True)]
    (body,) = bodies(of(tmp_path, (document, made)))
    assert "".join(body.itertext()) == document.text.replace("\x00", "\ufffd")
    parts: dict[str, list[str]] = {}
    for element in body.iter(f"{TEI}said"):
        parts.setdefault(str(element.get(XML_ID)).rsplit(".", 1)[0], []).append("".join(element.itertext()))
    assert sorted(parts.values()) == [["one two"], ["two"], ["two", " three", "four \ufffdfive"]]
    pointed = {element.get("next") for element in body.iter(f"{TEI}said")} - {None}
    assert pointed <= {"#" + str(element.get(XML_ID)) for element in body.iter(f"{TEI}said")}


def test_a_ledger_without_statements_is_an_empty_file_of_its_format(tmp_path: Path) -> None:
    """Well formed all the same."""
    fill(tmp_path / "empty.db", [])
    assert json.loads(written(tmp_path / "empty.db", "jsonld"))["@graph"] == []
    assert json.loads(written(tmp_path / "empty.db", "annotations"))["total"] == 0
    ElementTree.fromstring(written(tmp_path / "empty.db", "tei"))
    assert len(written(tmp_path / "empty.db", "csv").splitlines()) == 1
