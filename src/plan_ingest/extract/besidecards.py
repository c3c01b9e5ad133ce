"""Paragraphs that open with the label of the cards they stand among."""

from collections import Counter
from collections.abc import Sequence

from plan_ingest.extract import cards, forms
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.model.document import Block, Paragraph, Table

_AGAIN = 2
"""How often a label must open cards, and paragraphs, to open a record each time."""


def stand_beside(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether paragraphs open with the label that opens a plan's cards.

    They are records too, whose other fields have been left blank: a box around one
    paragraph is no table.
    """
    opened: Counter[tuple[str, bool]] = Counter()
    for section in sections:
        for block in section.blocks:
            if role := _opens(block, lexicon):
                opened[role, isinstance(block, Table)] += 1
    return any(
        opened[role, True] >= _AGAIN and opened[role, False] >= _AGAIN for role in TEXTS
    )


def _opens(block: Block, lexicon: Lexicon) -> str:
    """What the label says that a card, or a paragraph, opens with; "" where none."""
    if isinstance(block, Paragraph):
        said = forms.labelled(block.text, lexicon)
        return said[0].role if said and said[2] else ""
    if not isinstance(block, Table):
        return ""
    rows = grid(block)
    if not rows or not rows[0].filled() or not cards.is_cards(rows, lexicon):
        return ""
    said = forms.labelled(rows[0].own(rows[0].filled()[0]), lexicon)
    return said[0].role if said else ""
