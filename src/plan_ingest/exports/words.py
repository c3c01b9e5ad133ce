"""Listings that rest on who shares words with whom, from many plans' parts."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from plan_ingest.exports.flat import csv_head, csv_lines
from plan_ingest.exports.listing import Listing, Value
from plan_ingest.exports.listings.wording import node_text
from plan_ingest.model.analysis import Wording
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part

Row = tuple[Value, ...]
Words = Mapping[str, Sequence[Wording]]
"""By source id whose words the plan's items have."""
_AT_ONCE = 5_000
"""Rows written at a time: many texts come again from plan to plan."""


def own_practice(source_id: str, practice: bytes, words: Words) -> list[str]:
    """A plan's candidates of good practice as lines, those in its own words."""
    rows = json.loads(practice)
    if not rows:
        return []
    told = words[source_id]
    own = {one.item_id for one in told if one.origin == "own"}
    return [line for item_id, line in rows if item_id in own]


def shared(
    listing: Listing, parts: Iterable[Part], words: Words, theirs: Mapping[str, Row]
) -> Iterator[bytes]:
    """The rows of items whose words another plan, or the framework, wrote first."""
    yield csv_head(listing.columns)
    rows: list[Row] = []
    for part in parts:
        rows += _shared(part, words, theirs)
        if len(rows) >= _AT_ONCE:
            yield b"".join(csv_lines(rows))
            rows.clear()
    yield b"".join(csv_lines(rows))


def shared_rows(
    parts: Iterable[Part], words: Words, theirs: Mapping[str, Row], most: int
) -> tuple[Row, ...]:
    """The first rows of that listing, of these plans."""
    rows = (row for part in parts for row in _shared(part, words, theirs))
    return tuple(islice(rows, most))


def theirs_in(
    words: Words, parts: Iterable[Part], framework: Framework
) -> Mapping[str, Row]:
    """By item or node id what tells whose words it is: with, source, id, text.

    Of those alone that another item is like.
    """
    wanted = {one.like for told in words.values() for one in told}
    found: dict[str, Row] = {
        node.id: (
            "the framework",
            framework.id,
            node.id,
            node_text(framework, node.id),
        )
        for node in framework.nodes
        if node.id in wanted
    }
    for part in parts:
        source = part.head.source_id
        if all(one.item_id not in wanted for one in words[source]):
            continue
        for item_id, *_, text in json.loads(part.text("said")):
            if item_id in wanted:
                found[item_id] = ("another plan", source, item_id, text)
    return found


def _shared(part: Part, words: Words, theirs: Mapping[str, Row]) -> list[Row]:
    """A plan's items in another's words; which may stand in any of the plans."""
    source, rows = part.head.source_id, []
    told = {one.item_id: one for one in words[source] if one.like is not None}
    for item_id, force, *_, text in json.loads(part.text("said")) if told else ():
        one = told.get(item_id)
        if one is not None:
            alike = (one.origin, one.score, *theirs[one.like or ""])
            rows.append((source, force, item_id, text, *alike))
    return rows
