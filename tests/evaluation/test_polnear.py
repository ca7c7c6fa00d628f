"""Reading PolNeAR-style gold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.gold_folders import OKAFOR, RESIDENTS, STORY, GoldFolder, spans_of
from onrecord.errors import InputError
from onrecord.evaluation import GoldRelation, read_all_annotators, read_polnear


def test_a_relation_has_its_spans_in_the_untouched_text(gold: GoldFolder) -> None:
    """Spans are code points into the text, discontinuous contents stay one relation."""
    gold.article("council", relations=[OKAFOR, RESIDENTS])
    (article,) = read_polnear(gold.path)
    assert (article.stem, article.annotator, article.text) == ("council", "a1", STORY)
    first, second = article.relations
    assert first.id == "E1" and second.id == "E2"
    assert [STORY[a:b] for a, b in first.content] == ["“We are done waiting,”", "“The pumps failed twice.”"]
    assert [STORY[a:b] for a, b in second.source] == ["Residents"]


def test_line_ends_count_as_they_stand(gold: GoldFolder) -> None:
    """A carriage return is a character of the text: offsets after it are those of the file."""
    text = "Bells rang.\r\n\r\nAda Quist said no.\r\n"
    gold.article("bells", text, [{"Content": ["no"], "Cue": ["said"], "Source": ["Ada Quist"]}])
    (article,) = read_polnear(gold.path)
    (relation,) = article.relations
    assert article.text == text and relation.content == tuple(spans_of(text, ["no"]))


def test_the_first_annotator_by_file_name_is_the_gold(gold: GoldFolder) -> None:
    """Where several people marked an article, one version counts and all can be read."""
    gold.article("council", relations=[RESIDENTS], annotator="b2")
    gold.article("council", relations=[OKAFOR, RESIDENTS], annotator="a1")
    gold.article("under_score", relations=[OKAFOR], annotator="c3")
    assert [(a.stem, a.annotator, len(a.relations)) for a in read_polnear(gold.path)] == [
        ("council", "a1", 2),
        ("under_score", "c3", 1),
    ]
    assert [[a.annotator for a in versions] for versions in read_all_annotators(gold.path)] == [
        ["a1", "b2"],
        ["c3"],
    ]


def test_a_role_may_come_again_with_a_number(gold: GoldFolder) -> None:
    """``Content2`` adds to the content, in order of place; a root without a source is a relation, too."""
    gold.article("ferry", "It leaves at six, officials say, and returns at nine.")
    gold.annotations(
        "ferry",
        "T1\tContent 33 52\tand returns at nine\nT2\tContent 0 16\tIt leaves at six\nT3\tCue 28 31\tsay\n"
        "T4\tAttribution-no-source 28 31\tsay\nE1\tAttribution-no-source:T4 Content:T1 Cue:T3 Content2:T2\n",
    )
    (article,) = read_polnear(gold.path)
    assert article.relations == (GoldRelation("E1", (), ((28, 31),), ((0, 16), (33, 52))),)


def test_relations_without_a_cue_or_a_content_do_not_count(gold: GoldFolder) -> None:
    """Half-made relations, notes and texts that run over a line break are passed over."""
    gold.article("ferry", "Ada said\nyes.")
    gold.annotations(
        "ferry",
        "T1\tContent 4 12\tsaid\nyes\nT2\tCue 4 8\tsaid\nT3\tDiscard 0 3\tAda\n#1\tAnnotatorNotes T1\tsure?\n"
        "E1\tAttribution:T3 Content:T1\nE2\tAttribution:T3 Cue:T2\nE3\tAttribution:T3\n\n",
    )
    (article,) = read_polnear(gold.path)
    assert article.relations == ()


def test_a_span_counts_only_below_its_own_line(gold: GoldFolder) -> None:
    """A relation takes the spans that stand above it: a later one is passed over, as published figures do."""
    gold.article("ferry", "It leaves at six, officials say, and returns at nine.")
    gold.annotations(
        "ferry",
        "T1\tContent 0 16\t-\nT2\tCue 28 31\t-\nE1\tAttribution:T2 Content:T1 Cue:T2 Content2:T9\n"
        "T9\tContent 33 52\t-\n",
    )
    ((relation,),) = [article.relations for article in read_polnear(gold.path)]
    assert relation.content == ((0, 16),)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("T2\tContent four 9\tx", "expected 'LABEL START END"),
        ("T2\tContent 4\tx", "expected 'LABEL START END"),
        ("T2\tContent 4 9999\tx", "span 4 9999 does not fit a text of 13 characters"),
        ("T2\tContent 9 4\tx", "span 9 4 does not fit"),
        ("E1\tAttribution:T1 Content:T7", "relation E1 points at T7, which is not there"),
        ("E1\tAttribution:T1 Content", "relation E1 points at nothing"),
    ],
)
def test_a_broken_line_is_named(gold: GoldFolder, line: str, complaint: str) -> None:
    """What cannot be understood is an error with file and line, never a silent loss."""
    gold.article("ferry", "Ada said yes.")
    path = gold.annotations("ferry", f"T1\tCue 4 8\tsaid\n{line}\n")
    with pytest.raises(InputError) as caught:
        read_polnear(gold.path)
    assert f"{path}, line 2: " in str(caught.value) and complaint in str(caught.value)


def test_a_folder_that_is_no_gold_is_refused(tmp_path: Path, gold: GoldFolder) -> None:
    """Missing folders, a missing text and bytes that are no UTF-8 each have their sentence."""
    with pytest.raises(InputError, match="no folder text/"):
        read_polnear(tmp_path)
    with pytest.raises(InputError, match=r"holds no \.ann file"):
        read_polnear(gold.path)
    gold.annotations("ferry", "")
    with pytest.raises(InputError, match=r"ferry\.txt is missing"):
        read_polnear(gold.path)
    (gold.path / "text" / "ferry.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"cannot read .*ferry\.txt"):
        read_polnear(gold.path)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=3, max_size=60), cut=st.data())
def test_any_text_keeps_its_offsets(
    tmp_path_factory: pytest.TempPathFactory, text: str, cut: st.DataObject
) -> None:
    """Whatever characters an article has, spans come back as they were written."""
    start = cut.draw(st.integers(0, len(text) - 1))
    end = cut.draw(st.integers(start + 1, len(text)))
    gold = GoldFolder(tmp_path_factory.mktemp("any") / "gold")
    gold.article("a", text)
    gold.annotations(
        "a", f"T1\tContent {start} {end}\t-\nT2\tCue 0 1\t-\nE1\tAttribution:T2 Cue:T2 Content:T1\n"
    )
    (article,) = read_polnear(gold.path)
    assert article.text == text and article.relations[0].content == ((start, end),)
