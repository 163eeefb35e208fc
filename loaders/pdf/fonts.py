"""Fonts whose description a protected file spoilt: their character codes say what they are.

A PDF file protected by a password may leave the name of a font's character collection unencrypted,
so that it is garbled when decrypted. The name of its encoding (ISO 32000-1, table 118) still tells
that the collection is Adobe-Japan1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name

_JAPANESE = re.compile(
    r"UniJIS|(?:83pv|90msp?|90pv|Add|Ext)-RKSJ-|EUC-[HV]$|[HV]$", re.ASCII
)
_COLLECTION = {"Registry": b"Adobe", "Ordering": b"Japan1"}


class FontManager(PDFResourceManager):
    """Makes fonts as pdfminer does, the character collection mended where it is garbled."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return the font that ``spec`` describes."""
        return super().get_font(objid, _mended(spec))


def _mended(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    collection, encoding = resolve1(spec.get("CIDSystemInfo")), resolve1(spec.get("Encoding"))
    if not isinstance(collection, dict) or not hasattr(encoding, "name"):
        return spec
    garbled = collection.get("Registry") != _COLLECTION["Registry"]
    if garbled and _JAPANESE.match(str(literal_name(encoding))):
        return {**spec, "CIDSystemInfo": {**collection, **_COLLECTION}}
    return spec
