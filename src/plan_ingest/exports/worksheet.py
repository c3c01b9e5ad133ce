"""A worksheet that writes very many cells of text and numbers without detours.

XlsxWriter asks of every cell how it was addressed and what it is; a comparison of all
forces has a million and more of them. What is written is the same, byte for byte.
"""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet


class Sheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter's worksheet with a short way for the cells we have most of."""

    def text(self, row: int, col: int, text: str, look: Any) -> None:
        """A text that fits a cell, as text only."""
        self._write_string(row, col, text, look)

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
