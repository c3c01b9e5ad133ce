"""Footnotes at a page's foot: they stand below a table that goes on over the page."""

from collections.abc import Sequence

from plan_ingest.model.document import Block, Bullet, Furniture, Paragraph
from plan_ingest.model.source import BBox

_RAISED = 0.8
"""Of a note's first line: so high at most is the mark that is set for it."""


def footnotes(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that open with the figure of a mark above on their page.

    A mark is a small figure raised at a word's end; a title "2 Care" has none.
    """
    marks: dict[tuple[int | None, str], list[BBox]] = {}
    for block in blocks:
        if isinstance(block, Furniture) and block.text.isdigit() and block.anchor.bbox:
            key = block.anchor.page, block.text
            marks.setdefault(key, []).append(block.anchor.bbox)
    return frozenset(
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph | Bullet)
        and (box := block.anchor.bbox)
        and any(_is_for(mark, box) for mark in marks.get(_opening(block), ()))
    )


def _opening(block: Paragraph | Bullet) -> tuple[int | None, str]:
    said = block.marker if isinstance(block, Bullet) else block.text
    return block.anchor.page, said.split(maxsplit=1)[0].strip(".)") if said else ""


def _is_for(mark: BBox, note: BBox) -> bool:
    """Whether a mark stands above a note, and is set smaller."""
    return mark[3] < note[1] and mark[3] - mark[1] < _RAISED * (note[3] - note[1])
