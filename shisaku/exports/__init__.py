"""The graph for other tools: networks, tables, the strategy as StratML, dated dumps."""
