"""Passages of a node worded like the text (rapidfuzz, token_ratio)."""

from collections.abc import Sequence
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
        asked: list[str] = []
        said: list[str] = []
        for tokens, leaves in zip(rows.tokens, nearest.tolist(), strict=True):
            before = len(said)
            for leaf in leaves:
                said += self.passages[leaf]
            asked += [" ".join(tokens)[:LONGEST]] * (len(said) - before)
        if said:
            passages = np.array([len(several) for several in self.passages])
            texts = np.repeat(np.arange(len(nearest)), passages[nearest].sum(axis=1))
            leaves_of = np.repeat(nearest.ravel(), passages[nearest].ravel())
            ratios = process.cpdist(asked, said, scorer=fuzz.token_ratio)
            np.maximum.at(scores, (texts, leaves_of), ratios / np.float32(100))
        return scores

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The leaf's passage that is worded most like the text."""
        told = []
        for text, leaf in pairs:
            words = " ".join(rows.tokens[text])[:LONGEST]
            best = process.extractOne(
                words, self.passages[leaf], scorer=fuzz.token_ratio
            )
            told.append(best[0] if best else "")
        return told


def fit(tree: Tree, lexicon: Lexicon) -> Fuzzy:
    """A leaf's passages: its title, its description, its keywords together."""
    said = []
    for leaf in tree.leaves:
        pieces = [leaf.title, leaf.description, " ".join(leaf.keywords)]
        said.append(tuple(passages([lexicon.acronyms.spell_out(p) for p in pieces])))
    return Fuzzy(tuple(said))
