"""Listings that rest on who shares words with whom, from many plans' parts."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from plan_ingest.exports.flat import csv_fields, csv_head
from plan_ingest.exports.listing import Listing, Value
from plan_ingest.exports.listings.wording import node_text
from plan_ingest.model.analysis import Wording
from plan_ingest.model.framework import Framework
from plan_ingest.model.part import Part

_SCORE = 5
"""The column of a score among those of shared wording."""


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
    first: int | None = None,
) -> Iterator[bytes]:
    """The rows of items whose words another plan, or the framework, wrote first.

    Of so many plans alone, where only the `first` are shown.
    """
    yield csv_head(listing.columns)
    told = {one.item_id: one for one in words if one.like is not None}
    theirs = _theirs({one.like for one in told.values()}, parts, framework)
    for part in parts[:first]:
        lines = []
        for item_id, *_, own, _ in json.loads(part.text("said")):
            one = told.get(item_id)
            if one is not None:
                alike = f"{one.origin},{one.score!r},{theirs[one.like or '']}"
                lines.append(f"{own},{alike}\n")
        yield "".join(lines).encode()


def shared_rows(chunks: Iterator[bytes], most: int) -> tuple[tuple[Value, ...], ...]:
    """The first rows of the listing of shared wording, to stand on a sheet."""
    next(chunks)
    rows: list[tuple[Value, ...]] = []
    for chunk in chunks:
        for row in csv.reader(io.StringIO(chunk.decode(), newline="")):
            score = float(row[_SCORE])
            rows.append((*row[:_SCORE], score, *row[_SCORE + 1 :]))
        if len(rows) >= most:
            break
    return tuple(rows[:most])


def _theirs(
    wanted: set[str | None], parts: Sequence[Part], framework: Framework
) -> Mapping[str, str]:
    """By item or node id the fields that tell whose words it is: with, source, text."""
    found = {
        node.id: csv_fields(
            ("the framework", framework.id, node.id, node_text(framework, node.id))
        ).decode()
        for node in framework.nodes
        if node.id in wanted
    }
    for part in parts:
        for item_id, *_, text in json.loads(part.text("said")):
            if item_id in wanted:
                ids = ("another plan", part.head.source_id, item_id)
                found[item_id] = f"{csv_fields(ids).decode()},{text}"
    return found
