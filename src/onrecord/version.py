"""The version, by itself: what reports name must not load what they report on."""

__version__ = "0.1.0"
