"""Texts as rows of numbers: words and word pairs, letters in words, word vectors.

Every view weighs a feature down by how many texts of the fitted corpus have it,
so that what all items share ("domestic abuse") speaks softly without a list.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plan_ingest.suggest.tree import Floats
from plan_ingest.suggest.words import Acronyms, words

SHORTEST, LONGEST = 3, 5
"""How many letters a piece of a word has, its edges counted as letters."""
SHOWN = 0.75
"""How much a word must tell to be shown as evidence."""
BANK = 100_000
"""Words remembered with their pieces; beyond it the memory is started anew."""


class WordVectors(Protocol):
    """Gives words a vector each."""

    def of(self, words: Sequence[str]) -> Floats:
        """A row a word."""
        ...

    def strength(self, words: Sequence[str]) -> Floats:
        """How much each word tells, 0 to 1."""
        ...


class SentenceModel(Protocol):
    """Gives texts, as they are written, a vector each."""

    def of(self, texts: Sequence[str]) -> Floats:
        """A row a text."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """A batch of texts, a row each, rows of length 1 (or 0 where nothing is known).

    `counts` are the plain counts of known words, `words` single words and pairs,
    `letters` pieces of words.
    """

    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]
    counts: sparse.csr_matrix
    words: sparse.csr_matrix
    letters: sparse.csr_matrix
    vectors: Floats | None = None
    meaning: Floats | None = None


@dataclass(slots=True)
class Lexicon:
    """The known words, word pairs and pieces of words, with their weights."""

    acronyms: Acronyms
    word_names: tuple[str, ...]
    letter_names: tuple[str, ...]
    word_weights: Floats
    letter_weights: Floats
    vectors: WordVectors | None = None
    meaning: SentenceModel | None = None
    word_column: dict[str, int] = field(init=False, repr=False)
    letter_column: dict[str, int] = field(init=False, repr=False)
    _pieces: dict[str, NDArray[np.int32]] = field(init=False, repr=False)

    _shown: tuple[str, ...] = field(default=(), init=False, repr=False)

    def __post_init__(self) -> None:
        self.word_column = {name: at for at, name in enumerate(self.word_names)}
        self.letter_column = {name: at for at, name in enumerate(self.letter_names)}
        self._pieces = {}

    def shown(self) -> tuple[str, ...]:
        """The names of words and pairs, "" for those that tell a reader nothing."""
        if self.vectors is None:
            return self.word_names
        if not self._shown:
            strength = _strength(self.word_names, self.vectors)
            self._shown = tuple(
                name if strong >= SHOWN else ""
                for name, strong in zip(self.word_names, strength, strict=True)
            )
        return self._shown

    def rows(self, texts: Sequence[str]) -> Rows:
        """The texts as rows."""
        tokens = tuple(tuple(words(self.acronyms.spell_out(text))) for text in texts)
        column: dict[str, int] = {}
        spoken = [[column.setdefault(t, len(column)) for t in text] for text in tokens]
        said = _counts(spoken, len(column))
        met = list(column)
        letters = (said @ self._pieces_matrix(met)).tocsr()
        known = (self._known(_single_and_pairs(text)) for text in tokens)
        counts = _counts(known, len(self.word_names))
        return Rows(
            tuple(texts),
            tokens,
            counts,
            _weighted(counts, self.word_weights),
            _weighted(letters, self.letter_weights),
            _of_length_one(said @ self.vectors.of(met)) if self.vectors else None,
            self.meaning.of(texts) if self.meaning else None,
        )

    def _known(self, names: Iterable[str]) -> list[int]:
        column = self.word_column
        return [column[name] for name in names if name in column]

    def _pieces_matrix(self, met: Sequence[str]) -> sparse.csr_matrix:
        """The pieces of the words of a batch, a row a word."""
        if len(self._pieces) > BANK:
            self._pieces.clear()
        rows = [self._pieces_of(token) for token in met]
        ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        columns = np.concatenate([*rows, np.zeros(0, np.int32)])
        ones = np.ones(len(columns), np.float32)
        shape = (len(met), len(self.letter_names))
        return sparse.csr_matrix((ones, columns, ends), shape=shape)

    def _pieces_of(self, token: str) -> NDArray[np.int32]:
        pieces = self._pieces.get(token)
        if pieces is None:
            column = self.letter_column
            found = [column[p] for p in _pieces_of(token) if p in column]
            pieces = np.array(found, np.int32)
            self._pieces[token] = pieces
        return pieces


def lexicon(
    texts: Sequence[str],
    acronyms: Acronyms,
    least: int = 2,
    vectors: WordVectors | None = None,
    meaning: SentenceModel | None = None,
    few: bool = False,
) -> Lexicon:
    """The features of a corpus; a piece of a word counts from `least` texts on.

    `few` texts do not tell which words are common: then the vectors do.
    """
    tokens = [words(acronyms.spell_out(text)) for text in texts]
    of_words: Counter[str] = Counter()
    of_letters: Counter[str] = Counter()
    for text in tokens:
        of_words.update(set(_single_and_pairs(text)))
        of_letters.update({piece for token in set(text) for piece in _pieces_of(token)})
    word_names = tuple(sorted(of_words))
    letter_names = tuple(sorted(n for n, many in of_letters.items() if many >= least))
    word_weights = _rarity([of_words[name] for name in word_names], len(tokens))
    if few and vectors is not None:
        word_weights *= _strength(word_names, vectors)
    return Lexicon(
        acronyms,
        word_names,
        letter_names,
        word_weights,
        _rarity([of_letters[name] for name in letter_names], len(tokens)),
        vectors,
        meaning,
    )


def _strength(names: Sequence[str], vectors: WordVectors) -> Floats:
    """How much each word tells; a pair of words as much as the weaker."""
    single = sorted({word for name in names for word in name.split()})
    strong = dict(zip(single, vectors.strength(single).tolist(), strict=True))
    weakest = [min(strong[word] for word in name.split()) for name in names]
    return np.array(weakest, np.float32)


def _single_and_pairs(tokens: Sequence[str]) -> Iterator[str]:
    yield from tokens
    for first, second in pairwise(tokens):
        yield f"{first} {second}"


def _pieces_of(token: str) -> Iterator[str]:
    edged = f" {token} "
    if len(edged) <= SHORTEST:
        yield edged
    for size in range(SHORTEST, min(LONGEST, len(edged)) + 1):
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def _rarity(found_in: Sequence[int], texts: int) -> Floats:
    found = np.asarray(found_in, np.float32)
    return (np.log((1 + texts) / (1 + found)) + 1).astype(np.float32)


def _counts(found: Iterable[list[int]], names: int) -> sparse.csr_matrix:
    columns: list[int] = []
    ends = [0]
    for row in found:
        columns.extend(row)
        ends.append(len(columns))
    ones = np.ones(len(columns), np.float32)
    indices = np.asarray(columns, np.int32)
    matrix = sparse.csr_matrix((ones, indices, ends), shape=(len(ends) - 1, names))
    matrix.sum_duplicates()
    return matrix


def _weighted(counts: sparse.csr_matrix, weights: Floats) -> sparse.csr_matrix:
    rows = counts.copy()
    rows.data = (1 + np.log(rows.data)) * weights[rows.indices]
    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    rows.data /= np.repeat(lengths, np.diff(rows.indptr))
    return rows


def _of_length_one(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = rows / np.maximum(lengths, 1e-6)
    return unit.astype(np.float32)
