"""Why a node was suggested: lines for a person, and steps for a waterfall."""

from dataclasses import dataclass

from plan_ingest.model.review import Suggestion

TOLD = {
    "bm25": "rare words it shares with the node",
    "fuzzy": "a passage of the node worded alike",
    "heading": "the plan's own heading names it",
    "learned": "worded like exemplars of the node",
    "lexical": "words it shares with the node",
    "meaning": "near in meaning (sentence model)",
    "precedent": "says what a decided item says",
    "terms": "phrases of the taxonomy",
    "vectors": "near in meaning (word vectors)",
}
"""What each matcher's opinion rests on, in a reader's words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One signal in a waterfall: from where to where the score rose, 0 to 1."""

    matcher: str
    start: float
    end: float


def lines(suggestion: Suggestion) -> list[str]:
    """The suggestion's reasons, the weightiest first, a line each."""
    head = f"{suggestion.node_id}: confidence {suggestion.confidence:.2f}"
    return [
        head,
        *(
            f"{signal.share:.0%} {TOLD.get(signal.matcher, signal.matcher)}"
            + (f": {signal.evidence}" if signal.evidence else "")
            for signal in suggestion.signals
        ),
    ]


def waterfall(suggestion: Suggestion) -> tuple[Step, ...]:
    """The signals' shares piled up to the whole, the weightiest first."""
    steps = []
    level = 0.0
    for signal in suggestion.signals:
        top = level + signal.share
        steps.append(Step(signal.matcher, round(level, 4), round(top, 4)))
        level = top
    return tuple(steps)
