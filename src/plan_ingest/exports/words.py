"""Listings that rest on who shares words with whom, from many plans' parts."""

import json
from collections.abc import Iterator, Mapping, Sequence

from plan_ingest.exports.flat import csv_head, csv_lines
from plan_ingest.exports.listing import Listing, Value
from plan_ingest.exports.listings.wording import node_text
from plan_ingest.model.analysis import Wording
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part

Row = tuple[Value, ...]


def good_practice(
    listing: Listing, parts: Sequence[Part], words: Sequence[Wording]
) -> Iterator[bytes]:
    """The candidates of all plans, where the words are the plan's own."""
    yield csv_head(listing.columns)
    own = {one.item_id for one in words if one.origin == "own"}
    for part in parts:
        rows = json.loads(part.text(listing.name))
        yield "".join([line for item_id, line in rows if item_id in own]).encode()


def shared(
    listing: Listing,
    parts: Sequence[Part],
    words: Sequence[Wording],
    framework: Framework,
) -> Iterator[bytes]:
    """The rows of items whose words another plan, or the framework, wrote first."""
    yield csv_head(listing.columns)
    for rows in _shared(parts, parts, words, framework):
        yield b"".join(csv_lines(rows))


def shared_rows(
    shown: Sequence[Part],
    parts: Sequence[Part],
    words: Sequence[Wording],
    framework: Framework,
    most: int,
) -> tuple[Row, ...]:
    """The first rows of that listing, of the plans `shown` among all `parts`."""
    rows: list[Row] = []
    for some in _shared(shown, parts, words, framework):
        rows += some
        if len(rows) >= most:
            break
    return tuple(rows[:most])


def _shared(
    shown: Sequence[Part],
    parts: Sequence[Part],
    words: Sequence[Wording],
    framework: Framework,
) -> Iterator[list[Row]]:
    """A plan's rows at a time; the words shared may stand in any of the parts."""
    told = {one.item_id: one for one in words if one.like is not None}
    theirs = _theirs({one.like or "" for one in told.values()}, parts, framework)
    for part in shown:
        source, rows = part.head.source_id, []
        for item_id, force, *_, text in json.loads(part.text("said")):
            one = told.get(item_id)
            if one is not None:
                alike = (one.origin, one.score, *theirs[one.like or ""])
                rows.append((source, force, item_id, text, *alike))
        yield rows


def _theirs(
    wanted: set[str], parts: Sequence[Part], framework: Framework
) -> Mapping[str, Row]:
    """By item or node id what tells whose words it is: with, source, id, text."""
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
        for item_id, *_, text in json.loads(part.text("said")):
            if item_id in wanted:
                found[item_id] = ("another plan", part.head.source_id, item_id, text)
    return found
