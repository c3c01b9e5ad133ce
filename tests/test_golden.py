"""Every corpus file against what should be read from it, kept beside it.

PLAN_INGEST_REWRITE_GOLDENS=1 pytest tests/test_golden.py writes what is read now over
the goldens; read the diff as carefully as the file before it is kept.
"""

import json
import os
from pathlib import Path

import pytest

from tests.corpus import make_corpus
from tests.drawing import golden
from tests.drawing.reading import document_of, items_of

SWITCH = "PLAN_INGEST_REWRITE_GOLDENS"
CORPUS = Path(__file__).parent / "corpus"
GOLDENS = sorted(CORPUS.glob("*.expected.json"))
FILES = [path.with_name(path.name.removesuffix(".expected.json")) for path in GOLDENS]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reads_what_stands_in_the_file(path: Path) -> None:
    found = golden.as_rows(items_of(path))
    if os.environ.get(SWITCH):
        golden.write(path, found)

    assert found == json.loads(golden.golden(path).read_text(encoding="utf-8"))


def test_the_rewrite_switch_is_off() -> None:
    assert not os.environ.get(SWITCH), (
        f"unset {SWITCH} and read the diff of tests/corpus"
    )


def test_every_file_of_the_corpus_has_a_golden() -> None:
    assert sorted(make_corpus.corpus()) == sorted(path.name for path in FILES)


@pytest.mark.parametrize("name", sorted(make_corpus.corpus()))
def test_the_corpus_is_what_its_script_draws(name: str, tmp_path: Path) -> None:
    make_corpus.corpus()[name](tmp_path / name)

    assert document_of(tmp_path / name).blocks == document_of(CORPUS / name).blocks


@pytest.mark.parametrize("name", sorted(make_corpus.corpus()))
def test_drawn_twice_the_corpus_is_the_same(name: str, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        make_corpus.corpus()[name](tmp_path / folder / name)

    first, second = (tmp_path / folder / name for folder in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
