"""Plans made of reference items, so that a real plan can be drawn in any layout."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from tests.drawing.plan import Entry, Plan, Section


def of_items(name: str, title: str, rows: Iterable[dict[str, Any]]) -> Plan:
    """A plan made of reference items: a section for each run of equal headings."""
    listed = list(rows)
    if any(row["flags"].get("pillar") for row in listed):
        return Plan(name, title, _pillars(listed))
    aims = [row for row in listed if row["kind"] == "aim"]
    listed = [row for row in listed if row["kind"] != "aim"]
    numbers = {row["item_no"]: row for row in listed}
    outer = {row["heading_path"][0] for row in listed if len(row["heading_path"]) > 1}
    sections = []
    for path, group in groupby(listed, key=lambda row: tuple(row["heading_path"])):
        members = list(group)
        strand = any(_sharer(row, numbers) for row in members)
        sections.append(Section(path[-1:], tuple(map(_entry, members)), shared=strand))
    return Plan(
        name,
        title,
        tuple(sections),
        aims=tuple((*row["heading_path"][:2], row["text"]) for row in aims),
        table_heading=outer.pop() if outer else "",
    )


def _pillars(rows: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    found = []
    for pillar, group in groupby(rows, key=lambda row: row["heading_path"][0]):
        members = list(group)
        below = {row["item_no"]: row["heading_path"][-1] for row in members[1:]}
        found.append(
            Section(
                path=(members[0]["text"],),
                letter=pillar.partition(" - ")[0],
                includes=tuple(
                    row["text"]
                    for row in members[1:]
                    if below[row["item_no"]] == "This includes"
                ),
                entries=tuple(
                    _entry(row)
                    for row in members[1:]
                    if below[row["item_no"]] == "Objectives"
                ),
            )
        )
    return tuple(found)


def _sharer(row: dict[str, Any], numbers: dict[int, dict[str, Any]]) -> bool:
    return row["flags"].get("evidence_from_item") in numbers


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        text=row["text"],
        ref=row["ref"],
        kind=row["kind"],
        response=tuple(line for line in (row["response"] or "").split("\n") if line),
        target=row["target"],
        lead=row["lead"],
        pair="evidence_shared_by" in row["flags"],
    )
