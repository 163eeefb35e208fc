"""Minutes of meetings (議事要旨, 議事録, 会議録): who said what, and on which item."""

from loaders.minutes.reader import looks_like_minutes, read_minutes

__all__ = ["looks_like_minutes", "read_minutes"]
