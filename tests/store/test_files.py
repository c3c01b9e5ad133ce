from pathlib import Path

import pytest

from plan_ingest.store.files import read_lines, write_lines, written_whole


def test_a_file_is_the_old_whole_or_the_new_whole(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    write_lines(path, [b"old"])

    with pytest.raises(TypeError), written_whole(path) as handle:
        handle.writelines([b"half of the n", None])

    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "westmarch" / "plan" / "items.jsonl"

    assert write_lines(path, [b"a", b"b"]) == 2
    assert path.read_bytes() == b"a\nb\n"


def test_lines_keep_their_numbers_over_blank_ones(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"\n a \r\n\n b")

    assert list(read_lines(path)) == [(2, b"a"), (4, b"b")]
