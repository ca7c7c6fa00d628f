"""Who speaks in the invented stories: names where the text gives them, and never a wrong one."""

from __future__ import annotations

import pytest

from onrecord import Statement
from onrecord.extractor import Extractor
from speakers.stories.stories import STORIES, Story


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def name_of(statement: Statement) -> str | None:
    speaker = statement.speaker
    return speaker.name if speaker is not None and speaker.kind == "named" else None


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_speaker_is_who_a_careful_reader_says(extractor: Extractor, story: Story) -> None:
    """Statements whose content has the words are said by the name given; "allows" may have no name."""
    statements = extractor.extract(story.text)
    for words, wanted in story.says.items():
        for statement in (s for s in statements if words in s.content.text):
            assert name_of(statement) == wanted, words
    for words, allowed in story.allows.items():
        for statement in (s for s in statements if words in s.content.text):
            assert name_of(statement) in (allowed, None), words


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_answer_has_a_reason_and_a_chain_into_the_text(extractor: Extractor, story: Story) -> None:
    """Whoever is named is named for a reason, and every link of the chain is a place of the text."""
    for statement in extractor.extract(story.text):
        if statement.speaker is not None:
            assert statement.speaker.reason
            assert 0 <= statement.speaker.confidence <= 1
            for link in statement.speaker.chain:
                start, end = link.span
                assert link.role == "source" or story.text[start:end] == link.text
