"""Phrases of the taxonomy found in a text, by their stems, with spaCy."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from plan_ingest.matchers.features import Lexicon, Rows
from plan_ingest.model.framework import Node
from plan_ingest.suggest.tree import Floats, Tree
from plan_ingest.suggest.words import stem, stems

TAXONOMY, KEYWORD, TITLE, ACRONYM, AGAINST = 0.6, 0.4, 0.5, 0.4, -0.6
"""What a phrase is worth by where it stands; a taxonomy line's weight multiplies."""
INHERITED = 0.5
"""What a phrase of a node is worth for each leaf below it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The phrases, and how far each speaks for (or against) each leaf."""

    matcher: PhraseMatcher
    vocab: spacy.vocab.Vocab
    speaks: dict[str, tuple[tuple[int, float], ...]]
    leaves: int

    def score(self, rows: Rows, _likely: Floats, /) -> Floats:
        """1 less what the phrases leave open, and less what speaks against."""
        against = np.zeros((len(rows.tokens), self.leaves), np.float32)
        left = np.ones_like(against)
        for text, found in enumerate(self._found(rows.tokens)):
            for phrase in found:
                for leaf, weight in self.speaks[phrase]:
                    if weight > 0:
                        left[text, leaf] *= 1 - weight
                    else:
                        against[text, leaf] -= weight
        scores: Floats = np.clip(1 - left - against, 0, 1)
        return scores

    def evidence(self, rows: Rows, pairs: Sequence[tuple[int, int]]) -> list[str]:
        """The phrases found that speak for the leaf."""
        texts = sorted({text for text, _ in pairs})
        found = dict(
            zip(texts, self._found([rows.tokens[text] for text in texts]), strict=True)
        )
        return [
            "; ".join(
                sorted(
                    phrase
                    for phrase in found[text]
                    if any(at == leaf and w > 0 for at, w in self.speaks[phrase])
                )
            )
            for text, leaf in pairs
        ]

    def _found(self, texts: Sequence[Sequence[str]]) -> Iterator[set[str]]:
        for tokens in texts:
            doc = Doc(self.vocab, words=[stem(token) for token in tokens])
            spans = filter_spans(self.matcher(doc, as_spans=True))
            yield {span.label_ for span in spans}


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
    return Terms(matcher, nlp.vocab, told_in_order, len(tree.leaves))


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
