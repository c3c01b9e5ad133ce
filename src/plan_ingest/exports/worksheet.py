"""A worksheet that writes very many cells of text and numbers without detours.

XlsxWriter asks of every cell how it was addressed and what it is, and keeps an object
for each; a comparison of all forces has a million and more of them. Here a row of a
listing is kept as one list, and written as one string. What is written is the same,
byte for byte.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from plan_ingest.exports.listing import Value
from plan_ingest.exports.safe import cell_text

_Cell: TypeAlias = int | str | None
"""A cell of a listing: the number of its text, its figure as written, or nothing."""
_RANGES = ("range", "a_range", "autofilter")
"""Where XlsxWriter notes which cells a table has."""


class Texts(dict[Any, int | None]):
    """The number of each text of a workbook, made fit for a cell; of none, None.

    It stands beside XlsxWriter's own table of strings, which it fills.
    """

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, text: str) -> int | None:
        """The number of a text that is met for the first time."""
        number = None
        if text:
            number = self._strings._get_shared_string_index(cell_text(text))
            self._strings.count -= 1  # each cell is counted where it is put
        self[text] = number
        return number


class Sheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter's worksheet with a short way for the cells we have most of."""

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[int, list[_Cell]] = {}
        self._looks: tuple[Any, Any] = (None, None)
        self._texts = Texts(None)
        self._truths = ("no", "yes")

    def rows_look(
        self, texts: Texts, text: Any, number: Any, truths: tuple[str, str]
    ) -> None:
        """How the texts and numbers look of rows that are put, and false and true."""
        self._texts, self._looks, self._truths = texts, (text, number), truths

    def put(self, row: int, col: int, values: Sequence[Value]) -> None:
        """Texts, as text only, and numbers, from a column on.

        An empty text, or None, leaves a cell out. Of one row what stands further
        left is put first.
        """
        texts, truths = self._texts, self._truths
        found: list[_Cell] = [
            texts[value]
            if (kind := value.__class__) is str
            else None
            if value is None
            else texts[truths[bool(value)]]
            if kind is bool
            else f"{value:.16G}"
            for value in values
        ]
        self.str_table.count += sum([cell.__class__ is int for cell in found])
        cells = self._listed.setdefault(row, [])
        cells += [None] * (col - len(cells))
        cells += found
        self._check_dimensions(row, col)
        self._check_dimensions(row, len(cells) - 1)

    def table_from(
        self, top: int, last: int, columns: int, options: Mapping[str, Any]
    ) -> None:
        """A table from a header row to its last row, of so many columns from the first.

        XlsxWriter asks of every cell whether another table has it; a sheet of ours has
        one table. So it is told of the header and a row, and the range is set after.
        """
        self.add_table(top, 0, top + 1, columns - 1, dict(options))
        made, whole = self.tables[-1], xl_range(top, 0, last, columns - 1)
        made |= {name: whole for name in _RANGES if made.get(name)}

    def text(self, row: int, col: int, text: str, look: Any) -> None:
        """A text that fits a cell, as text only."""
        self._write_string(row, col, text, look)

    def _write_rows(self) -> None:
        if not self._listed:
            super()._write_rows()
            return
        self._calculate_spans()
        names = [xl_col_to_name(col) for col in range(self.dim_colmax + 1)]
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            listed, cells = self._listed.get(row, ()), self.table.get(row, {})
            info, span = self.row_info.get(row), self.row_spans.get(row // 16)
            if listed or cells:
                self._write_row(row, span, info)
                self._write_listed(row, listed, cells, names)
                self._xml_end_tag("row")
            elif info is not None:
                self._write_empty_row(row, span, info)

    def _write_listed(
        self,
        row: int,
        listed: Sequence[_Cell],
        cells: dict[int, Any],
        names: Sequence[str],
    ) -> None:
        count, (text, number) = row + 1, self._looks
        if cells or text.xf_index is None or number.xf_index is None:
            self._write_mixed(row, listed, cells)
            return
        words, figures = text.xf_index, number.xf_index
        self.fh.write(
            "".join(
                [
                    f'<c r="{name}{count}" s="{words}" t="s"><v>{cell}</v></c>'
                    if cell.__class__ is int
                    else f'<c r="{name}{count}" s="{figures}"><v>{cell}</v></c>'
                    for name, cell in zip(names, listed, strict=False)
                    if cell is not None
                ]
            )
        )

    def _write_mixed(
        self, row: int, listed: Sequence[_Cell], cells: dict[int, Any]
    ) -> None:
        """A row of which some cells, such as links, are XlsxWriter's own."""
        text, number = self._looks
        for col in range(max([len(listed), *(col + 1 for col in cells)])):
            cell = listed[col] if col < len(listed) else None
            place = xl_rowcol_to_cell_fast(row, col)
            if cell.__class__ is int:
                look = text._get_xf_index()
                self.fh.write(f'<c r="{place}" s="{look}" t="s"><v>{cell}</v></c>')
            elif cell is not None:
                look = number._get_xf_index()
                self.fh.write(f'<c r="{place}" s="{look}"><v>{cell}</v></c>')
            elif col in cells:
                self._write_cell(row, col, cells[col])

    def _calculate_spans(self) -> None:
        """The first and last column of every sixteen rows."""
        ends: dict[int, tuple[int, int]] = {}
        for row, cells in self.table.items():
            if cells:
                self._widen(ends, row, min(cells), max(cells))
        for row, listed in self._listed.items():
            there = [col for col, cell in enumerate(listed) if cell is not None]
            if there:
                self._widen(ends, row, there[0], there[-1])
        self.row_spans = {
            block: f"{first + 1}:{last + 1}" for block, (first, last) in ends.items()
        }

    @staticmethod
    def _widen(
        ends: dict[int, tuple[int, int]], row: int, first: int, last: int
    ) -> None:
        before = ends.get(row // 16, (first, last))
        ends[row // 16] = min(before[0], first), max(before[1], last)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        look, kind = cell.format, cell.__class__.__name__
        if not look or self.constant_memory or kind not in ("String", "Number"):
            super()._write_cell(row, col, cell)
            return
        place, index = xl_rowcol_to_cell_fast(row, col), look._get_xf_index()
        if kind == "String":
            self.fh.write(f'<c r="{place}" s="{index}" t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f'<c r="{place}" s="{index}"><v>{cell.number:.16G}</v></c>')
