"""Texts scored against a framework by all matchers, batch by batch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.matchers import Matcher
from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.matchers.headings import Headings
from plan_ingest.matchers.learned import Learned
from plan_ingest.model.review import Signal
from plan_ingest.suggest.blend import Mix, blend
from plan_ingest.suggest.calibrate import Calibration
from plan_ingest.suggest.tree import Floats, Tree


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything that was made once for a framework and a choice of settings."""

    tree: Tree
    lexicon: Lexicon
    matchers: tuple[tuple[str, Matcher], ...]
    headings: Headings
    learned: Learned | None
    mix: Mix
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Scored:
    """A batch of texts with each matcher's scores and the blend of them."""

    rows: Rows
    scores: dict[str, Floats]
    shares: Floats


def score(
    fitted: Fitted, texts: Sequence[str], headings: Sequence[Sequence[str]] = ()
) -> Scored:
    """Each text's distribution over leaves, and the last column for none."""
    rows = fitted.lexicon.rows(texts)
    scores = taught(fitted.learned, rows)
    scores |= untaught(fitted.matchers, rows, scores.get("learned"), fitted.tree)
    if any(headings):
        scores["heading"] = fitted.headings.score(headings)
    return Scored(rows, scores, blend(scores, fitted.mix))


def taught(learned: Learned | None, rows: Rows) -> dict[str, Floats]:
    """What exemplars taught, summed over the views of the texts."""
    if learned is None:
        return {}
    return {"learned": np.sum(list(learned.shares(rows).values()), axis=0)}


def untaught(
    matchers: Sequence[tuple[str, Matcher]],
    rows: Rows,
    learned: Floats | None,
    tree: Tree,
) -> dict[str, Floats]:
    """The scores of matchers that know the framework's own words alone.

    Costly matchers look only where the ones before them found something.
    """
    likely = np.zeros((len(rows.texts), len(tree.leaves)), np.float32)
    if learned is not None:
        likely += learned[:, :-1]
    scores: dict[str, Floats] = {}
    for name, matcher in matchers:
        scores[name] = matcher.score(rows, likely)
        likely += scores[name]
    return scores


def signals(
    fitted: Fitted, scored: Scored, pairs: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[Signal, ...]]:
    """For each pair of text and leaf, each matcher's opinion with its evidence."""
    weights = dict(fitted.mix.weights)
    told: dict[tuple[int, int], list[tuple[str, float, str]]] = {p: [] for p in pairs}
    for name, found in scored.scores.items():
        if weights.get(name, 0.0) <= 0:
            continue
        here = [pair for pair in pairs if found[pair] > 0]
        for pair, words in zip(
            here, _evidence(fitted, scored, name, here), strict=True
        ):
            told[pair].append((name, float(found[pair]), words))
    return {pair: _shared(parts, weights) for pair, parts in told.items()}


def _evidence(
    fitted: Fitted, scored: Scored, name: str, pairs: Sequence[tuple[int, int]]
) -> list[str]:
    if name == "learned" and fitted.learned is not None:
        names = fitted.lexicon.word_names
        return fitted.learned.evidence(scored.rows, pairs, names)
    if name == "heading":
        titles = [leaf.title for leaf in fitted.tree.leaves]
        return [titles[leaf] for _, leaf in pairs]
    return dict(fitted.matchers)[name].evidence(scored.rows, pairs)


def _shared(
    parts: Sequence[tuple[str, float, str]], weights: dict[str, float]
) -> tuple[Signal, ...]:
    whole = sum(weights[name] * found for name, found, _ in parts) or 1.0
    carried = [
        Signal(
            name,
            round(min(found, 1.0), 4),
            words,
            round(weights[name] * found / whole, 4),
        )
        for name, found, words in parts
    ]
    return tuple(sorted(carried, key=lambda signal: (-signal.share, signal.matcher)))
