"""The distances of the lines of a column, from baseline to baseline."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median, median_low

from plan_ingest.layout.lines import Line

SAME_SIZE = 0.09  # of the size: sizes nearer than this are one


def pitches(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance of baselines in points, for each text size."""
    steps: dict[int, list[float]] = {}
    for line, after in pairwise(lines):
        if abs(line.size - after.size) <= SAME_SIZE * line.size:
            steps.setdefault(round(line.size), []).append(_base(after) - _base(line))
    found = {}
    for size, distances in steps.items():
        near = [step for step in distances if 0.5 * size < step < 2.2 * size]
        if near:
            least = sorted(near)[len(near) // 4]
            found[size] = min(least, median(near))
    return found


def gap_of(before: Line, line: Line, pitch: dict[int, float]) -> float:
    """The distance of two baselines, in the usual distance of lines of that size."""
    usual = pitch.get(round(line.size), 1.2 * line.size)
    return (_base(line) - _base(before)) / max(usual, 1.0)


def _base(line: Line) -> float:
    """Where most of a line's words end: a box as low as its ink hangs with a "g".

    Signs that stand alone, as bullets and dashes do, end anywhere.
    """
    low = [word.bottom for word in line.words if len(word.text) > 1]
    return median_low(low) if low else line.bottom
