"""A plan's part of every listing: its rows as they go into the CSV files.

What rests on other plans is left open: a gap's weight and who else addresses the node,
whether words are another's, the order among plans.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from plan_ingest.compare.gaps import sign
from plan_ingest.compare.shared import UNKNOWN_DATE, said
from plan_ingest.exports.counts import smart_counts
from plan_ingest.exports.flat import csv_fields, csv_lines
from plan_ingest.exports.listing import Listing, Value
from plan_ingest.exports.listings import analyses, beside, evidence, matrix, wording
from plan_ingest.exports.manifest import hash_of
from plan_ingest.model.coverage import Coverage, Report
from plan_ingest.model.part import Head, Held
from plan_ingest.model.plan import PlanItem

BY_SOURCE: Mapping[str, Callable[[Report], Listing]] = {
    "sources": evidence.sources,
    "evidence": evidence.links,
    "smart": evidence.smart,
    "possible": beside.possible,
    "left_to_review": wording.left_to_review,
}
"""Listings in which the rows of a plan stand together, one plan after the other."""
ROW, FIELD = b"\x1e", b"\x1f"
"""Signs between rows and between the pieces of one; no CSV of ours holds them."""
OPEN = ("weight", "addressed_by", "assessable")
"""Neighbouring columns of a gap that rest on all plans."""


def part_of(report: Report) -> Held:
    """The part of the one plan of a report, whose words all count as its own."""
    texts = {}
    rows = {}
    for name, listing in BY_SOURCE.items():
        found = listing(report)
        texts[name], rows[name] = b"".join(csv_lines(found.rows)), len(found.rows)
    long = matrix.long(report)
    gaps, left = analyses.gaps(report), analyses.to_review(report)
    practice = wording.good_practice(report)
    item = practice.at("item_id")
    texts[long.name] = ROW.join(csv_lines(long.rows))
    texts[gaps.name] = ROW.join(_gaps(report, gaps))
    texts[left.name] = ROW.join(_doubted(left))
    texts[practice.name] = _json(
        [str(row[item]), line.decode()]
        for row, line in zip(practice.rows, csv_lines(practice.rows), strict=True)
    )
    texts["said"] = _json(_said(item) for item in report.items)
    rows |= {one.name: len(one.rows) for one in (long, gaps, left)}
    rows |= {"items": len(report.items), "suggestions": len(report.suggestions)}
    (record,) = report.sources
    decided = report.settled.decided
    dates = {item.document_date or UNKNOWN_DATE for item in report.items}
    head = Head(
        source_id=record.source_id,
        force=record.force,
        items=len(report.items),
        decided=sum(1 for item in report.items if item.item_id in decided),
        levels=_signs(report.coverage),
        reviewed=_signs(report.reviewed),
        smart=smart_counts(report.items),
        rows=rows,
        items_sha256=hash_of(report.items),
        suggestions_sha256=hash_of(report.suggestions),
        dated=dates.pop() if len(dates) == 1 else "",
        said=sha256(texts["said"]).hexdigest(),
    )
    return Held(head, texts)


def _signs(coverage: Coverage) -> str:
    return "".join(map(sign, coverage.cells))


def _gaps(report: Report, gaps: Listing) -> Iterable[bytes]:
    """A gap's place among the nodes, whether its parent is one, and what is fixed."""
    place = {node: at for at, node in enumerate(report.coverage.nodes)}
    levels = {cell.node_id: cell.level for cell in report.coverage.cells}
    node, parent = gaps.at("node_id"), gaps.at("parent")
    first, last = gaps.at(OPEN[0]), gaps.at(OPEN[-1])
    for row in gaps.rows:
        at = place[str(row[node])]
        alone = b"1" if levels.get(str(row[parent])) == 0 else b""
        ends = csv_fields(row[:first]), csv_fields(row[last + 1 :])
        yield FIELD.join((str(at).encode(), alone, *ends))


def _doubted(left: Listing) -> Iterable[bytes]:
    """Each suggestion to decide, after how far from doubt it is."""
    sure = left.at("confidence")
    for row, line in zip(left.rows, csv_lines(left.rows), strict=True):
        yield FIELD.join((repr(abs(float(row[sure] or 0) - 0.5)).encode(), line))


def _said(item: PlanItem) -> list[Value]:
    """What an item says, folded, and as it stands there."""
    one = said(item)
    ids: list[Value] = [one.item_id, one.force, one.document_date, one.item_no]
    return [*ids, one.text, item.text]


def _json(rows: Iterable[object]) -> bytes:
    return json.dumps(list(rows), separators=(",", ":")).encode()
