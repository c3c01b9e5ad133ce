"""Paragraphs that a report numbers from its first to its last: no list's entries."""

import re
from collections.abc import Sequence

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Block, Bullet, Heading, Paragraph

_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_FEWEST = 5
_PROSE = 20
"""Words of a report's paragraph in the mean, at least; an item says less."""
_SECTIONS = 3
"""Headings that the numbers must run on under."""


def uncounted(blocks: Sequence[Block], lexicon: Lexicon) -> list[Block]:
    """The blocks, a report's counted paragraphs as paragraphs like any other.

    They are told from numbered items by the background that the first of them give,
    and by running on from heading to heading. Where what stands under the other
    headings is short, only the background was counted among a plan's items.
    """
    found: list[tuple[int, int, bool]] = []
    background, heading = False, 0
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            heading += 1
            background = lexicon.sense(block.text) == "background"
        elif isinstance(block, Bullet) and _number(block) == len(found) + 1:
            found.append((place, heading, background))
    under = {heading for _, heading, _ in found}
    if len(found) < _FEWEST or len(under) < _SECTIONS or not found[0][2]:
        return list(blocks)
    prose = _is_prose([blocks[place] for place, _, known in found if not known])
    counted = {place for place, _, known in found if known or prose}
    return [
        Paragraph(block.text, block.anchor, block.bold)
        if place in counted and isinstance(block, Bullet)
        else block
        for place, block in enumerate(blocks)
    ]


def _is_prose(counted: Sequence[Block]) -> bool:
    """Whether paragraphs are as long as those that tell, not as a list's entries."""
    words = [len(block.text.split()) for block in counted if isinstance(block, Bullet)]
    return sum(words) >= _PROSE * len(words)


def _number(block: Bullet) -> int:
    told = _NUMBER.fullmatch(block.marker)
    return int(told.group(1)) if told else 0
