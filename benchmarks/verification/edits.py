"""What an edit of a sentence is, and ways to make one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

__all__ = ["CONTENT", "Edit", "SourceEdit", "any_of", "cased", "content_words", "drop", "swap", "table_edit"]


Edit = Callable[[str, random.Random], str | None]
"""An edit of a sentence: the sentence as printed, or None where it does not apply."""


def swap(
    pattern: str, table: dict[str, Sequence[str]] | Callable[[re.Match[str], random.Random], str | None]
) -> Edit:
    """Replace one match of a pattern, chosen at random, by what a table or a function gives."""
    compiled = re.compile(pattern)

    def edit(text: str, rng: random.Random) -> str | None:
        matches = list(compiled.finditer(text))
        rng.shuffle(matches)
        for match in matches:
            if callable(table):
                new = table(match, rng)
            else:
                options = table.get(match[0].lower())
                new = rng.choice(list(options)) if options else None
                if new is not None and match[0][0].isupper():
                    new = new[:1].upper() + new[1:]
            if new is not None and new != match[0]:
                return (
                    re.sub(r"\s{2,}", " ", text[: match.start()] + new + text[match.end() :])
                    .replace(" ,", ",")
                    .strip()
                )
        return None

    return edit


def any_of(*words: str) -> str:
    return r"\b(?:" + "|".join(words) + r")\b"


CONTENT = (
    "harbor window engine garden bridge winter ticket mirror blanket ladder kitchen pepper saddle lantern "
    "copper velvet orchard pebble whistle carpet"
).split()


FUNCTION = frozenset(
    "that this with from have been were will would could should they their there these those them then "
    "than when what which your you our ours about after before into over under upon also only just very "
    "much many more most some such each every both because while where whom whose being does done doing "
    "other another against between through during without within must might shall cannot ever never always "
    "often again still even well here".split()
)


def content_words(text: str) -> list[re.Match[str]]:
    """Lower-case words of five letters and more that carry content, not at the edges."""
    found = [
        match
        for match in re.finditer(r"(?<!['\u2019\-])\b[a-z]{5,}\b(?!['\u2019\-])", text)
        if match[0] not in FUNCTION
    ]
    return [match for match in found if match.start() > 12 and match.end() < len(text) - 12]


def drop(pattern: str) -> Edit:
    return swap(pattern, lambda match, rng: "")


def table_edit(table: dict[str, str]) -> Edit:
    """Replace one of the table's phrases, whatever its case and apostrophe, by what the table gives."""
    phrases = "|".join(
        re.escape(key).replace("'", "['\u2019]") for key in sorted(table, key=len, reverse=True)
    )
    pattern = re.compile(rf"\b(?:{phrases})\b(?![-'\u2019])", re.IGNORECASE)

    def edit(text: str, rng: random.Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        match = rng.choice(found)
        new = cased(match[0], table[match[0].lower().replace("\u2019", "'")])
        return text[: match.start()] + new + text[match.end() :]

    return edit


def cased(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


SourceEdit = Callable[[str, random.Random], tuple[str, str] | None]
"""An edit that also needs another source: the printed and the said sentence."""
