"""PDF files: the cells of ruled tables, and the lines around them, each with its place."""

from loaders.pdf.reader import read_pdf

__all__ = ["read_pdf"]
