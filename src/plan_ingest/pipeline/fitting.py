"""A framework made ready: features, matchers, what exemplars teach, calibration."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from plan_ingest.matchers import MATCHERS, Fit, Matcher, headings, learned
from plan_ingest.matchers.features import Lexicon, lexicon
from plan_ingest.matchers.meaning import sentence_model
from plan_ingest.matchers.nodes import kinship, leaf_rows, node_texts
from plan_ingest.matchers.vectors import word_vectors
from plan_ingest.model.framework import Exemplar, Framework
from plan_ingest.pipeline.one_thread import one_thread
from plan_ingest.pipeline.scoring import Fitted, untaught
from plan_ingest.registry import load
from plan_ingest.settings import Matching
from plan_ingest.suggest.blend import TAUGHT, UNTAUGHT, Mix, blend, mixed
from plan_ingest.suggest.calibrate import Calibration, calibrate, plain
from plan_ingest.suggest.tree import Floats, Tree, tree
from plan_ingest.suggest.words import Acronyms, acronyms, rare

FEW = 40
"""With fewer exemplars than this none of them are learned from."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What takes long to make, and is kept: features, weights, calibration."""

    lexicon: Lexicon
    learned: learned.Learned | None
    calibration: Calibration


def fit(framework: Framework, settings: Matching) -> Fitted:
    """The framework ready to score texts, made from nothing."""
    return assemble(framework, settings, teach(framework, settings))


def assemble(framework: Framework, settings: Matching, taught: Taught) -> Fitted:
    """The framework ready to score texts, from what was taught before."""
    shape = tree(framework)
    mix = _mix(taught.learned is not None, settings)
    return Fitted(
        shape,
        taught.lexicon,
        _matchers(shape, taught.lexicon, settings, mix),
        headings.fit(shape, taught.lexicon),
        taught.learned,
        mix,
        taught.calibration,
        taught.lexicon.shown(),
    )


def teach(framework: Framework, settings: Matching) -> Taught:
    """What a framework's own words and its exemplars teach."""
    # In an order of their own: the same exemplars teach the same in any file.
    exemplars = sorted(framework.exemplars, key=_by_text)
    with one_thread():
        return _teach(replace(framework, exemplars=tuple(exemplars)), settings)


def _by_text(one: Exemplar) -> tuple[str, tuple[str, ...], str]:
    return one.text, one.node_ids, one.writer


def _teach(framework: Framework, settings: Matching) -> Taught:
    shape = tree(framework)
    told = node_texts(shape)
    examples = [exemplar.text for exemplar in framework.exemplars]
    features = lexicon(
        [*told, *examples],
        spelt_out(framework, hardly_used(framework)),
        least=2 if examples else 1,
        vectors=word_vectors() if "vectors" in settings.matchers else None,
        meaning=sentence_model(settings.model) if settings.model else None,
        few=len(examples) < FEW,
    )
    if len(examples) < FEW:
        return Taught(features, None, plain(shape))
    machine, held = _learn(shape, features, told)
    shares, lengths = _held_out(shape, features, held, settings)
    labels = [exemplar.node_ids for exemplar in framework.exemplars]
    calibration = calibrate(shape, shares, labels, lengths, settings.precision)
    return Taught(features, machine, calibration)


def spelt_out(framework: Framework, rarely: Sequence[bool]) -> Acronyms:
    """The acronyms to spell out, with what they stand for: those `rarely` used."""
    return acronyms(compress(framework.acronyms, rarely))


def hardly_used(framework: Framework) -> tuple[bool, ...]:
    """Of each acronym whether exemplars hardly use it themselves."""
    examples = (exemplar.text for exemplar in framework.exemplars)
    found = {short for short, _ in rare(framework.acronyms, examples)}
    return tuple(short in found for short, _ in framework.acronyms)


def _mix(has_learned: bool, settings: Matching) -> Mix:
    return mixed(TAUGHT if has_learned else UNTAUGHT, settings.weights)


def _matchers(
    shape: Tree, features: Lexicon, settings: Matching, mix: Mix
) -> tuple[tuple[str, Matcher], ...]:
    """The matchers that the settings name and that have a say."""
    for name in settings.matchers:
        load(MATCHERS, name, "matcher")
    heard = {name for name, weight in mix.weights if weight > 0}
    asked = {*settings.matchers, *(["meaning"] if settings.model else [])}
    made = []
    for name in MATCHERS:
        if name not in asked & heard:
            continue
        make: Fit = load(MATCHERS, name, "matcher")
        made.append((name, make(shape, features)))
    return tuple(made)


def _learn(
    shape: Tree, features: Lexicon, told: Sequence[str]
) -> tuple[learned.Learned, Floats]:
    exemplars = shape.framework.exemplars
    own = [told[row] for row in leaf_rows(shape)]
    examples = features.rows([one.text for one in exemplars])
    folds = learned.apart(examples, [one.writer for one in exemplars])
    rows = features.rows([*(one.text for one in exemplars), *own])
    labels = [one.node_ids for one in exemplars] + [(leaf.id,) for leaf in shape.leaves]
    wanted = learned.targets(shape, labels)
    apart = [*folds, *(-1 for _ in own)]
    machine, held = learned.fit(rows, wanted, apart, kinship(shape))
    return machine, held[: len(exemplars)]


def _held_out(
    shape: Tree, features: Lexicon, held: Floats, settings: Matching
) -> tuple[Floats, list[int]]:
    """The exemplars' shares, each by a machine that did not see it or its like.

    With them how many words each exemplar has.
    """
    mix = _mix(True, settings)
    parts = _matchers(shape, features, settings, mix)
    texts = [exemplar.text for exemplar in shape.framework.exemplars]
    blocks, lengths = [], []
    for start in range(0, len(texts), learned.BLOCK):
        rows = features.rows(texts[start : start + learned.BLOCK])
        mine = held[start : start + learned.BLOCK]
        scores = {"learned": mine} | untaught(parts, rows, mine, shape)
        blocks.append(blend(scores, mix))
        lengths += [len(tokens) for tokens in rows.tokens]
    return np.concatenate(blocks), lengths
