"""Boxes that are drawn as records are, but stand alone: a cover, minutes, contacts."""

from collections import Counter
from dataclasses import replace

from plan_ingest.extract import cards
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Document, Table

LONE = "lone_box"
"""The flag of a table that is no record, though words and labels make it look so."""


def settled(document: Document, lexicon: Lexicon) -> Document:
    """The document, each box flagged that has a record's look and no other like it.

    A number or a label such as "Action" tells a record by itself; words above an owner
    and a date do where another box has the same labels.
    """
    shapes = {
        place: shape
        for place, block in enumerate(document.blocks)
        if isinstance(block, Table) and (shape := cards.untold(grid(block), lexicon))
    }
    alike = Counter(shapes.values())
    lone = {place for place, shape in shapes.items() if alike[shape] == 1}
    if not lone:
        return document
    blocks = tuple(
        replace(block, flags=(*block.flags, LONE))
        if place in lone and isinstance(block, Table)
        else block
        for place, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)
