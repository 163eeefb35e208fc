"""Which projects, departments, measures, strategies and plans a text names, and how surely."""
