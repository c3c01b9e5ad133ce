"""Rules across in pieces: which are one table's, and what a drawing's strokes cost."""

from itertools import pairwise

import pytest

from plan_ingest.layout import piecedfound
from plan_ingest.layout.page import Rule
from plan_ingest.layout.piecedfound import edges_of, pieced_tables

COLUMNS = (50.0, 150.0, 300.0, 500.0)


def across(at: float, *edges: float) -> list[Rule]:
    """A rule across in as many pieces as there are edges to meet."""
    return [Rule(a, at, b, at, 0.5) for a, b in pairwise(edges)]


def test_rules_of_the_same_columns_are_one_table_s() -> None:
    rules = [*across(100, *COLUMNS), *across(140, 50, 500), *across(180, 50, 300, 500)]
    (table,) = pieced_tables(rules)
    assert [rule.at for rule in table] == [100, 140, 180]
    assert edges_of(table) == COLUMNS


def test_ends_that_differ_by_less_than_a_point_are_the_same() -> None:
    rules = [*across(100, *COLUMNS), *across(140, 50.9, 150, 300, 499.1)]
    assert [len(table) for table in pieced_tables(rules)] == [2]


def test_two_tables_of_a_page_stay_two() -> None:
    rules = [*across(100, *COLUMNS), *across(400, 50, 250, 480)]
    assert [edges_of(table) for table in pieced_tables(rules)] == [
        COLUMNS,
        (50, 250, 480),
    ]


def test_a_drawing_s_strokes_are_compared_with_those_that_end_alike_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[piecedfound.Edges] = []
    fits = piecedfound._fits

    def counted(one: piecedfound.Edges, other: piecedfound.Edges) -> bool:
        asked.append(one)
        return fits(one, other)

    monkeypatch.setattr(piecedfound, "_fits", counted)
    strokes = [
        Rule(20 + 7 * (n % 61), n / 3, 40 + 7 * (n % 61) + n % 53, n / 3, 0.3)
        for n in range(2000)
    ]
    assert pieced_tables(strokes) == []
    assert len(asked) < 20 * len(strokes)


def test_a_drawing_s_rules_of_two_pieces_leave_the_table_s_beside_them() -> None:
    hatched = [
        rule
        for n in range(2000)
        for rule in across(20 + n / 3, 20 + n % 83, 60 + n % 97, 110 + n % 113)
    ]
    rules = [rule for at in (700, 720, 740) for rule in across(at, *COLUMNS)]

    found = pieced_tables([*hatched[:400], *rules])

    assert [edges_of(table) for table in found] == [COLUMNS]
    assert pieced_tables([*hatched, *hatched]) == []
