"""Decisions put to use: what they teach, and precedents for items worded alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.matchers.decided import Decided
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Decision, Signal
from plan_ingest.pipeline.scoring import Fitted, Scored, score_by_parts
from plan_ingest.review.ledger import settle
from plan_ingest.suggest.learn import Lesson, carried, learn, taught
from plan_ingest.suggest.tree import Floats, Tree

WORTH = {"primary": 1.0, "secondary": 0.5}
"""What an accepted node counts among those of its item."""
MOST = 4000
"""Decided items that are looked at: the work grows with their square."""
HELD = 0.8
"""How much of a text's share a precedent takes."""


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """An item that analysts decided: its words and its plan."""

    item_id: str
    plan: str
    text: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Decided items, what they teach, and whether that is used."""

    decided: Decided
    among: Floats
    missed: Floats
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Heeded:
    """A batch after the lessons; for texts with a precedent, what it was."""

    scored: Scored
    precedents: dict[int, Signal]


def wanted_nodes(
    decisions: Iterable[Decision], framework: Framework
) -> dict[str, dict[str, float]]:
    """For each item decided by its text, its nodes and what each is worth.

    An item with no node was decided to fit nothing. Nodes that the framework does
    not have (any more) say nothing here; `review` lists them as orphans.
    """
    known = {node.id for node in framework.nodes}
    wanted: dict[str, dict[str, float]] = defaultdict(dict)
    for one in settle(decisions, framework.id).standing:
        if one.basis != "text":
            continue
        if one.verdict == "none":
            wanted[one.item_id].clear()
        elif one.node_id in known and one.verdict in WORTH:
            wanted[one.item_id][str(one.node_id)] = WORTH[one.verdict]
    return dict(wanted)


def lessons(
    fitted: Fitted,
    items: Sequence[DecidedItem],
    wanted: Mapping[str, Mapping[str, float]],
) -> Lessons | None:
    """What the decided items teach, the last `MOST`; None where none is at hand."""
    if not items:
        return None
    items = items[-MOST:]
    texts, headings = [i.text for i in items], [i.headings for i in items]
    scored = score_by_parts(fitted, texts, headings)
    targets = np.stack([_shares(fitted.tree, wanted[i.item_id]) for i in items])
    decided = Decided(scored.rows, tuple(i.item_id for i in items), targets)
    plans = [item.plan for item in items]
    among = decided.alike(scored.rows)
    lesson = learn(fitted.tree, scored.shares, among, targets, plans)
    return Lessons(decided, among, targets - scored.shares, lesson)


def heed(scored: Scored, item_ids: Sequence[str], known: Lessons | None) -> Heeded:
    """The batch's shares as the lessons and precedents would have them."""
    if known is None:
        return Heeded(scored, {})
    decided = known.decided
    alike = decided.alike(scored.rows)
    place = {item_id: at for at, item_id in enumerate(decided.item_ids)}
    for row, item_id in enumerate(item_ids):
        if item_id in place:
            alike[row, place[item_id]] = -1
    missed = carried(np.maximum(alike, 0), known.among, known.missed)
    shares = taught(scored.shares, missed, known.lesson).copy()
    precedents = {}
    for row, tokens in enumerate(scored.rows.tokens):
        at, ratio = decided.precedent(tokens, alike[row])
        if at >= 0:
            shares[row] = (1 - HELD) * shares[row] + HELD * decided.wanted[at]
            said = f"{decided.item_ids[at]}: {decided.rows.texts[at]}"
            precedents[row] = Signal("precedent", round(ratio / 100, 4), said, HELD)
    return Heeded(Scored(scored.rows, scored.scores, shares), precedents)


def _shares(tree: Tree, nodes: Mapping[str, float]) -> Floats:
    """The nodes of one item as shares of leaves.

    Where leaves are named they alone speak: a node above them says less.
    """
    shares = np.zeros(len(tree.leaves) + 1, np.float32)
    named = {node_id: nodes[node_id] for node_id in nodes if node_id in tree.column}
    for node_id, worth in (named or nodes).items():
        leaves = tree.leaves_of(node_id)
        shares[leaves] += worth / len(leaves)
    if not shares.any():
        shares[-1] = 1.0
    whole: Floats = shares / shares.sum()
    return whole
