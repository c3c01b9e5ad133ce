"""Ways to score an item against a framework: one file each, named in MATCHERS.

A matcher is fitted to a framework once (`fit`), then scores batches of texts
against the framework's leaves, 0 to 1, and can say which words a score rests on.
"""

from collections.abc import Sequence
from typing import Protocol

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.suggest.tree import Floats, Tree

MATCHERS: dict[str, str] = {
    "lexical": "plan_ingest.matchers.lexical:fit",
    "bm25": "plan_ingest.matchers.bm25:fit",
    "terms": "plan_ingest.matchers.terms:fit",
    "vectors": "plan_ingest.matchers.likeness:fit_vectors",
    "meaning": "plan_ingest.matchers.likeness:fit_meaning",
    "fuzzy": "plan_ingest.matchers.fuzzy:fit",
}


class Matcher(Protocol):
    """One way to score; scores are 0 to 1, a row a text and a column a leaf."""

    def score(self, rows: Rows, likely: Floats, /) -> Floats:
        """How well each text fits each leaf.

        `likely` holds what cheaper matchers found so far; a costly matcher may
        score only the leaves that stand high in it and leave 0 elsewhere.
        """
        ...

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]], /) -> list[str]:
        """For each pair of text and leaf, the words its score rests on."""
        ...


class Fit(Protocol):
    """What stands in MATCHERS: makes a matcher for a framework."""

    def __call__(self, tree: Tree, lexicon: Lexicon) -> Matcher:
        """The matcher for the leaves of `tree`."""
        ...
