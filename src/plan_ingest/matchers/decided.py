"""Items that analysts decided: how like them a text is, and precedents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from plan_ingest.matchers.features import Rows
from plan_ingest.matchers.learned import likeness, views, whole
from plan_ingest.suggest.tree import Floats

SAME = 75.0
"""From this ratio of words (0 to 100) on, a text says what a decided item says."""
LOOKED_AT = 3
"""How many of the nearest decided items are compared word by word."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Decided items as rows, their words, and what was decided: shares of leaves."""

    rows: Rows
    item_ids: tuple[str, ...]
    wanted: Floats

    def alike(self, rows: Rows) -> Floats:
        """How like each text is to each decided item, 0 to 1."""
        mine = views(rows)
        alike = likeness(mine, views(self.rows)) / np.float32(whole(mine))
        kept: Floats = np.clip(alike, 0, 1)
        return kept

    def precedent(self, tokens: Sequence[str], alike: Floats) -> tuple[int, float]:
        """The decided item that says the same, and the ratio; (-1, 0.0) if none.

        One whose likeness is below 0 is not looked at.
        """
        words = " ".join(tokens)
        found = (-1, 0.0)
        nearest = np.argsort(-alike, kind="stable")[:LOOKED_AT]
        for at in nearest[alike[nearest] >= 0].tolist():
            ratio = fuzz.token_sort_ratio(words, " ".join(self.rows.tokens[at]))
            if ratio >= SAME and ratio > found[1]:
                found = (at, float(ratio))
        return found
