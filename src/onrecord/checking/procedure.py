"""Checking one quotation against sources: the decision procedure, step by step.

The steps are those of the contract (0 parse, 1 fold, 2 guards, 3 candidates, 4 align, 5 type, 6 attribution,
7 wording, 8 ties, 9 output); 0, 1 and 3 to 5 are :mod:`onrecord.alignment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from onrecord.alignment import (
    Alignment,
    Index,
    Reading,
    Source,
    align,
    read,
)
from onrecord.alignment.written import RAW
from onrecord.checking.attribution import attribute, speaker_turns
from onrecord.checking.explanations import explain
from onrecord.checking.findings import evidence_of, flags_of, headline_of, louder, match_of, run_evidence
from onrecord.checking.languages import guess_language
from onrecord.checking.placement import Conflict, by_chance, decide, is_placed, unmarked_runs
from onrecord.checking.policies import Policy, load_policy
from onrecord.checking.verdicts import (
    Attribution,
    Evidence,
    Omission,
    QuoteVerdict,
)
from onrecord.checking.wording import Judgement, judge_wording
from onrecord.records import Span

__all__ = ["MAX_SEGMENTS", "MAX_WORDS", "verify"]

MAX_WORDS = 20_000
"""Words of the longest quotation that is checked: aligning takes time by its length times that of the passage."""
MAX_SEGMENTS = 200
"""Stretches between ellipses of the most fragmented quotation that is checked: each is looked for on its own."""
NEAREST = 0.3
"""Share of the words that a passage must have to be shown as the nearest one."""


def verify(
    quote: str,
    sources: Iterable[Source] | Index,
    speaker: str | None = None,
    policy: str | Path | Policy = "default",
    *,
    spans: Sequence[Span] | None = None,
    cited: str | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    lang: str | None = None,
) -> QuoteVerdict:
    """Whether ``speaker`` said ``quote`` as printed, by the sources given.

    ``quote`` is what stands between the marks; ``spans`` are its stretches when ``quote`` holds a cue between
    them ("...," she said, "..."). ``sources`` may be an :class:`~onrecord.alignment.Index` built once. ``cited``
    is the id of the source that the draft names, ``aliases`` other names of people, ``lang`` the language of the
    quotation. Raises :class:`~onrecord.errors.UsageError` for a policy that cannot be read; never for any text.
    """
    rules = load_policy(policy)
    index = sources if isinstance(sources, Index) else Index(sources)
    base = _Base(quote, tuple(spans or ((0, len(quote)),)), speaker, rules)
    if sum(1 for _ in islice(RAW.finditer(quote), MAX_WORDS + 1)) > MAX_WORDS:
        return base.uncheckable("too-long")
    reading = read(quote, spans)
    if len(reading.edited.segments) > MAX_SEGMENTS:
        return base.uncheckable("too-long")
    if not reading.edited.words:
        return base.uncheckable("empty")
    if not len(index):
        return base.uncheckable("no-text")
    prefer = speaker_turns(index, speaker, aliases) if speaker is not None else None
    cited_number = index.by_id.get(cited) if cited is not None else None
    liked = prefer
    if cited_number is not None:
        inside = np.zeros(len(index.turns), dtype=bool)
        inside[index.turns_of(cited_number)] = True
        liked = inside if prefer is None or not (prefer & inside).any() else prefer & inside
    alignments = align(reading, index, prefer=liked, everywhere=index.several_records)
    spoken = len(reading.edited.words)
    if spoken < 3 and cited is None:
        return _scare_quote(
            base, reading, alignments, index, prefer is not None and bool(prefer.any()), aliases
        )
    found = [one for one in alignments if is_placed(one, len(index))]
    runs = unmarked_runs(reading, index, found[0] if found else None)
    if runs is not None:
        return _spliced_runs(base, runs, index, aliases)
    if not found:
        nearest = alignments[0] if alignments else None
        return _nothing(base, nearest, index, lang or guess_language(quote))
    best, conflict = decide(found, index, speaker, aliases)
    who = attribute(best, index, speaker, aliases=aliases, cited=cited_number)
    voices = index.sources_of_turns(prefer) if prefer is not None else set()
    if by_chance(best, who, index, voices):
        return _nothing(base, best, index, lang or guess_language(quote))
    judgement = judge_wording(best, index, rules)
    return base.verdict(best, judgement, who, index, conflict)


def _scare_quote(
    base: _Base,
    reading: Reading,
    alignments: Sequence[Alignment],
    index: Index,
    has_turns: bool,
    aliases: Mapping[str, Sequence[str]] | None,
) -> QuoteVerdict:
    """One or two words: present or absent in the speaker's own turns, else too short to tell."""
    if not has_turns or base.speaker is None:
        return base.uncheckable("too-short")
    for one in alignments:
        who = attribute(one, index, base.speaker, aliases=aliases)
        if one.cost == 0 and who.said_by and who.verdict == "CONFIRMED":
            return base.verdict(one, judge_wording(one, index, base.policy), who, index, None)
    if not index.complete:
        return base.uncheckable("incomplete")
    return base.not_found(None, index)


def _nothing(base: _Base, nearest: Alignment | None, index: Index, lang: str | None) -> QuoteVerdict:
    """Nothing fits: uncheckable where the sources could not have shown it, else not found."""
    if lang is not None and not any(_reads(source, lang) for source in index.sources):
        return base.uncheckable("language")
    if not index.complete:
        return base.uncheckable("incomplete", nearest, index)
    return base.not_found(nearest, index)


def _reads(source: Source, lang: str) -> bool:
    """Whether a source may hold words of a language."""
    return source.lang is None or source.lang.replace("_", "-").split("-")[0].lower() == lang.lower()


def _spliced_runs(
    base: _Base,
    runs: Sequence[tuple[int, int, int]],
    index: Index,
    aliases: Mapping[str, Sequence[str]] | None,
) -> QuoteVerdict:
    evidence = tuple(run_evidence(index, position, length) for _, length, position in runs)
    labels = tuple(dict.fromkeys(one.speaker for one in evidence if one.speaker is not None))
    reason = "cross-speaker" if len(labels) > 1 else "unmarked"
    who = Attribution("UNCONFIRMED", "several-passages", labels, None)
    return base.finish(Judgement("SPLICED", reason=reason), who, evidence=evidence)


@dataclass(frozen=True, slots=True)
class _Base:
    """What is known before the search, and how a verdict is put together."""

    quote: str
    spans: tuple[Span, ...]
    speaker: str | None
    policy: Policy

    def uncheckable(
        self, reason: str, nearest: Alignment | None = None, index: Index | None = None
    ) -> QuoteVerdict:
        """A verdict that says why nothing can be said."""
        near = nearest is not None and nearest.coverage >= NEAREST
        shown = evidence_of(nearest, index)[0] if nearest is not None and index is not None and near else None
        return self.finish(
            Judgement("UNCHECKABLE", reason=reason), Attribution("UNCONFIRMED", "not-found"), nearest=shown
        )

    def not_found(self, nearest: Alignment | None, index: Index) -> QuoteVerdict:
        """A verdict that the sources searched do not hold the words."""
        near = nearest is not None and nearest.coverage >= NEAREST
        shown = evidence_of(nearest, index)[0] if nearest is not None and near else None
        return self.finish(Judgement("NOT_FOUND"), Attribution("UNCONFIRMED", "not-found"), nearest=shown)

    def verdict(
        self,
        alignment: Alignment,
        judgement: Judgement,
        who: Attribution,
        index: Index,
        conflict: Conflict | None,
    ) -> QuoteVerdict:
        """The verdict of an alignment; a record that disagrees is shown with the evidence."""
        flags = set(flags_of(alignment))
        evidence = evidence_of(alignment, index)
        if conflict is not None:
            flags.add(conflict.flag)
            evidence += evidence_of(conflict.other, index)[:1]
        if index.sources[alignment.passages[0].source].label_provenance == "article":
            flags.add("secondary_source")
        return self.finish(judgement, who, alignment=alignment, evidence=evidence, flags=tuple(sorted(flags)))

    def finish(
        self,
        judgement: Judgement,
        who: Attribution,
        *,
        alignment: Alignment | None = None,
        evidence: tuple[Evidence, ...] = (),
        nearest: Evidence | None = None,
        flags: tuple[str, ...] = (),
    ) -> QuoteVerdict:
        """Headline, level and rule by the policy, and the sentence that explains them."""
        headline, finding, rule = headline_of(judgement, who, "source_conflict" in flags, self.speaker)
        if judgement.reason == "too-short":
            finding = "too-short"
        level = self.policy.level(finding)
        if rule is not None and headline in ("VERBATIM", "VERBATIM_EDITED"):
            level = louder(
                level, self.policy.level("edited" if headline == "VERBATIM_EDITED" else "verbatim")
            )
        edits = alignment.edits if alignment is not None else ()
        result = QuoteVerdict(
            quote=self.quote,
            spans=self.spans,
            speaker=self.speaker,
            verdict=headline,
            wording=judgement.wording,
            attribution=who,
            severity=judgement.severity,
            level=level,
            rule=rule,
            match=match_of(alignment) if judgement.wording == "VERBATIM" else None,
            reason=judgement.reason,
            policy=self.policy.name,
            edits=edits,
            omitted=tuple(
                Omission(edit.said, edit.said_span, edit.declared)
                for edit in edits
                if edit.op == "delete" and edit.said
            ),
            evidence=evidence,
            nearest=nearest,
            places=alignment.occurrences if alignment is not None else len(evidence),
            flags=flags,
        )
        return replace(result, explanation=explain(result))
