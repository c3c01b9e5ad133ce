"""Plain text and Markdown: paragraphs, bullets, headings, tables of tabs or pipes."""

from pathlib import Path

import pytest

from plan_ingest.errors import EmptySource, LimitExceeded
from plan_ingest.model.document import (
    Block,
    Bullet,
    Document,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.readers import markdown, text
from plan_ingest.readers.fragments import inline, parts
from plan_ingest.settings import Reading
from tests import build


def _read(words: str, tmp_path: Path, name: str = "plan.txt") -> Document:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    reader = markdown if name.endswith(".md") else text
    return reader.read(build.source(file=name), path, Reading())


def _table(document: Document) -> Table:
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    return found


def _grid(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def _shape(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, "" if isinstance(block, Table) else block.text)
        for block in document.blocks
    ]


def test_lines_with_tabs_are_rows_of_a_table(tmp_path: Path) -> None:
    found = _table(_read("Ref\tAction\tLead\n1\tPrint a card\tSupt Reed\n", tmp_path))

    assert _grid(found) == [
        ["Ref", "Action", "Lead"],
        ["1", "Print a card", "Supt Reed"],
    ]


def test_a_table_goes_on_after_a_page_break_with_as_many_cells(tmp_path: Path) -> None:
    words = "Ref\tAction\n1\tPrint a\n\n\tcard\n\nTerm\tMeaning\tPage\nDA\tAbuse\t2\n"

    first, second = [b for b in _read(words, tmp_path).blocks if isinstance(b, Table)]

    assert (first.rows, first.page_rows, second.cols) == (3, (2,), 3)


def test_a_form_feed_is_a_page_break(tmp_path: Path) -> None:
    found = _table(_read("Ref\tAction\n1\tPrint\f2\tRead\n", tmp_path))

    assert found.page_rows == (2,)


def test_cells_hold_paragraphs_and_bullets_of_html_fragments(tmp_path: Path) -> None:
    cell = (
        "<p>It <b>includes</b>:</p> <ul style='x'> <li>▪ calls &amp; texts</li>"
        "<li>visits</li></ul>"
    )
    (last,) = [c for c in _table(_read(f"1\t{cell}\n", tmp_path)).cells if c.col]

    assert [(part.text, part.bullet) for part in last.parts] == [
        ("It includes:", None),
        ("calls & texts", "▪"),
        ("visits", "•"),
    ]


def test_bullet_glyphs_in_an_unclosed_list_are_bullets() -> None:
    found = parts('A check: <ul style="list-style-type: none"> • one thing• two. ')

    assert [(part.text, part.bullet) for part in found] == [
        ("A check:", None),
        ("one thing", "•"),
        ("two.", "•"),
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Aim:** To *help* now", "Aim: To help now"),
        ("[Click here](#) to go", "Click here to go"),
        ("12<sup>th</sup> May", "12th May"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("<18 years and >65", "<18 years and >65"),
        (r"1\. not a list \*", "1. not a list *"),
        ("R&D; AT&T &amp; all &nbsp; &#8217;", "R&D; AT&T & all ’"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_marks_are_taken_off_and_nothing_else(marked: str, plain: str) -> None:
    assert inline(marked)[0] == plain


def test_bold_is_known_only_when_all_of_it_is_bold() -> None:
    assert inline("**Aim**")[1]
    assert inline("<b>Aim</b>")[1]
    assert not inline("**Aim:** to help")[1]


def test_blocks_of_plain_text(tmp_path: Path) -> None:
    words = (
        "Our plan\n========\n\nA paragraph that was wrapped by hand after some words\n"
        "goes on here.\n\n1. First thing\n   and its second line\n• Second thing\n"
        "\tMoved in by a tab\n"
    )

    assert _shape(_read(words, tmp_path)) == [
        ("heading", "Our plan"),
        (
            "paragraph",
            "A paragraph that was wrapped by hand after some words goes on here.",
        ),
        ("bullet", "First thing and its second line"),
        ("bullet", "Second thing Moved in by a tab"),
    ]


def test_a_line_break_inside_a_cell_stays_in_the_cell(tmp_path: Path) -> None:
    found = _table(_read("Ref\tAction\tLead\n1\tPrint a\ncard\n", tmp_path))

    assert _grid(found)[1][:2] == ["1", "Print a card"]


def test_markdown_headings_lists_and_tables(tmp_path: Path) -> None:
    words = (
        "# Plan\n\n- one\n  - two\n\n3. three\n4. four\n\n"
        "| Ref | Action |\n|---|---|\n| 1 | Print **a** card<br>Read it |\n"
    )
    found = _read(words, tmp_path, "plan.md")
    bullets = [block for block in found.blocks if isinstance(block, Bullet)]

    assert isinstance(found.blocks[0], Heading)
    assert [(b.text, b.marker, b.level) for b in bullets] == [
        ("one", "•", 0),
        ("two", "•", 1),
        ("three", "3.", 0),
        ("four", "4.", 0),
    ]
    assert _table(found).header_rows == 1
    assert _grid(_table(found))[1] == ["1", "Print a card\nRead it"]


def test_markdown_with_tabs_between_cells_is_read_as_rows(tmp_path: Path) -> None:
    found = _read("# Plan\n\nRef\tAction\n1\tPrint a card\n", tmp_path, "plan.md")

    assert _table(found).rows == 2


def test_words_in_pointed_brackets_are_kept_in_markdown(tmp_path: Path) -> None:
    (block,) = _read("Children <18 and a < b", tmp_path, "plan.md").blocks

    assert isinstance(block, Paragraph)
    assert block.text == "Children <18 and a < b"


def test_characters_are_those_that_can_be_seen(tmp_path: Path) -> None:
    assert _read("# A b\n\n**c** d\n", tmp_path).characters == 4


def test_an_empty_text_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EmptySource, match=r"plan\.txt"):
        _read(" \n\t\n", tmp_path)


def test_a_text_too_large_for_the_memory_allowed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"x" * 70_000)

    with pytest.raises(LimitExceeded, match=r"plan\.txt"):
        text.read(build.source(file="plan.txt"), path, Reading(megabytes=1))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("The victim’s voice – café".encode(encoding))

    blocks: tuple[Block, ...] = text.read(build.source(), path, Reading()).blocks

    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [
        "The victim’s voice – café"
    ]
