"""Lines of an item that look like titles: between its response and its owner."""

from collections.abc import Iterable, Sequence
from itertools import islice

from plan_ingest.extract import forms
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Block, Bullet, Furniture, Paragraph

_REACH = 12
"""Blocks of a response between two labels, at most."""


def is_inside_item(blocks: Sequence[Block], at: int, lexicon: Lexicon) -> bool:
    """Whether a plain paragraph stands between a response and a field of one item.

    "Response: ..." stands above it and "Lead: ..." below it, and between them nothing
    but lines without a label, so that it is no title of what follows.
    """
    block = blocks[at]
    if not isinstance(block, Paragraph) or block.bold:
        return False
    above = _label(reversed(blocks[max(at - _REACH, 0) : at]), lexicon)
    if above != "response":
        return False
    below = _label(islice(blocks, at + 1, at + 1 + _REACH), lexicon)
    return below in INLINE and below != above


def _label(blocks: Iterable[Block], lexicon: Lexicon) -> str:
    """The role of the first label on the way; "" where other things come before it."""
    for block in blocks:
        if isinstance(block, Furniture):
            continue
        if not isinstance(block, Bullet | Paragraph):
            return ""
        if isinstance(block, Bullet) and any(map(str.isalnum, block.marker)):
            return ""
        said = forms.labelled(block.text, lexicon) if _has_colon(block.text) else None
        if said:
            return said[0].role
    return ""


def _has_colon(text: str) -> bool:
    return ":" in text[:60]
