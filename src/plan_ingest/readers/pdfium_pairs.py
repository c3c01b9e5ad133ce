"""Characters beyond U+FFFF, which PDFium gives as two glyphs, joined to one.

An emoji as a status sign or a letter of the "mathematical" alphabets comes as the two
halves of its UTF-16 pair, each with the whole character's box. Half a pair is no
character: it cannot be written to any file.
"""

import re
from dataclasses import replace

import numpy as np

from plan_ingest.layout.glyphs import Glyphs

_HALF = re.compile(r"[\ud800-\udfff]")
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_UNKNOWN = "\ufffd"


def whole_characters(glyphs: Glyphs) -> Glyphs:
    """The glyphs with each pair of halves as one; a half alone is unmapped, U+FFFD."""
    if not _HALF.search(glyphs.text):
        return glyphs
    kept = np.ones(len(glyphs.text), dtype=np.bool_)
    kept[[pair.start() + 1 for pair in _PAIR.finditer(glyphs.text)]] = False
    text = _PAIR.sub(_joined, glyphs.text)
    alone = np.array([bool(_HALF.match(letter)) for letter in text], dtype=np.bool_)
    return replace(
        glyphs,
        text=_HALF.sub(_UNKNOWN, text),
        boxes=glyphs.boxes[kept],
        style=glyphs.style[kept],
        unmapped=glyphs.unmapped[kept] | alone,
    )


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
