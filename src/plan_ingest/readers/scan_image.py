"""A scanned page as pixels: its ink, its skew, the straight rules drawn on it."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Ink = NDArray[np.bool_]
Run = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels, half-open."""

_BLOCK = 4
"""Pixels of the side of the blocks in which the paper's brightness is taken."""
_DARKER = 0.82
"""Share of the paper's brightness round it below which a pixel is ink."""
_MOST_SKEW = 4.0
"""Degrees a sheet lies askew at most in a feeder."""
_POINTS = 40_000
"""Pixels of ink looked at for the skew."""
_HOLES = 0.08
"""Share of a rule's length that dust and JPEG may have taken out of it."""
_CROWDED = 0.3
"""Share of ink beside a rule above which it is no rule but a line of type."""
_FULL_ROW = 0.45
"""Share of a line's fullest row of ink that a row through its letters' bodies has."""
_THICKEST = 0.06
"""Inches a rule is thick at most; what is thicker is a band."""


def ink_of(image: Image.Image) -> Ink:
    """Which pixels are ink: clearly darker than the paper round them."""
    grey = np.asarray(image.convert("L"), dtype=np.float32)
    # The paper changes slowly: looked at in blocks it costs a sixteenth.
    rows, cols = grey.shape[0] // _BLOCK, grey.shape[1] // _BLOCK
    if not rows or not cols:
        return np.zeros(grey.shape, dtype=np.bool_)
    cut = grey[: rows * _BLOCK, : cols * _BLOCK]
    blocks = np.maximum(cut, np.median(grey) * 0.5).reshape(rows, _BLOCK, cols, _BLOCK)
    paper = _blurred(blocks.mean(axis=(1, 3)), max(4, min(rows, cols) // 24))
    limit = np.minimum(paper * _DARKER, 200.0).astype(np.float32)
    wide = np.repeat(np.repeat(limit, _BLOCK, axis=0), _BLOCK, axis=1)
    below, beside = grey.shape[0] - wide.shape[0], grey.shape[1] - wide.shape[1]
    return np.asarray(grey < np.pad(wide, ((0, below), (0, beside)), mode="edge"))


def _blurred(grey: NDArray[np.float32], reach: int) -> NDArray[np.float64]:
    """The mean brightness within `reach` pixels of each, by sums over rectangles."""
    height, width = grey.shape
    sums = np.zeros((height + 1, width + 1))
    np.cumsum(np.cumsum(grey, 0, dtype=np.float64), 1, out=sums[1:, 1:])
    top = np.clip(np.arange(height) - reach, 0, None)
    low = np.clip(np.arange(height) + reach + 1, None, height)
    left = np.clip(np.arange(width) - reach, 0, None)
    right = np.clip(np.arange(width) + reach + 1, None, width)
    total = (
        sums[low][:, right] - sums[top][:, right] - sums[low][:, left]
        + sums[top][:, left]
    )  # fmt: skip
    return total / ((low - top)[:, None] * (right - left)[None, :])


def skew_of(ink: Ink) -> float:
    """Degrees to turn the page by, clockwise, so that its lines lie level.

    At the right angle the ink falls into few, full rows: the sum of the squares of
    the rows' ink is greatest.
    """
    rows, cols = np.nonzero(ink)
    if len(rows) < 200:
        return 0.0
    step = max(1, len(rows) // _POINTS)
    ys, xs = rows[::step].astype(np.float64), cols[::step].astype(np.float64)
    best = _best_angle(xs, ys, 0.0, _MOST_SKEW, 0.2)
    best = _best_angle(xs, ys, best, 0.2, 0.02)
    return round(best, 2) if abs(best) >= 0.04 else 0.0


def _best_angle(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    about: float,
    reach: float,
    step: float,
) -> float:
    angles = np.arange(about - reach, about + reach + step / 2, step)
    # The smallest angle wins a tie: a blank or round picture is not turned.
    scored = [(_levelness(xs, ys, angle), -abs(angle), angle) for angle in angles]
    return float(max(scored)[2])


def _levelness(xs: NDArray[np.float64], ys: NDArray[np.float64], angle: float) -> float:
    rows = ys + xs * math.tan(math.radians(angle))
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(counts).sum())


def rules_of(ink: Ink, dpi: float, shortest: float = 0.4) -> tuple[list[Run], Ink]:
    """Straight rules at least `shortest` inches long, and the page's ink without them.

    Horizontal ones first, top to bottom, then vertical ones, left to right.
    """
    length = max(8, int(dpi * shortest))
    thick = max(2, int(dpi * _THICKEST))
    across, mask_across = _rules(ink, length, thick)
    down, mask_down = _rules(ink.T, length, thick)
    upright = [(y0, x0, y1, x1) for x0, y0, x1, y1 in down]
    return across + upright, ink & ~(mask_across | mask_down.T)


def _rules(ink: Ink, length: int, thick: int) -> tuple[list[Run], Ink]:
    """Horizontal rules, and a mask of their ink."""
    solid = _solid(ink | _shifted(ink, 1) | _shifted(ink, -1), length)
    found: list[Run] = []
    mask = np.zeros_like(ink)
    for x0, y0, x1, y1 in bands_of(solid):
        beside = max(_beside(ink, (x0, y0, x1, y1), up) for up in (True, False))
        if y1 - y0 > thick + 2 or beside > _CROWDED:
            continue
        found.append((x0, y0, x1, y1))
        mask[max(0, y0 - 1) : y1 + 1, x0:x1] = True
    return found, mask


def _beside(ink: Ink, run: Run, up: bool) -> float:
    """The share of ink just above or below a rule: a row of bold letters has much."""
    x0, y0, x1, y1 = run
    rows = slice(max(0, y0 - 5), max(0, y0 - 2)) if up else slice(y1 + 2, y1 + 5)
    part = ink[rows, x0:x1]
    return float(part.mean()) if part.size else 0.0


def _shifted(ink: Ink, rows: int) -> Ink:
    moved = np.zeros_like(ink)
    if rows > 0:
        moved[rows:] = ink[:-rows]
    else:
        moved[:rows] = ink[-rows:]
    return moved


def _solid(ink: Ink, length: int) -> Ink:
    """Pixels in a stretch of a row of `length` pixels that is nearly all ink."""
    height, width = ink.shape
    if width < length:
        return np.zeros_like(ink)
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(ink, 1, out=sums[:, 1:])
    full = sums[:, length:] - sums[:, :-length] >= length * (1 - _HOLES)
    starts = np.zeros((height, width + 1), dtype=np.int32)
    starts[:, : full.shape[1]] += full
    starts[:, length : length + full.shape[1]] -= full
    return (np.cumsum(starts, 1)[:, :width] > 0) & ink


def bands_of(solid: Ink) -> list[Run]:
    """Boxes round what hangs together: rows' stretches joined to those under them."""
    closed: list[Run] = []
    open_bands: list[list[int]] = []
    for y in np.nonzero(solid.any(axis=1))[0].tolist():
        runs = runs_of(solid[y])
        still: list[list[int]] = []
        for band in open_bands:
            if y - band[3] > 1:
                closed.append((band[0], band[1], band[2], band[3]))
            else:
                still.append(band)
        open_bands = still
        for x0, x1 in runs:
            under = [b for b in open_bands if b[0] < x1 and x0 < b[2]]
            if not under:
                open_bands.append([x0, y, x1, y + 1])
                continue
            band = under[0]
            for other in under[1:]:
                band[1] = min(band[1], other[1])
                band[0], band[2] = min(band[0], other[0]), max(band[2], other[2])
                open_bands.remove(other)
            band[0], band[2], band[3] = min(band[0], x0), max(band[2], x1), y + 1
    closed.extend((b[0], b[1], b[2], b[3]) for b in open_bands)
    return sorted(closed, key=lambda band: (band[1], band[0]))


def runs_of(row: NDArray[np.bool_], gap: int = 6) -> list[tuple[int, int]]:
    """The stretches of True in a row, those a few pixels apart as one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
    runs: list[tuple[int, int]] = []
    for x0, x1 in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and x0 - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], x1)
        else:
            runs.append((x0, x1))
    return runs


def body_rows(ink: Ink, box: Run) -> tuple[int, int]:
    """The rows of a line's box that its letters' bodies fill, tails left out.

    Small letters give their x-height, capitals and figures their whole height; the
    last row is the one they all stand on.
    """
    x0, y0, x1, y1 = box
    top = max(0, y0)
    filled = ink[top:y1, max(0, x0) : x1].sum(axis=1)
    if not filled.any():
        return top, top
    runs = runs_of(filled >= _FULL_ROW * filled.max(), gap=1)
    start, end = max(runs, key=lambda run: run[1] - run[0])
    return top + start, top + end


def stroke_of(ink: Ink, box: Run) -> float:
    """How thick the upright strokes in a box are, in pixels: bold tells."""
    x0, y0, x1, y1 = box
    part = ink[max(0, y0) : y1, max(0, x0) : x1]
    if part.size == 0 or not part.any():
        return 0.0
    edges = np.diff(part.astype(np.int8), axis=1, prepend=0, append=0)
    widths = np.nonzero(edges < 0)[1] - np.nonzero(edges > 0)[1]
    thin = widths[widths <= max(2, (y1 - y0) // 3)]
    return float(np.mean(thin)) if len(thin) else 0.0
