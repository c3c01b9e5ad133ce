"""Forces over time: who a force is at a date, its latest plan, and its plans as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_ingest.compare.editions import superseded
from plan_ingest.compare.marks import MARKS
from plan_ingest.compare.tree import tree
from plan_ingest.model.coverage import Coverage, CoverageCell
from plan_ingest.model.framework import Framework
from plan_ingest.model.source import SourceRecord
from plan_ingest.text import fold

_BEFORE_ALL = ""
"""A day before all days: no force has ended yet."""
_IF_ANY = "C"
"""Marks that one of the joined cells is enough for; the others need all of them."""


@dataclass(frozen=True, slots=True)
class Force:
    """A force as the register has it; ISO dates, None where there is no bound.

    `valid_to` is the first day on which it is a force no more; `successor` is who
    took over on that day. `other_names` are former names and aliases.
    """

    name: str
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None
    other_names: tuple[str, ...] = ()


def force_at(register: Iterable[Force], name: str, date: str) -> str:
    """What a force of that name is called at a date, through all its mergers.

    A name the register lacks is its own answer.
    """
    known = {force.name: force for force in register}
    names = {
        fold(other): force.name
        for force in known.values()
        for other in (*force.other_names, force.name)
    }
    found = names.get(fold(name), name)
    passed = {found}
    while (force := known.get(found)) is not None:
        ended = force.valid_to is not None and force.valid_to <= date
        if not ended or force.successor is None or force.successor in passed:
            break
        found = force.successor
        passed.add(found)
    return found


def latest(sources: Iterable[SourceRecord]) -> tuple[str, ...]:
    """The source ids of every force's latest plan, by document date or period.

    A plan that another supersedes, by an analyst's word, is not the latest. A
    source without a force stands for itself. A plan that could not be read is only
    taken where the force has no other.
    """
    best: dict[str, tuple[tuple[bool, bool, str, str], str]] = {}
    records = tuple(sources)
    past = set(superseded(records).values())
    for record in records:
        read = record.state in ("read", "partly read")
        when = record.document_date or record.period or ""
        key = (read, record.source_id not in past, when, record.source_id)
        name = record.force or f"\0{record.source_id}"
        if name not in best or key > best[name][0]:
            best[name] = (key, record.source_id)
    return tuple(sorted(source for _, source in best.values()))


def latest_at(
    sources: Iterable[SourceRecord], register: Iterable[Force], day: str
) -> tuple[str, ...]:
    """The latest plans by the names of a day; without a day, by the names as given.

    Of forces that merged each one's latest counts, until the successor has a plan
    of its own that is later.
    """
    records = tuple(sources)
    if not day:
        return latest(records)
    forces = tuple(register)
    own = {r.source_id: _at(forces, r, _BEFORE_ALL) for r in records}
    best = set(latest(replace(r, force=own[r.source_id]) for r in records))
    kept = [record for record in records if record.source_id in best]
    now = {r.source_id: _at(forces, r, day) for r in kept}
    since = {
        now[r.source_id]: _when(r) for r in kept if now[r.source_id] == own[r.source_id]
    }
    return tuple(
        r.source_id
        for r in kept
        if now[r.source_id] == own[r.source_id]
        or now[r.source_id] not in since
        or _when(r) > since[now[r.source_id]]
    )


def _when(record: SourceRecord) -> str:
    return record.document_date or record.period or ""


def _at(forces: Iterable[Force], record: SourceRecord, day: str) -> str | None:
    return force_at(forces, record.force, day) if record.force else None


def by_force(
    coverage: Coverage, forces: Mapping[str, str], framework: Framework
) -> Coverage:
    """The coverage with all sources of a force joined; `forces` names each source's.

    A level is the highest of the plans'. Where none addresses a node and one of
    them could not be judged, neither can the force. A mark needs all the cells that
    give the level, a conflict only one.
    """
    nodes = tree(framework)
    parts = {node: nodes.leaves(node) for node in coverage.nodes}
    groups: dict[tuple[str, str], list[CoverageCell]] = {}
    for cell in coverage.cells:
        groups.setdefault((cell.node_id, forces[cell.source_id]), []).append(cell)
    names = tuple(sorted(set(forces.values())))
    joined = {
        (node, name): _joined(name, node, groups[node, name])
        for node in coverage.nodes
        for name in names
    }
    cells = tuple(_broad(joined, cell, parts[cell.node_id]) for cell in joined.values())
    return Coverage(coverage.framework_id, names, coverage.nodes, cells)


def _joined(name: str, node: str, cells: Sequence[CoverageCell]) -> CoverageCell:
    if len(cells) == 1:
        return replace(cells[0], source_id=name, breadth=None)
    judged = [cell.level for cell in cells if cell.level is not None]
    level = max(judged, default=None)
    if not level and len(judged) < len(cells):
        return CoverageCell(name, node, None, "", ())
    best = [cell for cell in cells if cell.level == level]
    marks = "".join(
        mark
        for mark in MARKS
        if (any if mark == _IF_ANY else all)(
            mark in cell.marks for cell in (cells if mark == _IF_ANY else best)
        )
    )
    items = tuple(item for cell in cells for item in cell.item_ids)
    return CoverageCell(name, node, level, marks, items)


def _broad(
    joined: Mapping[tuple[str, str], CoverageCell],
    cell: CoverageCell,
    leaves: Sequence[str],
) -> CoverageCell:
    if not leaves or cell.level is None:
        return cell
    above = sum(1 for leaf in leaves if joined[leaf, cell.source_id].level)
    return replace(cell, breadth=(above, len(leaves)))
