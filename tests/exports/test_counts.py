"""Counts are of all plans, side by side or joined from parts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plan_ingest.exports import counts
from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import Smart
from tests import build
from tests.exports import made
from tests.pipeline.test_many import compared


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    """The same plans as a whole, and from parts with the first two of them."""
    whole, parts = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("parts")
    return compared(whole), compared(parts, whole=2, profiles=2)


@pytest.mark.parametrize(
    "count",
    [
        counts.plan_count,
        counts.item_count,
        counts.decided_count,
        counts.smart_of,
        counts.force_names,
        counts.found_in,
        counts.signs_of,
    ],
)
def test_a_count_is_the_same_where_only_some_are_shown(
    both: tuple[Report, Report], count: Callable[[Report], Any]
) -> None:
    whole, parts = both

    assert counts.of_parts(parts)
    assert not counts.of_parts(whole)
    assert len(parts.items) < len(whole.items)
    assert count(parts) == count(whole)


def test_rows_are_counted_of_all_plans(both: tuple[Report, Report]) -> None:
    whole, parts = both
    gaps = len(whole.analyses.gaps)

    assert counts.row_count(whole, "gaps", gaps) == gaps
    assert counts.row_count(parts, "gaps", len(parts.analyses.gaps)) == gaps
    assert counts.row_count(parts, "no such listing", 3) == 3


def test_every_cell_has_a_sign(both: tuple[Report, Report]) -> None:
    whole, _ = both

    for signs in counts.signs_of(whole).values():
        assert sum(signs.values()) == counts.plan_count(whole)


def test_items_of_plans_joined_by_force_are_found_in_their_files(
    tmp_path: Path, both: tuple[Report, Report]
) -> None:
    joined = compared(tmp_path, joined=True)

    assert counts.found_in(joined) == counts.found_in(both[0])
    assert counts.plan_count(joined) < counts.plan_count(both[0])


def test_ticks_that_are_only_part_of_one_stand_apart() -> None:
    smart = (
        Smart(owner="row", date="due_date", measure=True, evidence="own"),
        Smart(owner="heading", date="past_only", evidence="self"),
        Smart(owner="text", date="state_only", evidence="shared"),
    )
    items = [build.item(str(at), smart=one) for at, one in enumerate(smart)]

    assert counts.smart_counts(items) == (1, 2, 1, 2, 1, 0, 1, 2)
    shown = replace(made.report(), items=tuple(items))
    assert counts.smart_of(shown) == counts.smart_counts(items)
