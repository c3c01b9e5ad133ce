"""Boxes that are drawn as records are, but stand alone: a cover, minutes, contacts."""

from collections import Counter
from dataclasses import replace
from itertools import chain

from plan_ingest.extract import cards
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Document, Table

LONE = "lone_box"
"""The flag of a table that is no record, though words and labels make it look so."""

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
    if not lone:
        return document
    blocks = tuple(
        replace(block, flags=(*block.flags, LONE))
        if place in lone and isinstance(block, Table)
        else block
        for place, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def _has_like(record: frozenset[str], times: Counter[frozenset[str]]) -> bool:
    """Whether there is another record with the same labels, or with two of them."""
    fields = record & INLINE
    return times[record] > 1 or any(
        len(fields & other) >= _SHARED for other in times if other != record
    )
