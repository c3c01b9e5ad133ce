"""How deep the entries of a list lie, by their indents and their markers."""

import re

from plan_ingest.layout.passages import Passage

_INDENT = 0.8  # of the size: a smaller step is the same level
_KINDS = (
    (re.compile(r"^\(?\d+[.)]?$"), "1"),
    (re.compile(r"^\(?[ivx]+[.)]$"), "i"),
    (re.compile(r"^\(?[a-z][.)]$"), "a"),
    (re.compile(r"^[A-Z][.)]$"), "A"),
    (re.compile(r"^[A-Z]?\d+\.\d"), "1.1"),
)


class Nesting:
    """The open levels of one list: their indents in points, and their markers."""

    def __init__(self) -> None:
        self.indents: list[float] = []
        self.kinds: list[str] = []
        self.column: tuple[int, float] | None = None

    def level(self, entry: Passage) -> int:
        """The entry's level, 0 the outermost; it is now the innermost open one."""
        step = _INDENT * entry.size
        kind = _kind(entry.marker or "")
        column = entry.page, entry.edge
        if self.column not in (None, column):
            self._move(entry.marker_x, kind, step)
        self.column = column
        while self.indents and entry.marker_x < self.indents[-1] - step:
            self.indents.pop()
            self.kinds.pop()
        if not self.indents or entry.marker_x > self.indents[-1] + step:
            self.indents.append(entry.marker_x)
            self.kinds.append(kind)
        return len(self.indents) - 1

    def _move(self, x: float, kind: str, step: float) -> None:
        """A new column: the level that has the entry's marker moves to its indent."""
        if any(abs(x - indent) <= step for indent in self.indents):
            return
        if kind in self.kinds:
            at = len(self.kinds) - 1 - self.kinds[::-1].index(kind)
            shift = x - self.indents[at]
            self.indents = [indent + shift for indent in self.indents]


def _kind(marker: str) -> str:
    for pattern, kind in _KINDS:
        if pattern.match(marker):
            return kind
    return marker
