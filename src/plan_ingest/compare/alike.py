"""Texts that could be alike: found by word runs they share, without comparing all."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

Similarity: TypeAlias = Callable[[str, str], float]
"""How alike two folded texts are, 0 to 100."""

CROWDED = 40
"""A run of words that more texts share than this says nothing about likeness."""
_JUST_NOT_SAME = 99.9
_LOOKED = 160
"""Texts looked up by their runs, the rarest first."""
_TRIED = 6
"""Texts compared in full, those with the most runs in common."""


@dataclass(slots=True)
class Shelf:
    """Texts by the runs of words in them; a text is known by the number it got.

    `run` is how many words a run has: fewer find more, and cost more.
    """

    run: int = 3
    runs: dict[str, list[int]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    exact: dict[str, int] = field(default_factory=dict)

    def runs_of(self, text: str) -> tuple[str, ...]:
        """The runs of words in a text, in their order; of a short one all but a word.

        Their order decides between runs that are as rare, so a set would not do.
        """
        words = text.split()
        size = min(self.run, max(1, len(words) - 1))
        runs = map(" ".join, zip(*(words[at:] for at in range(size)), strict=False))
        return tuple(dict.fromkeys(runs))

    def add(self, text: str, runs: Iterable[str]) -> int:
        """Put a folded text with its runs on the shelf; its number."""
        number = len(self.texts)
        self.texts.append(text)
        self.exact.setdefault(text, number)
        for run in runs:
            known = self.runs.get(run)
            if known is None:
                self.runs[run] = [number]
            elif len(known) < CROWDED:
                known.append(number)
        return number

    def near(self, said: Iterable[str]) -> list[int]:
        """The texts that share the most of these runs, the first ones first."""
        known = self.runs.get
        return most_shared([of for run in said if (of := known(run)) is not None])


def most_shared(there: list[list[int]]) -> list[int]:
    """The few texts that stand in most of these lists, the first ones first.

    Each list has the texts with one run of words, in the order in which they came.
    """
    if not there:
        return []
    shared = Counter(_rarest(there))
    ranked = sorted(sorted(shared), key=shared.__getitem__, reverse=True)
    return ranked[:_TRIED]


def best(
    text: str, runs: Iterable[str], shelf: Shelf, similarity: Similarity
) -> tuple[int, float] | None:
    """The text on the shelf most like this one, with its score; None for no match."""
    found = shelf.exact.get(text)
    if found is not None:
        return found, 100.0
    scored = [(n, likeness(text, shelf.texts[n], similarity)) for n in shelf.near(runs)]
    return max(scored, key=lambda pair: (pair[1], -pair[0]), default=None)


def likeness(text: str, other: str, similarity: Similarity) -> float:
    """How alike two folded texts are; only the very same words score 100."""
    return 100.0 if text == other else min(similarity(text, other), _JUST_NOT_SAME)


def _rarest(there: list[list[int]]) -> list[int]:
    """The texts of the rarest runs: what many share tells least, and costs most."""
    found: list[int] = []
    for texts in sorted(there, key=len):
        if len(found) > _LOOKED:
            break
        found += texts
    return found
