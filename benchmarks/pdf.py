"""What reading a PDF costs, as ratios of one run: CPU a page, and peak memory.

Over files it draws itself (prose, ruled and borderless tables, a long plan), and over
../shared/icdar2013/dev where it is there. Run: python -m benchmarks.pdf [--quick]
"""

import argparse
import logging
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pdfplumber
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from plan_ingest import settings
from plan_ingest.errors import SourceError
from plan_ingest.model.source import Source
from plan_ingest.readers.pdf import read

SHARED = Path(__file__).parents[1] / "../shared/icdar2013/dev"
SENTENCE = (
    "Every victim of domestic abuse is offered a safety plan within a day of the first"
    " report, and the plan is looked at again by a supervisor before the week is out. "
)
LONG = 300
MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds for a set of files, and how many pages they have."""

    seconds: float
    pages: int

    @property
    def a_page(self) -> float:
        """Milliseconds a page."""
        return 1000 * self.seconds / max(self.pages, 1)


def main() -> None:
    """Draws, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer pages")
    quick = parser.parse_args().quick
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder)
        pages = 6 if quick else 20
        _compare("drawn tables", [_tables(drawn / "tables.pdf", pages)], _whole, 1 / 3)
        _compare("drawn prose", [_prose(drawn / "prose.pdf", pages)], _text, 1 / 5)
        if SHARED.is_dir():
            files = sorted(SHARED.glob("*.pdf"))[:: 8 if quick else 1]
            _compare("ICDAR 2013, given half", files, _whole, 1 / 3)
        _memory(_prose(drawn / "long.pdf", LONG), "prose")
        _memory(_tables(drawn / "long-tables.pdf", LONG * 5 // 8), "tables")


def _compare(
    name: str, files: Sequence[Path], peer: Callable[[Path], int], bound: float
) -> None:
    ours(files[0])
    peer(files[0])
    mine, theirs = _cost(files, ours), _cost(files, peer)
    ratio = mine.a_page / theirs.a_page
    word = "met" if ratio <= bound else "MISSED"
    print(
        f"{name}: {mine.pages} pages, ours {mine.a_page:.1f} ms a page, pdfplumber"
        f" {theirs.a_page:.1f} ms, ratio {ratio:.3f} (at most {bound:.3f}: {word})"
    )


def _cost(files: Iterable[Path], work: Callable[[Path], int]) -> Cost:
    start = process_time()
    pages = sum(work(path) for path in files)
    return Cost(process_time() - start, pages)


def ours(path: Path) -> int:
    """Reads one file whole: words, tables, blocks. Returns its number of pages."""
    source = Source(path.stem, path.name, "", "application/pdf")
    try:
        return len(read(source, path, settings.Reading(ocr=False)).pages)
    except SourceError as unread:
        print(unread, file=sys.stderr)
        return 0


def _whole(path: Path) -> int:
    """What pdfplumber takes for tables and text."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()
        return len(document.pages)


def _text(path: Path) -> int:
    """What pdfplumber takes for text alone."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


def _memory(path: Path, name: str) -> None:
    """Peak memory of reading one file in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        peak, pages = pool.apply(_peak, (path,))
    word = "met" if peak < 400 else "MISSED"
    print(f"{pages} pages of {name}: peak {peak:.0f} MB (under 400: {word})")


def _peak(path: Path) -> tuple[float, int]:
    pages = ours(path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE, pages


def _prose(path: Path, pages: int) -> Path:
    """Pages full of paragraphs, a heading on each."""
    style = getSampleStyleSheet()
    story = []
    for number in range(pages * 9):
        if number % 9 == 0:
            story.append(Paragraph(f"Part {number // 9 + 1}", style["Heading1"]))
        story += [Paragraph(SENTENCE * 3, style["BodyText"]), Spacer(1, 4)]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)
    return path


def _tables(path: Path, pages: int) -> Path:
    """An action plan: ruled rows of reference, action, response, date and lead."""
    style = getSampleStyleSheet()["BodyText"]
    rows: list[list[object]] = [["Ref", "Action", "Response", "Target", "Lead"]]
    for number in range(1, pages * 8):
        cells = (SENTENCE, SENTENCE * 2, "March 2025", "Head of Protection")
        rows.append([str(number), *(Paragraph(cell, style) for cell in cells)])
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    table = Table(rows, [30, 220, 300, 80, 90], repeatRows=1, style=grid)
    SimpleDocTemplate(str(path), pagesize=landscape(A4), invariant=1).build([table])
    return path


if __name__ == "__main__":
    main()
