"""Who reads a picture: rapidocr where it is installed, else tesseract.

Both give lines of words with their place in pixels and how sure they are. Models
ride in rapidocr's own package; nothing is fetched.
"""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from PIL import Image

_TESSERACT_SECONDS = 120
_LEFT_OF_RULES = " _|~=—–"
"""What tesseract makes of a rule's remains."""
_SPARSE, _ROWS = "11", "6"
"""tesseract's page segmentation modes: words wherever they are; one block of rows."""
_GLUED = re.compile(r"(?<=[a-z][,;:])(?=[A-Za-z])|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")
"""Where rapidocr loses a space: after a mark that ends a clause or a sentence."""
_LONGEST_SIDE = 4000
"""Pixels above which rapidocr would scale a page down."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in a picture: from x0 to x1 pixels, `confidence` 0 to 1."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of words between `top` and `bottom`, pixels from the picture's top.

    `exact` says that the words' places are measured, not guessed from the line's.
    """

    words: tuple[SeenWord, ...]
    top: float
    bottom: float
    exact: bool = False


Engine: TypeAlias = "Callable[[Image.Image], list[SeenLine]]"


def engine() -> "Engine | None":
    """What can read pictures on this machine; None where nothing can."""
    if find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None:
        return _rapidocr
    return None if shutil.which("tesseract") is None else _tesseract


@lru_cache(maxsize=1)
def _loaded() -> Any:
    """rapidocr with its models, on one thread: the pool already uses every core."""
    from rapidocr import RapidOCR

    session = "EngineConfig.onnxruntime."
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.max_side_len": _LONGEST_SIDE,
            # One line at a time and one arena: half the memory, a third less time.
            "Rec.rec_batch_num": 1,
            f"{session}enable_cpu_mem_arena": True,
            f"{session}intra_op_num_threads": 1,
            f"{session}inter_op_num_threads": 1,
        }
    )


def _rapidocr(image: "Image.Image") -> list[SeenLine]:
    import numpy as np

    seen = _loaded()(np.asarray(image.convert("RGB")))
    if seen.txts is None or seen.boxes is None:
        return []
    found = zip(seen.boxes, seen.txts, seen.scores, seen.word_results, strict=True)
    return [_line(*one) for one in found]


def _line(box: Any, text: str, score: float, parts: Any) -> SeenLine:
    """A line of rapidocr: its own words cut anew where the line's text has spaces."""
    text = _GLUED.sub(" ", text)
    xs, ys = box[:, 0], box[:, 1]
    edges = _edges(text, parts, float(xs.min()), float(xs.max()))
    words = []
    at = 0
    for word in text.split():
        first, at = at, at + len(word)
        words.append(
            SeenWord(word, edges[first][0], edges[at - 1][1], _sure(parts, word, score))
        )
    # The two left corners may lie higher than the two right ones: take the middle.
    heights = sorted(float(y) for y in ys)
    top, bottom = sum(heights[:2]) / 2, sum(heights[2:]) / 2
    return SeenLine(tuple(words), top, bottom)


def _edges(text: str, parts: Any, x0: float, x1: float) -> list[tuple[float, float]]:
    """Where each character that is no space begins and ends."""
    letters = "".join(text.split())
    edges: list[tuple[float, float]] = []
    for word, _, corners in parts or ():
        left = min(float(corner[0]) for corner in corners)
        right = max(float(corner[0]) for corner in corners)
        step = (right - left) / max(1, len(word))
        edges.extend((left + step * n, left + step * (n + 1)) for n in range(len(word)))
    if len(edges) == len(letters):
        return edges
    step = (x1 - x0) / max(1, len(text))
    places = [n for n, sign in enumerate(text) if not sign.isspace()]
    return [(x0 + step * n, x0 + step * (n + 1)) for n in places]


def _sure(parts: Any, word: str, line: float) -> float:
    """How sure rapidocr is of a word: of its least sure part, else of the line."""
    own = [float(part[1]) for part in parts or () if part[0] and part[0] in word]
    return min([*own, 1.0]) if own else float(line)


def _tesseract(image: "Image.Image") -> list[SeenLine]:
    """tesseract's words: found one by one, for tables have no reading order to find.

    So it drops figures that stand alone, such as references; a second look, at whole
    rows, adds what the first left out.
    """
    data = io.BytesIO()
    image.convert("L").save(data, "PNG")
    found = _tesseract_lines(data.getvalue(), _SPARSE)
    for line in _tesseract_lines(data.getvalue(), _ROWS):
        fresh = tuple(word for word in line.words if not _is_seen(word, line, found))
        if fresh:
            found.append(SeenLine(fresh, line.top, line.bottom, exact=True))
    return found


def _is_seen(word: SeenWord, line: SeenLine, found: Sequence[SeenLine]) -> bool:
    """Whether a word of one look stands where another has one."""
    return any(
        other.top < line.bottom
        and line.top < other.bottom
        and any(one.x0 < word.x1 and word.x0 < one.x1 for one in other.words)
        for other in found
    )


def _tesseract_lines(picture: bytes, mode: str) -> list[SeenLine]:
    told = subprocess.run(  # noqa: S603  fixed arguments, the picture on stdin
        [shutil.which("tesseract") or "tesseract", "-", "-", "--psm", mode, "tsv"],
        input=picture,
        capture_output=True,
        check=True,
        timeout=_TESSERACT_SECONDS,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    rows = [row.split("\t") for row in told.stdout.decode("utf-8").splitlines()[1:]]
    lines: dict[tuple[str, ...], list[Sequence[str]]] = {}
    for row in rows:
        if len(row) == 12 and row[0] == "5" and row[11].strip(_LEFT_OF_RULES):
            lines.setdefault(tuple(row[1:5]), []).append(row)
    return [_tsv_line(line) for line in lines.values()]


def _tsv_line(rows: Sequence[Sequence[str]]) -> SeenLine:
    boxes = [[int(number) for number in row[6:10]] for row in rows]
    words = tuple(
        SeenWord(row[11], float(x), float(x + width), float(row[10]) / 100)
        for row, (x, _, width, _) in zip(rows, boxes, strict=True)
    )
    top = min(box[1] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    return SeenLine(words, float(top), float(bottom), exact=True)
