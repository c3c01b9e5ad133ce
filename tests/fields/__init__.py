"""Frameworks of other fields, and statements with the nodes a reader would accept.

A folder holds `framework.yaml` and `statements.csv` (node_id, `;`-joined where a
statement speaks of several, the first first, or NONE; text), all in our own words.
Nothing in the product may be fitted to them.
"""

from pathlib import Path

from plan_ingest.model.framework import Exemplar, Framework
from plan_ingest.store.framework_tables import read_exemplars
from plan_ingest.suggest.accuracy import Label
from plan_ingest.suggest.tree import lineage

FOLDERS = tuple(sorted(file.parent for file in Path(__file__).parent.glob("*/*.yaml")))


def statements(folder: Path, framework: Framework) -> tuple[Exemplar, ...]:
    """The folder's statements with their nodes."""
    known = frozenset(node.id for node in framework.nodes)
    return read_exemplars(folder / "statements.csv", known)


def labels(framework: Framework, told: tuple[Exemplar, ...], level: str) -> list[Label]:
    """What a reader says of each statement at a level; item ids count from 0."""
    lines = lineage(framework)
    here = {node.id for node in framework.at(level)}
    found = []
    for at, one in enumerate(told):
        nodes = [above for own in one.node_ids for above in lines[own] if above in here]
        if nodes or not one.node_ids:
            first = nodes[0] if nodes else None
            found.append(Label(str(at), str(at), first, frozenset(nodes)))
    return found
