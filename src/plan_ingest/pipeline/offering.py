"""Scored texts → what is offered for each, by its whole and by its parts."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plan_ingest.model.review import Ranking, Signal
from plan_ingest.pipeline.lessons import Lessons, heed
from plan_ingest.pipeline.scoring import Fitted, Scored, score, signals
from plan_ingest.suggest.offer import (
    REASONED,
    Judged,
    best,
    by_parts,
    judge,
    nothing,
    ranking,
)
from plan_ingest.suggest.words import parts

Place = tuple[int, int, int]
"""A text's row, the level's place, the node's column."""


def rankings(
    fitted: Fitted,
    texts: Sequence[str],
    headings: Sequence[Sequence[str]],
    item_ids: Sequence[str],
    known: Lessons | None,
    top: int,
) -> list[Ranking]:
    """What is offered for the texts of a batch; nothing for one without words."""
    scored = score(fitted, texts, headings)
    heeded = heed(scored, item_ids, known)
    divided, owners = _divided(texts)
    shares = heeded.scored.shares
    if divided:
        told = score(fitted, divided, [headings[at] for at in owners])
        shares = by_parts(shares, told.shares, owners)
    scored = Scored(scored.rows, scored.scores, shares)
    judged = judge(fitted.tree, shares, fitted.calibration)
    reasons = _reasons(fitted, scored, judged, heeded.precedents)
    return [
        _offered(fitted, scored, judged, row, reasons, top) for row in range(len(texts))
    ]


def responses(
    fitted: Fitted, answers: Sequence[Sequence[str]], top: int
) -> list[Ranking | None]:
    """The same for what each response alone speaks of; None where there is none."""
    here = [at for at, answer in enumerate(answers) if any(map(str.strip, answer))]
    offered: list[Ranking | None] = [None] * len(answers)
    if here:
        texts = ["\n".join(answers[at]) for at in here]
        found = rankings(fitted, texts, [()] * len(here), [""] * len(here), None, top)
        for at, one in zip(here, found, strict=True):
            offered[at] = one
    return offered


def _divided(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    divided: list[str] = []
    owners: list[int] = []
    for at, text in enumerate(texts):
        found = parts(text)
        divided.extend(found)
        owners.extend([at] * len(found))
    return divided, owners


def _offered(
    fitted: Fitted,
    scored: Scored,
    judged: Judged,
    row: int,
    reasons: dict[Place, tuple[Signal, ...]],
    top: int,
) -> Ranking:
    if not scored.rows.tokens[row]:
        return nothing(fitted.tree)

    def why(level: int, column: int) -> tuple[Signal, ...]:
        return reasons.get((row, level, column), ())

    return ranking(fitted.tree, judged, row, fitted.calibration, top, why)


def _reasons(
    fitted: Fitted, scored: Scored, judged: Judged, precedents: dict[int, Signal]
) -> dict[Place, tuple[Signal, ...]]:
    """The signals of each level's best nodes: those of the best leaf they hold."""
    carriers: dict[Place, tuple[int, int]] = {}
    for level, shares in enumerate(judged.shares):
        for place, carrier in _carriers(fitted, scored, level, best(shares, REASONED)):
            carriers[place] = carrier
    told = signals(fitted, scored, sorted(set(carriers.values())))
    reasons = {place: told[pair] for place, pair in carriers.items()}
    for place in reasons:
        row, level, column = place
        first = judged.shares[level][row].argmax() == column
        if row in precedents and first:
            rest = (replace(s, share=s.share / 5) for s in reasons[place])
            reasons[place] = (precedents[row], *rest)
    return reasons


def _carriers(
    fitted: Fitted, scored: Scored, level: int, columns: np.ndarray
) -> list[tuple[Place, tuple[int, int]]]:
    below = fitted.tree.below[level]
    rows = np.arange(len(columns))
    found = []
    for rank in range(columns.shape[1]):
        column = columns[:, rank]
        leaf = (scored.shares[:, :-1] * below[:, column].T).argmax(axis=1)
        found += [
            ((row, level, at), (row, under))
            for row, at, under in zip(
                rows.tolist(), column.tolist(), leaf.tolist(), strict=True
            )
        ]
    return found
