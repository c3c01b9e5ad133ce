"""Two columns of long cells, cut by page ends, give the same items in every look."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, A5, landscape

from tests.drawing import paired
from tests.drawing import plan as plans
from tests.drawing.reading import items_of
from tests.drawing.score import score
from tests.drawing.setter import Paper
from tests.drawing.tables import Look

SAMPLES = {plan.name: plan for plan in plans.samples()}
WIDE = Paper(size=landscape(A4), head="Domestic abuse plan", foot="For publication")
SMALL = Paper(size=landscape(A5), points=10)
LOOKS = {
    "ruled": (WIDE, Look()),
    "head-once": (WIDE, Look(repeat_header=False)),
    "small-page": (SMALL, Look(repeat_header=False)),
    "no-sides": (WIDE, Look(frozenset({"rows", "columns", "header"}))),
    "rows-only": (Paper(size=A4), Look(frozenset({"rows", "header"}), fill="#ffffff")),
    "columns-only": (WIDE, Look(frozenset({"outer", "columns", "header"}))),
    "zebra": (WIDE, Look(frozenset(), zebra=True)),
}


@pytest.mark.parametrize("look", LOOKS)
def test_two_columns_of_long_cells(look: str, tmp_path: Path) -> None:
    plan, path = SAMPLES["oakenshire"], tmp_path / "plan.pdf"
    paired.draw(plan, path, *LOOKS[look])
    found = score(items_of(path), paired.wanted(plan))
    assert (found.missed, found.invented) == ((), ())
    assert found.worst_field >= 0.97, found.wrong
