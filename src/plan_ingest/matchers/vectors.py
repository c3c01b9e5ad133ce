"""Word vectors: what a text is about, whatever words it uses (WordLlama, offline).

The vectors are read as data from the files of the installed package, which is
never imported: it would bring a downloader and a web client along.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from plan_ingest.errors import UsageError
from plan_ingest.suggest.tree import Floats

WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
TELLING, FAINT = 8.0, 0.15
"""The length of a vector that tells as much as any; the least a word counts."""
BANK = 16_384
"""Words whose vectors are remembered; beyond it the memory is started anew."""
_KINDS = {"F16": np.float16, "F32": np.float32}


class WordVectors:
    """The vector of a word: the sum of those of its pieces."""

    def __init__(self, table: Floats, tokenizer: Tokenizer) -> None:
        self._table = table
        self._tokenizer = tokenizer
        self._bank = np.empty((BANK, table.shape[1]), np.float32)
        self._place: dict[str, int] = {}

    def of(self, words: Sequence[str]) -> Floats:
        """A row for each word."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._place]
        if len(self._place) + len(fresh) > BANK:
            self._place.clear()
            fresh = list(dict.fromkeys(words))
        if len(fresh) > BANK:
            known = self._vectors(fresh)
            place = {word: at for at, word in enumerate(fresh)}
            many: Floats = known[[place[word] for word in words]]
            return many
        start, end = len(self._place), len(self._place) + len(fresh)
        self._bank[start:end] = self._vectors(fresh)
        self._place.update(zip(fresh, range(start, end), strict=True))
        rows: Floats = self._bank[[self._place[word] for word in words]]
        return rows

    def strength(self, words: Sequence[str]) -> Floats:
        """How much each word tells, 0 to 1: "of" hardly anything, "arrest" all.

        The vectors were trained to be summed, so what tells little is short.
        """
        lengths = np.linalg.norm(self.of(words), axis=1) / TELLING
        kept: Floats = np.clip(lengths, FAINT, 1.0).astype(np.float32)
        return kept

    def _vectors(self, words: Sequence[str]) -> Floats:
        """A row a word, the sum of its pieces; zeros for one without pieces."""
        encode = self._tokenizer.encode
        pieces = [encode(word[:60], add_special_tokens=False).ids for word in words]
        found = np.zeros((len(words), self._table.shape[1]), np.float32)
        told = [at for at, ids in enumerate(pieces) if ids]
        if told:
            several = self._table[[one for at in told for one in pieces[at]]]
            starts = np.cumsum([0, *(len(pieces[at]) for at in told[:-1])])
            found[told] = np.add.reduceat(several, starts, axis=0, dtype=np.float32)
        return found


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The word vectors of the installed package `wordllama`, read as data."""
    found = find_spec("wordllama")
    if found is None or found.origin is None:
        raise UsageError("word vectors need the package wordllama; install it again")
    folder = Path(found.origin).parent
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_truncation()
    (table,) = read_tensors(folder / WEIGHTS).values()
    return WordVectors(table, tokenizer)


def read_tensors(path: Path) -> dict[str, NDArray[np.float32]]:
    """The arrays of a safetensors file: plain data, nothing in it is run."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    body = memoryview(raw)[8 + size :]
    tensors = {}
    for name, told in header.items():
        if name == "__metadata__" or told["dtype"] not in _KINDS:
            continue
        start, end = told["data_offsets"]
        flat = np.frombuffer(body[start:end], _KINDS[told["dtype"]])
        tensors[name] = flat.reshape(told["shape"]).astype(np.float32)
    return tensors
