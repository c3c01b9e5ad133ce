"""What a review pack says of each item: its words, what is offered, what stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Basis, Change, Suggestion
from plan_ingest.review.duplicates import Group
from plan_ingest.review.merging import Standing
from plan_ingest.review.queue import ReviewRow
from plan_ingest.workbook.form import (
    ALSO,
    EXPORTED,
    GROUP,
    HASH,
    ID,
    NOTE,
    PACK,
    TEXT,
    Key,
    as_exported,
    node_label,
    row_hash,
    slot,
)
from plan_ingest.workbook.mends import fix_cells, fix_titles
from plan_ingest.workbook.out import Safe

_SHOWN = ("Order", "State", "Plan", "Place", "Headings", TEXT, "Response or evidence",
          "Target", "Lead", "Kind", "Suggestions", GROUP)  # fmt: skip
_TECHNICAL = (ID, HASH, PACK, EXPORTED)
_LEAST: Mapping[Basis, int] = {"text": 4, "response": 1}
"""Answers there is room for on a row, at the least."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column titles, and the rows under them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pack_table(
    rows: Sequence[ReviewRow],
    standing: Mapping[str, Standing],
    groups: Iterable[Group[PlanItem]],
    framework: Framework,
    pack: str,
    safe: Safe,
    fixes: Mapping[str, Mapping[Change, str]] | None = None,
) -> Table:
    """The rows of a pack, as exported now, in the order given.

    With `fixes`, the corrections that stand by item and change, there is room to
    correct what was read.
    """
    labels = {node.id: node_label(node.id, node.title) for node in framework.nodes}
    offers = {row.item.item_id: _answers(row, standing, labels) for row in rows}
    room = {
        basis: max([least, *(_count(a, basis) + 1 for a in offers.values())])
        for basis, least in _LEAST.items()
    }
    numbered = _numbered(groups)
    titles = [
        t for basis in room for n in range(room[basis]) for t in slot(basis, n + 1)
    ]
    most = max([0, *(len(said) for said in (fixes or {}).values())])
    mends = most + 1 if fixes is not None else 0
    columns = (*_SHOWN, *titles, *fix_titles(mends), ALSO, NOTE, *_TECHNICAL)
    made = []
    for number, row in enumerate(rows, 1):
        item_id = row.item.item_id
        answers = offers[item_id]
        note = standing[item_id].note if item_id in standing else ""
        group = numbered.get(item_id, "")
        fixed = (fixes or {}).get(item_id, {})
        cells = _slots(answers, room, labels) + fix_cells(fixed, mends)
        exported = as_exported(answers.items(), note, fixed)
        proof = row_hash(pack, item_id, safe(row.item.text), exported)
        shown = _shown(number, row, labels, group)
        made.append((*shown, *cells, "", note, item_id, proof, pack, exported))
    return Table(columns, tuple(made))


def place(item: PlanItem) -> str:
    """File and page of an item, as a person would look it up."""
    page = f", page {item.source.page}" if item.source.page is not None else ""
    return f"{item.source.file}{page}, item {item.item_no}"


def reasons(offered: Suggestion, labels: Mapping[str, str]) -> str:
    """A node offered, how sure that is, and what carried it, in one line."""
    told = [f"{s.matcher}: {s.evidence}" for s in offered.signals[:2] if s.evidence]
    why = f" ({'; '.join(told)})" if told else ""
    label = labels.get(offered.node_id, offered.node_id)
    return f"{label}: {offered.confidence:.0%}{why}"


def _answers(
    row: ReviewRow, standing: Mapping[str, Standing], labels: Mapping[str, str]
) -> dict[Key, str]:
    """What stands on an item, then what is offered and not answered yet.

    Words on a node that the framework no longer has are orphans, listed elsewhere.
    """
    found = standing.get(row.item.item_id, Standing({}))
    answers: dict[Key, str] = {
        key: verdict
        for key, verdict in sorted(found.answers.items())
        if key[1] in labels or not key[1]
    }
    for one in row.offered:
        answers.setdefault(("text", one.node_id), "")
    for one in row.response_offered[:1]:
        answers.setdefault(("response", one.node_id), "")
    return answers


def _count(answers: Mapping[Key, str], basis: Basis) -> int:
    return sum(of == basis for of, _ in answers)


def _slots(
    answers: Mapping[Key, str], room: Mapping[Basis, int], labels: Mapping[str, str]
) -> list[str]:
    cells: list[str] = []
    for basis, slots in room.items():
        said = [
            cell
            for (of, node), verdict in answers.items()
            if of == basis
            for cell in (labels.get(node, node), verdict)
        ]
        cells += said + [""] * (2 * slots - len(said))
    return cells


def _shown(
    number: int, row: ReviewRow, labels: Mapping[str, str], group: str
) -> list[str]:
    item = row.item
    response = "\n".join(item.response)
    return [
        str(number),
        row.state,
        item.force or item.source_id,
        place(item),
        " > ".join(item.headings),
        item.text,
        response,
        item.target,
        item.lead,
        item.kind,
        "\n".join(reasons(one, labels) for one in row.offered),
        group,
    ]


def _numbered(groups: Iterable[Group[PlanItem]]) -> dict[str, str]:
    """Each grouped item as "G1: 2 of 3", numbers as the groups come."""
    return {
        item.item_id: f"G{count}: {at} of {len(group.items)}"
        for count, group in enumerate(groups, 1)
        for at, item in enumerate(group.items, 1)
    }
