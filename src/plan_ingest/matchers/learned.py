"""What exemplars teach: ridge regression from the views of a text to the leaves.

A least-squares machine over the sum of the views: linear in words and stems,
quadratic in vectors, whose products tell what words alone do not. A score is the
sum of what each view gives, so each share can be shown. Held-out scores of the
exemplars come from machines taught by the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from plan_ingest.matchers.features import Rows
from plan_ingest.matchers.lexical import heaviest
from plan_ingest.matchers.ridge import View, layout, part, score, solve, tables
from plan_ingest.matchers.squares import Squared, main_directions
from plan_ingest.suggest.products import times
from plan_ingest.suggest.tree import Floats, Tree

T = TypeVar("T")

SQUARE = "²"
SHARES = {
    "words": 1.0,
    "stems": 1.0,
    "vectors": 1.0,
    f"vectors{SQUARE}": 2.0,
    "meaning": 1.0,
    f"meaning{SQUARE}": 2.0,
}
"""How much each view counts in the sum of kernels."""
FOLDS = 5
"""In how many parts exemplars are held out: a part is judged by four fifths."""
RIDGE = 0.5
"""How strongly large weights are held back; on the scale of `SHARES`."""
ALIKE = 0.6
"""From this likeness on two exemplars are one statement in other words."""
BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of each view: a row a feature, a column a leaf, the last for none.

    A view named in `squared` counts by its products too, under its name and "²".
    """

    weights: Mapping[str, Floats]
    squared: Mapping[str, Squared]

    def shares(self, rows: Rows) -> dict[str, Floats]:
        """What each view gives to each leaf, and, last, to fitting nothing."""
        shares = {}
        for name, view in views(rows).items():
            if name in self.weights:
                shares[name] = _product(view, self.weights[name])
            if name in self.squared and isinstance(view, np.ndarray):
                weights = self.weights[f"{name}{SQUARE}"]
                shares[f"{name}{SQUARE}"] = self.squared[name].weighed(view, weights)
        return shares

    def evidence(
        self, rows: Rows, pairs: Sequence[tuple[int, int]], names: Sequence[str]
    ) -> list[str]:
        """For each pair of text and leaf, the words that spoke loudest for it."""
        carried = rows.words[[text for text, _ in pairs]].tocsr()
        leaves = np.repeat([leaf for _, leaf in pairs], np.diff(carried.indptr))
        carried.data = carried.data * self.weights["words"][carried.indices, leaves]
        return heaviest(carried, names)


def views(rows: Rows) -> dict[str, View]:
    """The views of a batch of texts that there are, by name."""
    dense = {"vectors": rows.vectors, "meaning": rows.meaning}
    found: dict[str, View] = {"words": rows.words, "stems": rows.stems}
    found.update({name: view for name, view in dense.items() if view is not None})
    return found


def _product(view: View, table: Floats) -> Floats:
    if isinstance(view, np.ndarray):
        return times(view, table)
    found: Floats = view @ table
    return found


def with_squares(
    here: Mapping[str, View], squared: Mapping[str, Squared]
) -> dict[str, View]:
    """The views, and the products of those that count by them too."""
    more: dict[str, View] = {
        f"{name}{SQUARE}": squared[name].of(view)
        for name, view in here.items()
        if name in squared and isinstance(view, np.ndarray)
    }
    return {**here, **more}


def likeness(mine: Mapping[str, View], theirs: Mapping[str, View]) -> Floats:
    """How like each of my texts is to each of theirs, by all views: a kernel."""
    total: Floats | None = None
    for name, view in mine.items():
        product = _product(view, theirs[name].T)
        dense = product if isinstance(product, np.ndarray) else product.toarray()
        here = np.float32(SHARES[name]) * dense
        total = here if total is None else np.add(total, here, out=total)
    if total is None:
        raise ValueError("texts without a view have no likeness")
    return total


def whole(here: Mapping[str, View]) -> float:
    """The likeness of a text to itself."""
    return sum(SHARES[name] for name in here)


def fit(
    rows: Rows, targets: Floats, folds: Sequence[int], leaning: Floats
) -> tuple[Learned, Floats]:
    """The weights for texts with targets (a column a leaf, the last for none).

    With them the scores of the same texts, each fold's by a machine that saw none
    of it; texts of a fold below 0 are seen by all, and have no such scores.
    `leaning` is what the score of each column lends to the others.
    """
    here = views(rows)
    squared = {
        name: main_directions(view)
        for name, view in here.items()
        if f"{name}{SQUARE}" in SHARES and isinstance(view, np.ndarray)
    }
    held_apart = np.asarray(folds)
    places = [np.flatnonzero(held_apart == fold) for fold in sorted(set(folds))]
    where = layout(_taken(here, places[0][:1], squared), here, SHARES)
    parts = [part(_taken(here, at, squared), where) for at in places]
    wanted = targets - targets.mean(axis=0)
    goals = [wanted[at] for at in places]
    everything = solve(parts, goals, RIDGE)
    held = np.zeros_like(wanted)
    for fold, at in enumerate(places):
        if held_apart[at[0]] >= 0:
            without = solve(_but(parts, fold), _but(goals, fold), RIDGE, everything)
            held[at] = score(parts[fold], without)
    found = tables(everything, where)
    weights = {name: times(table, leaning) for name, table in found.items()}
    return Learned(weights, squared), times(held, leaning)


def _but(several: Sequence[T], one: int) -> list[T]:
    return [each for at, each in enumerate(several) if at != one]


def _taken(
    here: Mapping[str, View], at: NDArray[np.intp], squared: Mapping[str, Squared]
) -> dict[str, View]:
    return with_squares({name: view[at] for name, view in here.items()}, squared)


def targets(tree: Tree, labels: Sequence[Sequence[str]]) -> Floats:
    """A row a statement: its share in each leaf its nodes hold, or in none."""
    rows = np.zeros((len(labels), len(tree.leaves) + 1), np.float32)
    for row, node_ids in enumerate(labels):
        for node_id in node_ids:
            leaves = tree.leaves_of(node_id)
            rows[row, leaves] += 1 / (len(leaves) * len(node_ids))
        if not node_ids:
            rows[row, -1] = 1
    return rows


def apart(rows: Rows, writers: Sequence[str], several: int = FOLDS) -> list[int]:
    """The fold of each text, so that texts much alike are held out together.

    Where two writers or more are named, texts by one hand are held out together;
    otherwise the same statement in other words is.
    """
    named = len(set(writers)) > 1
    groups = _by_writer(writers) if named else _alike(views(rows))
    folds = [0] * len(rows.texts)
    filled = [0] * several
    for group in sorted(groups, key=lambda one: (-len(one), one)):
        fold = filled.index(min(filled))
        filled[fold] += len(group)
        for row in group:
            folds[row] = fold
    return folds


def _by_writer(writers: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for row, writer in enumerate(writers):
        groups.setdefault(writer, []).append(row)
    return list(groups.values())


def _nearness(here: Mapping[str, View], start: int) -> Floats:
    """The likeness of some texts to themselves and to all after them."""
    several = [
        (np.float32(SHARES[name]), view[start : start + BLOCK], view[start:])
        for name, view in here.items()
    ]
    spoken = [share * (mine @ theirs.T) for share, mine, theirs in several]
    found = [one for one in spoken if isinstance(one, np.ndarray)]
    words = sum(one for one in spoken if not isinstance(one, np.ndarray))
    near: Floats = words.toarray()
    for one in found:
        near += one
    return near


def _alike(here: Mapping[str, View]) -> list[list[int]]:
    """Texts joined wherever two of them are `ALIKE`, each with its own group."""
    many = here["words"].shape[0]
    limit = ALIKE * whole(here)
    first, second = [], []
    for start in range(0, many, BLOCK):
        at, other = np.nonzero(_nearness(here, start) >= limit)
        first.append(at + start)
        second.append(other + start)
    pairs = (np.concatenate(first), np.concatenate(second))
    joined = sparse.coo_matrix((np.ones(len(pairs[0]), np.int8), pairs), (many, many))
    count, label = csgraph.connected_components(joined, directed=False)
    order = np.argsort(label, kind="stable")
    ends = np.cumsum(np.bincount(label, minlength=count))[:-1]
    return [group.tolist() for group in np.split(order, ends)]
