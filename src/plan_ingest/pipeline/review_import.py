"""What comes back from analysts and forces: decisions, clashes, proposals."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from plan_ingest.errors import RecordError, UsageError
from plan_ingest.exports.safe import cell_text, csv_text
from plan_ingest.model.review import Decision, Proposal
from plan_ingest.pipeline.amended import amendments_of
from plan_ingest.pipeline.review_desk import (
    PROPOSALS,
    Desk,
    record,
    reviewer,
    settled,
)
from plan_ingest.pipeline.review_mends import mends_of
from plan_ingest.review import settle
from plan_ingest.review.merging import (
    Clash,
    Returned,
    Reviewer,
    merge,
)
from plan_ingest.store.amendments import append_amendments
from plan_ingest.store.files import written_whole
from plan_ingest.store.journal import append_journal
from plan_ingest.store.ledger import read_ledger
from plan_ingest.workbook.back import PackRow, Table, pack_rows, read_tables
from plan_ingest.workbook.form import CORRECTION, EXPORTED, ID, ITEMS, WHERE
from plan_ingest.workbook.out import as_csv, as_table

_CLASH = (
    "row",
    "item_id",
    "basis",
    "node_id",
    "exported",
    "present",
    "returned",
    "why",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to; `clashes` lie in the file `told`."""

    added: int = 0
    corrections: int = 0
    proposals: int = 0
    clashes: tuple[Clash, ...] = ()
    told: Path | None = None


def import_pack(desk: Desk, path: Path, analyst: str) -> Imported:
    """Take what came back: a pack, a ledger, or a force's check of facts.

    Raises RecordError, before anything is taken, for rows that are not the pack's.
    """
    if path.suffix.lower() == ".jsonl" or _is_ledger(path):
        return _import_ledger(desk, path)
    tables = read_tables(path)
    for table in tables:
        if EXPORTED in table.titles and ID in table.titles:
            return _import_rows(desk, path, table, analyst)
    answers = [table for table in tables if {CORRECTION, WHERE} <= set(table.titles)]
    if not answers:
        raise RecordError(
            f"{path}: no sheet {ITEMS} with a column {ID}: not a pack of"
            " `review export`, nor a force's check of facts"
        )
    return _import_answers(desk, path, answers, analyst)


def _import_rows(desk: Desk, path: Path, table: Table, analyst: str) -> Imported:
    name, found = pack_rows(table, path, desk.framework)
    if not found:
        return Imported()
    framework_id, _, rest = name.partition("|")
    owner = rest.partition("|")[2]
    if framework_id != desk.framework.id:
        first = found[0].row
        raise RecordError(
            f"{path} row {first}: a pack for framework {framework_id}, not"
            f" {desk.framework.id}; name it with --framework"
        )
    if owner and owner != analyst:
        raise UsageError(f"{path}: a pack for {owner}; give --analyst {owner!r}")
    batch = sha256(path.read_bytes()).hexdigest()[:20]
    by = reviewer(desk, analyst, bool(owner), f"import-{batch}")
    returned = list(_shared(found))
    there = {item.item_id for item in desk.items}
    if there.isdisjoint(row.item_id for row in returned):
        raise RecordError(
            f"{path} row {found[0].row}: no item {found[0].item_id} in this project,"
            " nor any other of the pack's; it is a pack of another project"
        )
    merged = merge(returned, desk.decisions, there, by)
    mends = mends_of(desk, found, there, by)
    added = record(desk, merged.decisions)
    corrected = append_amendments(
        amendments_of(desk.project, desk.framework.id), mends.amendments
    )
    clashes = merged.clashes + mends.clashes
    return _told(path, Imported(added, corrected, clashes=clashes))


def _shared(found: Iterable[PackRow]) -> Iterable[Returned]:
    """The rows, with answers given to others of their group where asked for.

    A row with an answer of its own keeps it.
    """
    rows = list(found)
    members: dict[tuple[str, str], PackRow] = {}
    for row in rows:
        group, _, at = row.group.partition(": ")
        members[group, at.split(" ")[0]] = row
    given: dict[str, PackRow] = {}
    for row in rows:
        if row.also_for and _said(row):
            for other in _others(row, members):
                given.setdefault(other, row)
    for row in rows:
        origin = given.get(row.item_id)
        if origin is None or _said(row):
            yield _as_returned(row)
        else:
            told = {key: verdict for key, verdict in origin.answers.items() if verdict}
            yield replace(_as_returned(row), answers=told, note=origin.note)


def _others(row: PackRow, members: dict[tuple[str, str], PackRow]) -> list[str]:
    group = row.group.partition(": ")[0]
    asked = row.also_for.casefold().strip()
    wanted = [
        other
        for (name, at), other in members.items()
        if name == group and name and (asked == "all" or at in _numbers(asked))
    ]
    missing = _numbers(asked) - {at for name, at in members if name == group}
    if missing or not group or (asked != "all" and not _numbers(asked)):
        raise RecordError(
            f"row {row.row}, Also for: {row.also_for!r} names no row of its group in"
            " this pack; say all, or numbers such as 2, 3; nothing was taken"
        )
    return [other.item_id for other in wanted if other.item_id != row.item_id]


def _numbers(said: str) -> set[str]:
    return {part for part in said.replace(",", " ").replace(";", " ").split()
            if part.isdigit()}  # fmt: skip


def _said(row: PackRow) -> bool:
    return any(row.answers.values())


def _as_returned(row: PackRow) -> Returned:
    """The row's answers; a note beside a correction alone is the correction's."""
    about_fix = row.fixes != row.exported_fixes and not _said(row)
    note = row.exported_note if about_fix else row.note
    return Returned(
        row.row, row.item_id, row.exported, row.answers, row.exported_note, note
    )


def _is_ledger(path: Path) -> bool:
    if path.suffix.lower() != ".csv":
        return False
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        head = next(csv.reader(lines), [])
    return {"id", "at", "analyst", "item_id", "verdict"} <= set(head)


def _import_ledger(desk: Desk, path: Path) -> Imported:
    """The union with another ledger; refused whole where it names what is not there."""
    found = read_ledger(path)
    union = read_ledger(*(p for p in (desk.ledger, path) if p.exists())).decisions
    known = {word.id for word in desk.decisions}
    items = {item.item_id for item in desk.items} | {w.item_id for w in desk.decisions}
    nodes = {node.id for node in desk.framework.nodes}
    wrong = [
        f"decision {number} ({word.id}): {what}"
        for number, word in enumerate(found.decisions, 1)
        if word.id not in known
        for what in _strange(word, desk.framework.id, items, nodes)
    ]
    if wrong:
        told = "; ".join(wrong[:20])
        raise RecordError(f"{path}: {told}; nothing was taken: leave these lines out")
    before = {(c.item_id, c.node_id, c.basis) for c in settled(desk).conflicts}
    adjudicators = desk.project.settings.reviewing.adjudicators
    after = settle(union, desk.framework.id, adjudicators).conflicts
    clashes = tuple(
        Clash(0, c.item_id, c.basis, c.node_id, "", c.words[0].verdict,
              c.words[-1].verdict, f"{c.words[0].analyst} and {c.words[-1].analyst}"
              " differ; the most recent counts until it is settled")
        for c in after
        if (c.item_id, c.node_id, c.basis) not in before
    )  # fmt: skip
    return _told(path, Imported(added=record(desk, found.decisions), clashes=clashes))


def _strange(
    word: Decision, framework_id: str, items: Collection[str], nodes: Collection[str]
) -> list[str]:
    wrong = []
    if word.framework_id != framework_id:
        wrong.append(f"on framework {word.framework_id}, not {framework_id}")
    if word.verdict != "retract" and word.item_id not in items:
        wrong.append(f"no item {word.item_id}")
    if word.node_id is not None and word.node_id not in nodes:
        wrong.append(f"no node {word.node_id}")
    return wrong


def _import_answers(
    desk: Desk, path: Path, tables: Iterable[Table], analyst: str
) -> Imported:
    """A force's answers, kept as proposals; unknown items and nodes are refused."""
    by = reviewer(desk, analyst, False, None)
    items = {item.item_id: item.force for item in desk.items}
    nodes = {node.id for node in desk.framework.nodes}
    found: list[Proposal] = []
    wrong: list[str] = []
    given = list(tables)
    force = _answering(given, items)
    for table in given:
        of_items = "Words of the plan" in table.titles
        question = table.titles[table.titles.index(CORRECTION) - 1]
        for number, cells in table.rows:
            said = (cells[question], cells[CORRECTION], cells[WHERE])
            on = cells.get("Item" if of_items else "Node", "")
            if not any(said) or on == "None.":
                continue
            if on not in (items if of_items else nodes):
                wrong.append(f"{table.sheet} row {number}: no {on!r} in this project")
            else:
                found.append(_proposal(by, on, of_items, said, force))
    if wrong:
        told = "; ".join(wrong[:20])
        raise RecordError(f"{path}: {told}; nothing was taken: mend it and try again")
    added = append_journal(desk.ledger.with_name(PROPOSALS), found, Proposal)
    return Imported(proposals=added)


def _answering(tables: Iterable[Table], items: Mapping[str, str | None]) -> str | None:
    """The force whose items the file lists; None where they are of several, or none."""
    listed = {
        items[cells["Item"]]
        for table in tables
        for _, cells in table.rows
        if cells.get("Item") in items
    }
    return listed.pop() if len(listed) == 1 else None


def _proposal(
    by: Reviewer, on: str, of_item: bool, said: tuple[str, str, str], force: str | None
) -> Proposal:
    """The answer; without its force's name where it is told apart by its item."""
    whose = () if of_item or force is None else (force,)
    proof = "\n".join((by.framework_id, on, *said, *whose))
    return Proposal(
        id=sha256(proof.encode("utf-8")).hexdigest()[:20],
        at=by.at,
        analyst=by.analyst,
        item_id=on if of_item else None,
        node_id=None if of_item else on,
        answer=said[0],
        correction=said[1],
        where=said[2],
        force=force,
    )


def _told(path: Path, imported: Imported) -> Imported:
    """The import, its clashes written beside the file that came back."""
    if not imported.clashes:
        return imported
    table = [[str(getattr(c, name)) for name in _CLASH] for c in imported.clashes]
    if path.suffix.lower() == ".xlsx":
        beside = path.with_name(f"{path.stem}.conflicts.xlsx")
        title = f"Answers of {path.name} that were not taken as they are"
        content = as_table(title, _CLASH, table, cell_text)
    else:
        beside = path.with_name(f"{path.stem}.conflicts.csv")
        content = as_csv(_CLASH, table, csv_text)
    with written_whole(beside) as handle:
        handle.write(content)
    return replace(imported, told=beside)
