"""Words set on a page for tests: half an em a letter, a third of one a space."""

from collections.abc import Iterable
from typing import Any

from plan_ingest.layout.page import PageContent, Word

LETTER, SPACE = 0.5, 0.3
WIDTH, HEIGHT = 595.0, 842.0


def words(
    text: str, x: float, top: float, size: float = 10.0, **look: Any
) -> list[Word]:
    """One line of words, the first at `x`, its upper edge at `top`, in points."""
    found = []
    for part in text.split(" "):
        if part:
            step = LETTER * size
            edges = tuple(x + step * index for index in range(len(part) + 1))
            found.append(
                Word(
                    part, x, top, edges[-1], top + 1.2 * size, size, edges=edges, **look
                )
            )
            x = edges[-1]
        x += SPACE * size
    return found


def column(
    text: str, x: float, top: float, width: float, size: float = 10.0, **look: Any
) -> list[Word]:
    """A paragraph wrapped to `width` points, lines 1.3 sizes apart."""
    lines: list[str] = [""]
    for part in text.split():
        longer = f"{lines[-1]} {part}".strip()
        if lines[-1] and _length(longer, size) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return [
        word
        for number, line in enumerate(lines)
        for word in words(line, x, top + 1.3 * size * number, size, **look)
    ]


def page(*parts: Iterable[Word], number: int = 1, **given: Any) -> PageContent:
    """An A4 page that holds these words, in this order."""
    held = tuple(word for part in parts for word in part)
    return PageContent(number, WIDTH, HEIGHT, held, **given)


def _length(line: str, size: float) -> float:
    spaces = line.count(" ")
    return (len(line) - spaces) * LETTER * size + spaces * SPACE * size
