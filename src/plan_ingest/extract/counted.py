"""Paragraphs that a report numbers from its first to its last: no list's entries."""

import re
from collections.abc import Sequence

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Block, Bullet, Heading, Paragraph

_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_FEWEST = 5
_SECTIONS = 3
"""Headings that the numbers must run on under."""


def uncounted(blocks: Sequence[Block], lexicon: Lexicon) -> list[Block]:
    """The blocks, a report's counted paragraphs as paragraphs like any other.

    They are told from numbered items by the background that the first of them give,
    and by running on from heading to heading.
    """
    found: list[int] = []
    under: set[int] = set()
    background, sense, heading = False, "", 0
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            heading, sense = heading + 1, lexicon.sense(block.text) or ""
        elif isinstance(block, Bullet) and _number(block) == len(found) + 1:
            found.append(place)
            under.add(heading)
            background = sense == "background" if len(found) == 1 else background
    if not background or len(found) < _FEWEST or len(under) < _SECTIONS:
        return list(blocks)
    counted = set(found)
    return [
        Paragraph(block.text, block.anchor, block.bold)
        if place in counted and isinstance(block, Bullet)
        else block
        for place, block in enumerate(blocks)
    ]


def _number(block: Bullet) -> int:
    told = _NUMBER.fullmatch(block.marker)
    return int(told.group(1)) if told else 0
