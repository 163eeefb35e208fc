"""Lists of projects (事業一覧): which project stands where in a strategy, and who is in charge.

Reading (a file → ``Tables``: ``read_csv``, or ``tables_of`` for the layout of a sheet or a page)
stands apart from understanding (``read_project_list``), so that a list reads alike in every form.
"""

from loaders.project_list.columns import heading_names_field
from loaders.project_list.conventions import conventions
from loaders.project_list.csvfile import read_csv
from loaders.project_list.reader import looks_like_project_list, read_project_list
from loaders.project_list.table import Table, Tables, table_of, tables_of

__all__ = ["Table", "Tables", "conventions", "heading_names_field", "looks_like_project_list",
           "read_csv", "read_project_list", "table_of", "tables_of"]
