"""A folder under watch: what is new or changed in it, asked again and again; no service of the system is needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.documents import Problem, find_files, sidecar_path

__all__ = ["watched"]

_Stamp = tuple[int, int, int, int]


def watched(
    paths: Sequence[str | Path],
    *,
    every: float,
    sleep: Callable[[float], None] = time.sleep,
    left_out: frozenset[Path] = frozenset(),
) -> Iterator[list[Path | Problem]]:
    """For ever, one list a round: the files under ``paths`` that are new or changed since they last came out.

    A file comes out when it has stayed the same for one round, so that none is read while it is being written; the
    first round gives all that is there. A `Problem` comes out once. ``sleep`` is called with ``every`` (seconds)
    between rounds; ``left_out`` are real paths to pass over, such as the ledger itself.
    """
    given: dict[Path, _Stamp] = {}
    seen: dict[Path, _Stamp] = {}
    told: set[str] = set()
    first = True
    while True:
        ready: list[Path | Problem] = []
        now: dict[Path, _Stamp] = {}
        for item in find_files(paths):
            if isinstance(item, Problem):
                if str(item) not in told:
                    told.add(str(item))
                    ready.append(item)
                continue
            if item.resolve() in left_out:
                continue
            stamp = _stamp(item)
            if stamp is None:
                continue
            now[item] = stamp
            if given.get(item) != stamp and (first or seen.get(item) == stamp):
                given[item] = stamp
                ready.append(item)
        seen, first = now, False
        yield ready
        sleep(every)


def _stamp(path: Path) -> _Stamp | None:
    """Size and time of change of a file and of its sidecar."""
    try:
        own = path.stat()
    except (OSError, ValueError):
        return None
    try:
        beside = sidecar_path(path).stat()
    except OSError:
        return own.st_size, own.st_mtime_ns, 0, 0
    return own.st_size, own.st_mtime_ns, beside.st_size, beside.st_mtime_ns
