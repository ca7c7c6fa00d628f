"""Attributed statements of a text: words, the network, the decoder, and statements with exact spans.

`onrecord.Extractor` leads through these rooms and on to the speakers.
"""
