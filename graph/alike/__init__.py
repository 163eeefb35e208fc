"""Alike projects of other municipalities, for a planner who looks how others do the same.

That two cities run the same programme is no overlap (GAO's word is about one government): nothing
here is a finding, and nothing is written into the graph. ``names`` tells which of very many names
are alike, ``gathering`` reads the projects from a store, ``projects`` puts the two together.
"""

from graph.alike.gathering import Municipality, Project, listed_projects
from graph.alike.projects import Alike, Other, alike_projects

__all__ = ["Alike", "Municipality", "Other", "Project", "alike_projects", "listed_projects"]
