"""Opinions and judgements: signals, suggestions, and what analysts decided."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal[
    "primary", "secondary", "reject", "none", "unsure", "retract"
]
Basis: TypeAlias = Literal["text", "response"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One matcher's opinion of a pair, 0 to 1, and the words it rests on.

    `share` is how much of the suggestion's score it carried; the shares of a
    suggestion's signals add up to 1.
    """

    matcher: str
    score: float
    evidence: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A node offered for an item, with the signals that carried it.

    `score` orders nodes; `confidence` is the calibrated probability that a
    careful reader accepts the node.
    """

    node_id: str
    confidence: float
    score: float
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is suggested for one text: for each level, nodes best first."""

    levels: tuple[tuple[str, tuple[Suggestion, ...]], ...]
    accepted: tuple[str, ...] = ()
    no_match: float = 0.0


@dataclass(frozen=True, slots=True)
class ItemSuggestions:
    """One item's suggestions: a line of suggestions.jsonl."""

    item_id: str
    framework_id: str
    framework_version: str
    text: Ranking
    response: Ranking | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's word on an item and a node: never edited, only followed.

    `at` is an ISO time with its zone. `node_id` is None for the verdicts `none`
    and `retract`.
    """

    id: str
    at: str
    analyst: str
    item_id: str
    framework_id: str
    node_id: str | None
    verdict: Verdict
    basis: Basis = "text"
    note: str = ""
    shown: str | None = None
    retracts: str | None = None
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Analysts whose last words on one item and node differ, with no adjudicator.

    `words` are their last words, oldest first; the last of them counts.
    """

    item_id: str
    node_id: str
    basis: Basis
    words: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What the ledger comes to: the words that count, and where analysts differ.

    `standing` holds at most one word for an item, node and basis, sorted by them;
    a word of verdict `unsure` stands but settles nothing.
    """

    standing: tuple[Decision, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def decided(self) -> frozenset[str]:
        """The items that a person has settled: they count by decisions alone."""
        return frozenset(
            word.item_id for word in self.standing if word.verdict != "unsure"
        )


UNDECIDED = Settled()
"""What an empty ledger comes to."""

Change: TypeAlias = Literal[
    "not_an_item",
    "split",
    "merge",
    "text",
    "kind",
    "owner",
    "date",
    "measure",
    "evidence",
    "force",
    "period",
    "retract",
]
"""What an amendment corrects; `retract` takes an earlier amendment back."""

AmendmentValue: TypeAlias = str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """An analyst's correction of what was read: never edited, only followed.

    `value` is the new text, kind, lead, date, measure, evidence, force or period;
    the texts of a split item; the ids of the items to merge in.
    """

    id: str
    at: str
    analyst: str
    item_id: str
    change: Change
    value: AmendmentValue = None
    note: str = ""
    retracts: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A force's answer to its check of facts: for an analyst to read, no decision.

    It speaks of an item that was found, or of a node that was not; `force` says whose
    answer it is, where that is known.
    """

    id: str
    at: str
    analyst: str
    item_id: str | None
    node_id: str | None
    answer: str
    correction: str
    where: str
    force: str | None = None


@dataclass(frozen=True, slots=True)
class DecidedWords:
    """The words an analyst had before them: what is left when the item is gone."""

    id: str
    source_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Skip:
    """An item an analyst put off, or took up again: a remark, no verdict."""

    id: str
    at: str
    analyst: str
    item_id: str
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class SecondReview:
    """An item given to an analyst to review blind; `stratum` is what it was drawn for.

    `at` and `by` tell when and by whom it was given; `sample` joins items drawn at
    once.
    """

    id: str
    at: str
    by: str
    analyst: str
    item_id: str
    stratum: str
    sample: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A random sample of suggestions above a confidence, to be audited by people.

    `pairs` are the items and nodes drawn, in the order drawn; `population` holds a
    short proof of each suggestion it was drawn from. `asked` says in words what was
    asked for.
    """

    id: str
    at: str
    analyst: str
    framework_id: str
    least: float
    asked: str
    pairs: tuple[tuple[str, str], ...]
    population: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How many of an audited sample were right: a share with its 95 % interval."""

    audited: int
    right: int
    precision: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BulkAcceptance:
    """Suggestions accepted at once, on what a sample measured; one batch."""

    id: str
    at: str
    analyst: str
    sample: str
    batch: str
    accepted: int
    measured: Measured
    auditors: tuple[str, ...] = ()
