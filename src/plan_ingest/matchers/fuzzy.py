"""Passages of a node worded like the text (rapidfuzz, token_ratio)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
        for leaf, texts, ratios in self._compared(rows, pairs):
            scores[[pairs[at][0] for at in texts], leaf] = ratios.max(axis=0)
        return scores / np.float32(100)

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The leaf's passage that is worded most like the text."""
        told = [""] * len(pairs)
        for leaf, places, ratios in self._compared(rows, pairs):
            for at, best in zip(places, ratios.argmax(axis=0).tolist(), strict=True):
                told[at] = self.passages[leaf][best]
        return told

    def _compared(
        self, rows: Rows, pairs: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, list[int], Floats]]:
        """Leaf by leaf the places of its pairs, and a row of ratios a passage.

        A passage is made ready once for all the texts that are compared with it.
        """
        words = [""] * len(rows.tokens)
        of_leaf: dict[int, list[int]] = defaultdict(list)
        for at, (text, leaf) in enumerate(pairs):
            of_leaf[leaf].append(at)
            words[text] = words[text] or " ".join(rows.tokens[text])[:LONGEST]
        for leaf, places in of_leaf.items():
            if self.passages[leaf]:
                said = [words[pairs[at][0]] for at in places]
                ratios = process.cdist(
                    self.passages[leaf], said, scorer=fuzz.token_ratio
                )
                yield leaf, places, ratios


def fit(tree: Tree, lexicon: Lexicon) -> Fuzzy:
    """A leaf's passages: its title, its description, its keywords together."""
    said = []
    for leaf in tree.leaves:
        pieces = [leaf.title, leaf.description, " ".join(leaf.keywords)]
        said.append(tuple(passages([lexicon.acronyms.spell_out(p) for p in pieces])))
    return Fuzzy(tuple(said))
