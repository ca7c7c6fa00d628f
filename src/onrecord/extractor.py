"""The extractor: a loaded model, ready for one document after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources.abc import Traversable

from onrecord.circumstances import circumstances_of
from onrecord.documents import Document, document_from
from onrecord.documents.labelled import is_generic_label
from onrecord.extraction.confidence import Confidence
from onrecord.extraction.decoding import decode
from onrecord.extraction.encoder import Encoder
from onrecord.extraction.statements import Found, assemble, with_flags
from onrecord.extraction.weights import Decoding
from onrecord.extraction.words import read_words
from onrecord.quotation_marks import read_marks
from onrecord.records import Speaker, Statement
from onrecord.speakers import Names, speaker_of

__all__ = ["Extractor"]


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
        text = document.text
        quotations = read_marks(text)
        words = read_words(text, quotations, document.body)
        windows = self._encoder.scores(words)
        relations = decode(words, quotations, self._encoder, windows, self._decoding)
        found = assemble(document, words, quotations, relations, self._confidence)
        names = Names(text)
        around = circumstances_of(document, words, found)
        return [c.added_to(_with_speaker(f, names, text)) for f, c in zip(found, around, strict=True)]

    def extract_batch(self, documents: Iterable[Document | str]) -> Iterator[list[Statement]]:
        """The statements of each document, in order, one document at a time."""
        for document in documents:
            yield self.extract(document)


def _with_speaker(found: Found, names: Names, text: str) -> Statement:
    statement = found.statement
    speaker = speaker_of(statement.source, names, text, signature=found.signed)
    if found.turn is not None:
        label = found.turn.speaker
        if is_generic_label(label):
            speaker = Speaker(
                label, "unnamed", "turn", statement.confidence, "label of the turn, which is no name"
            )
        else:
            name = label if speaker is None else speaker.name
            speaker = Speaker(name, "named", "turn", statement.confidence, "label of the turn")
    if speaker is None:
        return with_flags(statement, "unresolved-speaker")
    return replace(statement, speaker=speaker)
