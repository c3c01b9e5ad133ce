from pathlib import Path

import pytest

from plan_ingest.errors import RecordError
from plan_ingest.store.sources import (
    as_sources,
    find_plans,
    read_register,
    unknown_columns,
    with_register,
)


def _plan(raw: Path, name: str, text: str = "words") -> Path:
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _ids(raw: Path, *names: str) -> list[str]:
    for name in names:
        _plan(raw, name)
    found, _ = as_sources(find_plans([raw], raw))
    return [one.source.id for one in found]


def test_a_source_is_called_by_its_path_without_suffix(tmp_path: Path) -> None:
    assert _ids(tmp_path, "westmarch/plan 2024.pdf", "eastvale.v2.docx") == [
        "eastvale.v2",
        "westmarch/plan 2024",
    ]


def test_a_plan_is_called_by_where_it_lies_however_deep(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    for name in ("b/c/plan.txt", "b/plan.txt", "a.txt", ".kept/plan.txt"):
        _plan(raw, name)
    outside = _plan(tmp_path, "elsewhere.txt")
    (raw / "b" / "linked.txt").symlink_to(raw / "a.txt")
    (raw / "b" / "outside.txt").symlink_to(outside)
    (raw / "b" / "gone.txt").symlink_to(raw / "never.txt")

    assert find_plans([raw, raw / "b", raw / "a.txt"], raw) == [
        ("a.txt", raw / "a.txt"),
        ("b/c/plan.txt", raw / "b" / "c" / "plan.txt"),
        ("b/plan.txt", raw / "b" / "plan.txt"),
        ("outside.txt", outside),
    ]


def test_what_is_no_plan_is_left_aside(tmp_path: Path) -> None:
    names = ["a/plan.txt", "sources.csv", ".gitkeep", "a/~$plan.docx", ".git/x.txt"]

    assert _ids(tmp_path, *names, "Thumbs.db") == ["a/plan"]


def test_files_of_one_name_get_their_suffix_and_a_warning(tmp_path: Path) -> None:
    for name in ("a/plan.pdf", "a/Plan.docx", "b/plan.pdf"):
        _plan(tmp_path, name)

    found, warnings = as_sources(find_plans([tmp_path], tmp_path))

    assert [one.source.id for one in found] == ["a/Plan-docx", "a/plan-pdf", "b/plan"]
    assert len(warnings) == 1
    assert "a/plan.pdf" in warnings[0]


def test_names_that_clash_outside_a_project_are_numbered(tmp_path: Path) -> None:
    paths = [_plan(tmp_path, f"{folder}/plan.pdf", folder) for folder in "ab"]

    found, warnings = as_sources(find_plans(paths, None))

    assert [one.source.id for one in found] == ["plan-1", "plan-2"]
    assert [one.source.file for one in found] == ["plan.pdf", "plan.pdf"]
    assert len(warnings) == 1


def test_a_suffix_never_takes_a_name_that_is_in_use(tmp_path: Path) -> None:
    ids = _ids(tmp_path, "plan.pdf", "plan.docx", "plan-pdf.txt")

    assert len({one.casefold() for one in ids}) == 3
    assert "plan-pdf" in ids


def test_the_same_file_named_twice_is_one_source(tmp_path: Path) -> None:
    path = _plan(tmp_path, "plan.txt")

    assert len(find_plans([path, tmp_path, path], tmp_path)) == 1


def test_the_register_overrides_what_is_found(tmp_path: Path) -> None:
    _plan(tmp_path, "a/plan.txt")
    register = _plan(
        tmp_path,
        "sources.csv",
        "\ufeffFile, Force ,title,period,document_date,supersedes,note\r\n"
        "a\\plan.txt,Westmarch,,2024-2026,2024-05,,from the web site\r\n"
        ",,,,,,\r\ngone.txt,Eastvale,,,,,\r\n",
    )

    found, _ = as_sources(find_plans([tmp_path], tmp_path))
    [told], warnings = with_register(found, read_register(register), register)

    assert told.source.force == "Westmarch"
    assert told.source.title is None
    assert (told.source.period, told.source.document_date) == ("2024-2026", "2024-05")
    assert [line for line in warnings if "gone.txt" in line]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("a.txt,W,May 2024\n", "line 2: document_date 'May 2024' is not ISO"),
        ("a.txt,W,2024\na.txt,E,2024\n", "line 3: a.txt stands there twice"),
        (",W,2024\n", "line 2: no file is named"),
    ],
)
def test_a_wrong_row_of_the_register_is_named(
    tmp_path: Path, rows: str, why: str
) -> None:
    register = _plan(tmp_path, "sources.csv", f"file,force,document_date\n{rows}")

    with pytest.raises(RecordError, match=why):
        read_register(register)


def test_a_register_without_its_first_column_is_refused(tmp_path: Path) -> None:
    register = _plan(tmp_path, "sources.csv", "force\nWestmarch\n")

    with pytest.raises(RecordError, match="no column `file`"):
        read_register(register)


def test_a_column_that_the_register_does_not_have_is_told(tmp_path: Path) -> None:
    names = "file,Force,titel,document_date,colour,\n"
    register = _plan(tmp_path, "sources.csv", f"{names}a.txt,W,,,,\n")

    near, far = unknown_columns(register, Path("raw/sources.csv"))

    assert near.startswith("raw/sources.csv line 1: no column is called `titel`")
    assert "did you mean `title`?" in near
    assert "`colour`" in far
    assert "did you mean" not in far
    assert "known are file, force, title, period" in far
    assert unknown_columns(tmp_path / "none.csv", register) == []


def test_a_register_parted_by_semicolons_says_so(tmp_path: Path) -> None:
    register = _plan(tmp_path, "sources.csv", "file;force\na.txt;Westmarch\n")

    with pytest.raises(RecordError, match="save it with commas"):
        read_register(register)
