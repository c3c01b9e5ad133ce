"""Footnotes at a page's foot: they stand below a table that goes on over the page."""

from collections.abc import Sequence

from plan_ingest.model.document import Block, Bullet, Furniture, Paragraph
from plan_ingest.model.source import BBox

_Mark = tuple[int | None, str]


def footnotes(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that open with the figure of a mark above on their page.

    A mark is a small figure raised at a word's end in the body; a title "2 Care" has
    none, and a page's number stands above the body or below it.
    """
    marks: dict[_Mark, list[BBox]] = {}
    tops: dict[int | None, float] = {}
    for block in blocks:
        page, box = block.anchor.page, block.anchor.bbox
        if box and not isinstance(block, Furniture):
            tops[page] = min(tops.get(page, box[1]), box[1])
        elif isinstance(block, Furniture) and box and block.text.isdigit():
            marks.setdefault((page, block.text), []).append(box)
    return frozenset(
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph | Bullet)
        and (box := block.anchor.bbox)
        and any(
            mark[3] > tops[block.anchor.page] and mark[3] < box[1]
            for mark in marks.get(_opening(block), ())
        )
    )


def _opening(block: Paragraph | Bullet) -> _Mark:
    said = (block.marker if isinstance(block, Bullet) else block.text) or ""
    words = said.split(maxsplit=1)
    return block.anchor.page, words[0].strip(".)") if words else ""
