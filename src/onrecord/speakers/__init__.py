"""Who speaks: the names of a document, and the speaker of each of its statements, with reasons.

A wrong name is the worst error there is: what is in doubt has no speaker. The name is the fullest form that
the document itself gives, without titles. What a source names is settled by rules; pronouns, descriptions and
statements without a source are put to a small learned scorer that is calibrated and may abstain.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .attribution import speaker_of
    from .mentions import Layout
    from .names import Names
    from .reading import Case
    from .resolution import speakers_of

__all__ = ["Case", "Layout", "Names", "speaker_of", "speakers_of"]

_ROOMS = {
    "Case": "reading",
    "Layout": "mentions",
    "Names": "names",
    "speaker_of": "attribution",
    "speakers_of": "resolution",
}


def __getattr__(name: str) -> object:
    # The scorer needs NumPy; who only folds names, such as the ledger's commands, does not wait for it.
    if name in _ROOMS:
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
