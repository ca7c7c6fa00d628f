"""Posts, articles and turns in JSON, JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents import Document, Problem, read_documents, voices
from onrecord.documents.contents import Content, Fault
from onrecord.documents.csv_files import read_csv
from onrecord.documents.fields import any_date, field_name
from onrecord.documents.json_files import read_json, read_json_lines
from onrecord.errors import InputError


def read(path: Path) -> list[Document | str]:
    return [
        str(item).removeprefix(str(path)) if isinstance(item, Problem) else item
        for item in read_documents(path)
    ]


def texts(items: list[Document | str]) -> list[str]:
    return [item if isinstance(item, str) else item.text for item in items]


def said(document: Document | str) -> list[tuple[str | None, str]]:
    assert isinstance(document, Document)
    return [(stretch.speaker, document.text[slice(*stretch.span)]) for stretch in voices(document)]


def test_json_lines_are_documents_one_by_one(tmp_path: Path) -> None:
    """What is no document costs a line with its number, and the rest goes on; blank lines cost nothing."""
    path = tmp_path / "posts.jsonl"
    path.write_bytes(
        b'{"text": "One."}\n\n{"text": "Two.", "id": 7}\nnot json\n[1, 2]\n{"title": "no text"}\n{"body": " "}\n\xff\n'
        b'{"body": "Three."}'
    )
    items = read(path)
    assert texts(items) == [
        "One.",
        "Two.",
        ", line 4: is not JSON (Expecting value)",
        ", line 5: is not an object",
        ", line 6: has no field with a text (found: title)",
        ", line 7: has an empty text",
        ", line 8: is not JSON (Expecting value)",
        "Three.",
    ]
    assert [(item.line, item.key) for item in items if isinstance(item, Document)] == [
        (1, None),
        (3, "7"),
        (9, None),
    ]


def test_fields_go_by_many_names(tmp_path: Path) -> None:
    """Small and capital letters, humps, blanks and hyphens make no difference."""
    path = tmp_path / "a.json"
    record = {
        "Headline": "T", "Full Text": "Words.", "createdAt": "Mon Mar 02 20:19:24 +0000 2026", "screen-name": "okafor",
        "permalink": "https://a.example/1", "publisher": {"name": "The Anchor"}, "id_str": 12, "unknown": [1],
    }  # fmt: skip
    path.write_text(json.dumps(record), "utf-8")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert (document.title, document.text, document.published, document.author, document.url, document.outlet) == (
        "T", "Words.", "2026-03-02", "okafor", "https://a.example/1", "The Anchor",
    )  # fmt: skip
    assert document.key == "12"


def test_a_post_is_its_authors(tmp_path: Path) -> None:
    """The whole of it, and the account is what vouches for the name."""
    path = tmp_path / "posts.csv"
    path.write_text('username,text,date\nbrandt,"Five months, they say.",2026-03-02\n', "utf-8")
    (post,) = read(path)
    assert isinstance(post, Document)
    assert (post.kind, post.label_provenance, post.turns) == ("post", "post", ())
    assert said(post) == [("brandt", "Five months, they say.")]


def test_an_article_is_not_said_by_its_author(tmp_path: Path) -> None:
    """A record with a title, or whose author is no account, is no post."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"title": "T", "user": "thiele", "text": "Words."}\n{"author": "M", "text": "Words."}\n', "utf-8"
    )
    assert [said(document) for document in read(path)] == [[(None, "Words.")]] * 2


DEBATE = """Speaker,Text,Date
OKAFOR,"Good evening.
Let us begin.",2026-03-02
BRANDT,"How long, “Madam Mayor”?",2026-03-02
,(Applause),2026-03-02
OKAFOR,Since October.,2026-03-02
OKAFOR,Welcome back.,2026-03-03
"""


def test_rows_with_speakers_are_the_turns_of_one_document(tmp_path: Path) -> None:
    """Neighbours that agree in date, title, address and outlet are one conversation; labels are printed in its text."""
    path = tmp_path / "debate.csv"
    path.write_text(DEBATE, "utf-8")
    first, second = read(path)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == (
        "OKAFOR: Good evening.\nLet us begin.\n\nBRANDT: How long, “Madam Mayor”?\n\n(Applause)\n\n"
        "OKAFOR: Since October."
    )
    assert said(first)[1:3] == [("BRANDT", "How long, “Madam Mayor”?"), (None, "(Applause)")]
    assert (first.kind, first.published, first.line) == ("transcript", "2026-03-02", 2)
    assert (second.published, second.line, said(second)) == ("2026-03-03", 7, [("OKAFOR", "Welcome back.")])


def test_the_stated_kind_settles_what_a_row_is(tmp_path: Path) -> None:
    """A sidecar makes posts of rows with speakers, and turns of rows with authors."""
    path = tmp_path / "a.csv"
    path.write_text("speaker,text\nA. Lind,One.\nA. Lind,Two.\n", "utf-8")
    path.with_name("a.csv.meta.json").write_text('{"kind": "post"}', "utf-8")
    assert [said(document) for document in read(path)] == [[("A. Lind", "One.")], [("A. Lind", "Two.")]]
    path.write_text("author,text\nA. Lind,One.\nB. Orr,Two.\n", "utf-8")
    path.with_name("a.csv.meta.json").write_text('{"kind": "transcript"}', "utf-8")
    assert [said(document) for document in read(path)] == [[("A. Lind", "One."), ("B. Orr", "Two.")]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator(tmp_path: Path, separator: str) -> None:
    """The one that gives names that are known."""
    path = tmp_path / "a.tsv"
    path.write_text(
        separator.join(("date", "speaker", "text")) + "\n" + separator.join(("2026-03-02", "LIND", "Yes.")),
        "utf-8",
    )
    assert said(read(path)[0]) == [("LIND", "Yes.")]


def test_rows_that_do_not_fit_are_named(tmp_path: Path) -> None:
    """A row with too many fields; a text that is missing; a quotation mark that never closes ends the file."""
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,One.\n2,Two,\n3\n\n4,Four.\n5,"open\n6,Six.\n', "utf-8")
    assert texts(read(path)) == [
        "One.",
        ", line 3: has 3 fields under 2 names",
        ", line 4: has no field with a text (found: id)",
        "Four.",
        ", line 7: unexpected end of data; the rest of the file is not read",
    ]


def test_a_field_that_never_ends_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lost its closing mark does not swallow a huge file into memory."""
    monkeypatch.setattr("onrecord.documents.csv_files.MAX_FIELD", 1_000)
    path = tmp_path / "a.csv"
    path.write_text('text\nOne.\n"' + "word\n" * 1_000, "utf-8")
    found = texts(read(path))
    assert found[0] == "One." and "field larger than field limit (1000)" in found[1] and len(found) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\n1,2\n", r"has no column with texts \(text, body, content ...; found: a, b\)"),
        (b"", "is empty"),
        (b"text\n\x00\n", "is binary"),
        (b"id,content,content_spans\nst_1,x,0-1\n", "holds statements that onrecord wrote"),
    ],
)
def test_a_table_without_texts_says_so(data: bytes, message: str) -> None:
    """The whole file is refused."""
    with pytest.raises(InputError, match=message):
        list(read_csv(io.BytesIO(data), None, None))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_come_in_many_encodings(tmp_path: Path, encoding: str) -> None:
    """A mark tells, and what is no UTF-8 is taken for Windows-1252 and said to be."""
    path = tmp_path / "a.csv"
    path.write_bytes("text,user\n“Café”,lind\n".encode(encoding))
    (post,) = read(path)
    assert isinstance(post, Document) and post.text == "“Café”"
    assert ["Windows-1252 was assumed" in warning for warning in post.warnings] == [True] * (
        encoding == "cp1252"
    )


SEGMENTS = {
    "title": "Council, live",
    "date": "2026-03-02",
    "segments": [
        {"speaker": "SPEAKER_00", "start": 0.5, "end": 2.0, "text": " We are done"},
        {"speaker": "SPEAKER_00", "start": 2.0, "end": 3.5, "text": " waiting."},
        {"speaker": "SPEAKER_01", "startTime": "00:00:04", "endTime": "5.5", "body": "Since when?"},
        {"start": 6, "end": 7, "text": "Now."},
    ],
}


def test_the_segments_of_a_recording_are_turns(tmp_path: Path) -> None:
    """Neighbours of one voice join, times stay, and numbers for names are a machine's."""
    path = tmp_path / "council.json"
    path.write_text(json.dumps(SEGMENTS), "utf-8")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert said(document) == [
        ("SPEAKER_00", "We are done waiting."),
        ("SPEAKER_01", "Since when?"),
        (None, "Now."),
    ]
    assert (document.title, document.published, document.label_provenance) == (
        "Council, live",
        "2026-03-02",
        "machine",
    )
    assert [(turn.start, turn.end) for turn in document.turns] == [(0.5, 3.5), (4.0, 5.5)]
    assert document.time_at(document.text.index("waiting")) == 2.0
    assert document.time_at(0) is None


def test_marks_of_speech_recognition_make_labels_a_machines(tmp_path: Path) -> None:
    """Even where it found names."""
    path = tmp_path / "a.json"
    segment = {"speaker": "Ines Okafor", "text": "Yes.", "start": 0, "end": 1, "avg_logprob": -0.2}
    path.write_text(json.dumps({"segments": [segment]}), "utf-8")
    (document,) = read(path)
    assert isinstance(document, Document) and document.label_provenance == "machine"


@pytest.mark.parametrize(
    "value",
    [
        [{"text": "One."}, {"text": "Two."}],
        {"posts": [{"text": "One."}, {"text": "Two."}]},
    ],
)
def test_json_may_be_a_list_or_hold_one(tmp_path: Path, value: object) -> None:
    """Each object is a document."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value), "utf-8")
    assert texts(read(path)) == ["One.", "Two."]


def test_paragraphs_in_a_list_are_a_text(tmp_path: Path) -> None:
    """A blank line between them."""
    path = tmp_path / "a.json"
    path.write_text('{"text": ["One.", "", "Two."]}', "utf-8")
    assert texts(read(path)) == ["One.\n\nTwo."]


def test_halves_of_characters_are_replaced(tmp_path: Path) -> None:
    """JSON can write them, and no output could."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A \\ud83d half", "user": "x\\ude00"}\n', "utf-8")
    (document,) = read(path)
    assert isinstance(document, Document) and (document.text, document.author) == ("A \ufffd half", "x\ufffd")


def test_json_lines_may_be_called_json(tmp_path: Path) -> None:
    """Several objects, one a line, are no JSON and are read all the same."""
    path = tmp_path / "a.json"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n', "utf-8")
    assert texts(read(path)) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"text": "One."', r"is not JSON \(line 1: "),
        (b"42", "is not an object with a text"),
        (b'{"words": "One."}', r"has no field with a text \(found: words\)"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b"1" * 10_000 + b"]", "is JSON that cannot be read"),
        (
            b'{"id": "st_1", "content": {"text": "x"}, "text": "x", "factuality": "speech"}',
            "statements that onrecord wrote",
        ),
    ],
)
def test_a_file_that_is_no_document_says_so(data: bytes, message: str) -> None:
    """One line for the whole file."""
    with pytest.raises(InputError, match=message):
        list(read_json(io.BytesIO(data), None, None))


def test_a_file_of_something_else_is_given_up() -> None:
    """A hundred lines without a text tell enough; what comes behind them is not read."""
    stream = io.BytesIO(b'{"a": 1}\n' * 1_000_000)
    found = read_json_lines(stream, None, None)
    with pytest.raises(InputError, match="holds no text in its first 100 records"):
        list(found)
    assert stream.tell() < 10_000


def test_a_line_past_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never held as a whole, and the next one is read."""
    monkeypatch.setattr("onrecord.documents.json_files.MAX_LINE_BYTES", 1_000)
    data = b'{"text": "' + b"word " * 5_000 + b'"}\n{"text": "Two."}\n'
    fault, content = read_json_lines(io.BytesIO(data), None, None)
    assert isinstance(fault, Fault) and fault.line == 1 and "passed over" in fault.message
    assert isinstance(content, Content) and content.text == "Two."


def test_only_one_record_is_held_at_a_time() -> None:
    """A file of any length is read as its documents are asked for."""
    stream = io.BytesIO(b'{"text": "One."}\n' * 100_000)
    found = read_json_lines(stream, None, None)
    next(found)
    assert stream.tell() < 1_000


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T23:30:00.000Z", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("Mon Mar 02 20:19:24 +0000 2026", "2026-03-02"),
        ("Mon, 02 Mar 2026 20:19:24 GMT", "2026-03-02"),
        ("March 2, 2026", "2026-03-02"),
        ("2 Sept. 2026", "2026-09-02"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026 10:00", "2026-12-25"),
        ("02/03/2026", None),
        ("March 2026", None),
        ("31 February 2026", None),
        ("yesterday", None),
        (1_772_409_600, "2026-03-02"),
        (1_772_409_600_000, "2026-03-02"),
        (42, None),
        (True, None),
        (None, None),
    ],
)
def test_a_date_is_certain_or_none(stated: object, day: str | None) -> None:
    """The second of March in London is the third of February in New York."""
    assert any_date(stated) == day


def test_a_date_that_may_be_two_is_said(tmp_path: Path) -> None:
    """It is ignored with a warning."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Words.", "date": "02/03/2026"}\n', "utf-8")
    (document,) = read(path)
    assert isinstance(document, Document) and document.published is None
    assert document.warnings == ("date is '02/03/2026', which names no day for certain; ignored",)


def test_names_of_fields_are_made_alike() -> None:
    """As documented."""
    assert {field_name(name) for name in ("createdAt", "Created At", "created-at", "\ufeffcreated_at ")} == {
        "created_at"
    }


@given(st.lists(st.tuples(st.sampled_from(["OKAFOR", "Leo Brandt", ""]), st.text(min_size=1)), min_size=1))
def test_every_turn_of_a_table_is_found_with_its_words(rows: list[tuple[str, str]]) -> None:
    """Whatever the words are: marks, line breaks, other scripts; spans point at them."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["speaker", "text"])
    wanted = []
    for who, what in rows:
        clean = "".join(c for c in what if c.isprintable() or c in "\n\t")
        if clean.strip():
            writer.writerow([who, clean])
            wanted.append((who or None, clean.strip()))
    if not wanted:
        return
    (content,) = read_csv(io.BytesIO(file.getvalue().encode()), None, None)
    assert isinstance(content, Content)
    found = [(turn.span, turn.speaker or None) for turn in content.turns]
    found += [(span, None) for span in content.unvoiced]
    assert [(who, content.text[slice(*span)]) for span, who in sorted(found)] == wanted
