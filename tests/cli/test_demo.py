"""``onrecord demo`` and the story that it tells."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.demo import story_folder
from onrecord.documents import find_files, read_document
from onrecord.errors import InputError


@pytest.mark.usefixtures("fake_extractor")
def test_the_demo_walks_through_the_story() -> None:
    """Texts, speakers, one article, one statement and the checked draft, in this order, and the way to the page."""
    result = CliRunner().invoke(cli, ["demo"])
    assert result.exit_code == 0
    places = [result.stdout.index(f"\n{n}. ") for n in (1, 2, 3, 4, 5)]
    assert places == sorted(places)
    assert "[-1.4 million-]{+2.4 million+}" in result.stdout and "✓" not in result.stdout
    assert "2026-03-05-coastline.txt" in result.stdout and "--html" in result.stdout
    shown = result.stdout[result.stdout.index("\n{\n") : result.stdout.index("\n}\n") + 2]
    assert json.loads(shown)["kind"] == "direct"


@pytest.fixture(scope="module")
def walk() -> dict[int, str]:
    """What the demo writes with the shipped model, by the number of its part."""
    result = CliRunner().invoke(cli, ["demo"], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stderr == ""
    parts = re.split(r"^(\d+)\. ", result.stdout, flags=re.MULTILINE)
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_walk_has_ten_parts_each_with_its_commands(walk: dict[int, str]) -> None:
    """The commands of the ledger stand above what they write, and can be typed as they are."""
    assert list(walk) == list(range(1, 11))
    commands = [re.findall(r"^\$ onrecord (\w+)", walk[number], re.MULTILINE) for number in range(6, 11)]
    assert commands == [["add"], ["people", "speaker"], ["find"], ["quotation"], ["check"]]


def test_the_statement_shown_tells_to_whom_through_what_and_when(walk: dict[int, str]) -> None:
    """Of all statements it is the one of which most is known."""
    shown = json.loads(walk[4][walk[4].index("{\n") : walk[4].index("\n}\n") + 2])
    assert {"addressee", "channel", "said_on", "speaker"} <= shown.keys()
    assert "flags" not in shown


def test_the_promise_stands_above_the_retreat(walk: dict[int, str]) -> None:
    """Monday's word comes before Tuesday's, though the paper that tells of Monday is the last to be printed."""
    told = walk[7]
    promise = re.search(r"2026-03-02 +that the bridge would stay open until the summer", told)
    assert promise is not None and promise.end() < told.index("I gave that word too early")
    assert "people undo" in told


def test_what_is_half_remembered_leads_to_the_versions_of_the_quotation(walk: dict[int, str]) -> None:
    """The quotation shown is the one of the best hit; several papers printed it in several ways."""
    found = re.search(r"· quotation (\d+)", walk[8])
    assert found is not None and f"$ onrecord quotation {found[1]}\n" in walk[9]
    counted = re.search(r"(\d+) versions in (\d+) appearances", walk[9])
    assert counted is not None and int(counted[1]) >= 3
    assert "first, fullest" in walk[9] and "The Ellery Sentinel" in walk[9]
    assert "conflict" not in walk[9]


def test_the_ledger_is_a_source_that_says_what_it_is(walk: dict[int, str]) -> None:
    """Words that only a paper printed are found, and are not called a record."""
    assert "VERBATIM" in walk[10] and "only in another article" in walk[10]
    assert re.search(r"onrecord\.db: \d+ statements", walk[10])


@pytest.mark.usefixtures("fake_extractor")
def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The ledger is a temporary one, and no ledger of the reader's is touched."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "own.db"))
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["demo"]).exit_code == 0
    assert [path.name for path in tmp_path.rglob("*")] == ["temporary"]


@pytest.mark.usefixtures("fake_extractor")
def test_a_kept_ledger_is_named_in_the_commands(tmp_path: Path) -> None:
    """``--ledger`` keeps it; the commands shown work on it as they stand."""
    kept = tmp_path / "story.db"
    result = CliRunner().invoke(cli, ["demo", "--ledger", str(kept)])
    assert result.exit_code == 0
    shown = [line for line in result.stdout.splitlines() if line.startswith("$ onrecord ")]
    assert len(shown) >= 5
    assert all(line.endswith(f" --ledger {kept}") and line.count("--ledger") == 1 for line in shown)
    assert CliRunner().invoke(cli, ["speaker", "Ines Okafor", "--ledger", str(kept)]).exit_code == 0


@pytest.mark.usefixtures("fake_extractor")
def test_a_file_that_is_there_is_not_written_on(tmp_path: Path) -> None:
    """Invented statements have no place on anybody's ledger: one line, exit code 2, before anything is told."""
    own = tmp_path / "own.db"
    own.write_text("mine", "utf-8")
    for file, why in ((own, "is there already"), (tmp_path / "no" / "folder.db", "folder")):
        result = CliRunner().invoke(cli, ["demo", "--ledger", str(file)])
        assert (result.exit_code, result.stdout) == (2, "")
        assert why in result.stderr and result.stderr.count("\n") == 1
    assert own.read_text("utf-8") == "mine"


@pytest.mark.usefixtures("fake_extractor")
@pytest.mark.parametrize("columns", [80, 120])
def test_the_texts_keep_their_names_on_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """No name of a text is cut, and the table of them stays within the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    table = CliRunner().invoke(cli, ["demo"]).stdout.split("\n2. ")[0]
    assert "2026-03-05-coastline.txt " in table and "…" not in table
    assert max(map(len, table.splitlines())) <= columns


@pytest.mark.usefixtures("fake_extractor")
def test_the_demo_writes_the_page(tmp_path: Path) -> None:
    """``--html`` makes the folder and says where the pages are: the texts, and the checked draft."""
    result = CliRunner().invoke(cli, ["demo", "--html", str(tmp_path / "new" / "folder")])
    page = tmp_path / "new" / "folder" / "port-ellery.html"
    assert str(page) in result.stdout
    assert page.read_text("utf-8").count('<section class="document"') == 5
    assert str(page.with_name("port-ellery-draft.html")) in result.stdout
    assert page.with_name("port-ellery-draft.html").stat().st_size


@pytest.mark.usefixtures("fake_extractor")
def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    """The reason of the system, exit code 2."""
    (tmp_path / "file").write_text("x", "utf-8")
    result = CliRunner().invoke(cli, ["demo", "--html", str(tmp_path / "file" / "x")])
    assert result.exit_code == 2
    assert "cannot be made" in result.stderr


def test_an_installation_without_the_story_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A damaged installation is named as such."""
    monkeypatch.setattr("onrecord.demo.__file__", str(tmp_path / "a" / "b" / "c" / "__init__.py"))
    with pytest.raises(InputError, match="install onrecord again"):
        story_folder()


def test_the_story_is_read_without_a_warning() -> None:
    """Every text is dated, by front matter, a sidecar or its first line; the transcript has its turns."""
    documents = [
        read_document(path) for path in find_files([story_folder() / "sources"]) if isinstance(path, Path)
    ]
    assert [document.warnings for document in documents] == [()] * 5
    assert [document.published for document in documents] == [
        "2026-03-03", "2026-03-03", "2026-03-04", "2026-03-04", "2026-03-05",
    ]  # fmt: skip
    assert [len(document.turns) for document in documents] == [0, 11, 0, 0, 0]


def test_the_draft_quotes_the_story_rightly_and_wrongly() -> None:
    """What the example's table says of the draft holds: these words stand in the sources, and those do not."""
    said = (story_folder() / "sources" / "2026-03-03-council.txt").read_text("utf-8")
    draft = (story_folder() / "draft.md").read_text("utf-8").replace("’", "'")
    for words in (
        "I gave that word too early",
        "I don't think the bridge will fall down tomorrow",
        "It takes sixty people",
    ):
        assert words in said and words in draft
    for words in ("I think the bridge will fall down", "one of you in this room", "1.4 million", "lied to"):
        assert words not in said and words in draft
