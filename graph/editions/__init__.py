"""Two editions of a city's documents: what was added, ended, renamed or moved between them.

Readings become inventories (what the documents of one time list), two inventories are compared,
and what differs is a change with its passages on both sides. A rename is proposed with a
confidence and never merged: two names stay two projects.
"""
