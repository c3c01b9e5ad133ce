"""Texts as rows of numbers: words and word pairs, stems of words, word vectors.

Every view weighs a feature down by how many texts of the fitted corpus have it,
so that what all items share ("domestic abuse") speaks softly without a list.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from plan_ingest.suggest.tree import Floats
from plan_ingest.suggest.words import Acronyms, stem, words

Places = NDArray[np.int64]

SHOWN = 0.75
"""How much a word must tell to be shown as evidence."""


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


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Rows:
    """A batch of texts, a row each, rows of length 1 (or 0 where nothing is known).

    `counts` are the plain counts of known words, `words` single words and pairs,
    `stems` words without their endings.
    """

    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]
    counts: sparse.csr_matrix
    words: sparse.csr_matrix
    stems: sparse.csr_matrix
    vectors: Floats | None = None
    meaning: Floats | None = None


@dataclass(slots=True)
class Lexicon:
    """The known words, word pairs and stems, with their weights."""

    acronyms: Acronyms
    word_names: tuple[str, ...]
    stem_names: tuple[str, ...]
    word_weights: Floats
    stem_weights: Floats
    vectors: WordVectors | None = None
    meaning: SentenceModel | None = None
    unheard: float = 0.0
    """What a word counts towards a text's length that is not known; 0: nothing."""
    tells: tuple[bool, ...] = ()
    """Whether each word or pair tells enough to be shown; found when first asked."""
    word_column: dict[str, int] = field(init=False, repr=False)
    stem_column: dict[str, int] = field(init=False, repr=False)
    _shown: tuple[str, ...] = field(default=(), init=False, repr=False)
    _pairs: Places = field(init=False, repr=False)
    _pair_columns: Places = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.word_column = {name: at for at, name in enumerate(self.word_names)}
        self.stem_column = {name: at for at, name in enumerate(self.stem_names)}
        codes = dict(_pair_codes(self.word_names, self.word_column))
        # Last one that is larger than any: what is searched for is always before it.
        ends = [*sorted(codes), np.iinfo(np.int64).max]
        self._pairs = np.array(ends, np.int64)
        self._pair_columns = np.array([codes.get(code, -1) for code in ends], np.int64)

    def shown(self) -> tuple[str, ...]:
        """The names of words and pairs, "" for those that tell a reader nothing."""
        if self.vectors is None:
            return self.word_names
        if not self._shown:
            if not self.tells:
                strength = _strength(self.word_names, self.vectors)
                self.tells = tuple((strength >= SHOWN).tolist())
            self._shown = tuple(
                name if tells else ""
                for name, tells in zip(self.word_names, self.tells, strict=True)
            )
        return self._shown

    def rows(self, texts: Sequence[str]) -> Rows:
        """The texts as rows."""
        tokens = tuple(tuple(self.acronyms.words(text)) for text in texts)
        # In an order of their own: sums over words are the same in every batch.
        met = {word: at for at, word in enumerate(sorted(set(chain(*tokens))))}
        spoken = np.fromiter(map(met.__getitem__, chain(*tokens)), np.int64)
        owners = np.repeat(np.arange(len(tokens)), [len(text) for text in tokens])
        said = _counted(owners, spoken, (len(tokens), len(met)))
        counts = self._known(owners, spoken, met, len(tokens))
        return Rows(
            tuple(texts),
            tokens,
            counts,
            _weighted(
                counts,
                self.word_weights,
                said @ self._unknown(met, met, self.word_column),
            ),
            _weighted(
                (said @ self._stems_of(met)).tocsr(),
                self.stem_weights,
                said @ self._unknown(met, map(stem, met), self.stem_column),
            ),
            _of_length_one(said @ self.vectors.of(list(met))) if self.vectors else None,
            self.meaning.of(texts) if self.meaning else None,
        )

    def _known(
        self, owners: Places, spoken: Places, met: Iterable[str], texts: int
    ) -> sparse.csr_matrix:
        """The counts of known words and pairs, found by the columns of single words."""
        columns = np.array([self.word_column.get(word, -1) for word in met], np.int64)
        single = columns[spoken]
        first, second = single[:-1], single[1:]
        together = (owners[1:] == owners[:-1]) & (first >= 0) & (second >= 0)
        code = (first * len(self.word_names) + second)[together]
        at = np.searchsorted(self._pairs, code)
        paired = self._pairs[at] == code
        found = single >= 0
        rows = np.concatenate([owners[found], owners[1:][together][paired]])
        named = np.concatenate([single[found], self._pair_columns[at[paired]]])
        return _counted(rows, named, (texts, len(self.word_names)))

    def _unknown(
        self, met: Iterable[str], names: Iterable[str], known: Mapping[str, int]
    ) -> Floats:
        """The square of what each word of the batch weighs that is not known."""
        words = list(met)
        new = np.array([name not in known for name in names], np.float32)
        if not self.unheard or not words:
            return np.zeros(len(words), np.float32)
        strength = self.vectors.strength(words) if self.vectors else 1.0
        weighed: Floats = new * np.square(self.unheard * strength, dtype=np.float32)
        return weighed

    def _stems_of(self, met: Iterable[str]) -> sparse.csr_matrix:
        """A row a word of the batch, with its stem."""
        each = [_in(self.stem_column, [stem(word)]) for word in met]
        return _counts(each, len(self.stem_names))


def lexicon(
    texts: Sequence[str],
    acronyms: Acronyms,
    least: int = 2,
    vectors: WordVectors | None = None,
    meaning: SentenceModel | None = None,
    few: bool = False,
) -> Lexicon:
    """The features of a corpus; a word, pair or stem counts from `least` texts on.

    `few` texts do not tell which words are common: then the vectors do. Nor do they
    have all words of their field: one they lack makes a text speak of something else.
    """
    tokens = [words(acronyms.spell_out(text)) for text in texts]
    of_words: Counter[str] = Counter()
    of_stems: Counter[str] = Counter()
    for text in tokens:
        of_words.update(set(_single_and_pairs(text)))
        of_stems.update(set(map(stem, text)))
    word_names = _found_in(of_words, least)
    stem_names = _found_in(of_stems, least)
    word_weights = _rarity([of_words[name] for name in word_names], len(tokens))
    stem_weights = _rarity([of_stems[name] for name in stem_names], len(tokens))
    if few and vectors is not None:
        word_weights *= _strength(word_names, vectors)
        stem_weights *= _strength(stem_names, vectors)
    return Lexicon(
        acronyms,
        word_names,
        stem_names,
        word_weights,
        stem_weights,
        vectors,
        meaning,
        unheard(len(texts)) if few else 0.0,
    )


def unheard(texts: int) -> float:
    """The weight of a word that none of so many texts has."""
    return float(np.log(1 + texts) + 1)


def _found_in(texts: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(name for name, many in texts.items() if many >= least))


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


def _pair_codes(
    names: Sequence[str], column: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    """Each pair's two words as one number, and its column.

    A pair is never known without its words: they are in as many texts.
    """
    for at, name in enumerate(names):
        first, _, second = name.partition(" ")
        if second and first in column and second in column:
            yield column[first] * len(names) + column[second], at


def _in(column: Mapping[str, int], names: Iterable[str]) -> list[int]:
    known = column.get
    return [at for name in names if (at := known(name)) is not None]


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


def _counted(
    rows: Places, columns: Places, shape: tuple[int, int]
) -> sparse.csr_matrix:
    ones = np.ones(len(rows), np.float32)
    matrix = sparse.coo_matrix((ones, (rows, columns)), shape=shape).tocsr()
    matrix.sum_duplicates()
    return matrix


def _weighted(
    counts: sparse.csr_matrix, weights: Floats, unknown: Floats
) -> sparse.csr_matrix:
    """Rows of length 1; shorter by what is `unknown` of a text (squares of weights)."""
    rows = counts.copy()
    rows.data = (1 + np.log(rows.data)) * weights[rows.indices]
    squares = np.asarray(rows.multiply(rows).sum(axis=1)).ravel() + unknown
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    rows.data /= np.repeat(lengths, np.diff(rows.indptr))
    return rows


def _of_length_one(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = rows / np.maximum(lengths, 1e-6)
    return unit.astype(np.float32)
