"""Coverage-guided fuzzing of the readers with atheris.

By hand, for as long as one likes, from the top folder of the repository (targets: progress,
minutes, csv, xlsx, docx, pdf, bytes)::

    PYTHONPATH=. python tests/fuzz/harness.py progress -len_control=0 -max_total_time=600

A failing input is written to a file ``crash-…``; keep it as a case in ``test_fuzz.py``.
"""

from __future__ import annotations

import sys
from importlib import import_module


def main(arguments: list[str]) -> None:
    """Fuzz the target that the first argument names; the others are libFuzzer's."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["loaders", "ontology"]):
        targets = import_module("tests.fuzz.targets").TARGETS
    atheris.Setup([arguments[0], *arguments[2:]], targets[arguments[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
