"""XML as a flow of events, with nothing expanded, nothing fetched and bounded depth: input may be hostile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Literal, NoReturn
from xml.parsers import expat

from onrecord.errors import InputError

__all__ = ["MAX_DEPTH", "Event", "events"]

MAX_DEPTH = 200
"""Elements inside elements; Word and TEI files have some 30."""
_CHUNK = 1 << 16

Event = tuple[Literal["start", "end", "text"], str, Mapping[str, str]]
"""``("start", name, attributes)``, ``("end", name, {})`` or ``("text", characters, {})``, names without prefix."""


def events(stream: BinaryIO, limit: int) -> Iterator[Event]:
    """The events of an XML stream of at most ``limit`` bytes, read piece by piece.

    Raises `InputError` when it is longer, not well formed, deeper than `MAX_DEPTH`, or declares entities: with these
    a file of a few bytes grows to any size ("billion laughs", CWE-776) or reads other files (CWE-611).
    """
    pending: list[Event] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise InputError(f"nests its elements more than {MAX_DEPTH} deep; refused")
        pending.append(("start", _local(name), {_local(key): value for key, value in attributes.items()}))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        pending.append(("end", _local(name), {}))

    def refuse(*_: object) -> NoReturn:
        raise InputError("declares entities of its own, as harmful files do; refused")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda data: pending.append(("text", data, {}))
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    read = 0
    try:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > limit:
                raise InputError(f"unpacks to over {limit // 1_000_000} MB; refused")
            parser.Parse(chunk, False)
            yield from pending
            pending.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise InputError(
            f"is not well-formed XML (line {error.lineno}: {expat.ErrorString(error.code)})"
        ) from None
    yield from pending


def _local(name: str) -> str:
    return name.rpartition(":")[2]
