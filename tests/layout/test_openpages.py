"""What a page that ends with a table or a card tells of the next."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.openpages import after_page
from plan_ingest.layout.page import Fill, PageContent, Word
from plan_ingest.model.document import Cell, Furniture, Part, Table
from plan_ingest.model.source import Anchor

BEFORE = PageContent(1, 595, 842, ())
AFTER = PageContent(2, 595, 842, ())


def _table(rows: Sequence[Sequence[str]], x0: float = 40, wide: float = 400) -> Table:
    cells = tuple(
        Cell(
            row,
            col,
            row,
            col,
            (Part(text),),
            page=1,
            bbox=(x0 + wide * col, row, x0 + wide * (col + 1), row + 1),
        )
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return Table(cells, Anchor(0, 1, bbox=(x0, 0, x0 + wide, 9)), pages=(1,))


def test_the_borders_of_the_last_table_are_the_next_pages() -> None:
    foot = Furniture("Page 1", Anchor(1, 1))
    rows = [[f"Desk sergeants read plan {n} in full.", "Supt Vale."] for n in range(3)]
    cut = ["Desk sergeants read each plan of the", "Supt Vale."]
    table = _table([*rows, cut], wide=200)

    page = after_page([table, foot], BEFORE, AFTER)

    assert page.columns == (40, 240, 440)
    assert page.unended == (0,)
    assert not page.labels


def test_shades_in_several_rows_show_a_border_in_the_white() -> None:
    table = _table([["Call back", "Lead"], ["Read", "Supt Vale."]], wide=200)
    words = tuple(
        Word(said, x, y, x + 30, y + 0.8, size=1)
        for y in (0, 1)
        for said, x in (("Read", 44), ("Supt", 260))
    )
    shades = tuple(Fill(250, y, 440, y + 1, 0xFFC000) for y in (0, 1))
    page = replace(BEFORE, words=words, fills=shades)

    assert after_page([table], page, AFTER).columns == (40, 250, 440)
    assert after_page([table], replace(page, fills=shades[:1]), AFTER).columns == (
        40,
        240,
        440,
    )
    far = tuple(replace(word, x1=245.0) for word in words)
    assert after_page([table], replace(page, words=far), AFTER).columns[1] == 240


def test_the_labels_of_all_cards_between_its_sides_are_the_next_pages() -> None:
    cards = [
        _table([["Read each plan."], ["Progress: done"], ["Lead: Supt Vale"]]),
        _table([["Call back."], ["Note: to be read"]], wide=300),
        _table([["Call again."], ["Progress: begun"]]),
    ]

    assert after_page(cards, BEFORE, AFTER).labels == {"Progress", "Lead"}
    assert after_page(cards[::-1], BEFORE, AFTER).labels == {"Progress", "Lead"}
    assert after_page(cards[:2], BEFORE, AFTER).labels == {"Note"}


def test_the_labels_of_a_form_stand_in_its_first_column() -> None:
    form = _table([["Action:", "Read each plan."], ["Lead", "Supt Vale"]], wide=200)
    rows = _table([["A1", "Read each plan."], ["A2", "Call back."]], wide=200)

    assert after_page([form], BEFORE, AFTER).labels == {"Action", "Lead"}
    assert not after_page([rows], BEFORE, AFTER).labels


def test_labels_are_kept_over_a_page_with_less_of_a_card() -> None:
    second = after_page([_table([["A."], ["Lead: B"]])], BEFORE, AFTER)

    third = after_page([_table([["C."], ["Due: May"]])], second, AFTER)

    assert third.labels == {"Lead", "Due"}


def test_a_page_that_ends_with_no_table_tells_nothing() -> None:
    assert after_page([], BEFORE, AFTER) is AFTER
    assert after_page([], None, AFTER) is AFTER
