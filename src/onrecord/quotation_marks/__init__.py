"""Quotation marks, paragraphs and the layout of quotations: everything that can be told without a model."""

from .layout import paragraphs
from .quotations import Quotation, read_marks
from .states import quote_states

__all__ = ["Quotation", "paragraphs", "quote_states", "read_marks"]
