"""Rows of a numbered table that a converter left as loose paragraphs after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from plan_ingest.extract.cells import without_theme
from plan_ingest.extract.draft import Draft, place_at
from plan_ingest.extract.seams import cut_between
from plan_ingest.model.document import Block, Bullet, Paragraph, Part, Table
from plan_ingest.text import squash

_REST = 3
"""Paragraphs of a row's response that a page break may have left below its table."""


@dataclass(slots=True)
class _Loose:
    ref: str
    first: Paragraph | Bullet
    text: list[str] = field(default_factory=list)
    theme: str = ""
    response: list[str] = field(default_factory=list)

    def take(self, words: str) -> None:
        """Words before the bracketed theme are the item's, those after it answer it."""
        if self.theme:
            self.response.append(words)
            return
        said = [Part(line) for line in (*self.text, words)]
        rest, self.theme = without_theme(said, inline=True)
        self.text = [part.text for part in rest]


def lost_rows(
    blocks: Sequence[Block], made: tuple[Draft, ...], headings: tuple[str, ...]
) -> tuple[tuple[Draft, ...], tuple[Draft, ...], int]:
    """A table's items, the rows that follow as paragraphs, and the blocks they take.

    Only a table whose items lead with a number and end with a theme in brackets leaves
    enough to tell text from response; what stands before the next number goes on with
    the response of its last row.
    """
    number = _next_number(made)
    if number is None:
        return made, (), 0
    found: list[_Loose] = []
    rest: list[str] = []
    used = 0
    for block in blocks:
        if not isinstance(block, Paragraph | Bullet):
            break
        opening = _opening(block, number + len(found))
        if opening is not None:
            found.append(_Loose(str(number + len(found)), block))
            if opening:
                found[-1].take(opening)
        elif not found:
            rest.append(squash(block.text))
        else:
            found[-1].take(squash(block.text))
        used += 1
    whole = [loose for loose in found if loose.text and loose.theme]
    if not whole or len(whole) < len(found) or len(rest) > _REST:
        return made, (), 0
    last = replace(made[-1], response=(*made[-1].response, *rest))
    loose_rows = tuple(_draft(loose, last, headings) for loose in whole)
    return (*made[:-1], last), loose_rows, used


def response_rest(
    table: Table, blocks: Sequence[Block], made: tuple[Draft, ...]
) -> tuple[tuple[Draft, ...], int]:
    """A record's response with what the next page begins with, and the blocks it takes.

    The frame that a page cut does not open again there. What stands above the next
    record's frame, or goes on in mid-sentence, is the rest.
    """
    after = list(takewhile(lambda one: isinstance(one, Paragraph | Bullet), blocks))
    rest = [squash(one.text) for one in after if isinstance(one, Paragraph | Bullet)]
    end = table.anchor.page_end
    if not rest or not made or not made[-1].response or end is None:
        return made, 0
    *said, last = made[-1].response
    cut = cut_between(last, rest[0])
    below = blocks[len(after)].anchor.page if len(after) < len(blocks) else None
    pages = {one.anchor.page for one in after}
    if pages != {end + 1} or not (cut or below == end + 1):
        return made, 0
    lines = [f"{last} {rest[0]}", *rest[1:]] if cut else [last, *rest]
    place = replace(made[-1].place, page_end=end + 1)
    whole = replace(made[-1], response=(*said, *lines), place=place)
    return (*made[:-1], whole), len(after)


def _next_number(last: Sequence[Draft]) -> int | None:
    if not last or not all(draft.ref.isdigit() for draft in last):
        return None
    themed = sum(bool(draft.headings) for draft in last) == len(last)
    return int(last[-1].ref) + 1 if themed and any(d.response for d in last) else None


def _opening(block: Paragraph | Bullet, number: int) -> str | None:
    """The words after the number a row opens with; None where it does not."""
    words = squash(block.text)
    if isinstance(block, Bullet) and block.marker.strip("().:") == str(number):
        return words
    if words.rstrip(".):") == str(number):
        return ""
    led = re.match(rf"{number}[.)]?\s+(?=[A-Z])", words)
    return words[led.end() :] if led else None


def _draft(loose: _Loose, like: Draft, headings: tuple[str, ...]) -> Draft:
    return Draft(
        kind=like.kind,
        text="\n".join(loose.text),
        headings=(*headings, loose.theme),
        place=place_at(loose.first.anchor),
        ref=loose.ref,
        response=tuple(loose.response),
        part=like.part,
        flags=("table_lost",),
    )
