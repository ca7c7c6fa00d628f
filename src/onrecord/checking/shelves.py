"""The sources of a check: documents become texts with voices, and what is none is accounted for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.alignment import Index, Source
from onrecord.checking.checks import CheckedSource
from onrecord.checking.languages import guess_language
from onrecord.documents import Document, Problem, not_english, text_id

__all__ = ["Shelf", "fill", "source_of"]

UNKNOWN_LANGUAGE = "und"
"""The ISO 639 code of a text that is not English and whose language nobody told."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Sources ready to be searched, and what is to be said of each that was given, in order.

    Built once and asked for every draft; `fill` makes it, and so can whoever has an index already.
    """

    index: Index
    listed: tuple[CheckedSource, ...]

    @property
    def unread(self) -> tuple[CheckedSource, ...]:
        """The sources of which nothing could be read."""
        return tuple(source for source in self.listed if source.sha256 is None)


def fill(items: Iterable[Document | Source | Problem], *, drafts: Iterable[str] = ()) -> Shelf:
    """A shelf of documents, of sources made elsewhere (a ledger's), and of inputs that could not be read.

    What could not be read stays on the shelf as a text that is not complete: words that are found nowhere else may
    stand there. A text whose id (``sha256:...``) is among ``drafts`` is a draft itself; it is named, and not searched.
    """
    own = frozenset(drafts)
    sources: list[Source] = []
    listed: list[tuple[CheckedSource, int | None]] = []
    names: set[str] = set()
    for item in items:
        if isinstance(item, Problem):
            path = item.path if item.line is None else f"{item.path}, line {item.line}"
            listed.append((CheckedSource(path, None, 0, 0, False, item.message), None))
            sources.append(Source(path, "", (), complete=False))
            continue
        source, problem = source_of(item) if isinstance(item, Document) else (item, None)
        digest = text_id(source.text)
        if digest in own:
            listed.append((_listed(source, digest, "is the draft itself, no evidence for it"), None))
            continue
        source = _named(source, names)
        listed.append((_listed(source, digest, problem), len(sources)))
        sources.append(source)
    index = Index(sources)
    return Shelf(index, tuple(_counted(known, index, number) for known, number in listed))


def source_of(document: Document) -> tuple[Source, str | None]:
    """A document as a source, and what stands in the way of finding English words in it.

    A text in another language keeps its place on the shelf: a quotation may be in that language.
    """
    source = Source.of_document(document)
    guess = guess_language(document.text[slice(*document.body)])
    foreign = not_english(document)
    if foreign is None:
        return replace(source, lang=source.lang or ("en" if guess == "en" else None)), None
    lang = source.lang or (guess if guess not in (None, "en") else UNKNOWN_LANGUAGE)
    return replace(
        source, lang=lang
    ), f"is not in English ({foreign}), so no English quotation can be found in it"


def _named(source: Source, names: set[str]) -> Source:
    """The source under a name that no other has: evidence points at a source by its id."""
    name, count = source.id, 1
    while name in names:
        count += 1
        name = f"{source.id} ({count})"
    names.add(name)
    return source if name == source.id else replace(source, id=name)


def _listed(source: Source, digest: str, problem: str | None) -> CheckedSource:
    return CheckedSource(source.id, digest.removeprefix("sha256:"), 0, 0, source.complete, problem)


def _counted(known: CheckedSource, index: Index, number: int | None) -> CheckedSource:
    if number is None:
        return known
    first, last = index.bounds(number)
    words = last - first
    problem = known.problem or (None if words else "holds no words that could be searched")
    return replace(known, words=words, turns=len(index.turns_of(number)), problem=problem)
