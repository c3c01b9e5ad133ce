"""Joins writers' exemplar files into a framework's exemplars.csv, without repeats.

usage: python -m benchmarks.exemplars FRAMEWORK_FOLDER FILE.csv ...

A statement that says what an earlier one of the same nodes says (rapidfuzz,
token_sort_ratio) is left out; so are both where their nodes differ: readers would
differ too. The files' order decides which of two stays, so a run can be repeated.
"""

import csv
import sys
from pathlib import Path

from rapidfuzz import fuzz, process

from plan_ingest.model.framework import Exemplar
from plan_ingest.store.framework_tables import FITS_NOTHING, read_exemplars
from plan_ingest.store.frameworks import read_framework
from plan_ingest.text import fold

SAME, DISPUTED = 90.0, 97.0


def main(folder: Path, files: list[Path]) -> None:
    """Writes the joined exemplars, in the framework's order, and says how many."""
    framework = read_framework(folder)
    known = frozenset(node.id for node in framework.nodes)
    found = list(framework.exemplars)
    for file in files:
        found += read_exemplars(file, known)
    kept = joined(found)
    order = {node.id: at for at, node in enumerate(framework.nodes)}
    kept.sort(key=lambda one: [order[n] for n in one.node_ids] or [len(order)])
    with (folder / "exemplars.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["node_id", "text", "writer"])
        for one in kept:
            nodes = ";".join(one.node_ids) or FITS_NOTHING
            table.writerow([nodes, one.text, one.writer])
    print(f"{len(found)} read, {len(kept)} kept")


def joined(found: list[Exemplar]) -> list[Exemplar]:
    """The exemplars without repeats and without those disputed."""
    words = [" ".join(sorted(fold(one.text).split())) for one in found]
    likeness = process.cdist(words, words, scorer=fuzz.ratio, score_cutoff=SAME)
    gone: set[int] = set()
    for at, row in enumerate(likeness):
        for other in row[:at].nonzero()[0].tolist():
            if other in gone:
                continue
            if set(found[at].node_ids) & set(found[other].node_ids) or (
                not found[at].node_ids and not found[other].node_ids
            ):
                gone.add(at)
            elif row[other] >= DISPUTED:
                gone |= {at, other}
    return [one for at, one in enumerate(found) if at not in gone]


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
