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
        asked, said, places = [], [], []
        for text, tokens in enumerate(rows.tokens):
            words = " ".join(tokens)[:LONGEST]
            for leaf in np.argpartition(-likely[text], many - 1)[:many]:
                for passage in self.passages[leaf]:
                    asked.append(words)
                    said.append(passage)
                    places.append((text, leaf))
        if places:
            at = np.array(places)
            ratios = process.cpdist(asked, said, scorer=fuzz.token_ratio)
            np.maximum.at(scores, (at[:, 0], at[:, 1]), ratios / 100)
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
