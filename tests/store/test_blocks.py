"""Blocks of a comparison on disk: what is damaged is none, what is others' stays."""

from pathlib import Path

import pytest

from plan_ingest.store.blocks import (
    block_path,
    has_blocks,
    keep_block,
    read_block,
    sweep_blocks,
)

KEY = "a" * 64


def _kept(path: Path) -> None:
    keep_block(path, KEY, (), {"rows": b"one\ntwo\n"}, {})


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    path = block_path(tmp_path, "hmic", "westmarch")
    _kept(path)

    found = read_block(path, KEY)

    assert found is not None
    assert found.text("rows") == b"one\ntwo\n"


@pytest.mark.parametrize("length", [str(2**70), "-8"])
def test_a_damaged_length_makes_it_none(tmp_path: Path, length: str) -> None:
    path = block_path(tmp_path, "hmic", "westmarch")
    _kept(path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"[8]", f"[{length}]".encode(), 1))

    assert path.read_bytes() != whole
    assert read_block(path, KEY) is None


@pytest.mark.parametrize(("own", "other"), [("hmic", "hmic.v2"), ("[a]", "a")])
def test_a_sweep_takes_its_own_framework_s_blocks_alone(
    tmp_path: Path, own: str, other: str
) -> None:
    paths = [block_path(tmp_path, name, "westmarch") for name in (own, other)]
    for path in paths:
        _kept(path)

    sweep_blocks(tmp_path, own, ())

    assert [path.exists() for path in paths] == [False, True]
    assert [has_blocks(tmp_path, name) for name in (own, other)] == [False, True]
