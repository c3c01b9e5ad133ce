"""Phrases of the taxonomy found in a text, by their stems, with spaCy."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.model.framework import Node
from plan_ingest.suggest.tree import Floats, Tree
from plan_ingest.suggest.words import stem, stems

TAXONOMY, KEYWORD, TITLE, ACRONYM, AGAINST = 0.6, 0.4, 0.5, 0.4, -0.6
"""What a phrase is worth by where it stands; a taxonomy line's weight multiplies."""
BLANK = "_"
INHERITED = 0.5
"""What a phrase of a node is worth for each leaf below it."""


class Terms:
    """The phrases, and how far each speaks for (or against) each leaf."""

    def __init__(
        self,
        vocab: spacy.vocab.Vocab,
        matcher: PhraseMatcher,
        speaks: Mapping[str, Sequence[tuple[int, float]]],
        leaves: int,
    ) -> None:
        self._vocab = vocab
        self._matcher = matcher
        self._speaks = speaks
        self._leaves = leaves
        self._words = {word for phrase in speaks for word in stems(phrase)}
        self._found: tuple[Rows | None, list[set[str]]] = (None, [])

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """1 less what the phrases leave open, and less what speaks against."""
        against = np.zeros((len(rows.tokens), self._leaves), np.float32)
        left = np.ones_like(against)
        for text, found in enumerate(self._phrases(rows)):
            for phrase in found:
                for leaf, weight in self._speaks[phrase]:
                    if weight > 0:
                        left[text, leaf] *= 1 - weight
                    else:
                        against[text, leaf] -= weight
        scores: Floats = np.clip(1 - left - against, 0, 1)
        return scores

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The phrases found that speak for the leaf."""
        found = self._phrases(rows)
        return [
            "; ".join(
                sorted(
                    phrase
                    for phrase in found[text]
                    if any(at == leaf and w > 0 for at, w in self._speaks[phrase])
                )
            )
            for text, leaf in pairs
        ]

    def _phrases(self, rows: Rows) -> list[set[str]]:
        """The phrases of each text; those of the last batch are remembered."""
        if self._found[0] is not rows:
            self._found = (rows, self._in_texts(rows.tokens))
        return self._found[1]

    def _in_texts(self, texts: Sequence[Sequence[str]]) -> list[set[str]]:
        """All texts as one document, a blank between them, to pay for it once."""
        known = self._words
        words: list[str] = []
        starts = []
        for tokens in texts:
            starts.append(len(words))
            # Words of no phrase are one blank: spaCy never forgets a word it has met.
            for root in map(stem, tokens):
                if root in known:
                    words.append(root)
                elif words and words[-1] != BLANK:
                    words.append(BLANK)
            words.append(BLANK)
        found: list[set[str]] = [set() for _ in texts]
        strings, vocab = self._vocab.strings, self._vocab
        end = 0
        for match, start, stop in _longest(self._matcher(Doc(vocab, words=words))):
            if start >= end:
                end = stop
                found[bisect_right(starts, start) - 1].add(strings[match])
        return found


def _longest(matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """In the texts' order, of phrases that overlap the one that begins first, and
    of those the longest, to be taken before the others."""
    return sorted(matches, key=lambda found: (found[1], -found[2], found[0]))


def fit(tree: Tree, lexicon: Lexicon) -> Terms:
    """Phrases from the taxonomy, the nodes' titles, keywords and acronyms.

    A phrase that names several nodes is worth less for each of them.
    """
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab)
    speaks: dict[str, dict[int, float]] = defaultdict(dict)
    patterns: dict[str, Doc] = {}
    named = Counter(" ".join(stems(phrase)) for phrase, _, _ in _phrases(tree))
    for phrase, node_id, weight in _phrases(tree):
        stemmed = stems(lexicon.acronyms.spell_out(phrase) if weight < 0 else phrase)
        if not stemmed:
            continue
        patterns.setdefault(phrase, Doc(nlp.vocab, words=stemmed))
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
    return Terms(nlp.vocab, matcher, told_in_order, len(tree.leaves))


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
