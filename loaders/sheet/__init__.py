"""Sheets of a spreadsheet file (XLSX) → the rows and cells that a person sees on opening it.

The file is read directly, part by part, because the libraries that read it all unfold merged
ranges and links cell by cell, which a small hostile file can make endless. Formulas are never
evaluated: a cell shows the value that the spreadsheet program stored, or nothing.
"""

from loaders.sheet.workbook import read_workbook

__all__ = ["read_workbook"]
