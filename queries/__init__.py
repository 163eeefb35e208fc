"""Questions to the graph: a catalogue of them, what they are asked about, and their answers."""
