"""A plain feature CRF with a nearest-neighbour linker: what one gets without a network.

    python benchmarks/crf_baseline.py train POLNEAR_TRAIN_DIR --model crf.model [--articles N]
    python benchmarks/crf_baseline.py extract PATH... --model crf.model > predictions.jsonl

Needs python-crfsuite. Words and marks of a paragraph are one sequence with BIO tags for source, cue and
content (Lafferty, McCallum & Pereira 2001; the features are those usual for names). Each content fragment
goes to the nearest cue, each cue to the nearest source; the fragments of one cue are one statement.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from onrecord.evaluation import GoldArticle, Prediction, read_polnear
from onrecord.evaluation.words import SAY_WORDS
from onrecord.records import Span
from predictions import write_predictions

TOKEN = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
ROLES = ("source", "cue", "content")
SOURCE_REACH = 40
"""Tokens between a cue and its source, at most."""
TRAINING = {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.possible_transitions": True}
"""L1 and L2 penalties for L-BFGS: ordinary values, not tuned."""


class CrfBaseline:
    """Tags with a trained model and links neighbours."""

    def __init__(self, model: Path | str) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(model))

    def extract(self, text: str, /) -> list[Prediction]:
        """The relations of ``text``; content without a cue anywhere is dropped."""
        tokens: list[Span] = []
        tags: list[str] = []
        for paragraph in paragraphs(text):
            tokens.extend(paragraph)
            tags.extend(self._tagger.tag(features(text, paragraph)))
        return link(text, tokens, fragments(tags))


def paragraphs(text: str) -> Iterator[list[Span]]:
    """The tokens of each paragraph, as spans of ``text``."""
    for paragraph in PARAGRAPH.finditer(text):
        yield [match.span() for match in TOKEN.finditer(text, *paragraph.span())]


def features(text: str, tokens: Sequence[Span]) -> list[list[str]]:
    """What the model sees of each token of a paragraph: itself, two neighbours either side, the marks."""
    words = [text[start:end] for start, end in tokens]
    lowered = [word.lower() for word in words]
    shapes = [_shape(word) for word in words]
    marked = _marked(words)
    rows: list[list[str]] = []
    for here, word in enumerate(lowered):
        row = [
            "bias",
            f"word={word}",
            f"suffix={word[-3:]}",
            f"prefix={word[:3]}",
            f"shape={shapes[here]}",
            f"marked={marked[here]}",
        ]
        for offset in (-2, -1, 1, 2):
            there = here + offset
            if 0 <= there < len(words):
                row.append(f"word[{offset}]={lowered[there]}")
                row.append(f"shape[{offset}]={shapes[there]}")
                if lowered[there] in SAY_WORDS:
                    row.append(f"say[{offset}]")
            else:
                row.append(f"edge[{offset}]")
        if here:
            row.append(f"pair={lowered[here - 1]}|{word}")
            row.append(f"marked pair={marked[here - 1]}|{marked[here]}")
        if word in SAY_WORDS:
            row.append("say")
        rows.append(row)
    return rows


def fragments(tags: Sequence[str]) -> dict[str, list[Span]]:
    """Runs of B and I tags by role, as half-open intervals of token numbers."""
    found: dict[str, list[Span]] = {role: [] for role in ROLES}
    start, current = 0, "O"
    for number, tag in enumerate([*tags, "O"]):
        if current != "O" and tag != f"I-{current}":
            found[current].append((start, number))
            current = "O"
        if tag != "O" and current == "O":
            start, current = number, tag[2:]
    return found


def link(text: str, tokens: Sequence[Span], found: dict[str, list[Span]]) -> list[Prediction]:
    """Content fragments joined by their nearest cue, with that cue's nearest source."""
    of_cue: dict[Span, list[Span]] = {}
    for content in found["content"]:
        cue = nearest(content, found["cue"])
        if cue is not None:
            of_cue.setdefault(cue, []).append(content)
    predictions: list[Prediction] = []
    for cue, contents in of_cue.items():
        source = nearest(cue, found["source"])
        if source is not None and distance(cue, source) > SOURCE_REACH:
            source = None
        spans = tuple((tokens[first][0], tokens[last - 1][1]) for first, last in contents)
        predictions.append(
            Prediction(
                source=() if source is None else ((tokens[source[0]][0], tokens[source[1] - 1][1]),),
                cue=((tokens[cue[0]][0], tokens[cue[1] - 1][1]),),
                content=spans,
                content_text=" ".join(text[start:end] for start, end in spans),
            )
        )
    return predictions


def nearest(span: Span, candidates: Sequence[Span]) -> Span | None:
    """The candidate with the fewest tokens between, the earlier of two."""
    return min(candidates, key=lambda other: distance(span, other), default=None)


def distance(one: Span, other: Span) -> int:
    """Tokens between two fragments."""
    return max(other[0] - one[1], one[0] - other[1])


def gold_tags(article: GoldArticle, tokens: Sequence[Span]) -> list[str]:
    """BIO tags of a paragraph's tokens; where roles overlap, the content gives way."""
    tags = ["O"] * len(tokens)
    for role in reversed(ROLES):
        for relation in article.relations:
            for start, end in getattr(relation, role):
                inside = [n for n, token in enumerate(tokens) if token[0] < end and start < token[1]]
                for position, number in enumerate(inside):
                    tags[number] = f"I-{role}" if position else f"B-{role}"
    return tags


def train(directory: str, model: str, articles: int | None) -> None:
    """Fit the tags of ``directory``'s gold and write the model file."""
    gold = read_polnear(directory)[:articles]
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=TRAINING, verbose=False)
    for article in gold:
        for tokens in paragraphs(article.text):
            trainer.append(features(article.text, tokens), gold_tags(article, tokens))
    started = time.perf_counter()
    trainer.train(model)
    print(
        f"{len(gold)} articles, {time.perf_counter() - started:.0f} s, {Path(model).stat().st_size:,} bytes"
    )


def _marked(words: Sequence[str]) -> list[str]:
    """Whether each token is in double marks (in), a mark itself (mark), or neither (out)."""
    states: list[str] = []
    inside = False
    for word in words:
        if word in '“”"':
            inside = word == "“" or (word == '"' and not inside)
            states.append("mark")
        else:
            states.append("in" if inside else "out")
    return states


def _shape(word: str) -> str:
    if not word[0].isalnum():
        return word
    if word.isdigit():
        return "0"
    if word.isupper():
        return "XX" if len(word) > 1 else "X"
    return "Xx" if word[0].isupper() else "x"


def main() -> None:
    """Train a model, or write what one finds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="fit a model to PolNeAR-style gold")
    training.add_argument("directory")
    training.add_argument("--model", required=True)
    training.add_argument("--articles", type=int, help="only the first N articles, for a trial")
    extraction = commands.add_parser("extract", help="write what a model finds")
    extraction.add_argument("paths", nargs="+", help="text files and folders")
    extraction.add_argument("--model", required=True)
    arguments = parser.parse_args()
    if arguments.command == "train":
        train(arguments.directory, arguments.model, arguments.articles)
    else:
        write_predictions(CrfBaseline(arguments.model), arguments.paths)


if __name__ == "__main__":
    main()
