"""A plan's part: what is fixed of its rows, and what all plans are waited for."""

import json
from dataclasses import replace

import pytest

from plan_ingest.exports import pieces
from plan_ingest.exports.flat import csv_lines
from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.listings import analyses, evidence
from plan_ingest.exports.manifest import hash_of
from plan_ingest.exports.pieces import FIELD, OPEN, ROW
from plan_ingest.model.coverage import Report
from plan_ingest.model.part import Held
from plan_ingest.pipeline.reported import report_of
from plan_ingest.settings import Settings
from tests import build
from tests.exports.made import FORMULA


@pytest.fixture(scope="module")
def report() -> Report:
    """One plan: an item decided, one suggested, and gaps beside them."""
    items = [
        build.item(FORMULA, item_id="one", item_no=1),
        build.item("- call takers\x1eare \x1ftrained", item_id="two", item_no=2),
    ]
    told = [build.suggestions(items[1], "C1a.1", "C1b.1", accepted=("C1a.1",))]
    words = [build.decision(items[0], "C1a.2")]
    record = build.record(items=2)
    return report_of(items, [record], build.framework(), told, words, Settings())


@pytest.fixture(scope="module")
def part(report: Report) -> Held:
    return pieces.part_of(report)


def test_what_a_gap_leaves_open_are_neighbouring_columns(report: Report) -> None:
    names = [column.name for column in analyses.gaps(report).columns]
    first = names.index(OPEN[0])

    assert tuple(names[first : first + len(OPEN)]) == OPEN


def test_a_gap_filled_in_is_its_row_of_the_csv(report: Report, part: Held) -> None:
    listing = analyses.gaps(report)
    first, last = listing.at(OPEN[0]), listing.at(OPEN[-1])
    filled = []
    for piece, row in zip(part.text("gaps").split(ROW), listing.rows, strict=True):
        place, alone, *ends = piece.split(FIELD)
        between = ",".join(map(str, row[first : last + 1])).encode()
        filled.append(between.join((ends[0] + b",", b"," + ends[1])) + b"\n")
        node = report.coverage.nodes[int(place)]
        assert node == row[listing.at("node_id")]
        levels = {cell.node_id: cell.level for cell in report.coverage.cells}
        assert (alone == b"1") == (levels.get(str(row[listing.at("parent")])) == 0)

    assert len(filled) == 2
    assert filled == csv_lines(listing.rows)


def test_a_suggestion_to_decide_tells_how_far_it_is_from_doubt(
    report: Report, part: Held
) -> None:
    listing = analyses.to_review(report)
    far, lines = zip(
        *(row.split(FIELD) for row in part.text("to_review").split(ROW)), strict=True
    )

    sure = [row[listing.at("confidence")] for row in listing.rows]
    assert [abs(float(str(one)) - 0.5) for one in sure] == list(map(float, far))
    assert list(lines) == csv_lines(listing.rows)


def test_what_items_say_is_kept_as_it_stands_in_them(
    report: Report, part: Held
) -> None:
    said = json.loads(part.text("said"))

    assert [row[0] for row in said] == ["one", "two"]
    assert [row[-1] for row in said] == [item.text for item in report.items]


def test_the_head_counts_and_hashes_the_plan(report: Report, part: Held) -> None:
    assert part.head.items_sha256 == hash_of(report.items)
    assert part.head.suggestions_sha256 == hash_of(report.suggestions)
    assert (part.head.items, part.head.decided) == (2, 1)
    assert part.head.rows["smart"] == len(evidence.smart(report).rows) == 2
    assert len(part.head.levels) == len(report.coverage.nodes)
    assert part.head.dated == "2020-04"


def test_a_plan_of_several_dates_has_none(report: Report) -> None:
    one, two = report.items
    items = (one, replace(two, document_date="2021"))

    assert pieces.part_of(replace(report, items=items)).head.dated == ""


def test_a_column_is_found_by_its_name() -> None:
    columns = (Column("node_id", "Node", ""), Column("weight", "Weight", ""))
    listing = Listing("gaps", "Gaps", "", columns, ())

    assert listing.at("weight") == 1
    with pytest.raises(ValueError, match="nothing"):
        listing.at("nothing")
