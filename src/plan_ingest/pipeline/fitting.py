"""A framework made ready: features, matchers, what exemplars teach, calibration."""

from collections.abc import Sequence

import numpy as np

from plan_ingest.matchers import MATCHERS, Fit, Matcher, headings, learned
from plan_ingest.matchers.features import Lexicon, lexicon
from plan_ingest.matchers.nodes import leaf_rows, node_texts
from plan_ingest.matchers.vectors import word_vectors
from plan_ingest.model.framework import Framework
from plan_ingest.pipeline.scoring import Fitted, untaught
from plan_ingest.registry import load
from plan_ingest.settings import Matching
from plan_ingest.suggest.blend import TAUGHT, UNTAUGHT, Mix, blend, mixed
from plan_ingest.suggest.calibrate import Calibration, Curve, curve, threshold
from plan_ingest.suggest.tree import Floats, Tree, tree
from plan_ingest.suggest.words import acronyms, rare

SHOWN = 5
"""How many of the best nodes of a held-out exemplar a curve is fitted on."""
FEW = 40
"""With fewer exemplars than this none of them are learned from."""


def fit(framework: Framework, settings: Matching) -> Fitted:
    """The framework ready to score texts."""
    shape = tree(framework)
    told = node_texts(shape)
    examples = [exemplar.text for exemplar in framework.exemplars]
    features = lexicon(
        [*told, *examples],
        acronyms(rare(framework.acronyms, examples)),
        least=2 if examples else 1,
        vectors=word_vectors() if "vectors" in settings.matchers else None,
    )
    parts = tuple((name, _matcher(name, shape, features)) for name in _order(settings))
    names = headings.fit(shape, features)
    if len(examples) < FEW:
        mix = mixed(UNTAUGHT, settings.weights)
        calibration = _plain(shape)
        return Fitted(shape, features, parts, names, None, mix, calibration)
    mix = mixed(TAUGHT, settings.weights)
    machine, held = _learn(shape, features, told)
    calibration = _calibrate(shape, features, parts, held, mix, settings.precision)
    return Fitted(shape, features, parts, names, machine, mix, calibration)


def _order(settings: Matching) -> list[str]:
    chosen = [name for name in MATCHERS if name in settings.matchers]
    for name in settings.matchers:
        if name not in MATCHERS:
            load(MATCHERS, name, "matcher")
    return chosen


def _matcher(name: str, shape: Tree, features: Lexicon) -> Matcher:
    make: Fit = load(MATCHERS, name, "matcher")
    return make(shape, features)


def _learn(
    shape: Tree, features: Lexicon, told: Sequence[str]
) -> tuple[learned.Learned, Floats]:
    """What exemplars and the leaves' own words teach; held-out exemplar scores."""
    exemplars = shape.framework.exemplars
    own = [told[row] for row in leaf_rows(shape)]
    rows = features.rows([*(one.text for one in exemplars), *own])
    labels = [one.node_ids for one in exemplars] + [(leaf.id,) for leaf in shape.leaves]
    machine, held = learned.fit(rows, learned.targets(shape, labels))
    return machine, held[: len(exemplars)]


def _calibrate(
    shape: Tree,
    features: Lexicon,
    parts: Sequence[tuple[str, Matcher]],
    held: Floats,
    mix: Mix,
    precision: float,
) -> Calibration:
    """Curves and thresholds on exemplars, each scored by what did not see it."""
    exemplars = shape.framework.exemplars
    rows = features.rows([one.text for one in exemplars])
    scores = {"learned": held} | untaught(parts, rows, held, shape)
    shares = blend(scores, mix)
    fits_none = np.array([not one.node_ids for one in exemplars])
    curves, limits = [], []
    for at, (_, nodes) in enumerate(shape.levels):
        offered = shape.at_level(at, shares[:, :-1])
        wanted = np.array(
            [[_holds(shape, one.node_ids, n.id) for n in nodes] for one in exemplars]
        )
        order = np.argsort(-offered, axis=1, kind="stable")[:, :SHOWN]
        best = np.take_along_axis(offered, order, axis=1)
        right = np.take_along_axis(wanted, order, axis=1)
        fitted = curve(best.ravel(), right.ravel())
        curves.append(fitted)
        sure = fitted.of(best[:, 0])
        limits.append(threshold(sure, right[:, 0], precision))
    none = curve(shares[:, -1], fits_none)
    return Calibration(tuple(curves), tuple(limits), none)


def _holds(shape: Tree, wanted: Sequence[str], node_id: str) -> bool:
    return any(
        node_id in shape.lines[leaf]
        for one in wanted
        for leaf in shape.leaves_of(one)[:1]
    )


def _plain(shape: Tree) -> Calibration:
    levels = len(shape.levels)
    return Calibration((Curve(),) * levels, (0.8,) * levels)
