"""Cells of ruled tables, ours beside pdfplumber's, over all ruled tables at hand.

usage: python -m benchmarks.ruled [--verbose]

Three sets: the competition's documents and the real plans' own tables set anew where
../shared is beside the checkout, and the sample plans in every layout of the tests
that rules its cells. Cells are compared page by page, as they stand on the page:
before a row that a page cuts is made whole again.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.drawing import layouts, mirror, office
from tests.drawing.reading import document_of

from benchmarks.layouts import known_plans
from benchmarks.tables import plain, plumber_tables
from plan_ingest.layout.flow import page_flows
from plan_ingest.layout.tables import find_tables
from plan_ingest.model.document import Table
from plan_ingest.model.source import Source
from plan_ingest.readers.pdfium import open_pages

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "../shared"
ASKED = 0.98
RULED = (
    "ruled-landscape",
    "ruled-portrait",
    "ruled-header-not-repeated",
    "half-ruled-no-outer-border",
    "merged-strands",
    "merged-strands-cut-late",
    "rotated-90",
    "rotated-270",
    "form-boxes",
)
"""The layouts that draw a rule between every two cells."""
GRID = (
    "@page { size: A4 landscape; } table { border-collapse: collapse; width: 100%; }"
    " th, td { border: 1px solid #333; padding: 4px; vertical-align: top; }"
)


@dataclass(frozen=True, slots=True)
class Alike:
    """How many of pdfplumber's cells stand in our tables too, and those that do not."""

    same: int
    cells: int
    unlike: tuple[tuple[str, int, str], ...] = ()

    @property
    def share(self) -> float:
        """The part of the cells that are alike."""
        return self.same / max(self.cells, 1)


def main() -> None:
    """Prints each set and the total."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--verbose", action="store_true", help="the cells that differ")
    verbose = asked.parse_args().verbose
    total = Alike(0, 0)
    with tempfile.TemporaryDirectory() as made:
        for name, files in _sets(Path(made)):
            found = measured(files)
            total = Alike(total.same + found.same, total.cells + found.cells)
            _told(name, found)
            for file, page, cell in found.unlike if verbose else ():
                print(f"    {file} page {page}: {cell[:100]!r}")
    _told("all", total)


def _told(name: str, found: Alike) -> None:
    word = "met" if found.share >= ASKED else "MISSED"
    print(f"{name}: {found.same} of {found.cells} cells, {found.share:.4f} ({word})")


def _sets(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    competition = sorted((SHARED / "icdar2013").glob("*/*.pdf"))
    if competition:
        yield "ICDAR 2013, given half", competition
    yield "plans drawn with rules", list(_drawn(folder))
    texts = sorted((SHARED / "plans").glob("*.txt"))
    if texts and office.CHROMIUM:
        yield "real plans set anew", list(_mirrored(texts, folder))


def _drawn(folder: Path) -> Iterator[Path]:
    for plan in known_plans():
        for layout in layouts.LAYOUTS:
            if layout.name in RULED and layouts.fits(layout, plan):
                path = folder / f"{plan.name}-{layout.name}{layout.suffix}"
                layout.draw(layouts.as_drawn(layout, plan), path)
                yield path


def _mirrored(texts: Sequence[Path], folder: Path) -> Iterator[Path]:
    for text in texts:
        page, path = folder / f"{text.stem}.html", folder / f"{text.stem}.pdf"
        mirror.draw(document_of(text), page, GRID)
        office.print_page(page, path, folder / "profile")
        yield path


def measured(files: Sequence[Path]) -> Alike:
    """Our cells beside pdfplumber's, over some files."""
    same = cells = 0
    unlike: list[tuple[str, int, str]] = []
    for path in files:
        ours = cells_on_pages(path)
        for page, theirs in plumber_tables(path):
            for cell in theirs:
                found = ours[page, cell] > 0
                ours[page, cell] -= found
                same, cells = same + found, cells + 1
                if not found:
                    unlike.append((path.name, page, cell))
    return Alike(same, cells, tuple(unlike))


def cells_on_pages(path: Path) -> Counter[tuple[int, str]]:
    """The cells of our tables with their page, before tables are joined over pages."""
    source = Source(path.stem, path.name, "", "application/pdf")
    _, contents = open_pages(source, path)
    return Counter(
        (flow.number, plain("".join((p.bullet or "") + p.text for p in cell.parts)))
        for flow in page_flows(contents, find_tables)
        for table in flow.found
        if isinstance(table, Table)
        for cell in table.cells
    )


if __name__ == "__main__":
    main()
