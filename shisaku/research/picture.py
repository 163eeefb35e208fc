"""A map in a notebook: shown in a frame of its own, in which its script can do nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from ontology.errors import DatasetError
from viz.page import write

_FRAME = ('<iframe title="{title}" srcdoc="{page}" sandbox="allow-scripts allow-downloads" '
          'style="width:100%;height:{height}px;border:1px solid #999"></iframe>')


@dataclass(frozen=True, slots=True)
class Picture:
    """A map as one HTML page that needs no network; ``height`` is that of its frame, in pixels."""

    kind: str
    html: str
    height: int = 640

    def save(self, path: str | Path) -> Path:
        """Write the page to ``path`` and return it; DatasetError where it cannot be written."""
        target = Path(path)
        try:
            write(target, self.html)
        except OSError as error:
            raise DatasetError(ja=f"{target}: 書き込めません（{error.strerror}）。",
                               en=f"{target}: cannot be written ({error.strerror}).") from error
        return target

    def __repr__(self) -> str:
        return f"<map {self.kind}>"

    def _repr_html_(self) -> str:
        return _FRAME.format(title=escape(self.kind), page=escape(self.html), height=self.height)
