"""Items → ranked, explained suggestions for a framework, in constant memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Decision, ItemSuggestions, Ranking, Signal
from plan_ingest.pipeline.fitting import fit
from plan_ingest.pipeline.scoring import Fitted, Scored, score, signals
from plan_ingest.settings import Matching
from plan_ingest.suggest.offer import REASONED, Judged, best, judge, ranking

BATCH = 1024


class Statement(Protocol):
    """What a suggestion needs of a plan item."""

    @property
    def item_id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def response(self) -> tuple[str, ...]: ...


def suggest(
    items: Iterable[Statement],
    framework: Framework,
    settings: Matching,
    decisions: Iterable[Decision] = (),
    top: int = 10,
) -> Iterator[ItemSuggestions]:
    """Suggestions for each item, in the items' order."""
    fitted = fit(framework, settings)
    stream = iter(items)
    while batch := list(islice(stream, BATCH)):
        yield from _batch(fitted, batch, top)


def _batch(
    fitted: Fitted, batch: Sequence[Statement], top: int
) -> Iterator[ItemSuggestions]:
    framework = fitted.tree.framework
    texts = _rankings(fitted, [i.text for i in batch], [i.headings for i in batch], top)
    answered = [item for item in batch if any(item.response)]
    responses = dict(
        zip(
            [item.item_id for item in answered],
            _rankings(fitted, ["\n".join(item.response) for item in answered], (), top),
            strict=True,
        )
    )
    for item, offered in zip(batch, texts, strict=True):
        yield ItemSuggestions(
            item.item_id,
            framework.id,
            framework.version,
            offered,
            responses.get(item.item_id),
        )


def _rankings(
    fitted: Fitted,
    texts: Sequence[str],
    headings: Sequence[Sequence[str]],
    top: int,
) -> list[Ranking]:
    if not texts:
        return []
    scored = score(fitted, texts, headings)
    judged = judge(fitted.tree, scored.shares, fitted.calibration)
    reasons = _reasons(fitted, scored, judged)
    return [
        ranking(
            fitted.tree,
            judged,
            row,
            fitted.calibration,
            top,
            lambda level, column, row=row: reasons.get((row, level, column), ()),  # type: ignore[misc]
        )
        for row in range(len(texts))
    ]


def _reasons(
    fitted: Fitted, scored: Scored, judged: Judged
) -> dict[tuple[int, int, int], tuple[Signal, ...]]:
    """The signals of each level's best nodes: those of the best leaf they hold."""
    carriers: dict[tuple[int, int, int], tuple[int, int]] = {}
    for level, shares in enumerate(judged.shares):
        below = fitted.tree.below[level]
        for row, columns in enumerate(best(shares, REASONED)):
            for column in columns.tolist():
                leaf = int((scored.shares[row, :-1] * below[:, column]).argmax())
                carriers[row, level, column] = (row, leaf)
    pairs = sorted(set(carriers.values()))
    told = signals(fitted, scored, pairs)
    return {place: told[pair] for place, pair in carriers.items()}
