"""Texts scored against a framework by all matchers, batch by batch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from plan_ingest.matchers import Matcher
from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.matchers.headings import Headings
from plan_ingest.matchers.learned import Learned
from plan_ingest.model.review import Signal
from plan_ingest.suggest.blend import Mix, blend
from plan_ingest.suggest.calibrate import Calibration
from plan_ingest.suggest.offer import by_parts
from plan_ingest.suggest.tree import Floats, Tree
from plan_ingest.suggest.words import parts

WHOLE = frozenset({"fuzzy"})
"""Matchers that look at whole texts only: at parts too, they would cost as much as all
others together."""
SLIGHT = 0.02
"""A signal with a smaller share of a score is not shown."""


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
    shown: tuple[str, ...]
    """The lexicon's words as evidence shows them, "" for those it does not."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A batch of texts with each matcher's scores and the blend of them."""

    rows: Rows
    scores: dict[str, Floats]
    shares: Floats


def score(
    fitted: Fitted,
    texts: Sequence[str],
    headings: Sequence[Sequence[str]] = (),
    without: Collection[str] = (),
) -> Scored:
    """Each text's distribution over leaves, and the last column for none.

    Matchers named in `without` are not asked.
    """
    rows = fitted.lexicon.rows(texts)
    scores = taught(fitted.learned, rows)
    asked = [(name, how) for name, how in fitted.matchers if name not in without]
    scores |= untaught(asked, rows, scores.get("learned"), fitted.tree)
    if any(headings):
        scores["heading"] = fitted.headings.score(headings)
    return Scored(rows, scores, blend(scores, fitted.mix))


def score_by_parts(
    fitted: Fitted, texts: Sequence[str], headings: Sequence[Sequence[str]]
) -> Scored:
    """The texts scored; the shares of one of several parts lean on those of each."""
    whole = score(fitted, texts, headings)
    divided: list[str] = []
    owners: list[int] = []
    for at, text in enumerate(texts):
        found = parts(text)
        divided.extend(found)
        owners.extend([at] * len(found))
    if not divided:
        return whole
    of_parts = score(
        fitted, divided, [headings[at] for at in owners], _too_costly(whole, fitted.mix)
    )
    shares = by_parts(whole.shares, of_parts.shares, owners)
    return Scored(whole.rows, whole.scores, shares)


def _too_costly(whole: Scored, mix: Mix) -> Collection[str]:
    """Matchers that parts are not scored by, as long as any other has a say."""
    heard = {name for name, weight in mix.weights if weight > 0 and name != "heading"}
    return WHOLE if heard & whole.scores.keys() - WHOLE else ()


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
    """For each pair of text and leaf, each matcher's opinion with its evidence.

    A matcher that carried next to nothing is left out.
    """
    texts = np.array([text for text, _ in pairs], np.intp)
    leaves = np.array([leaf for _, leaf in pairs], np.intp)
    weights = {name: w for name, w in fitted.mix.weights if name in scored.scores}
    found = {
        name: np.maximum(scored.scores[name][texts, leaves], 0) for name in weights
    }
    carried = {name: found[name] * weights[name] for name in weights}
    whole = np.maximum(sum(carried.values(), np.zeros(len(pairs))), 1e-6)
    told: list[list[Signal]] = [[] for _ in pairs]
    for name in sorted(weights):
        share = carried[name] / whole
        here = np.flatnonzero(share >= SLIGHT).tolist()
        evidence = _evidence(fitted, scored, name, [pairs[at] for at in here])
        scores = np.round(np.minimum(found[name], 1).astype(np.float64), 4).tolist()
        shares = np.round(share.astype(np.float64), 4).tolist()
        for at, words in zip(here, evidence, strict=True):
            told[at].append(Signal(name, scores[at], words, shares[at]))
    return {
        pair: tuple(sorted(several, key=lambda signal: -signal.share))
        for pair, several in zip(pairs, told, strict=True)
    }


def _evidence(
    fitted: Fitted, scored: Scored, name: str, pairs: Sequence[tuple[int, int]]
) -> list[str]:
    if not pairs:
        return []
    if name == "learned" and fitted.learned is not None:
        return fitted.learned.evidence(scored.rows, pairs, fitted.shown)
    if name == "heading":
        titles = [leaf.title for leaf in fitted.tree.leaves]
        return [titles[leaf] for _, leaf in pairs]
    return dict(fitted.matchers)[name].evidence(scored.rows, pairs)
