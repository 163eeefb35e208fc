"""Word processors' files (DOCX): paragraphs and tables as they are printed."""

from loaders.docx.reader import read_docx

__all__ = ["read_docx"]
