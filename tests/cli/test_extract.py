"""``onrecord extract`` as a person or a script meets it; the model is not the point here."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from fakes import FakeExtractor
from onrecord import Document, Statement
from onrecord.cli import cli

pytestmark = pytest.mark.usefixtures("fake_extractor")

TEXT = """“We are done waiting,” said Ines Okafor. “I wish it were so,” Tom Brandt said.
“Or maybe not,” Tom Brandt said.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", *map(str, arguments)], input=stdin)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_lines_are_the_rule_where_no_person_looks(story: Path) -> None:
    """Without a terminal each statement is one line of JSON with the contract's fields, in order."""
    result = run(story)
    (first, second) = lines(result)
    assert result.exit_code == 0 and result.stderr == ""
    assert list(first) == [
        "id", "document", "kind", "act", "factuality", "content", "source", "cue", "speaker", "addressee",
        "channel", "said_on", "reported_by", "confidence", "flags",
    ]  # fmt: skip
    assert first["content"] == {"text": "“We are done waiting,”", "spans": [[0, 22]]}
    assert first["document"]["path"] == str(story)  # type: ignore[index]
    assert first["id"] != second["id"]


def test_thoughts_are_asked_for(story: Path) -> None:
    """The default is what people said; ``--all`` adds what they think."""
    assert [line["factuality"] for line in lines(run(story))] == ["speech", "speech"]
    assert [line["factuality"] for line in lines(run(story, "--all"))] == ["speech", "thought", "speech"]


def test_a_floor_for_confidence(story: Path) -> None:
    """Statements below ``--min-confidence`` are left out."""
    assert len(lines(run(story, "--min-confidence", "0.8"))) == 1


def test_standard_input(tmp_path: Path) -> None:
    """``-`` reads a text from standard input, with the encoding that is named."""
    result = run("-", "--encoding", "cp1252", stdin=TEXT.encode("cp1252"))
    assert len(lines(result)) == 2


def test_bad_inputs_cost_a_line_each_and_the_rest_goes_on(story: Path) -> None:
    """Every kind of bad input is named on standard error with its reason; exit code 2; good input is read."""
    folder = story.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nul.txt").write_bytes(b"He said\x00no")
    (folder / "french.txt").write_text(
        "La maire a dit que le pont ne serait pas fermé avant l'été. " * 5, "utf-8"
    )
    (folder / "arabic.txt").write_text("قالت رئيسة البلدية إن الجسر لن يغلق قبل الصيف", "utf-8")
    (folder / "notes").mkdir()
    result = run(folder, folder / "gone.txt", folder / "notes")
    assert result.exit_code == 2
    assert len(lines(result)) == 2
    said = result.stderr.splitlines()
    assert len(said) == 6 and all(line.startswith("onrecord: ") for line in said)
    for name, reason in {
        "empty.txt": "is empty",
        "nul.txt": "is binary",
        "french.txt": "the model reads English",
        "arabic.txt": "most of its letters are Arabic",
        "gone.txt": "no such file",
        "notes": "no texts in this folder",
    }.items():
        assert any(name in line and reason in line for line in said), name


def test_an_assumed_encoding_is_said_but_is_no_failure(story: Path) -> None:
    """The warning names the encoding and the option; ``--quiet`` hushes it."""
    story.write_bytes(TEXT.encode("cp1252"))
    result = run(story)
    assert result.exit_code == 0 and len(lines(result)) == 2
    assert "Windows-1252 was assumed" in result.stderr and "--encoding" in result.stderr
    assert run(story, "--quiet").stderr == ""


def test_a_fault_in_one_text_does_not_end_the_run(
    story: Path, fake_extractor: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error inside the extractor is one line that asks for a report; the next text is read."""

    class Faulty(FakeExtractor):
        def extract(self, document: Document | str) -> list[Statement]:
            if isinstance(document, Document) and "bad" in document.text:
                raise ZeroDivisionError("oops")
            return super().extract(document)

    monkeypatch.setattr(fake_extractor, "Extractor", Faulty)
    (story.parent / "a.txt").write_text("A bad text", "utf-8")
    result = run(story.parent)
    assert result.exit_code == 2 and len(lines(result)) == 2
    assert "internal error, please report it (ZeroDivisionError in extract" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument"),
        (["{story}", "--format", "xml"], "Invalid value for '--format'"),
        (["{story}", "--encoding", "klingon"], "no encoding known here"),
        (["{story}", "--published", "Monday"], "expected a date as YYYY-MM-DD"),
        (["{story}", "--min-confidence", "7"], "Invalid value for '--min-confidence'"),
        (["{story}", "--meta", "{story}"], "no column named path"),
        (["{story}", "--output", "{story}/x/y.html"], "cannot be written"),
    ],
)
def test_a_wrong_call_is_exit_code_2(story: Path, arguments: list[str], message: str) -> None:
    """Nothing is read, and the message says what was expected."""
    result = run(*(argument.format(story=story) for argument in arguments))
    assert result.exit_code == 2
    assert message in result.stderr and "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!doctype html>"), ("a.csv", "id,path,"), ("a.jsonl", '{"id"'), ("a.txt", "/")],
)
def test_the_suffix_of_the_output_tells_the_format(
    story: Path, tmp_path: Path, name: str, begins: str
) -> None:
    """``--output page.html`` needs no ``--format``."""
    target = tmp_path / "out" / name
    target.parent.mkdir()
    assert run(story, "--output", target).exit_code == 0
    assert target.read_text("utf-8").startswith(begins)


def test_an_interrupted_run_leaves_the_old_output(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output file is replaced only when the run is through, and no half-written file stays behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeExtractor, "extract", interrupt)
    target = story.with_name("out.jsonl")
    target.write_text("old", "utf-8")
    assert run(story, "--output", target).exit_code != 0
    assert target.read_text("utf-8") == "old"
    assert sorted(path.name for path in story.parent.iterdir()) == ["out.jsonl", "story.txt"]


def test_facts_from_beside_the_file(story: Path) -> None:
    """``--meta`` fills the document block, ``--published`` dates what has no date, warnings name the line."""
    table = story.with_name("meta.csv")
    table.write_text("path,outlet,published\nstory.txt,The Anchor,\nx.txt,B,soon\n", "utf-8")
    result = run(story, "--meta", table, "--published", "2026-03-02")
    block = lines(result)[0]["document"]
    assert isinstance(block, dict)
    assert (block["outlet"], block["published"]) == ("The Anchor", "2026-03-02")
    assert "meta.csv, line 3: published is 'soon'" in result.stderr


def test_csv_is_what_a_spreadsheet_reads(story: Path) -> None:
    """One header and one row a statement, lines ended by CR LF as RFC 4180 says."""
    result = run(story, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert [row["speaker"] for row in rows] == ["Ines Okafor", "Tom Brandt"]
    assert result.stdout_bytes.count(b"\r\n") == 3


def test_the_table_names_who_and_what(story: Path) -> None:
    """The table shows file, speaker, cue, words, kind and confidence, and counts the statements."""
    result = run(story, "--format", "table")
    for expected in (
        "story.txt",
        "Ines Okafor",
        "said",
        "“We are done waiting,”",
        "direct",
        "0.90",
        "2 statements",
    ):
        assert expected in result.stdout


def test_ids_are_stable(story: Path, tmp_path: Path) -> None:
    """The same text gives the same ids wherever the file lies; another text gives others."""
    copy = tmp_path / "elsewhere.txt"
    copy.write_text(TEXT, "utf-8")
    assert [line["id"] for line in lines(run(story))] == [line["id"] for line in lines(run(copy))]
    copy.write_text(TEXT + "More.", "utf-8")
    assert lines(run(story))[0]["id"] != lines(run(copy))[0]["id"]


def test_the_model_is_loaded_once_and_only_when_needed(
    story: Path, fake_extractor: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run over many files makes one extractor; a run without readable files makes none."""
    made: list[object] = []

    class Counted(FakeExtractor):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(fake_extractor, "Extractor", Counted)
    run(story.with_name("gone.txt"))
    assert made == []
    story.with_name("second.txt").write_text(TEXT, "utf-8")
    run(story.parent)
    assert len(made) == 1


def test_a_line_of_a_megabyte(story: Path) -> None:
    """A text without a single line break is read to its end, and the offsets stay right."""
    sentence = "“We are done waiting,” said Ines Okafor. "
    text = sentence * (1_000_000 // len(sentence))
    story.write_text(text, "utf-8")
    found = lines(run(story))
    assert len(found) == 1_000_000 // len(sentence)
    for line in (found[0], found[len(found) // 2], found[-1]):
        content = line["content"]
        assert isinstance(content, dict)
        ((start, end),) = content["spans"]
        assert text[start:end] == content["text"] == "“We are done waiting,”"


def test_every_document_of_a_file_is_read(story: Path) -> None:
    """A file of posts gives the statements of each; a record that is none costs a line with its place."""
    posts = story.with_name("posts.jsonl")
    posts.write_text(
        json.dumps(
            {"text": "“We are done,” said Ines Okafor.", "date": "2026-03-02", "url": "https://a.example/1"}
        )
        + "\nnot json\n"
        + json.dumps({"text": "“We are not,” said Tom Brandt."})
        + "\n",
        "utf-8",
    )
    result = run(posts)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"onrecord: {posts}, line 2: is not JSON")
    first, second = lines(result)
    assert first["document"] | {"id": ""} == {  # type: ignore[operator]
        "id": "", "path": str(posts), "url": "https://a.example/1", "title": None, "outlet": None,
        "published": "2026-03-02",
    }  # fmt: skip
    assert first["document"]["id"] != second["document"]["id"]  # type: ignore[index]
    assert second["content"] == {"text": "“We are not,”", "spans": [[0, 13]]}


def test_what_the_command_writes_and_its_table_are_no_inputs(story: Path) -> None:
    """A folder may hold the output of the last run and the table of facts: neither is read."""
    table = story.with_name("meta.csv")
    table.write_text("path,outlet\nstory.txt,The Anchor\n", "utf-8")
    target = story.with_name("out.jsonl")
    for _ in range(2):
        result = run(story.parent, "--meta", table, "--output", target)
        assert (result.exit_code, result.stderr) == (0, "")
    assert len(target.read_text("utf-8").splitlines()) == 2
    assert "holds statements that onrecord wrote" in run(target).stderr


def test_explain_adds_the_way_to_the_name(story: Path) -> None:
    """``--explain``: a chain in JSON lines, a line in the table; without it the contract's keys alone."""
    plain, explained = lines(run(story))[0], lines(run(story, "--explain"))[0]
    assert list(plain["speaker"]) == ["name", "kind", "via", "confidence", "reason"]  # type: ignore[call-overload]
    assert list(explained["speaker"])[-1] == "chain"  # type: ignore[call-overload]
    table = " ".join(run(story, "--format", "table", "--explain").stdout.split())
    assert "speaker: Ines Okafor (named, 90% sure): named in full" in table
