"""Tables drawn row by row, over as many pages as they need."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor

from tests.drawing.setter import INK, LEADING, Line, Press, wrap

PAD = 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn: which rules, which fills, what comes again on a page.

    `rules` is a subset of "outer rows columns header". `cut` lets a row run over
    the end of a page; `late` sets a merged cell's words half-way down its rows.
    """

    rules: frozenset[str] = frozenset({"outer", "rows", "columns", "header"})
    zebra: bool = False
    fill: str = "#d9e2ec"
    ink: str = "#1a1a1a"
    repeat_header: bool = True
    repeat_title: bool = False
    cut: bool = True
    late: bool = False
    rule: str = "#1a1a1a"
    pad: float = PAD


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells; each cell a list of (bullet, words). None: merged from above."""

    cells: tuple[tuple[tuple[str, str], ...] | None, ...]
    bold: bool = False
    title: bool = False
    cut: bool = False


@dataclass(slots=True)
class Merged:
    """A cell over several rows: its lines not yet set, and the rows it still has."""

    lines: list[Line]
    rows_left: int
    start: float


@dataclass(slots=True)
class Grid:
    """A table on its way down the pages."""

    press: Press
    look: Look
    widths: Sequence[float]
    header: Row | None
    title: Row | None = None
    merged: dict[int, Merged] = field(default_factory=dict)
    count: int = 0

    def draw(self, rows: Sequence[Row]) -> None:
        """All the rows, header first, cut at page ends as the look says."""
        self.press.room(110)
        for row in filter(None, (self.title, self.header)):
            self._head(row)
        for index, row in enumerate(rows):
            self._open_merged(rows, index)
            self._row(row)
        self.press.y -= 10

    def _row(self, row: Row) -> None:
        lines = self._lines(row)
        self.count += 1
        fresh = False
        while (height := max(self._height(lines), self._needed())) > self._free:
            fits = int((self._free - 2 * self.look.pad) / self._leading)
            if (fresh or self.look.cut or row.cut) and fits >= 2:
                first = [cell[:fits] for cell in lines]
                self._segment(row, first, self._free, last=False)
                lines = [cell[fits:] for cell in lines]
            elif fresh:
                raise ValueError("the page is too small for a row of this table")
            self._turn()
            fresh = True
        self._segment(row, lines, height, last=True)
        for col in [col for col, cell in self.merged.items() if not cell.rows_left]:
            del self.merged[col]

    @property
    def _free(self) -> float:
        return self.press.y - self.press.bottom

    def _turn(self) -> None:
        """The next page, with what is repeated at its top."""
        for col in self.merged:
            self._set_merged(col)
        self.press.next_column()
        if self.title and self.look.repeat_title:
            self._head(self.title)
        if self.header and self.look.repeat_header:
            self._head(self.header)
        for cell in self.merged.values():
            cell.start = self.press.y

    def _head(self, row: Row) -> None:
        lines = self._lines(row)
        self._segment(row, lines, self._height(lines), last=True)

    def _open_merged(self, rows: Sequence[Row], index: int) -> None:
        """Starts the cells of this row that go on through the rows below."""
        for col, cell in enumerate(rows[index].cells):
            span = 1
            while index + span < len(rows) and rows[index + span].cells[col] is None:
                span += 1
            if cell is not None and span > 1:
                lines = self._cell(cell, col, rows[index].bold or col == 0)
                self.merged[col] = Merged(lines, span, self.press.y)

    def _needed(self) -> float:
        """The height that the last row of merged cells must leave them."""
        most = 0.0
        for cell in self.merged.values():
            if cell.rows_left == 1 and cell.lines:
                taken = cell.start - self.press.y
                whole = len(cell.lines) * self._leading + 2 * self.look.pad
                most = max(most, whole - taken)
        return most

    def _segment(
        self, row: Row, lines: list[list[Line]], height: float, last: bool
    ) -> None:
        """One row, or the part of it on this page, with its rules and fills."""
        top, bottom = self.press.y, self.press.y - height
        self._fill(row, top, bottom)
        x = self.press.left
        for col, (cell, width) in enumerate(zip(lines, self.widths, strict=True)):
            if col not in self.merged or self._heads(row):
                self._words(cell, x, top, self._heads(row))
            x += width
        self.press.y = bottom
        self._rules(row, top, bottom, last)
        if not self._heads(row) and last:
            for col, merged in self.merged.items():
                merged.rows_left -= 1
                if not merged.rows_left:
                    self._set_merged(col)

    def _set_merged(self, col: int) -> None:
        """Sets as much of a merged cell as its rows on this page have room for."""
        cell = self.merged[col]
        bottom = self.press.y
        space = cell.start - bottom - 2 * self.look.pad
        fits = max(0, int((space + 0.1) / self._leading))
        now, cell.lines = cell.lines[:fits], cell.lines[fits:]
        top = cell.start
        if self.look.late:
            top -= max(0.0, (space - len(now) * self._leading) / 2)
        x = self.press.left + sum(self.widths[:col])
        self._words(now, x, top, head=False)
        if "rows" in self.look.rules:
            self.press.canvas.line(x, bottom, x + self.widths[col], bottom)

    def _heads(self, row: Row) -> bool:
        return row is self.header or row is self.title

    @property
    def _leading(self) -> float:
        return self.press.paper.points * LEADING

    def _height(self, lines: list[list[Line]]) -> float:
        most = max((len(cell) for cell in lines), default=1)
        return max(most, 1) * self._leading + 2 * self.look.pad

    def _lines(self, row: Row) -> list[list[Line]]:
        found: list[list[Line]] = []
        for col, cell in enumerate(row.cells):
            merged = col in self.merged and not self._heads(row)
            hidden = cell is None or merged
            found.append(
                [] if hidden else self._cell(cell or (), col, row.bold, row.title)
            )
        return found

    def _cell(
        self,
        cell: Sequence[tuple[str, str]],
        col: int,
        bold: bool,
        across: bool = False,
    ) -> list[Line]:
        paper = self.press.paper
        width = sum(self.widths) if across else self.widths[col]
        lines: list[Line] = []
        for bullet, words in cell:
            indent = 10.0 if bullet else 0.0
            room = width - 2 * self.look.pad
            lines += wrap(words, room, paper.font, paper.points, bold, bullet, indent)
        return lines

    def _words(self, lines: list[Line], x: float, top: float, head: bool) -> None:
        points = self.press.paper.points
        y = top - self.look.pad
        self.press.canvas.setFillColor(HexColor(self.look.ink) if head else INK)
        for line in lines:
            y -= self._leading
            self.press.put(line, x + self.look.pad, y + points * 0.25, points)
        self.press.canvas.setFillColor(INK)

    def _fill(self, row: Row, top: float, bottom: float) -> None:
        canvas = self.press.canvas
        color = None
        if self._heads(row):
            color = self.look.fill
        elif self.look.zebra and self.count % 2:
            color = "#eef2f6"
        if color:
            canvas.setFillColor(HexColor(color))
            width = sum(self.widths)
            canvas.rect(self.press.left, bottom, width, top - bottom, stroke=0, fill=1)
            canvas.setFillColor(INK)

    def _rules(self, row: Row, top: float, bottom: float, last: bool) -> None:
        rules, canvas = self.look.rules, self.press.canvas
        canvas.setStrokeColor(HexColor(self.look.rule))
        canvas.setLineWidth(0.7)
        left, right = self.press.left, self.press.left + sum(self.widths)
        if "rows" in rules or ("header" in rules and self._heads(row)):
            self._levels(row, top, bottom)
        elif "outer" in rules and not last:
            canvas.line(left, bottom, right, bottom)
        if "outer" in rules:
            canvas.line(left, top, left, bottom)
            canvas.line(right, top, right, bottom)
        if "columns" in rules and not row.title:
            x = left
            for width in self.widths[:-1]:
                x += width
                canvas.line(x, top, x, bottom)

    def _levels(self, row: Row, top: float, bottom: float) -> None:
        """Rules above and below a row, but not through a merged cell."""
        x = self.press.left
        for col, width in enumerate(self.widths):
            cell = None if self._heads(row) else self.merged.get(col)
            if cell is None or cell.start == top:
                self.press.canvas.line(x, top, x + width, top)
            if cell is None:
                self.press.canvas.line(x, bottom, x + width, bottom)
            x += width
