"""To whom, through what and when a statement was made, what was done by it, and who passes it on."""

from onrecord.circumstances.stage import Circumstances, circumstances_of

__all__ = ["Circumstances", "circumstances_of"]
