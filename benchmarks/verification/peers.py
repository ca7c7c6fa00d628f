"""Other checkers of quotations, each asked the same question: is this quotation in this passage?

Every adapter takes the quotation as printed and a passage of the source, and says whether the peer, used as its
authors describe it, accepts the quotation. A package that is not installed is listed and not run
(``pip install -r requirements/bench.txt`` installs them). None of the peers takes a speaker.
"""

from __future__ import annotations

import difflib
import importlib.metadata
import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["PEERS", "Accepts", "Peer"]

Accepts = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Peer:
    """A checker: ``load`` gives what judges, or raises ImportError; ``rule`` tells when it accepts, and
    whether that threshold is the authors' or ours."""

    name: str
    package: str | None
    rule: str
    load: Callable[[], Accepts]

    def version(self) -> str:
        """The version installed, empty for the standard library and for methods written down here."""
        return importlib.metadata.version(self.package) if self.package else ""


def _gtrex() -> Accepts:
    from gtrex import Policy, Verifier  # type: ignore[import-not-found]

    policy = Policy()
    return lambda quote, passage: bool(Verifier(passage, policy).verify(quote).grounded)


def _verbatimeter() -> Accepts:
    import verbatimeter  # type: ignore[import-not-found]

    def count(text: str) -> int:
        return len(text.split())  # its own counter of tokens changes no decision, and is slow

    return lambda quote, passage: verbatimeter.check(quote, passage, count_tokens=count).differing_tokens == 0


COVERED = 0.9


def _quid() -> Accepts:
    from quid.core.Quid import Quid  # type: ignore[import-not-found]

    def accepts(quote: str, passage: str) -> bool:
        matches = Quid(show_progress=False).compare(passage, quote)
        return any(
            match.target_span.end - match.target_span.start >= COVERED * len(quote) for match in matches
        )

    return accepts


def _citefact() -> Accepts:
    from citefact.checks.quotes import normalize  # type: ignore[import-not-found]

    return lambda quote, passage: normalize(quote) in normalize(passage)


def _rapidfuzz() -> Accepts:
    from rapidfuzz import fuzz

    return lambda quote, passage: fuzz.partial_ratio(quote, passage) >= 100 * COVERED


def _difflib() -> Accepts:
    def accepts(quote: str, passage: str) -> bool:
        words = quote.split()
        matcher = difflib.SequenceMatcher(None, words, passage.split(), autojunk=False)
        return sum(block.size for block in matcher.get_matching_blocks()) >= COVERED * len(words)

    return accepts


def quoted_spans(quote: str, passage: str) -> bool:
    """The method that ragas (0.4) describes as quoted-spans alignment: a quoted span counts as found when it is a
    substring of the sources, white space collapsed and case folded.

    Written down here from that description, because the package needs a stack of language-model clients for a string
    comparison. Ours: the span is given instead of being searched between quotation marks in an answer, so that
    apostrophes do not cut it.
    """

    def plain(text: str) -> str:
        return re.sub(r"\s+", " ", text).strip().lower()

    return plain(quote) in plain(passage)


PEERS = (
    Peer("gtrex", "gtrex", "`Verifier.verify(...).grounded` under its default policy", _gtrex),
    Peer("verbatimeter", "verbatimeter", "no differing token, as its `--fail` gate demands", _verbatimeter),
    Peer("Quid", "quid", "one match covers nine tenths of the quotation (threshold ours)", _quid),
    Peer("citefact", "citefact", "`quote_verified`: a substring by its `normalize`", _citefact),
    Peer(
        "ragas' method",
        None,
        "substring, blanks collapsed, case folded (see `quoted_spans`)",
        lambda: quoted_spans,
    ),
    Peer("partial_ratio", "rapidfuzz", "`rapidfuzz.fuzz.partial_ratio` of 90 (threshold ours)", _rapidfuzz),
    Peer("difflib", None, "matching blocks hold nine tenths of the words (threshold ours)", _difflib),
)
