"""Passages of a node worded like the text (rapidfuzz, token_ratio)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from rapidfuzz import fuzz, process

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.suggest.tree import Floats, Tree
from plan_ingest.suggest.words import passages

CANDIDATES = 4
"""How many of the likeliest leaves are compared: the comparison is costly."""
LONGEST = 400
"""Letters of a text that are compared; beyond it the ratio says nothing."""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """The passages of each leaf, folded."""

    passages: tuple[tuple[str, ...], ...]
    _told: WeakKeyDictionary[Rows, dict[tuple[int, int], int]] = field(
        default_factory=WeakKeyDictionary, init=False, repr=False, compare=False
    )
    """Of texts that were scored, for pairs of text and leaf, the passage most alike."""

    def score(self, rows: Rows, likely: Floats, /) -> Floats:
        """The best ratio among a leaf's passages, for the likeliest leaves."""
        scores = np.zeros((len(rows.tokens), len(self.passages)), np.float32)
        many = min(CANDIDATES, len(self.passages))
        nearest = np.argpartition(-likely, many - 1, axis=1)[:, :many]
        pairs = [
            (text, leaf)
            for text, leaves in enumerate(nearest.tolist())
            for leaf in leaves
        ]
        self._compare(rows, pairs, scores)
        return scores / np.float32(100)

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The leaf's passage that is worded most like the text."""
        told = self._told.get(rows, {})
        if fresh := [pair for pair in pairs if pair not in told]:
            self._compare(rows, fresh)
            told = self._told[rows]
        return [
            self.passages[leaf][told[text, leaf]] if (text, leaf) in told else ""
            for text, leaf in pairs
        ]

    def _compare(
        self,
        rows: Rows,
        pairs: Iterable[tuple[int, int]],
        scores: Floats | None = None,
    ) -> None:
        """Notes each pair's passage most alike, and its ratio among the scores.

        A passage is made ready once for all the texts that are compared with it.
        """
        told = self._told.setdefault(rows, {})
        words: dict[int, str] = {}
        of_leaf: dict[int, list[int]] = defaultdict(list)
        for text, leaf in pairs:
            of_leaf[leaf].append(text)
            if text not in words:
                words[text] = " ".join(rows.tokens[text])[:LONGEST]
        for leaf, texts in of_leaf.items():
            if self.passages[leaf]:
                said = [words[text] for text in texts]
                ratios = process.cdist(
                    self.passages[leaf], said, scorer=fuzz.token_ratio
                )
                best = ratios.argmax(axis=0).tolist()
                told.update(zip(((text, leaf) for text in texts), best, strict=True))
                if scores is not None:
                    scores[texts, leaf] = ratios.max(axis=0)


def fit(tree: Tree, lexicon: Lexicon) -> Fuzzy:
    """A leaf's passages: its title, its description, its keywords together."""
    said = []
    for leaf in tree.leaves:
        pieces = [leaf.title, leaf.description, " ".join(leaf.keywords)]
        said.append(tuple(passages([lexicon.acronyms.spell_out(p) for p in pieces])))
    return Fuzzy(tuple(said))
