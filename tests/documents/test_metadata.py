"""What is known from beside a file: sidecars and tables."""

from pathlib import Path

import pytest

from onrecord.documents import read_document, read_meta_table
from onrecord.errors import UsageError


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("---\ntitle: Own title\noutlet: Own outlet\n---\nText.", "utf-8")
    return path


def test_the_sidecar_wins_field_by_field(story: Path) -> None:
    """A sidecar overrules the table, the table the file itself; what none overrules stays."""
    story.with_name("story.txt.meta.json").write_text(
        '{"title": "Sidecar", "complete": false, "x": [1]}', "utf-8"
    )
    table = story.with_name("meta.csv")
    table.write_text("path,title,author\nstory.txt,Table,Ines Okafor\n", "utf-8")
    document = read_document(story, meta=read_meta_table(table))
    assert (document.title, document.author, document.outlet) == ("Sidecar", "Ines Okafor", "Own outlet")
    assert not document.complete
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        ('{"title":\n\n oops}', "story.txt.meta.json, line 3: not JSON"),
        ("[1, 2]", "expected one JSON object"),
        ('{"published": "soon"}', "published is 'soon', expected a date"),
        ('{"title": ["a"]}', "title should be plain text"),
        ("", "story.txt.meta.json is empty"),
        ("[" * 100_000, "story.txt.meta.json"),
    ],
)
def test_a_bad_sidecar_is_one_warning_and_the_file_is_read(story: Path, content: str, warning: str) -> None:
    """The warning names the file, the line where it can, and what was expected."""
    story.with_name("story.txt.meta.json").write_text(content, "utf-8")
    document = read_document(story)
    assert len(document.warnings) == 1
    assert warning in document.warnings[0]
    assert document.title == "Own title"


def test_bad_rows_are_named_by_line_and_the_rest_counts(story: Path) -> None:
    """Rows without a path, with too many fields or a wrong date are warnings; good rows are used."""
    table = story.with_name("meta.csv")
    table.write_text("path,published\n,2026-01-01\na.txt,x\nb.txt,1,2\nstory.txt,2026-03-02\n", "utf-8")
    read = read_meta_table(table)
    assert [problem.split(":")[0] for problem in read.problems] == [f"meta.csv, line {n}" for n in (2, 3, 4)]
    assert read_document(story, meta=read).published == "2026-03-02"


def test_a_quoting_error_ends_the_table_but_not_the_run(story: Path) -> None:
    """What was read before the broken row is kept, and the line is named."""
    table = story.with_name("meta.csv")
    table.write_text('path,title\nstory.txt,Good\nb.txt,"x"y\nc.txt,Z\n', "utf-8")
    read = read_meta_table(table)
    assert "line 3" in read.problems[0] and "ignored" in read.problems[0]
    assert read.of(story).title == "Good"


@pytest.mark.parametrize(("content", "message"), [("title\nA\n", "no column named path"), ("", "is empty")])
def test_a_table_that_is_none_is_a_usage_error(tmp_path: Path, content: str, message: str) -> None:
    """Without a path column nothing in the table can be used."""
    (tmp_path / "meta.csv").write_text(content, "utf-8")
    with pytest.raises(UsageError, match=message):
        read_meta_table(tmp_path / "meta.csv")


def test_a_missing_table_is_a_usage_error(tmp_path: Path) -> None:
    """The message says what the system said."""
    with pytest.raises(UsageError, match="No such file"):
        read_meta_table(tmp_path / "none.csv")
