"""Statements for people and programs: JSON lines, a table, a spreadsheet, a page."""

from onrecord.rendering.formats import FORMATS, Format, Renderer, renderer_for

__all__ = ["FORMATS", "Format", "Renderer", "renderer_for"]
