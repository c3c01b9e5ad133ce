"""Scored texts → what is offered for each, by its whole and by its parts."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plan_ingest.model.review import Ranking, Signal
from plan_ingest.pipeline.collecting import collecting_seldom
from plan_ingest.pipeline.lessons import Lessons, heed
from plan_ingest.pipeline.one_thread import one_thread
from plan_ingest.pipeline.scoring import Fitted, Scored, score_by_parts, signals
from plan_ingest.suggest import offer
from plan_ingest.suggest.offer import Judged, best, judge, reasoned_at

Place = tuple[int, int, int]
"""A text's row, the level's place, the node's column."""


def rankings(
    fitted: Fitted,
    told: Sequence[tuple[str, Sequence[str]]],
    item_ids: Sequence[str],
    known: Lessons | None,
    top: int,
) -> list[Ranking]:
    """What is offered for texts with their headings; nothing for one without words."""
    if not told:
        return []
    # A batch makes many objects and no cycle; a search would go through all exemplars.
    with one_thread(), collecting_seldom():
        return _rankings(fitted, told, item_ids, known, top)


def _rankings(
    fitted: Fitted,
    told: Sequence[tuple[str, Sequence[str]]],
    item_ids: Sequence[str],
    known: Lessons | None,
    top: int,
) -> list[Ranking]:
    texts, headings = [text for text, _ in told], [above for _, above in told]
    heeded = heed(score_by_parts(fitted, texts, headings), item_ids, known)
    scored = heeded.scored
    words = [len(tokens) for tokens in scored.rows.tokens]
    judged = judge(fitted.tree, scored.shares, words, fitted.calibration)
    reasons = _reasons(fitted, scored, judged, heeded.precedents)

    def why(row: int, level: int, column: int) -> tuple[Signal, ...]:
        return reasons.get((row, level, column), ())

    offered = offer.rankings(fitted.tree, judged, fitted.calibration, top, why)
    return [
        one if tokens else offer.nothing(fitted.tree)
        for one, tokens in zip(offered, scored.rows.tokens, strict=True)
    ]


def _reasons(
    fitted: Fitted, scored: Scored, judged: Judged, precedents: dict[int, Signal]
) -> dict[Place, tuple[Signal, ...]]:
    """The signals of each level's best nodes: those of the best leaf they hold."""
    carriers: dict[Place, tuple[int, int]] = {}
    for level, shares in enumerate(judged.shares):
        columns = best(shares, reasoned_at(fitted.tree, level))
        carriers.update(_carriers(fitted, scored, level, columns))
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
