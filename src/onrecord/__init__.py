"""onrecord: who said what, to whom, when, and did they really say it like that?

>>> import onrecord
>>> for statement in onrecord.extract("“We are done waiting,” Ines Okafor said."):
...     print(statement.source.text, "|", statement.content.text)
Ines Okafor | “We are done waiting,”
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.documents import (
    Document,
    Problem,
    document_from,
    find_files,
    in_blocks,
    not_english,
    read_document,
    read_documents,
)
from onrecord.documents.facts import iso_date
from onrecord.errors import InputError, LedgerError, ModelError, OnRecordError, UsageError
from onrecord.records import Channel, Piece, SaidOn, Speaker, Statement, statement_id
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.alignment import Index, Source
    from onrecord.checking import Check, Policy, QuoteVerdict
    from onrecord.extractor import Extractor
    from onrecord.ledger import Ledger

_LONGEST_PATH = 1024

__all__ = [
    "Channel",
    "Check",
    "Document",
    "Extractor",
    "InputError",
    "Ledger",
    "LedgerError",
    "ModelError",
    "OnRecordError",
    "Piece",
    "QuoteVerdict",
    "SaidOn",
    "Speaker",
    "Statement",
    "UsageError",
    "__version__",
    "check",
    "extract",
    "read_document",
    "statement_id",
    "verify",
]


def extract(
    text: str | Document,
    *,
    published: str | None = None,
    path: str | None = None,
    factuality: Literal["speech", "all"] = "speech",
) -> list[Statement]:
    """The attributed statements of an English news text, ordered by where their content begins.

    ``text`` is a text or a `Document`. ``published`` is its ISO date, used where the text itself states
    none; ``path`` is where it came from. ``factuality="all"`` adds what people are said to think, want or
    expect to what they said or wrote. Spans count code points of ``text``, so ``text[start:end]`` is the
    piece. A text that is not English gives no statements (`onrecord.documents.not_english` says why).

    The model is loaded at the first call and kept; for many texts, or more threads, keep your own
    `onrecord.Extractor`. Raises `UsageError` for a date or factuality that is none.
    """
    if published is not None and iso_date(published) != published:
        raise UsageError(f"published is {published!r}, expected a date as YYYY-MM-DD")
    if factuality not in ("speech", "all"):
        raise UsageError(f"factuality is {factuality!r}, expected 'speech' or 'all'")
    document = text if isinstance(text, Document) else document_from(text, path=path, published=published)
    if not_english(document) is not None:
        return []
    found = in_blocks(document, _default_extractor().extract)
    return [statement for statement in found if factuality == "all" or statement.factuality == "speech"]


def check(
    draft: str | Path | Document,
    sources: str | Path | Document | Source | Iterable[str | Path | Document | Source],
    *,
    policy: str | Path | Policy = "default",
    published: str | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Check:
    """A verdict for every quotation of a draft: whether its speaker said it like that, by the sources given.

    A string is a text; a file, or a folder of sources, is a `Path`. ``policy`` is the name of a preset, a TOML file or
    a `Policy`; ``aliases`` gives other names of people ("Ines Okafor": ["the mayor"]). A source that cannot be read is
    named in the check's ``sources`` and counts as one that may hold what is not found. A draft in another language
    than English is checked without speakers.

    Raises `InputError` for a draft that cannot be read, `UsageError` for a policy, a date or a path that makes no
    sense.
    """
    from onrecord.checking import check_draft, fill, load_policy

    rules = load_policy(policy)
    if published is not None and iso_date(published) != published:
        raise UsageError(f"published is {published!r}, expected a date as YYYY-MM-DD")
    if isinstance(draft, Path):
        document = read_document(draft, published=published)
    else:
        document = draft if isinstance(draft, Document) else document_from(_text(draft), published=published)
    shelf = fill(_documents(sources), drafts=[document.id])
    return check_draft(document, extract(document, factuality="all"), shelf, rules, aliases=aliases)


def verify(
    quote: str,
    sources: str | Path | Document | Source | Index | Iterable[str | Path | Document | Source],
    speaker: str | None = None,
    policy: str | Path | Policy = "default",
    *,
    cited: str | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    lang: str | None = None,
) -> QuoteVerdict:
    """Whether ``speaker`` said ``quote`` as printed, by the sources given; needs no model, takes milliseconds.

    Sources are texts (transcripts with ``NAME:`` turns are known as such), documents, paths, `Source` values, or an
    `onrecord.alignment.Index` built once for many questions. ``cited`` is the id of the source that the quotation is
    credited to, ``lang`` the language of the quotation, guessed where it is not given.

    Raises `UsageError` for a policy or path that makes no sense; never for any text.
    """
    from onrecord.alignment import Index
    from onrecord.checking import fill
    from onrecord.checking import verify as verify_by
    from onrecord.checking.drafts import stretches_of

    index = sources if isinstance(sources, Index) else fill(_documents(sources)).index
    return verify_by(
        quote,
        index,
        speaker,
        policy,
        spans=stretches_of(quote),
        cited=cited,
        aliases=aliases,
        lang=lang,
    )


def _documents(
    sources: str | Path | Document | Source | Iterable[str | Path | Document | Source],
) -> Iterable[Document | Source | Problem]:
    from onrecord.alignment import Source

    given = [sources] if isinstance(sources, str | Path | Document | Source) else sources
    for number, one in enumerate(given, 1):
        if isinstance(one, str):
            yield document_from(_text(one), path=f"source {number}")
        elif isinstance(one, Path):
            for found in find_files([one]):
                yield from [found] if isinstance(found, Problem) else read_documents(found)
        else:
            yield one


def _text(given: str) -> str:
    """A text as given. The name of a file would silently be checked as a text of one word."""
    if len(given) < _LONGEST_PATH and "\n" not in given and "\0" not in given and os.path.exists(given):
        raise UsageError(f"{given!r} is the name of a file; give it as a pathlib.Path, or give its text")
    return given


@functools.cache
def _default_extractor() -> Extractor:
    from onrecord.extractor import Extractor

    return Extractor()


def __getattr__(name: str) -> object:
    # What takes long to load (NumPy and ONNX Runtime, the ledger) waits until it is asked for: importing onrecord for
    # its values stays instant.
    if name == "Extractor":
        from onrecord.extractor import Extractor

        return Extractor
    if name in ("Check", "QuoteVerdict"):
        from onrecord import checking

        return getattr(checking, name)
    if name == "Ledger":
        from onrecord.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
