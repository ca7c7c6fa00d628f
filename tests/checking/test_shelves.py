"""Documents become sources with voices, and every input is accounted for."""

from __future__ import annotations

from onrecord.alignment import Source
from onrecord.checking import fill, source_of, verify
from onrecord.documents import Document, Problem, document_from
from onrecord.documents.facts import Facts

TALK = (
    "ADA LUND: We rowed home at dusk, and we did not stop at the island.\n\n"
    "PAVEL MOE: The harbour was full of ice, and the lamp was out."
)
RUSSIAN = "Мы не закроем гавань никогда, сказал мэр города на собрании жителей вчера вечером."


def document(text: str, path: str = "talk.txt", **facts: object) -> Document:
    return document_from(text, facts=Facts(**facts), path=path)  # type: ignore[arg-type]


def test_a_source_is_listed_with_what_can_be_searched() -> None:
    """The hash is that of the text, words and turns are those of the voices: labels are not searched."""
    shelf = fill([document(TALK)])
    (known,) = shelf.listed
    assert known.sha256 == document(TALK).id.removeprefix("sha256:")
    assert (known.path, known.words, known.turns, known.complete, known.problem) == (
        "talk.txt",
        24,
        2,
        True,
        None,
    )
    assert shelf.unread == ()


def test_labels_keep_where_they_come_from() -> None:
    """People's transcripts, machines, articles and posts are told apart."""
    for facts, provenance in (
        ({}, "transcript"),
        ({"labels": "machine"}, "asr"),
        ({"kind": "report"}, "article"),
        ({"kind": "post", "author": "Ada Lund"}, "official"),
        ({"kind": "release"}, "official"),
    ):
        assert source_of(document(TALK, **facts))[0].label_provenance == provenance


def test_what_could_not_be_read_may_hold_what_is_not_found() -> None:
    """An input that failed is named with its reason, and nothing is called "not found" beside it."""
    shelf = fill(
        [document(TALK), Problem("minutes.pdf", "is an encrypted PDF file", None), Problem("a.csv", "odd", 3)]
    )
    assert [one.path for one in shelf.unread] == ["minutes.pdf", "a.csv, line 3"]
    assert [one.complete for one in shelf.listed] == [True, False, False]
    verdict = verify("We will sell the lighthouse tomorrow", shelf.index)
    assert (verdict.verdict, verdict.reason) == ("UNCHECKABLE", "incomplete")
    assert verify("We rowed home at dusk", shelf.index, "Ada Lund").verdict == "VERBATIM"


def test_an_excerpt_is_no_proof_of_absence() -> None:
    """``complete: false`` goes through to the verdict."""
    shelf = fill([document(TALK, complete=False)])
    assert verify("We will sell the lighthouse tomorrow", shelf.index).reason == "incomplete"


def test_another_language_is_a_problem_but_searched() -> None:
    """English words cannot be found there; words of that language can."""
    shelf = fill([document(RUSSIAN)])
    (known,) = shelf.listed
    assert known.problem is not None and "not in English" in known.problem and known.words
    assert shelf.unread == ()
    assert verify("We will never close the harbour", shelf.index, lang="en").reason == "language"
    assert verify("Мы не закроем гавань никогда", shelf.index).verdict == "VERBATIM"


def test_a_source_without_words_says_so() -> None:
    """Dots and rules are read, and nothing is in them."""
    (known,) = fill([document("...\n* * *\n")]).listed
    assert (known.words, known.problem) == (0, "holds no words that could be searched")


def test_the_draft_is_no_evidence_for_itself() -> None:
    """The same text among the sources is named and not searched."""
    draft = document("“We rowed home at dusk,” Ada Lund said.", "draft.md")
    shelf = fill([draft, document(TALK)], drafts=[draft.id])
    assert [one.problem for one in shelf.listed] == ["is the draft itself, no evidence for it", None]
    assert [source.id for source in shelf.index.sources] == ["talk.txt"]


def test_two_sources_never_share_a_name() -> None:
    """Evidence names its source: a second one of the same name gets a number."""
    shelf = fill([document(TALK), document(TALK + " Later."), Source.of_text("talk.txt", "Something else.")])
    assert [one.path for one in shelf.listed] == ["talk.txt", "talk.txt (2)", "talk.txt (3)"]


def test_documents_of_one_file_are_told_apart() -> None:
    """A record is its file's path with the record's key, or its line."""
    one = Document("We rowed home.", "sha256:0", (0, 14), path="posts.jsonl", line=2)
    two = Document("We rowed home.", "sha256:0", (0, 14), path="posts.jsonl", line=3, key="p7")
    assert [source.path for source in fill([one, two]).listed] == ["posts.jsonl#2", "posts.jsonl#p7"]
