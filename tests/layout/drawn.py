"""Pages drawn as values: words of fixed width, rules and fills, for table tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_ingest.layout.page import Fill, PageContent, Rule, Word

WIDE = 0.5
"""Width of a character, in type sizes."""


@dataclass
class Sheet:
    """A page to draw on, 595 x 842 points."""

    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    number: int = 1

    def text(
        self, x: float, y: float, said: str, size: float = 10, bold: bool = False
    ) -> float:
        """Words on one line that starts at x, y; where the line ends."""
        for said_word in said.split():
            end = x + len(said_word) * WIDE * size
            edges = tuple(x + k * WIDE * size for k in range(len(said_word) + 1))
            self.words.append(
                Word(said_word, x, y, end, y + size, size, "F", bold, edges=edges)
            )
            x = end + 0.25 * size
        return x

    def prose(self, x: float, y: float, width: float, said: str) -> float:
        """Text wrapped to the width; the height of the line after it."""
        line: list[str] = []
        for word in said.split():
            if line and len(" ".join([*line, word])) * 5 > width:
                self.text(x, y, " ".join(line))
                y += 12
                line = []
            line.append(word)
        self.text(x, y, " ".join(line))
        return y + 12

    def across(self, y: float, x0: float, x1: float, color: int = 0) -> None:
        """A rule from left to right."""
        self.rules.append(Rule(x0, y, x1, y, 0.5, color))

    def down(self, x: float, top: float, bottom: float) -> None:
        """A rule down the page."""
        self.rules.append(Rule(x, top, x, bottom, 0.5))

    def shade(
        self, x0: float, top: float, x1: float, bottom: float, color: int = 0xDDDDDD
    ) -> None:
        """A filled rectangle."""
        self.fills.append(Fill(x0, top, x1, bottom, color))

    def grid(
        self,
        xs: Sequence[float],
        y: float,
        rows: Sequence[Sequence[str]],
        ruled: bool = True,
        bold_head: bool = False,
    ) -> list[float]:
        """Rows of wrapped cells, with rules around each when `ruled`; their heights."""
        ys = [y]
        for number, row in enumerate(rows):
            bottom = y + 14
            for x0, x1, said in zip(xs, xs[1:], row, strict=False):
                if said and number == 0 and bold_head:
                    self.text(x0 + 4, y + 3, said, bold=True)
                elif said:
                    at = y + 3
                    for part in said.split("\n"):
                        at = self.prose(x0 + 4, at, x1 - x0 - 8, part)
                    bottom = max(bottom, at + 2)
            y = bottom
            ys.append(y)
        if ruled:
            for at in ys:
                self.across(at, xs[0], xs[-1])
            for x in xs:
                self.down(x, ys[0], ys[-1])
        return ys

    def page(self) -> PageContent:
        """What was drawn."""
        return PageContent(
            self.number,
            595,
            842,
            tuple(self.words),
            tuple(self.rules),
            tuple(self.fills),
        )
