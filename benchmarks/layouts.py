"""Plans drawn by chance, by three printers, and how much of each is read right.

usage: python -m benchmarks.layouts [--count N] [--first N] [--printer NAME]
       [--folder DIR] [--verbose]
       (the five real plans join in where ../shared is beside the checkout)
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.drawing import by_chance, office, reference
from tests.drawing import plan as plans
from tests.drawing.by_chance import Drawn
from tests.drawing.plan import Plan
from tests.drawing.reading import items_of
from tests.drawing.score import Score, score

SHARED = Path(__file__).parents[1] / "../shared"
ITEMS, FIELDS = 0.98, 0.97


@dataclass(frozen=True, slots=True)
class Read:
    """One drawn file and how it was read."""

    drawn: Drawn
    path: Path
    score: Score

    @property
    def right(self) -> bool:
        """Whether items, fields and places are as good as asked."""
        found = self.score
        return found.f1 >= ITEMS and found.worst_field >= FIELDS and found.placed == 1


def main() -> None:
    """Draws, reads, prints the worst and the share that is right."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=60)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--printer", choices=tuple(by_chance.PRINTERS))
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--verbose", action="store_true")
    given = asked.parse_args()
    printers = (given.printer,) if given.printer else tuple(by_chance.PRINTERS)
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        seeds = range(given.first, given.first + given.count)
        every = known_plans()
        drawn = [
            by_chance.PRINTERS[printers[seed % len(printers)]](str(seed), every, folder)
            for seed in seeds
        ]
        printed(drawn, folder)
        report([read(one, folder) for one in drawn], given.verbose)


def known_plans() -> list[Plan]:
    """The sample plans, and the real ones whose items are known."""
    found = list(plans.samples())
    path = SHARED / "gold" / "items.jsonl"
    if path.is_file():
        lines = path.read_text("utf-8").splitlines()
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in map(json.loads, lines):
            rows[row["plan"]].append(row)
        found += [
            reference.of_items(name, "Domestic Abuse Action Plan", listed)
            for name, listed in sorted(rows.items())
        ]
    return found


def printed(drawn: Sequence[Drawn], folder: Path) -> None:
    """PDFs of what was drawn as web pages and Word files, those at hand left out."""
    waiting = [one for one in drawn if not (folder / f"{one.name}.pdf").exists()]
    pages = [one for one in waiting if one.file.endswith(".html")]
    papers = [folder / one.file for one in waiting if one.file.endswith(".docx")]

    def by_browser(one: Drawn) -> None:
        profile = folder / f"profile-{one.name}"
        made = folder / f"{one.name}.pdf"
        office.print_page(folder / one.file, made, profile, heads=one.heads)

    with ThreadPoolExecutor(1) as pool:
        list(pool.map(by_browser, pages))
    if papers:
        office.convert(papers, "pdf", folder, folder / "profile")


def read(drawn: Drawn, folder: Path) -> Read:
    """What the product reads in one file, against what was drawn."""
    path = folder / f"{drawn.name}.pdf"
    return Read(drawn, path, score(items_of(path), list(drawn.wanted)))


def report(found: Sequence[Read], verbose: bool) -> None:
    """Each that fell short, and what share of each choice did."""
    for one in sorted(found, key=lambda read: read.score.f1):
        if one.right:
            continue
        fields = {k: round(v, 3) for k, v in one.score.fields.items() if v < FIELDS}
        print(f"{one.path.name} F1 {one.score.f1:.3f} {fields} {one.drawn.chosen}")
        if verbose:
            show(one.score)
    shares(found, lambda one: (one.drawn.kind, *one.drawn.chosen))
    shares(found, lambda one: (one.drawn.printer,))
    right = sum(one.right for one in found)
    mean = sum(one.score.f1 for one in found) / max(len(found), 1)
    print(f"{right} of {len(found)} right, mean item F1 {mean:.4f}")


def show(found: Score) -> None:
    """What was missed, invented and wrong."""
    told = asdict(found)
    for name in ("missed", "invented", "wrong"):
        for words in told[name][:8]:
            print(f"    {name:8} {words[:230]!r}")


def shares(found: Sequence[Read], of: Callable[[Read], Sequence[str]]) -> None:
    """For each choice how many were right, the worst first."""
    told: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        for choice in of(one):
            told[choice].append(one.right)
    ranked = sorted(told.items(), key=lambda pair: sum(pair[1]) / len(pair[1]))
    print("; ".join(f"{name} {sum(hits)}/{len(hits)}" for name, hits in ranked))


if __name__ == "__main__":
    main()
