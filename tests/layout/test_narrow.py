"""Narrow columns of running text, whose spread words are no table's."""

from dataclasses import replace

from plan_ingest.layout.narrow import is_narrow
from plan_ingest.layout.page import Fill, PageContent, Rule
from tests.layout.typeset import column, page

TEXT = "Calls are answered by people who know what to ask. " * 4


def _part(width: float) -> PageContent:
    return page(column(TEXT, 50, 100, width))


def test_a_column_of_a_few_words_a_line_has_no_room_for_a_table() -> None:
    assert is_narrow(_part(130))
    assert not is_narrow(_part(300))


def test_rules_and_shades_make_room_for_one() -> None:
    part = _part(130)

    assert not is_narrow(replace(part, rules=(Rule(50, 90, 180, 90),)))
    assert not is_narrow(replace(part, fills=(Fill(50, 90, 180, 104, 0xDDDDDD),)))
