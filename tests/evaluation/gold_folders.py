"""Gold folders of invented articles, written where a test wants them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

STORY = (
    "“We are done waiting,” Ines Okafor told the council. “The pumps failed twice.”\n\n"
    "Mayor Tom Brandt said the bridge would open in May, and called the delay “a shame.”\n\n"
    "Residents hope that the ferry returns.\n"
)

Marks = dict[str, Sequence[str]]
"""The words of each role of a relation, each a phrase that occurs in the text."""

OKAFOR: Marks = {
    "Content": ["“We are done waiting,”", "“The pumps failed twice.”"],
    "Source": ["Ines Okafor"],
    "Cue": ["told"],
}
BRANDT_SAID: Marks = {
    "Content": ["the bridge would open in May"],
    "Source": ["Mayor Tom Brandt"],
    "Cue": ["said"],
}
BRANDT_CALLED: Marks = {
    "Content": ["the delay “a shame.”"],
    "Source": ["Mayor Tom Brandt"],
    "Cue": ["called"],
}
RESIDENTS: Marks = {"Content": ["the ferry returns"], "Source": ["Residents"], "Cue": ["hope"]}


def spans_of(text: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Where each phrase stands first."""
    return [(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases]


class GoldFolder:
    """Writes a folder in the layout of PolNeAR."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "text").mkdir(parents=True)
        (path / "attributions").mkdir()

    def article(
        self, stem: str, text: str = STORY, relations: Sequence[Marks] = (), annotator: str = "a1"
    ) -> None:
        """An article and what one annotator marked in it; relations are E1, E2, ..."""
        (self.path / "text" / f"{stem}.txt").write_bytes(text.encode())
        lines: list[str] = []
        spans = 0
        for number, relation in enumerate(relations, start=1):
            roles: list[str] = []
            for role, phrases in relation.items():
                spans += 1
                places = ";".join(f"{start} {end}" for start, end in spans_of(text, phrases))
                lines.append(f"T{spans}\t{role} {places}\t{' '.join(phrases)}")
                roles.append(f"{role}:T{spans}")
            lines.append(f"E{number}\tAttribution:T{spans} {' '.join(roles)}")
        self.annotations(stem, "".join(f"{line}\n" for line in lines), annotator)

    def annotations(self, stem: str, content: str, annotator: str = "a1") -> Path:
        """An annotation file as it is."""
        path = self.path / "attributions" / f"{stem}_{annotator}.ann"
        path.write_text(content, "utf-8")
        return path
