"""Tables whose cells no line rules: told by the white space between their columns and rows.

Text dumps that keep a page's layout, and PDF pages without ruling, come here as fragments with
their places and leave as guessed grids. Where a place stays open, a text is left without a
department sooner than given to a wrong one.
"""

from loaders.unruled.dump import layout_of_dump, looks_like_layout_dump
from loaders.unruled.lists import list_of_dump
from loaders.unruled.pages import layout_of_pieces

__all__ = ["layout_of_dump", "layout_of_pieces", "list_of_dump", "looks_like_layout_dump"]
