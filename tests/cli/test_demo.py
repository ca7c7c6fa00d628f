"""``onrecord demo`` and the story that it tells."""

from __future__ import annotations

import json
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
