"""A matrix sheet for each level: nodes down, sources across, words and colour."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell

from plan_ingest.compare.gaps import ANSWERED
from plan_ingest.exports.bounds import LEVEL_OF, across
from plan_ingest.exports.counts import plan_count, signs_of
from plan_ingest.exports.heights import fit_row
from plan_ingest.exports.hints import HINT, hint_words
from plan_ingest.exports.listing import Value
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.sheets import (
    Book,
    Target,
    add_sheet,
    add_table,
    colour_levels,
    link,
    write,
)
from plan_ingest.exports.wording import CAUTION, cell_words
from plan_ingest.model.coverage import CoverageCell, Report
from plan_ingest.model.framework import Node
from plan_ingest.text import counted

Spans: TypeAlias = Mapping[tuple[str, str], tuple[int, int]]
"""By source id and node id, the first and last row on a sheet, 1-based."""
_Told: TypeAlias = tuple[str, int, Callable[[Node], Value]]
"""A column that tells of the node: its head, its width, what it says."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind and beside the cells, by source id and node id.

    `evidence` and `possible` are rows on the sheets of these names; `hints` counts
    the items that may speak of a cell and do not count; `higher` are the cells that
    stand above each of their parts.
    """

    evidence: Spans
    possible: Spans
    hints: Mapping[tuple[str, str], int]
    higher: Collection[tuple[str, str]] = ()

    def hint(self, cell: CoverageCell) -> str:
        """What is possible beside a cell, in words."""
        return hint_words(self.hints.get((cell.source_id, cell.node_id), 0))


BACK = Target("Cover", tip="Back to the cover")
TOP = 4
"""The row of a matrix's header, from 0."""
_LEFT: tuple[_Told, ...] = (
    ("Node", 9, lambda node: node.id),
    ("Title", 42, lambda node: node.title),
    ("Basis", 11, lambda node: node.basis or ""),
    ("Asked from", 8, lambda node: node.asked_from),
)
_NARROW, _SMALL = 16, 0.78
_A3 = 8
_SAYS = "Choose a cell to see its evidence. Letters are explained on the cover."


def level_sheet(level: str) -> str:
    """The name of a level's matrix sheet."""
    return f"By {level}"


def addresses(book: Book, report: Report) -> Mapping[tuple[str, str], tuple[str, str]]:
    """By source id and node id the sheet and address of a cell of the matrices."""
    return {
        (source, node.id): (
            book.names[level_sheet(level)],
            xl_rowcol_to_cell(TOP + 1 + row, col),
        )
        for level in report.framework.levels
        for row, node in enumerate(report.framework.at(level))
        for col, source in enumerate(across(report), left(report, level))
    }


def left(report: Report, level: str) -> int:
    """How many columns of a level's matrix tell of the node: those that say something.

    The wider levels of most frameworks have no basis and no year of their own.
    """
    return len(_told(report.framework.at(level)))


def matrix(
    book: Book,
    report: Report,
    level: str,
    where: Behind,
    labels: Mapping[str, str],
) -> None:
    """The matrix of one level; every filled cell leads to its evidence."""
    says = f"{_SAYS} {HINT}" if where.hints else _SAYS
    every = plan_count(report)
    if len(across(report)) < every:
        says = f"The first {len(across(report)):,} of {every:,} plans. {says}"
    wanted = level_sheet(level)
    sheet = add_sheet(book, wanted, f"Coverage by {level}", says, _A3)
    write(book, sheet, 3, 1, CAUTION, "says")
    link(book, sheet, (3, 0), "Cover", BACK)
    nodes = report.framework.at(level)
    sources = across(report)
    told = _told(nodes)
    headers = [
        *(head for head, _, _ in told),
        *(labels[s] for s in sources),
        "Answered by",
        "Gaps",
    ]
    add_table(book, sheet, TOP, headers, len(nodes), f"coverage_by_{level}")
    cells = by_cell(report.coverage)
    widths = [
        *(wide for _, wide, _ in told),
        *[_width(nodes, cells, where)] * len(sources),
        10,
        8,
    ]
    for col, width in enumerate(widths):
        sheet.set_column(col, col, width)
    for row, node in enumerate(nodes, TOP + 1):
        says_of = [value(node) for _, _, value in told]
        fit_row(sheet, row, says_of, widths)
        shown = [cells[source, node.id] for source in sources]
        _row(book, sheet, row, says_of, shown, where)
        _counts(book, sheet, (row, len(headers) - 2), report, node.id)
    last = (TOP + max(len(nodes), 1), len(told) + max(len(sources), 1) - 1)
    colour_levels(book, sheet, (TOP + 1, len(told)), last)
    sheet.set_row(TOP, 45)
    sheet.freeze_panes(TOP + 1, 2)
    sheet.repeat_rows(TOP)
    sheet.repeat_columns(0, 1)


def _row(
    book: Book,
    sheet: Any,
    row: int,
    told: Sequence[Value],
    cells: list[CoverageCell],
    where: Behind,
) -> None:
    for col, value in enumerate(told):
        write(book, sheet, row, col, value, "bold" if col < 2 else "text")
    for col, cell in enumerate(cells, len(told)):
        matrix_cell(book, sheet, (row, col), cell, where)


def _counts(
    book: Book,
    sheet: Any,
    place: tuple[int, int],
    report: Report,
    node: str,
) -> None:
    """How many plans answer a node, and for how many it is a gap: of all plans."""
    signs = signs_of(report)[node]
    answered = sum(
        plans for sign, plans in signs.items() if (LEVEL_OF[sign] or 0) >= ANSWERED
    )
    row, col = place
    write(book, sheet, row, col, answered, "number")
    write(book, sheet, row, col + 1, signs.get("0", 0), "number")


def _width(
    nodes: tuple[Node, ...],
    cells: Mapping[tuple[str, str], CoverageCell],
    where: Behind,
) -> float:
    """A width at which every cell's words fit one line in the cells' small type.

    LibreOffice does not wrap a cell that is a link.
    """
    shown = {node.id for node in nodes}
    longest = max(
        (
            len(cell_words(cell, where.hint(cell)))
            for cell in cells.values()
            if cell.node_id in shown
        ),
        default=_NARROW,
    )
    return max(_NARROW, round(longest * _SMALL, 1))


def _told(nodes: Sequence[Node]) -> tuple[_Told, ...]:
    return tuple(one for one in _LEFT if any(one[2](node) for node in nodes))


def matrix_cell(
    book: Book, sheet: Any, place: tuple[int, int], cell: CoverageCell, where: Behind
) -> None:
    """One cell in words, leading to its evidence, or to what is possible there."""
    key, words = (cell.source_id, cell.node_id), cell_words(cell, where.hint(cell))
    span, name, kind = where.evidence.get(key), "Evidence", "evidence"
    count = len(cell.item_ids)
    if not count:
        span, name, kind = where.possible.get(key), "Possible", "unsure suggestions"
        count = where.hints.get(key, 0)
    if span is None or not count:
        write(book, sheet, *place, words, "cell")
        return
    tip = f"{counted(count, 'item')}: choose to see the {kind}"
    if key in where.higher:
        tip += ". The level rests on what speaks of the node itself, not of its parts"
    rows = f"A{span[0]}:I{span[1]}"
    link(book, sheet, place, words, Target(book.names[name], rows, "cell", tip))
