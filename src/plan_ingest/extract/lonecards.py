"""Boxes of records by their like: those that have none, and those that are told by it.

A cover, minutes or contacts look like a record but stand alone; a box with one label
below its words is a record where its neighbours are too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from plan_ingest.extract import cards
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Block, Document, Table

LONE = "lone_box"
"""The flag of a table that is no record, though words and labels make it look so."""

ALIKE = "alike_box"
"""The flag of a table that is a record, for others say as it does."""
_ALIKE = 3
"""Boxes with one same field each, at least, for each to be a record."""
_SHARED = 2
"""Fields that records of one design share, at least."""


def settled(document: Document, lexicon: Lexicon) -> Document:
    """The document, each box flagged that has a record's look and no other like it.

    A number or a label such as "Action" tells a record by itself; words above an owner
    and a date do where another record has the same labels, or two of its fields.
    """
    shapes = {
        place: shape
        for place, block in enumerate(document.blocks)
        if isinstance(block, Table) and (shape := cards.untold(grid(block), lexicon))
    }
    times = Counter(chain.from_iterable(shapes.values()))
    lone = {
        place
        for place, records in shapes.items()
        if not any(_has_like(record, times) for record in records)
    }
    alike = _alike(document.blocks, lexicon) - set(shapes)
    if not lone | alike:
        return document
    blocks = tuple(
        replace(block, flags=(*block.flags, LONE if place in lone else ALIKE))
        if place in lone | alike and isinstance(block, Table)
        else block
        for place, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def _alike(blocks: Sequence[Block], lexicon: Lexicon) -> set[int]:
    """The places of boxes with words and one field, the same in each.

    A box of words alone that stands between them lacks the field's value.
    """
    fields = {
        place: cards.one_field(grid(block), lexicon)
        for place, block in enumerate(blocks)
        if isinstance(block, Table) and block.cols == 1 and not block.header_rows
    }
    times = Counter(role for role in fields.values() if role)
    alike = {place for place, role in fields.items() if role and times[role] >= _ALIKE}
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    bare = {
        place
        for at, place in enumerate(tables)
        if fields.get(place) == "" and alike & {*tables[max(at - 1, 0) : at + 2]}
    }
    return alike | bare if alike else set()


def _has_like(record: frozenset[str], times: Counter[frozenset[str]]) -> bool:
    """Whether there is another record with the same labels, or with two of them."""
    fields = record & INLINE
    return times[record] > 1 or any(
        len(fields & other) >= _SHARED for other in times if other != record
    )
