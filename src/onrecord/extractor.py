"""The extractor: a loaded model, ready for one document after another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources.abc import Traversable

from onrecord.circumstances import circumstances_of
from onrecord.documents import Document, document_from
from onrecord.extraction.confidence import Confidence
from onrecord.extraction.decoding import decode
from onrecord.extraction.encoder import Encoder, Scores, states_of
from onrecord.extraction.statements import QUOTED_ROLES, Found, assemble, with_flags
from onrecord.extraction.weights import Decoding
from onrecord.extraction.words import Words, read_words
from onrecord.quotation_marks import Quotation, read_marks
from onrecord.records import Span, Speaker, Statement
from onrecord.speakers import Case, Layout, speakers_of

__all__ = ["Extractor"]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the model and the marks make of one document, before anybody asks who spoke and when."""

    quotations: Sequence[Quotation]
    words: Words
    windows: Sequence[Scores]
    statements: Sequence[Found]


class Extractor:
    """Finds the attributed statements of English news text.

    Loads the shipped network once, on first use, and keeps it. ``threads`` is what one document may use; for
    throughput run one extractor a process with one thread each. Not to be shared between threads. ``folder`` holds
    another model's files, made by ``training/``.
    """

    def __init__(self, *, threads: int = 1, folder: Traversable | None = None) -> None:
        self._encoder = Encoder(threads=threads, folder=folder)
        settings = self._encoder.settings
        self._decoding = Decoding(**settings["decoding"])
        self._confidence = Confidence.from_settings(settings["confidence"])

    def extract(self, document: Document | str) -> list[Statement]:
        """All statements, speech and thought, ordered by the start of their content.

        Spans are code points of the document's text. Work and memory are linear in the text; for a very long one
        see :func:`onrecord.documents.in_blocks`.

        Raises:
            ModelError: the model files of the package are missing or cannot be loaded.
        """
        if isinstance(document, str):
            document = document_from(document)
        found = self._read(document)
        cases, layout, quoted = self._asked(found)
        speakers = speakers_of(document.text, cases, layout, quoted, author=document.author)
        states = states_of(found.windows, len(found.words))
        around = circumstances_of(document, found.words, found.statements, states)
        return [
            more.added_to(_with_speaker(case.statement, who))
            for case, who, more in zip(cases, speakers, around, strict=True)
        ]

    def cases(self, document: Document) -> tuple[list[Case], Layout, list[Span]]:
        """The statements of a document as speakers are asked for, the places of its words, and its quotations."""
        return self._asked(self._read(document))

    def _read(self, document: Document) -> _Read:
        text = document.text
        quotations = read_marks(text)
        words = read_words(text, quotations, document.body)
        windows = self._encoder.scores(words)
        relations = decode(words, quotations, self._encoder, windows, self._decoding)
        found = assemble(document, words, quotations, relations, self._confidence)
        return _Read(quotations, words, windows, found)

    def _asked(self, read: _Read) -> tuple[list[Case], Layout, list[Span]]:
        words = read.words
        layout = Layout(words.starts, words.sentence, words.paragraph)
        outer = (q for q in read.quotations if q.level == 0 and q.role in QUOTED_ROLES)
        quoted = [span for q in outer for span in q.spans]
        return [self._case(f, words, read.windows) for f in read.statements], layout, quoted

    def _case(self, found: Found, words: Words, windows: Sequence[Scores]) -> Case:
        label = None if found.turn is None else found.turn.speaker
        if found.relation is None or not self._encoder.knows_speakers:
            return Case(found.statement, found.signed, label)
        cue = found.relation.cue[0]
        window = windows[bisect_right(windows, cue, key=lambda s: s.window.keep) - 1].window
        affinity = partial(self._encoder.affinity, words, windows, cue)
        return Case(found.statement, found.signed, label, affinity, window.first)

    def extract_batch(self, documents: Iterable[Document | str]) -> Iterator[list[Statement]]:
        """The statements of each document, in order, one document at a time."""
        for document in documents:
            yield self.extract(document)


def _with_speaker(statement: Statement, speaker: Speaker | None) -> Statement:
    if speaker is None:
        return with_flags(statement, "unresolved-speaker")
    return replace(statement, speaker=speaker)
