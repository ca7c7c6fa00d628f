"""Sets paragraphs, block quotes and the rows of tables from a format with markup as plain text."""

from __future__ import annotations

import re

from onrecord.documents.labels import label_shape

__all__ = ["Paragraphs"]

_BLANKS = re.compile(r"[ \t\r\xa0]*\n[ \t\r\xa0]*")


class Paragraphs:
    """Collects text between `begin` and `end`; paragraphs without words count for nothing.

    Paragraphs may lie inside one another (a text box inside a paragraph): the inner one comes first. In a row of a
    table paragraphs are collected by cell, and two cells of which the first is a speaker label make ``NAME: words``.
    """

    def __init__(self) -> None:
        self._open: list[tuple[list[str], list[bool]]] = []
        self._rows: list[list[list[str]]] = []
        self._done: list[str] = []
        self._quoted = 0

    def begin(self) -> None:
        self._open.append(([], [False]))

    def quote(self) -> None:
        """The paragraph that is open is a block quote, and is set as Markdown does, after ``> ``."""
        if self._open:
            self._open[-1][1][0] = True

    def write(self, characters: str) -> None:
        if self._open:
            self._open[-1][0].append(characters)

    def end(self) -> None:
        if self._open:
            pieces, quoted = self._open.pop()
            self.add("".join(pieces), quoted=quoted[0])

    def add(self, words: str, *, quoted: bool = False) -> None:
        """A whole paragraph; blanks around it and around its line breaks are dropped."""
        words = _BLANKS.sub("\n", words.strip())
        if not words:
            return
        if quoted:
            words = "> " + words.replace("\n", "\n> ")
            self._quoted += len(words)
        if self._rows:
            row = self._rows[-1]
            if not row:
                row.append([])
            row[-1].append(words)
        else:
            self._done.append(words)

    def begin_row(self) -> None:
        self._rows.append([])

    def begin_cell(self) -> None:
        if self._rows:
            self._rows[-1].append([])

    def end_row(self) -> None:
        if not self._rows:
            return
        cells = [cell for cell in self._rows.pop() if cell]
        if len(cells) == 2 and len(cells[0]) == 1 and label_shape(cells[0][0].rstrip(":")) is not None:
            self.add(f"{cells[0][0].rstrip(':')}: {cells[1][0]}")
            del cells[0], cells[0][0]
        for cell in cells:
            for words in cell:
                self.add(words)

    def text(self) -> str:
        """All paragraphs, a blank line between them. Where most of a text stands in block quotes, it is how the whole
        is set, and quotes nobody: the ``> `` are dropped."""
        text = "\n\n".join(self._done)
        return re.sub(r"^> ", "", text, flags=re.MULTILINE) if 2 * self._quoted > len(text) else text
