"""Items that name their own owner or date: in numbered lists, and in paragraphs."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from plan_ingest.extract import tails
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.model.document import Bullet, Paragraph
from plan_ingest.text import ends_sentence, fold, squash

NUMBER = re.compile(
    r"[(\[]?([A-Za-z]{0,3}[.-]?\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})[.):\]]*"
)
"""The marker of a numbered entry, and its number."""
ITEM_WORDS = 4
"""Words of a paragraph that is an item, at least."""
_OWNED = 3
"""Items with an owner or a date from which a plan is one of numbered items."""
_OWNING = 2
"""Paragraphs that name their owners, from which all that do are items."""


def owned(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether a plan numbers its items, most with an owner or a date below or in them.

    Such a plan says in its lists what it will do, and in its prose what it is.
    """
    told = numbered = 0
    for section in sections:
        for block, below in pairwise((*section.blocks, None)):
            if isinstance(block, Bullet) and NUMBER.fullmatch(block.marker):
                after = below.text if isinstance(below, Paragraph) else ""
                inside = lexicon.inline.search(block.text)
                numbered += 1
                told += bool(inside or lexicon.inline.match(after))
    return told >= _OWNED and 2 * told > numbered


def own_paragraphs(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether paragraphs of a plan, two at least, name their own owner or date."""
    found = (
        block
        for section in sections
        for block in section.blocks
        if isinstance(block, Paragraph) and names_owner(block.text, lexicon)
    )
    return sum(1 for _ in islice(found, _OWNING)) == _OWNING


def names_owner(text: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph says something and ends with its owner or date, labelled.

    "Next review: May 2021" dates a document: it is the date of nothing to be done.
    """
    whole = squash(text)
    tail = tails.labelled_tail(whole, lexicon)
    if len(tail.text.split()) < ITEM_WORDS or not ends_sentence(tail.text):
        return False
    labels = [fold(found.group(1)) for found in lexicon.inline.finditer(whole)]
    dates = lexicon.words["document date"]
    due = any(
        column and column.role == "target" and not dates.has(said)
        for said, column in ((said, lexicon.label(said)) for said in labels)
    )
    return "lead" in tail.values or ("target" in tail.values and due)
