"""The page of a thing: what is said of it, all its ties in both directions, and for every tie the
passage that says so."""
