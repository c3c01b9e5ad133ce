"""Phrases of the taxonomy found in a text, by their stems, with spaCy."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from math import log1p
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from scipy import sparse
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.model.framework import Node
from plan_ingest.suggest.tree import Floats, Tree
from plan_ingest.suggest.words import stem, stems

TAXONOMY, KEYWORD, TITLE, ACRONYM, AGAINST = 0.6, 0.4, 0.5, 0.4, -0.6
"""What a phrase is worth by where it stands; a taxonomy line's weight multiplies."""
BLANK = "_"
REMEMBERED = 20_000
"""Words and runs of words that are remembered; beyond it the memory starts anew."""
Run: TypeAlias = tuple[str, ...]
INHERITED = 0.5
"""What a phrase of a node is worth for each leaf below it."""


class Terms:
    """The phrases, and how far each speaks for (or against) each leaf."""

    def __init__(
        self,
        vocab: Vocab,
        matcher: PhraseMatcher,
        speaks: Mapping[str, Sequence[tuple[int, float]]],
        leaves: int,
    ) -> None:
        self._vocab = vocab
        self._matcher = matcher
        self._speaks = speaks
        self._leaves = leaves
        self._words = {word for phrase in speaks for word in stems(phrase)}
        self._column = {phrase: at for at, phrase in enumerate(speaks)}
        self._helps = {
            phrase: frozenset(leaf for leaf, weight in told if weight > 0)
            for phrase, told in speaks.items()
        }
        self._opens = self._table(lambda weight: log1p(-weight) if weight > 0 else 0)
        self._against = self._table(lambda weight: -min(weight, 0))
        self._known: dict[Run, tuple[str, ...]] = {}
        self._roots: dict[str, str] = {}
        self._found: WeakKeyDictionary[Rows, list[list[str]]] = WeakKeyDictionary()

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """1 less what the phrases leave open, and less what speaks against."""
        found = self._found[rows] = self._phrases(rows.tokens)
        columns = [self._column[phrase] for several in found for phrase in several]
        ends = np.cumsum([0, *map(len, found)])
        shape = (len(found), len(self._column))
        here = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        left = np.exp((here @ self._opens).toarray())
        against = (here @ self._against).toarray()
        scores: Floats = np.clip(1 - left - against, 0, 1).astype(np.float32)
        return scores

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The phrases found that speak for the leaf."""
        if rows not in self._found:
            self._found[rows] = self._phrases(rows.tokens)
        found, helps = self._found[rows], self._helps
        return [
            "; ".join([p for p in found[text] if leaf in helps[p]])
            for text, leaf in pairs
        ]

    def _table(self, worth: Callable[[float], float]) -> sparse.csr_matrix:
        """A row a phrase, a column a leaf."""
        table = sparse.lil_matrix((len(self._column), self._leaves))
        for phrase, told in self._speaks.items():
            for leaf, weight in told:
                table[self._column[phrase], leaf] = worth(weight)
        return table.tocsr()

    def _phrases(self, texts: Sequence[Sequence[str]]) -> list[list[str]]:
        """The phrases of each text, in order; each run of words is read once."""
        self._learn_roots(texts)
        runs = [self._runs(tokens) for tokens in texts]
        if len(self._known) > REMEMBERED:
            self._known.clear()
        fresh = [run for run in dict.fromkeys(chain(*runs)) if run not in self._known]
        self._known.update(zip(fresh, map(tuple, self._read(fresh)), strict=True))
        known = self._known
        return [sorted({p for run in several for p in known[run]}) for several in runs]

    def _learn_roots(self, texts: Sequence[Sequence[str]]) -> None:
        """Each word's stem where phrases have it, "" where none has."""
        if len(self._roots) > REMEMBERED:
            self._roots.clear()
        known = self._words
        for word in set(chain(*texts)) - self._roots.keys():
            root = stem(word)
            self._roots[word] = root if root in known else ""

    def _runs(self, tokens: Sequence[str]) -> list[Run]:
        """What stands together of words that phrases have, by their stems."""
        runs: list[Run] = []
        here: list[str] = []
        for root in map(self._roots.__getitem__, tokens):
            if root:
                here.append(root)
            elif here:
                runs.append(tuple(here))
                here = []
        return [*runs, tuple(here)] if here else runs

    def _read(self, runs: Sequence[Run]) -> list[list[str]]:
        """All runs as one document, a blank between them, to pay for it once."""
        words = [word for run in runs for word in (*run, BLANK)]
        starts = list(accumulate((len(run) + 1 for run in runs), initial=0))
        found: list[list[str]] = [[] for _ in runs]
        strings, vocab = self._vocab.strings, self._vocab
        end = 0
        for match, start, stop in _longest(self._matcher(Doc(vocab, words=words))):
            if start >= end:
                end = stop
                found[bisect_right(starts, start) - 1].append(strings[match])
        return found


def _longest(matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """In the texts' order, of phrases that overlap the one that begins first, and
    of those the longest, to be taken before the others."""
    return sorted(matches, key=lambda found: (found[1], -found[2], found[0]))


def fit(tree: Tree, lexicon: Lexicon) -> Terms:
    """Phrases from the taxonomy, the nodes' titles, keywords and acronyms.

    A phrase that names several nodes is worth less for each of them.
    """
    # A plain one: no word is looked at for more than its letters.
    vocab = Vocab()
    matcher = PhraseMatcher(vocab)
    speaks: dict[str, dict[int, float]] = defaultdict(dict)
    patterns: dict[str, Doc] = {}
    named = Counter(" ".join(stems(phrase)) for phrase, _, _ in _phrases(tree))
    for phrase, node_id, weight in _phrases(tree):
        stemmed = stems(lexicon.acronyms.spell_out(phrase) if weight < 0 else phrase)
        if not stemmed:
            continue
        patterns.setdefault(phrase, Doc(vocab, words=stemmed))
        shared = weight / max(1, named[" ".join(stems(phrase))]) ** 0.5
        for leaf in tree.leaves_of(node_id):
            step = tree.lines[leaf].index(node_id)
            told = shared * INHERITED**step
            before = speaks[phrase].get(leaf, 0.0)
            speaks[phrase][leaf] = max(before, told) if told > 0 else told
    for phrase in sorted(patterns):
        matcher.add(phrase, [patterns[phrase]])
    told_in_order = {
        phrase: tuple(sorted(leaves.items())) for phrase, leaves in speaks.items()
    }
    return Terms(vocab, matcher, told_in_order, len(tree.leaves))


def _phrases(tree: Tree) -> Iterator[tuple[str, str, float]]:
    for term in tree.framework.terms:
        worth = TAXONOMY * term.weight
        yield term.phrase.casefold(), term.node_id, float(np.clip(worth, -0.95, 0.95))
    for node in tree.framework.nodes:
        yield from _own_phrases(node)


def _own_phrases(node: Node) -> Iterator[tuple[str, str, float]]:
    yield node.title.casefold(), node.id, TITLE
    for phrase in node.keywords:
        yield phrase.casefold(), node.id, KEYWORD
    for phrase in node.acronyms:
        yield phrase.casefold(), node.id, ACRONYM
    for phrase in node.negative:
        yield phrase.casefold(), node.id, AGAINST
