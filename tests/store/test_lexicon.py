"""The lexicon, and how a project adds to it."""

from datetime import date
from pathlib import Path

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.store.lexicon import load_lexicon, read_date


def test_a_project_adds_a_column_word(project: Path) -> None:
    table = project / "mappings" / "columns.csv"
    table.write_text("phrase,role,kind\nUndertaking,action,objective\n", "utf-8")

    column = load_lexicon(project / "mappings").column("Undertaking:")

    assert column is not None
    assert (column.role, column.kind) == ("action", "objective")


def test_a_project_changes_what_a_heading_means(project: Path) -> None:
    table = project / "mappings" / "headings.csv"
    table.write_text("phrase,sense\nOverview,action\n", "utf-8")

    assert load_lexicon().sense("Overview") == "background"
    assert load_lexicon(project / "mappings").sense("2. Overview") == "action"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("phrase\nX\n", "csv line 1: no column role, kind; .*phrase,role,kind"),
        ("phrase,role,kind\nX,,\n", "csv line 2: no role; write one"),
        (
            "phrase,role,kind\nX,lead,\nY,laed,\n",
            "line 3: no role is called `laed`; did you mean `lead`. .*response",
        ),
        ("phrase,role,kind\nX,action,aims\n", "did you mean `aim`"),
        ("phrase,role,kind\nX,qqq,\n", "no role is called `qqq`; known are action"),
    ],
)
def test_a_table_that_is_wrong_is_named_with_its_line(
    project: Path, text: str, wrong: str
) -> None:
    (project / "mappings" / "columns.csv").write_text(text, "utf-8")

    with pytest.raises(UsageError, match=wrong):
        load_lexicon(project / "mappings")


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("headings.csv", "phrase,sense\nOverview,actions\n", "did you mean `action`"),
        ("words.csv", "list,phrase,value\ndoers,crew,\n", "did you mean `doer`"),
    ],
)
def test_a_sense_or_list_that_there_is_not_is_named(
    project: Path, name: str, text: str, wrong: str
) -> None:
    (project / "mappings" / name).write_text(text, "utf-8")

    with pytest.raises(UsageError, match=f"{name} line 2: .*{wrong}"):
        load_lexicon(project / "mappings")


def test_a_table_saved_in_another_encoding_says_what_to_choose(project: Path) -> None:
    table = project / "mappings" / "columns.csv"
    table.write_bytes("phrase,role,kind\nRôle,lead,\n".encode("cp1252"))

    with pytest.raises(UsageError, match=r"columns\.csv: not a CSV in UTF-8"):
        load_lexicon(project / "mappings")


def test_blank_lines_of_a_table_say_nothing(project: Path) -> None:
    table = project / "mappings" / "columns.csv"
    table.write_text("phrase,role,kind\n,,\nUndertaking,action,\n", "utf-8")

    assert load_lexicon(project / "mappings").column("Undertaking") is not None


def test_every_force_of_the_register_is_there() -> None:
    assert len(load_lexicon().forces) == 43


@pytest.mark.parametrize(
    ("raw", "span"),
    [
        ("March 2015", (date(2015, 3, 1), date(2015, 3, 31))),
        ("February 2016", (date(2016, 2, 1), date(2016, 2, 29))),
        ("3 May 2015", (date(2015, 5, 3), date(2015, 5, 3))),
        ("2015", (date(2015, 1, 1), date(2015, 12, 31))),
        ("May", None),
        ("never", None),
    ],
)
def test_a_date_is_as_wide_as_it_is_printed(
    raw: str, span: tuple[date, date] | None
) -> None:
    assert read_date(raw) == span


def test_the_column_of_a_long_sentence_is_unknown() -> None:
    words = "The action we took was to write to all of the staff"

    assert load_lexicon().column(words) is None


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Action/Recommendations", "action"),
        ("Progress against the action", "response"),
        ("Update (as at March 2021)", "response"),
        ("Action Owner", "lead"),
        ("Ref.", "ref"),
        ("Who is responsible?", "lead"),
    ],
)
def test_a_header_is_known_by_its_head_word(header: str, role: str) -> None:
    column = load_lexicon().column(header)

    assert column is not None
    assert column.role == role
