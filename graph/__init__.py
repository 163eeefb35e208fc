"""Records become a graph: quads and identity, the store and its folder, validation, export."""
