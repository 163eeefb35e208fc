"""Pictures: tables of nodes and edges, placed ahead, written as one page that works offline."""
