import errno
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from plan_ingest.store import files
from plan_ingest.store.files import (
    append_lines,
    read_lines,
    write_bytes,
    write_changed,
    write_chunks,
    write_lines,
    write_streamed,
    written_whole,
)

posix = pytest.mark.skipif(
    sys.platform == "win32", reason="a limit on the size of files is POSIX's"
)


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


def test_chunks_are_written_as_they_come(tmp_path: Path) -> None:
    write_chunks(tmp_path / "whole", iter([b"one ", b"", b"two"]))

    assert (tmp_path / "whole").read_bytes() == b"one two"


@pytest.mark.parametrize(
    "before",
    [None, b"", b"one two", b"one two and more", b"one", b"one 2", b"else", b"onetwo"],
)
def test_what_is_streamed_is_there_whatever_was(
    tmp_path: Path, before: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_COPIED", 2)
    path = tmp_path / "gaps.csv"
    if before is not None:
        path.write_bytes(before)
        os.utime(path, (1, 1))
    found = write_streamed(path, iter([b"one", b" ", b"", b"two"]))

    assert path.read_bytes() == b"one two"
    assert found == sha256(b"one two").hexdigest()
    assert (path.stat().st_mtime == 1) == (before == b"one two")
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_streamed_and_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    path.write_bytes(b"one two")
    with pytest.raises(TypeError):
        write_streamed(path, iter([b"one", b" three", None]))  # type: ignore[list-item]

    assert path.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_has_it_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    write_changed(path, b"a")
    os.utime(path, (1, 1))

    write_changed(path, b"a")
    assert path.stat().st_mtime == 1
    write_changed(path, b"b")
    assert path.read_bytes() == b"b"


def test_what_a_killed_writer_left_aside_goes_with_the_next_write(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    torn = tmp_path / f".a[1].csv.{gone.pid}.part"
    busy = tmp_path / f".a[1].csv.{os.getppid()}.part"
    other = tmp_path / f".b.csv.{gone.pid}.part"
    for path in (torn, busy, other):
        path.write_bytes(b"half")

    write_bytes(tmp_path / "a[1].csv", b"whole")

    assert not torn.exists()
    assert busy.exists()
    assert other.exists()


def limited(code: str, size: int) -> subprocess.CompletedProcess[str]:
    """The code in a process in which no file may grow above `size` bytes."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size},) * 2)"
    return subprocess.run(
        [sys.executable, "-c", f"{limit}\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )


@posix
def test_a_disk_that_is_full_leaves_the_old_file_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(b"old\n")
    code = (
        "from pathlib import Path; from plan_ingest.store.files import write_bytes\n"
        f"write_bytes(Path({str(path)!r}), b'n' * 5000)"
    )

    ended = limited(code, 1000)

    assert f"OSError: [Errno {errno.EFBIG}] File too large: {str(path)!r}" in (
        ended.stderr
    )
    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_lines_are_added_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append_lines(path, b'{"id": 1}\n')
    path.write_bytes(path.read_bytes() + b'{"id": 2')
    code = (
        "from pathlib import Path; from plan_ingest.store.files import append_lines\n"
        f"append_lines(Path({str(path)!r}), b'n' * 5000)"
    )

    ended = limited(code, 1000)

    assert ended.returncode != 0
    assert path.read_bytes() == b'{"id": 1}\n{"id": 2'
    append_lines(path, b'{"id": 3}\n')
    assert path.read_bytes() == b'{"id": 1}\n{"id": 2\n{"id": 3}\n'
