"""Charts told from tables by the figures beside their gridlines."""

from plan_ingest.layout.charts import charts
from plan_ingest.layout.marks import Stroke
from tests.layout.typeset import words

GRID = [Stroke((100.0, y, 400.0, y), 0.5) for y in (106.0, 136.0, 166.0, 196.0)]


def test_gridlines_with_a_scale_are_a_chart() -> None:
    scale = [word for n in range(4) for word in words(f"{n}00", 78, 100 + 30 * n)]

    (found,) = charts(GRID, scale)

    assert found == (78, 100, 400.0, 202.0)


def test_rows_of_figures_between_rules_are_none() -> None:
    rows = [word for n in range(4) for word in words(f"{n}00", 78, 112 + 30 * n)]

    assert charts(GRID, rows) == ()
