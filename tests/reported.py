"""Checks for the tests of reports: invented people, a draft, and verdicts as `onrecord.checking.verify` gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.alignment import Index, Source
from onrecord.checking import verify
from onrecord.checking.checks import Check, CheckedSource, Coverage
from onrecord.documents import Document, document_from

HEARING = Source.of_turns(
    "sources/hall hearing – März.txt",
    [
        ("Nadia Prow", "Commissioner, do you regret the closure? Is this not a cover-up?"),
        (
            "Hanne Osvald",
            "I heard the question. We did not close the swimming hall for money. The board spent 21,640 crowns on "
            "tiles in August, and I think around 12 percent of that was wasted. Director Molina wrote to me on "
            "Friday about the boiler. It will be a long repair, but we have planned for it. If the insurers pay, "
            "the hall will open in October. The staff worked very hard, and I thank every one of them.",
        ),
        (
            "Pavel Molina",
            "I can't say the board listened to the swimmers. The roof is dry now, and it was dry in June. We can "
            "keep the sauna warm all winter if the town pays for the wood. The staff worked very hard.",
        ),
    ],
    published="2031-03-04",
)
LETTER = Source.of_text(
    "sources/letter.txt",
    "Dear Commissioner, the boiler is older than the hall. The staff worked very hard.",
    "Pavel Molina",
)
SOURCES = (
    CheckedSource(HEARING.id, "5e" * 32, 146, 3, True),
    CheckedSource(LETTER.id, "a1" * 32, 14, 1, True),
    CheckedSource("sources/minutes.pdf", None, 0, 0, True, "the PDF has no text layer"),
)
QUOTES = (
    ("We did close the swimming hall for money", "Hanne Osvald"),
    ("The board spent 21,460 crowns on tiles in August", "Hanne Osvald"),
    ("The board spent 21,640 crowns ... around 12 percent of that was wasted", "Hanne Osvald"),
    ("It will be a long repair, but we planned for it", "Hanne Osvald"),
    ("the hall will open in October", "Hanne Osvald"),
    ("The roof is dry now, and it was dry in June", "Hanne Osvald"),
    ("The staff worked very hard", "Pavel Molina"),
    ("I can't say the board listened to the swimmers", "Pavel Molina"),
    ("We can keep the sauna warm ... I can't say the board listened", "Pavel Molina"),
    ("Every tile was carried in by volunteers from the rowing club", "Hanne Osvald"),
    ("Director [Pavel] Molina wrote to me on Friday", "Hanne Osvald"),
    ("tired", None),
)
DRAFT = (
    "The hall stays shut\n\n“{0},” said Hanne Osvald, who runs the town's baths. “{1},” she told the hearing.\n\n"
    "“{2},” Osvald said. “{3}.” And she promised that “{4}”.\n\nOsvald had visited the building: “{5}.”\n\n"
    "Pavel Molina praised his people. “{6},” he said. “{7}.” Then: “{8}.”\n\n"
    "“{9},” Osvald recalled. “{10},” she added. Well, “{11}”.\n"
)


def check_of(
    quotes: Iterable[tuple[str, str | None]] = QUOTES,
    draft: str | None = DRAFT,
    *,
    path: str | None = "drafts/hall.txt",
    policy: str = "default",
    sources: Sequence[Source] = (HEARING, LETTER),
    listed: Sequence[CheckedSource] = SOURCES,
) -> Check:
    """A check of ``quotes`` as they stand in ``draft``, where ``{0}`` is the first quotation; None for no draft."""
    quotes = list(quotes)
    text = None
    if draft is not None:
        text = draft
        for number, (quote, _) in enumerate(quotes):
            text = text.replace(f"{{{number}}}", quote)
    return check_in(quotes, text, path=path, policy=policy, sources=sources, listed=listed)


def check_in(
    quotes: Iterable[tuple[str, str | None]],
    text: str | None,
    *,
    path: str | None = "drafts/hall.txt",
    policy: str = "default",
    sources: Sequence[Source] = (HEARING, LETTER),
    listed: Sequence[CheckedSource] = SOURCES,
) -> Check:
    """A check of ``quotes`` that follow one another in ``text``; None for no draft."""
    document: Document | None = None if text is None else replace(document_from(text), path=path)
    index = Index(sources)
    verdicts = []
    position = 0
    for quote, speaker in quotes:
        verdict = verify(quote, index, speaker, policy)
        if document is not None:
            start = document.text.index(quote, position)
            position = start + len(quote)
            verdict = replace(verdict, spans=((start, position),))
        verdicts.append(verdict)
    blank = [one for one in verdicts if one.verdict == "UNCHECKABLE"]
    short = sum(one.reason == "too-short" for one in blank)
    coverage = Coverage(len(verdicts), len(verdicts) - len(blank), len(blank) - short, short)
    return Check(document, policy, coverage, tuple(listed), tuple(verdicts))
