"""``/findings``: the findings as a table to narrow, each with its evidence side by side, and the
form in which a reviewer says what one is worth."""
