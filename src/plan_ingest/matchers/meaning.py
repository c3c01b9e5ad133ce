"""The sentence model all-MiniLM-L6-v2, from a folder the settings name (`semantic`).

The weights are read as plain numbers and must be the genuine ones (sha256); no
package that carries them is imported. The model itself is six layers of
attention, computed here with numpy.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from plan_ingest.errors import UsageError
from plan_ingest.matchers.vectors import read_tensors
from plan_ingest.suggest.tree import Floats

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"
LONGEST = 256
"""Pieces of words of a text that are read; what follows is not."""
BATCH = 32
REMEMBERED = 40_000
"""Texts whose vectors are remembered, 60 MB: the exemplars of a framework at least."""


class SentenceVectors:
    """The vector of a text: the mean of what the model makes of its pieces."""

    def __init__(self, weights: Mapping[str, Floats], tokenizer: Tokenizer) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        self._layers = 1 + max(
            int(name.split(".")[2]) for name in weights if name.startswith("encoder.")
        )
        self._heads = 12
        self._known: dict[str, Floats] = {}

    def of(self, texts: Sequence[str]) -> Floats:
        """A row of length 1 for each text; zeros for a text without words."""
        fresh = sorted({text for text in texts if text not in self._known})
        if len(self._known) + len(fresh) > REMEMBERED:
            self._known.clear()
            fresh = sorted(set(texts))
        pieces = [encoded.ids for encoded in self._tokenizer.encode_batch(fresh)]
        by_length = sorted(range(len(fresh)), key=lambda at: len(pieces[at]))
        for start in range(0, len(by_length), BATCH):
            batch = by_length[start : start + BATCH]
            vectors = self._vectors([pieces[at] for at in batch])
            for at, vector in zip(batch, vectors, strict=True):
                self._known[fresh[at]] = vector
        return np.stack([self._known[text] for text in texts])

    def _vectors(self, pieces: Sequence[Sequence[int]]) -> Floats:
        width = max(len(row) for row in pieces)
        ids = np.zeros((len(pieces), width), np.int64)
        there = np.zeros((len(pieces), width), np.float32)
        for row, found in enumerate(pieces):
            ids[row, : len(found)] = found
            there[row, : len(found)] = 1
        hidden = self._embedded(ids)
        for layer in range(self._layers):
            hidden = self._layer(hidden, there, f"encoder.layer.{layer}.")
        mean = (hidden * there[..., None]).sum(axis=1) / there.sum(axis=1)[:, None]
        vectors: Floats = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return vectors.astype(np.float32)

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        tables = "embeddings.{}_embeddings.weight".format
        words = self._weights[tables("word")][ids]
        places = self._weights[tables("position")][: ids.shape[1]]
        kinds = self._weights[tables("token_type")][0]
        return self._even(words + places + kinds, "embeddings.LayerNorm")

    def _layer(self, hidden: Floats, there: Floats, name: str) -> Floats:
        from scipy.special import erf  # takes long to load, and few have the model

        heard = self._attention(hidden, there, f"{name}attention.self.")
        heard = self._linear(heard, f"{name}attention.output.dense")
        hidden = self._even(hidden + heard, f"{name}attention.output.LayerNorm")
        wide = self._linear(hidden, f"{name}intermediate.dense")
        wide *= 0.5 * (1 + erf(wide / np.float32(np.sqrt(2))))
        narrow = self._linear(wide, f"{name}output.dense")
        return self._even(hidden + narrow, f"{name}output.LayerNorm")

    def _attention(self, hidden: Floats, there: Floats, name: str) -> Floats:
        rows, width, size = hidden.shape
        shape = (rows, width, self._heads, size // self._heads)
        query, key, value = (
            self._linear(hidden, name + part).reshape(shape).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(shape[-1]))
        scores += (there[:, None, None, :] - 1) * np.float32(1e4)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed: Floats = (weights @ value).transpose(0, 2, 1, 3).reshape(hidden.shape)
        return mixed

    def _linear(self, rows: Floats, name: str) -> Floats:
        weights = self._weights
        result: Floats = rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
        return result

    def _even(self, rows: Floats, name: str) -> Floats:
        middle = rows - rows.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle**2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        weights = self._weights
        even: Floats = middle / spread * weights[f"{name}.weight"]
        return even + weights[f"{name}.bias"]


@lru_cache(maxsize=1)
def sentence_model(folder: str) -> SentenceVectors:
    """The model in a folder that has model.safetensors and tokenizer.json.

    Raises UsageError where a file is missing or the weights are not the genuine
    ones of all-MiniLM-L6-v2.
    """
    weights, tokenizer = Path(folder) / WEIGHTS, Path(folder) / TOKENIZER
    for path in (weights, tokenizer):
        if not path.is_file():
            raise UsageError(
                f"{path}: no such file; matching.model names the folder of"
                " all-MiniLM-L6-v2, or leave it empty"
            )
    found = sha256(weights.read_bytes()).hexdigest()
    if found != MODEL_SHA256:
        raise UsageError(
            f"{weights}: sha256 {found} is not that of all-MiniLM-L6-v2; take the"
            " genuine file"
        )
    reader = Tokenizer.from_str(json.dumps(json.loads(tokenizer.read_text("utf-8"))))
    reader.enable_truncation(LONGEST)
    reader.no_padding()
    return SentenceVectors(read_tensors(weights), reader)
