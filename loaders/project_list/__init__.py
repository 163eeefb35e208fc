"""Lists of projects (事業一覧): which project stands where in a strategy, and who is in charge.

Reading (bytes → rows, ``read_csv``) stands apart from understanding (rows → records,
``read_project_list``), so that sheets of other formats need only their own first half.
"""

from loaders.project_list.reader import looks_like_project_list, read_project_list
from loaders.project_list.table import Table, read_csv, table_of

__all__ = ["Table", "looks_like_project_list", "read_csv", "read_project_list", "table_of"]
