"""Boxes of records by their like: those that have none, and those that are told by it.

A cover, minutes or contacts look like a record but stand alone; a box with one label
below its words is a record where its neighbours are too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from plan_ingest.extract import cards
from plan_ingest.extract.deeds import asks_for_deed
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Block, Document, Heading, Paragraph, Table
from plan_ingest.text import ends_sentence

LONE = "lone_box"
"""The flag of a table that is no record, though words and labels make it look so."""

ALIKE = "alike_box"
"""The flag of a table that is a record, for others say as it does."""
_ALIKE = 3
"""Boxes with one same field each, at least, for each to be a record."""
_ACCOUNT_WORDS = 4
"""Words of an account of what was done, at least: "Charged" is none."""
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

    Most must have a number, ask for a deed, or be answered by an account: a team with
    its head, a meeting with its date and a rate with its target look the same. A box
    of words alone that stands between them lacks the field's value.
    """
    boxes = {
        place: box
        for place, block in enumerate(blocks)
        if isinstance(block, Table) and block.cols == 1 and not block.header_rows
        if (box := cards.one_field(grid(block), lexicon))
    }
    planned = set(_under_plans(blocks, lexicon))
    alike: set[int] = set()
    for role in {box.role for box in boxes.values()} - {""}:
        same = {place: box for place, box in boxes.items() if box.role == role}
        sure = sum(
            place in planned or _is_record(box, lexicon) for place, box in same.items()
        )
        if len(same) >= _ALIKE and 2 * sure > len(same):
            alike |= set(same)
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    bare = {
        place
        for at, place in enumerate(tables)
        if place in boxes and not boxes[place].role
        if alike & {*tables[max(at - 1, 0) : at + 2]}
    }
    return alike | bare if alike else set()


def _under_plans(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[int]:
    """The places below a heading that says that a plan's items follow."""
    sense: str | None = None
    for place, block in enumerate(blocks):
        found = lexicon.sense(block.text) if not isinstance(block, Table) else None
        bold = isinstance(block, Paragraph) and block.bold
        if found or bold or isinstance(block, Heading):
            sense = found
        elif sense in ("action", "objective", "aim"):
            yield place


def _is_record(box: cards.Lone, lexicon: Lexicon) -> bool:
    account = box.role == "response" and len(box.value.split()) >= _ACCOUNT_WORDS
    asked = account and ends_sentence(box.words)
    return bool(box.ref) or asked or asks_for_deed(box.words, lexicon)


def _has_like(record: frozenset[str], times: Counter[frozenset[str]]) -> bool:
    """Whether there is another record with the same labels, or with two of them."""
    fields = record & INLINE
    return times[record] > 1 or any(
        len(fields & other) >= _SHARED for other in times if other != record
    )
