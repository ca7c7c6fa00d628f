"""What ``import onrecord`` promises."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import errors, records
from onrecord.documents import Document, Turn

TEXT = "“We are done waiting,” said Ines Okafor. “I wish it were so,” Tom Brandt said."


def test_every_public_name_is_there() -> None:
    """``__all__`` names what exists, sorted, and each thing says what it is."""
    assert sorted(onrecord.__all__) == onrecord.__all__
    for name in onrecord.__all__:
        assert name == "__version__" or getattr(onrecord, name).__doc__


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    """What is loaded late is only what is promised."""
    with pytest.raises(AttributeError, match="no attribute 'extractors'"):
        onrecord.extractors  # type: ignore[attr-defined]  # noqa: B018


def test_one_exception_tree() -> None:
    """Every error is an `OnRecordError`, and the drawing at the top of the module shows it."""
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), onrecord.OnRecordError)
        assert name in str(errors.__doc__)


@pytest.mark.parametrize("value", [Document, Turn, records.Statement, records.Piece, records.Speaker])
def test_values_are_frozen(value: type) -> None:
    """Values that are handed out cannot be changed, nor given new attributes."""
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(value)
    assert dataclasses.is_dataclass(value)


def test_the_changelog_knows_the_version(repository: Path) -> None:
    """The version of the package has an entry in the changelog, and it is the first one."""
    changelog = (repository / "CHANGELOG.md").read_text("utf-8")
    first = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert first is not None and first[1] == onrecord.__version__


@pytest.mark.usefixtures("fake_extractor")
def test_extract_gives_what_was_said() -> None:
    """Speech is the rule, thought comes with ``factuality="all"``, and spans cut the words out of the text."""
    (said,) = onrecord.extract(TEXT)
    assert TEXT[slice(*said.content.spans[0])] == said.content.text == "“We are done waiting,”"
    assert [statement.factuality for statement in onrecord.extract(TEXT, factuality="all")] == [
        "speech",
        "thought",
    ]


@pytest.mark.usefixtures("fake_extractor")
def test_front_matter_is_not_extracted_from() -> None:
    """Spans are those of the whole text, front matter included, though nothing is found in it."""
    front = "---\ntitle: “Go,” said Eve.\n---\n"
    (said,) = onrecord.extract(front + TEXT)
    assert said.content.start == len(front)


@pytest.mark.usefixtures("fake_extractor")
def test_other_languages_give_nothing() -> None:
    """The model reads English: for other text the answer is empty, not invented."""
    assert (
        onrecord.extract("« Nous n'attendrons plus », a dit la maire aux habitants de la ville. " * 5) == []
    )


@pytest.mark.parametrize(
    "wrong", [{"published": "Monday"}, {"published": "2026-02-30"}, {"factuality": "rumour"}]
)
def test_a_wrong_argument_is_a_usage_error(wrong: dict[str, str]) -> None:
    """The message repeats the value and says what was expected."""
    with pytest.raises(onrecord.UsageError, match="expected"):
        onrecord.extract(TEXT, **wrong)  # type: ignore[arg-type]


SAID = "ADA LUND: We rowed home at dusk, and we did not stop.\n\nPAVEL MOE: The harbour was full of ice."


def test_verify_takes_sources_as_they_come(tmp_path: Path) -> None:
    """A text, a document, a path, a source, several of them, or an index; the model is never loaded."""
    from onrecord.alignment import Index, Source

    (tmp_path / "talk.txt").write_text(SAID, "utf-8")
    source = Source.of_turns("talk", [("Ada Lund", "We rowed home at dusk, and we did not stop.")])
    sources: list[Any] = [
        SAID,
        [SAID, "Nothing else."],
        onrecord.read_document(tmp_path / "talk.txt"),
        tmp_path / "talk.txt",
        tmp_path,
        source,
        iter([source]),
        Index([source]),
    ]
    for one in sources:
        found = onrecord.verify("“We rowed home at dusk”", one, "Ada Lund")
        assert (found.verdict, found.attribution.verdict) == ("VERBATIM", "CONFIRMED")
    assert onrecord.verify("The harbour was full of ice", SAID, speaker="Ada Lund").verdict == "MISATTRIBUTED"
    assert onrecord._default_extractor.cache_info().currsize in (0, 1)


@pytest.mark.usefixtures("fake_extractor")
def test_check_takes_a_text_a_document_or_a_path(tmp_path: Path) -> None:
    """A draft with its sources gives every quotation a verdict, and says what could not be read."""
    text = "“We rowed home at dusk, and we did stop,” said Ada Lund."
    path = tmp_path / "draft.md"
    path.write_text(text, "utf-8")
    for draft in (text, path, onrecord.read_document(path)):
        found = onrecord.check(draft, [SAID, tmp_path / "nowhere.txt"], policy="ap")
        (one,) = found.quotes
        assert (one.verdict, one.severity, one.speaker, found.policy) == (
            "ALTERED",
            "critical",
            "Ada Lund",
            "ap",
        )
        assert [source.problem for source in found.sources] == [None, "no such file"]


def test_the_name_of_a_file_is_no_text(tmp_path: Path) -> None:
    """A path given as a string would be checked as a text of one word: it is refused instead."""
    (tmp_path / "talk.txt").write_text(SAID, "utf-8")
    for call in (
        lambda: onrecord.verify("We rowed home", str(tmp_path / "talk.txt")),
        lambda: onrecord.check(str(tmp_path / "talk.txt"), SAID),
        lambda: onrecord.check(SAID, SAID, published="soon"),
        lambda: onrecord.check(SAID, SAID, policy="nobody"),
    ):
        with pytest.raises(onrecord.UsageError):
            call()
