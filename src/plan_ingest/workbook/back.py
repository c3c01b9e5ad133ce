"""A review pack, a ledger or a force's check of facts that came back, as it is read."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from plan_ingest.errors import RecordError
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Change
from plan_ingest.text import squash
from plan_ingest.workbook.form import (
    ALSO,
    CORRECTION,
    EXPORTED,
    GROUP,
    HASH,
    ID,
    ITEMS,
    NOTE,
    PACK,
    REVIEW,
    SAID,
    TEXT,
    VERDICTS,
    WHERE,
    Key,
    from_exported,
    node_label,
    row_hash,
)
from plan_ingest.workbook.mends import (
    FIX,
    VALUE,
    exported_fixes,
    has_fixes,
    returned_fixes,
)

_MOST_BYTES, _MOST_CELLS = 512_000_000, 40_000_000
_LOOKED_AT = 40
"""Rows in which the column titles are looked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles: each row's number on the sheet, and its cells by title."""

    sheet: str
    titles: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row of a pack: what it was exported with, and what it says now."""

    row: int
    item_id: str
    exported: Mapping[Key, str]
    answers: Mapping[Key, str]
    exported_note: str
    note: str
    group: str
    also_for: str
    exported_fixes: Mapping[Change, str]
    fixes: Mapping[Change, str]


def read_tables(path: Path) -> tuple[Table, ...]:
    """The tables of a workbook or a CSV that have an id column.

    Raises RecordError for a file that is neither, or far too large.
    """
    if path.suffix.lower() == ".csv":
        sheets = {path.name: _csv_rows(path)}
    else:
        sheets = _workbook_rows(path)
    found = (_table(name, rows) for name, rows in sheets.items())
    return tuple(table for table in found if table is not None)


def pack_rows(
    table: Table, path: Path, framework: Framework
) -> tuple[str, tuple[PackRow, ...]]:
    """The pack's own name, and its rows.

    Raises RecordError that names every row which is not one of the pack's own, or
    whose answers cannot be understood: then nothing of the file is taken.
    """
    missing = [c for c in (HASH, PACK, EXPORTED, TEXT) if c not in table.titles]
    if missing:
        raise RecordError(
            f"{path}: no column {', '.join(missing)}: not a pack of `review export`,"
            " or columns were taken out; export the pack anew"
        )
    wrong: list[str] = []
    packs: set[str] = set()
    rows: dict[str, PackRow] = {}
    for number, cells in table.rows:
        try:
            row = _pack_row(number, cells, framework)
        except RecordError as error:
            wrong.append(str(error))
            continue
        if row is None:
            continue
        packs.add(cells[PACK])
        other = rows.setdefault(row.item_id, row)
        if other is not row and _told(other) != _told(row):
            wrong.append(f"row {number}: answers the item of row {other.row} otherwise")
    if len(packs) > 1:
        wrong.append(f"rows of {len(packs)} packs are mixed; import each by itself")
    if wrong:
        told = "; ".join(wrong[:20])
        raise RecordError(f"{path}: {told}; nothing was taken: mend it and try again")
    return next(iter(packs), ""), tuple(rows.values())


def _pack_row(
    number: int, cells: Mapping[str, str], framework: Framework
) -> PackRow | None:
    place = f"row {number}"
    item_id = cells.get(ID, "")
    if not item_id:
        if any(cells.get(title) for title in _answer_titles(cells)):
            raise RecordError(f"{place}: answers, but no item_id; restore the row")
        return None
    proof = row_hash(cells[PACK], item_id, cells[TEXT], cells[EXPORTED])
    if proof != cells[HASH]:
        raise RecordError(
            f"{place}: item {item_id} is not as it was exported (its id, its words or"
            f" its last columns were changed, or it is of another workbook)"
        )
    exported, exported_note = from_exported(cells[EXPORTED], place)
    fixed = exported_fixes(cells[EXPORTED])
    return PackRow(
        row=number,
        item_id=item_id,
        exported=exported,
        answers=_answers(cells, exported, framework, place),
        exported_note=exported_note,
        note=cells.get(NOTE, ""),
        group=cells.get(GROUP, ""),
        also_for=cells.get(ALSO, ""),
        exported_fixes=fixed if has_fixes(tuple(cells)) else {},
        fixes=returned_fixes(cells, place),
    )


def _told(row: PackRow) -> tuple[object, ...]:
    return (row.answers, row.note, row.fixes)


def _answer_titles(cells: Mapping[str, str]) -> list[str]:
    names = [name for pair in SAID.values() for name in pair]
    names += [FIX, VALUE]
    return [t for t in cells if re.sub(r" \d+$", "", t) in names] + [NOTE]


def _answers(
    cells: Mapping[str, str],
    exported: Mapping[Key, str],
    framework: Framework,
    place: str,
) -> dict[Key, str]:
    """The answers given; a node of the analyst's own without a verdict is primary."""
    found: dict[Key, str] = {}
    numbers = sorted({m.group(1) for t in cells if (m := re.search(r" (\d+)$", t))})
    for basis, (node_title, verdict_title) in SAID.items():
        for number in numbers:
            where = f"{place}, {node_title} {number}"
            node = _node(cells.get(f"{node_title} {number}", ""), framework, where)
            verdict = cells.get(f"{verdict_title} {number}", "").casefold()
            if verdict and verdict not in VERDICTS:
                raise RecordError(
                    f"{where}: no verdict {verdict!r}; choose {', '.join(VERDICTS)}"
                )
            if verdict == "none" or (verdict == "unsure" and not node):
                key: Key = (basis, "")
            elif node:
                key = (basis, node)
                verdict = verdict or ("" if key in exported else "primary")
            elif verdict:
                raise RecordError(f"{where}: {verdict}, but no node; choose one")
            else:
                continue
            if verdict and found.get(key, verdict) != verdict:
                raise RecordError(f"{where}: {found[key]} and {verdict} at once")
            if verdict:
                found[key] = verdict
        _refuse_both(found, basis, place)
    return found


def _refuse_both(found: Mapping[Key, str], basis: str, place: str) -> None:
    said = {verdict for (of, _), verdict in found.items() if of == basis}
    if "none" in said and said & {"primary", "secondary"}:
        raise RecordError(f"{place}: none and an accepted node at once; keep one")


def _node(said: str, framework: Framework, where: str) -> str:
    if not said:
        return ""
    asked = squash(said).casefold()
    for node in framework.nodes:
        label = squash(node_label(node.id, node.title)).casefold()
        if asked in (node.id.casefold(), label):
            return node.id
    first = asked.split()[0]
    found = [node.id for node in framework.nodes if node.id.casefold() == first]
    if not found:
        raise RecordError(f"{where}: no node {said!r} in {framework.id}")
    return found[0]


def _table(name: str, rows: Iterable[Sequence[str]]) -> Table | None:
    every = list(rows)
    heads = (at for at, row in enumerate(every[:_LOOKED_AT]) if _is_head(row))
    top = next(heads, None)
    if top is None:
        return None
    titles = [squash(cell) for cell in every[top]]
    found = []
    for number, cells in enumerate(every[top + 1 :], top + 2):
        said = {t: c for t, c in zip(titles, cells, strict=False) if t}
        if any(said.values()):
            found.append((number, dict.fromkeys(filter(None, titles), "") | said))
    return Table(name, tuple(filter(None, titles)), tuple(found))


def _is_head(row: Iterable[str]) -> bool:
    titles = {squash(cell) for cell in row}
    return ID in titles or titles >= {CORRECTION, WHERE}


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise RecordError(f"{path}: not UTF-8; save it as CSV UTF-8") from wrong
    kind = ";" if text.split("\n", 1)[0].count(";") > text.count(",", 0, 500) else ","
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=kind, strict=True)
        return [[cell.removeprefix("'").strip() for cell in row] for row in rows]
    except csv.Error as wrong:
        raise RecordError(f"{path}: not a CSV file ({wrong}); save it anew") from wrong


def _workbook_rows(path: Path) -> dict[str, list[list[str]]]:
    try:
        with zipfile.ZipFile(path) as parts:
            whole = sum(part.file_size for part in parts.infolist())
        if whole > _MOST_BYTES:
            raise RecordError(f"{path}: unpacks to {whole} bytes; not a review pack")
        book = CalamineWorkbook.from_path(str(path))
        found = {}
        own = [name for name in book.sheet_names if name in (ITEMS, REVIEW)]
        for name in own or book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise RecordError(f"{path}: sheet {name} is far too large for a pack")
            rows = sheet.to_python(skip_empty_area=False)
            found[name] = [[_shown(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, CalamineError) as wrong:
        raise RecordError(
            f"{path}: not a workbook ({wrong}); save it as .xlsx or .csv"
        ) from wrong
    return found


def _shown(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
