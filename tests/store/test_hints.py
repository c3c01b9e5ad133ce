"""A force's quirks in its own file."""

from pathlib import Path

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.model.source import Hints
from plan_ingest.store.hints import with_hints
from tests import build


def _write(mappings: Path, name: str, words: str) -> None:
    (mappings / "forces").mkdir(exist_ok=True)
    (mappings / "forces" / f"{name}.yaml").write_text(words, encoding="utf-8")


def test_the_file_of_the_sources_folder_is_read(tmp_path: Path) -> None:
    _write(
        tmp_path, "westmarch", "pages: [2, 3]\nheader_words: {Undertaking: action}\n"
    )

    hints = with_hints(build.source(), tmp_path).hints

    assert hints == Hints(pages=(2, 3), header_words=(("Undertaking", "action"),))


def test_the_file_of_the_named_force_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "north-and-south", "table_strategy: ruled\n")
    source = build.source(id="plan", force="North & South")

    assert with_hints(source, tmp_path).hints.table_strategy == "ruled"


def test_without_a_file_there_are_no_hints(tmp_path: Path) -> None:
    assert with_hints(build.source(id="../x/plan"), tmp_path).hints == Hints()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("colour: red", "may hold pages"),
        ("pages: two", "list of page numbers"),
        ("pages: [0]", "list of page numbers"),
        ("header_words: {X: nothing}", "word: role"),
        ("header_words: {X: [ref]}", "word: role"),
        ("table_strategy: [a]", "one of ruled, open"),
        ("table_strategy: lines", "one of ruled, open"),
        ("- a", "may hold pages"),
        ("a: [", "not a YAML file"),
    ],
)
def test_a_wrong_file_is_named(words: str, wrong: str, tmp_path: Path) -> None:
    _write(tmp_path, "westmarch", words)

    with pytest.raises(UsageError, match=wrong) as raised:
        with_hints(build.source(), tmp_path)

    assert "westmarch.yaml" in str(raised.value)
