"""The generator of typed edits: what each edit is said to do, it does, and nothing else; from invented speeches."""

from __future__ import annotations

import difflib
import importlib
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "verification"
OPENINGS = (
    "We will not close the northern harbor",
    "I believe that the council has three engines",
    "They never asked the ferrymen of Merrowgate",
    "It is not possible to repair the bridge",
    "Our program is about the honor of the wardens",
    "You can't tell the people of Oslovar",
    "The President of the Congress must defend the light",
    "Some of the boats were built by General Aldous",
    "I don't think the storm was worse",
    "We are going to finish the lighthouse",
    "Perhaps the harbor is more important",
    "No ferry will sail under the old bridge if the wind is strong",
)
ENDINGS = (
    ", and we have paid 43,548 crowns for it, after two winters of labor.",
    " because it is the first duty of every well-known warden in the valley.",
    ", but 15 percent of the lanterns and many windows are still dark tonight.",
    " before the council votes, unless they give us $3 million and twelve new boats.",
    " and they should support it, for nobody knows how long the good weather is free.",
    ", although most of the children's friends are waiting for their supper in the kitchen.",
    " when the bells of Merrowgate ring, even if all the others would rather sleep.",
)
QUESTIONS = (
    "Will the wardens open the eastern gate before the winter comes to us?",
    "Is it fair that the smaller boats have waited for seven hundred miles?",
    "Should we not ask the likely winner of the race about the copper bells?",
)


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    """The benchmark's modules, which are scripts beside each other and no package."""
    sys.path.insert(0, str(FOLDER))
    names = ("edits", "harmful", "honest", "dialogues", "material", "generate", "peers", "run")
    yield {name: importlib.import_module(name) for name in names}
    sys.path.remove(str(FOLDER))
    for name in names:
        sys.modules.pop(name)


@pytest.fixture(scope="module")
def material(modules: dict[str, ModuleType], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Twelve speeches of people who do not exist."""
    folder = tmp_path_factory.mktemp("speeches")
    rng = random.Random(7)
    for number in range(12):
        sentences = [
            rng.choice(QUESTIONS) if rng.random() < 0.12 else rng.choice(OPENINGS) + rng.choice(ENDINGS)
            for _ in range(90)
        ]
        text = f"President: Ada Lund {number}\n{' '.join(sentences)}"
        (folder / f"1950-01-{number + 10}-speech.txt").write_text(text, encoding="utf-8")
    return modules["material"].read_material(folder, 12, 1)


@pytest.fixture(scope="module")
def made(modules: dict[str, ModuleType], material: Any) -> dict[str, list[Any]]:
    """Ten cases of each type."""
    out: dict[str, list[Any]] = {}
    for case in modules["generate"].cases(material, 10, 1, swaps=20):
        out.setdefault(case.type, []).append(case)
    return out


def changed(said: str, printed: str) -> tuple[list[str], list[str]]:
    """The words taken out and put in, punctuation aside."""
    one, two = (re.findall(r"[\w'\u2019$%*\[\]]+|\.\.\.", text) for text in (said, printed))
    gone: list[str] = []
    new: list[str] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if op != "equal":
            gone += one[a:b]
            new += two[c:d]
    return gone, new


NEGATION = re.compile(r"\b(?:not|no|never|cannot|neither)\b|n['\u2019]t\b", re.IGNORECASE)


def negations(text: str) -> int:
    """How many words of a text deny something."""
    return len(NEGATION.findall(text))


def test_many_types_of_both_sorts_and_cases_of_each(
    modules: dict[str, ModuleType], made: dict[str, list[Any]]
) -> None:
    """There are at least 25 types, harmful and honest, and every harmful type has cases here."""
    generate = modules["generate"]
    assert len(generate.HARMFUL) >= 25 and len(generate.LEGITIMATE) >= 25
    assert set(made) >= set(generate.HARMFUL) - {"fabricated"}  # invented speeches share their sentences
    assert len(set(made) & set(generate.LEGITIMATE)) >= 25
    assert all(case.harmful == (name in generate.HARMFUL) for name, many in made.items() for case in many)


def test_a_seed_makes_the_same_cases_again(modules: dict[str, ModuleType], material: Any) -> None:
    """The same seed gives the same cases, another seed others."""
    cases = modules["generate"].cases
    first, again, other = (list(cases(material, 3, seed, swaps=5)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", ["negation dropped", "bracket for negation", "ellipsis for negation"])
def test_a_negation_goes(made: dict[str, list[Any]], name: str) -> None:
    """These take exactly one negation out."""
    assert all(negations(case.quote) == negations(case.original) - 1 for case in made[name])


@pytest.mark.parametrize("name", ["negation added", "bracketed negation"])
def test_a_negation_comes(made: dict[str, list[Any]], name: str) -> None:
    """These put one negation in and change nothing else."""
    for case in made[name]:
        gone, new = changed(case.original, case.quote)
        assert not gone and [word.strip("[]") for word in new] == ["not"]


LABELLED = {
    "never to always": r"never|always",
    "no to every": r"no|every",
    "digit changed": r"[\d,$]+",
    "number word changed": r"[a-z]+",
    "scale changed": r"hundred|thousand|million|billion|percent|points|dollars|euros|miles|kilometers",
    "name changed": r"[A-Z]\w+",
    "modal changed": r"will|would|can|could|may|might|must|should",
    "quantifier changed": r"some|many|most|all|every|any|few|several|each|no|both|neither",
    "person changed": r"i|we|they|he|she|our|my|their|us|them",
    "tense changed": r"is|are|was|were|has|have|had",
    "and to or": r"and|or",
    "if to when": r"if|when|unless",
}


@pytest.mark.parametrize("name", sorted(LABELLED))
def test_a_change_is_of_the_kind_that_its_label_says(made: dict[str, list[Any]], name: str) -> None:
    """One word is set for another, and both are of the kind."""
    for case in made[name]:
        gone, new = changed(case.original, case.quote)
        assert len(gone) == len(new) == 1, case
        flags = re.NOFLAG if name == "name changed" else re.IGNORECASE
        assert all(re.fullmatch(LABELLED[name], word, flags) for word in (*gone, *new)), case


def test_content_words_change_as_labelled(made: dict[str, list[Any]]) -> None:
    """Replaced: one for one; dropped and inserted: one; swapped: the same words in another order."""
    sizes = {"content replaced": (1, 1), "content dropped": (1, 0), "content inserted": (0, 1)}
    for name, size in sizes.items():
        for case in made[name]:
            assert tuple(map(len, changed(case.original, case.quote))) == size, case
    for case in made["content swapped"]:
        assert sorted(case.original.split()) != case.original.split()
        words = [sorted(re.findall(r"\w+", text.lower())) for text in (case.original, case.quote)]
        assert words[0] == words[1] and case.original != case.quote


def test_clipped_quotations_stand_in_the_source_word_for_word(made: dict[str, list[Any]]) -> None:
    """What is cut is a frame around the words: similarity cannot see it."""
    for name in ("condition cut", "denial cut", "others' view cut", "negation before the cut"):
        for case in made[name]:
            assert case.quote.rstrip(".").lower() in case.original.lower() != case.quote.lower()


def test_a_question_becomes_a_statement_and_back(made: dict[str, list[Any]]) -> None:
    """Only the last mark changes."""
    for name in ("question to statement", "statement to question"):
        for case in made[name]:
            assert case.quote[:-1] == case.original[:-1] and case.quote[-1] != case.original[-1]


def test_harmful_quotations_are_not_what_was_said(
    modules: dict[str, ModuleType], made: dict[str, list[Any]], material: Any
) -> None:
    """No harmful edit of a sentence stands in its speech by chance."""
    for name in modules["harmful"].HARMFUL_EDITS:
        for case in made[name]:
            assert case.quote != case.original
            assert case.quote.lower() not in material.sources[case.source].text.lower()


def test_honest_quotations_differ_from_the_original(
    modules: dict[str, ModuleType], made: dict[str, list[Any]]
) -> None:
    """Every honest edit leaves a trace in the print or in the source, except the verbatim control."""
    for name in set(made) & set(modules["generate"].LEGITIMATE) - {"verbatim", "crosstalk"}:
        assert all(case.quote != case.original for case in made[name]), name
    assert all(case.quote == case.original for case in made["verbatim"])
    assert all(case.quote in case.original for case in made["fragment"])


def test_honest_edits_touch_no_meaning_bearing_word(made: dict[str, list[Any]]) -> None:
    """No honest edit takes a negation out or puts one in, other than in a contraction that keeps it."""
    for many in made.values():
        for case in many:
            if not case.harmful and case.type not in ("fragment", "ellipsis over a sentence"):
                printed = re.sub(r"\[(\w)\]", r"\1", case.quote)
                assert negations(printed) == negations(case.original.replace("\u00e9", "e")), case


def test_harmful_and_honest_edits_have_the_same_size(
    modules: dict[str, ModuleType], made: dict[str, list[Any]]
) -> None:
    """An edit of either sort touches a few words: size tells nothing."""
    for table in (modules["harmful"].HARMFUL_EDITS, modules["honest"].LEGITIMATE_EDITS):
        for name in set(table) & set(made) - {"fragment", "line break", "ligature and soft hyphen"}:
            for case in made[name]:
                gone, new = changed(case.original, case.quote)
                assert max(len(gone), len(new)) <= 6, case


def test_wrong_speakers_are_people_of_the_same_conversation(
    modules: dict[str, ModuleType], made: dict[str, list[Any]]
) -> None:
    """The words are said in the source, by somebody else than the person credited."""
    for case in made["wrong speaker"]:
        said = [turn.speaker for turn in case.own[0].turns if case.quote in case.own[0].turn_text(turn)]
        assert said and case.speaker not in said
        assert case.speaker in {turn.speaker for turn in case.own[0].turns}


def test_the_benchmark_ships_no_text_but_its_own_dialogues() -> None:
    """The speeches are read from a folder: the benchmark's own holds programs and its description only."""
    assert {path.suffix for path in FOLDER.iterdir() if path.is_file()} <= {".py", ".md"}


def test_a_peer_is_given_the_passage_that_was_edited(
    modules: dict[str, ModuleType], made: dict[str, list[Any]], material: Any
) -> None:
    """The sentence, and the one joined to it, stand in the passage; a fabricated one does not."""
    passage_of = modules["run"].passage_of
    for many in made.values():
        for case in many:
            passage = passage_of(case, material)
            if case.type == "fabricated":
                assert case.quote not in passage
            elif case.type not in ("two speeches joined", "crosstalk"):
                assert case.original in passage, case


def test_the_method_of_quoted_spans_is_a_substring(modules: dict[str, ModuleType]) -> None:
    """White space and case are nothing, everything else counts."""
    found = modules["peers"].quoted_spans
    assert found("the  Harbor is\nclosed", "We know that The harbor is closed.")
    assert not found("the harbor's closed", "the harbor\u2019s closed")
