import json
from pathlib import Path

import numpy as np
import pytest

from plan_ingest.errors import UsageError
from plan_ingest.matchers.meaning import SentenceVectors, sentence_model
from plan_ingest.matchers.vectors import read_tensors

WIDTH, WIDE = 24, 48


class Reader:
    """Stands for the tokenizer: a number a word."""

    def encode_batch(self, texts: list[str]) -> list[object]:
        known = {"<s>": 0, "call": 1, "taker": 2, "board": 3}
        rows = [[0, *(known.get(word, 4) for word in text.split())] for text in texts]
        return [type("Encoded", (), {"ids": row})() for row in rows]


def weights() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    made = {
        f"embeddings.{name}_embeddings.weight": rng.normal(size=(many, WIDTH))
        for name, many in (("word", 5), ("position", 16), ("token_type", 2))
    }
    layer = "encoder.layer.0."
    sizes = {
        **{
            f"{layer}attention.self.{p}": (WIDTH, WIDTH)
            for p in ("query", "key", "value")
        },
        f"{layer}attention.output.dense": (WIDTH, WIDTH),
        f"{layer}intermediate.dense": (WIDE, WIDTH),
        f"{layer}output.dense": (WIDTH, WIDE),
    }
    for name, size in sizes.items():
        made[f"{name}.weight"] = rng.normal(size=size) / 5
        made[f"{name}.bias"] = np.zeros(size[0])
    evens = ("embeddings.", f"{layer}attention.output.", f"{layer}output.")
    for name in evens:
        made[f"{name}LayerNorm.weight"] = np.ones(WIDTH)
        made[f"{name}LayerNorm.bias"] = np.zeros(WIDTH)
    return {name: array.astype(np.float32) for name, array in made.items()}


def test_a_text_has_the_same_vector_alone_and_among_longer_ones() -> None:
    alone = SentenceVectors(weights(), Reader()).of(["call taker"])  # type: ignore[arg-type]
    among = SentenceVectors(weights(), Reader()).of(  # type: ignore[arg-type]
        ["board board board board", "call taker", ""]
    )

    assert np.allclose(alone[0], among[1], atol=1e-5)
    assert np.allclose(np.linalg.norm(among, axis=1), 1, atol=1e-5)


def test_a_folder_without_the_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"model\.safetensors: no such file"):
        sentence_model(str(tmp_path))


def test_weights_that_are_not_the_genuine_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")

    with pytest.raises(UsageError, match="is not that of all-MiniLM"):
        sentence_model(str(tmp_path))


def test_tensors_are_read_as_plain_numbers(tmp_path: Path) -> None:
    numbers = np.arange(6, dtype=np.float32)
    told = {"a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
    header = json.dumps(told).encode()
    file = tmp_path / "x.safetensors"
    file.write_bytes(len(header).to_bytes(8, "little") + header + numbers.tobytes())

    assert read_tensors(file)["a"].tolist() == [[0, 1, 2], [3, 4, 5]]
