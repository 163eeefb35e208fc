"""The documents that were read: their text line by line, their pages drawn, their bytes."""
