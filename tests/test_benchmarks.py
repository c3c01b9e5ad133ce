"""Records drawn for benchmarks stand in the order in which a project has them."""

from random import Random

import pytest
from benchmarks.compare import made_items


@pytest.mark.parametrize("forces", [3, 100, 250])
def test_items_stand_in_the_order_of_their_sources(forces: int) -> None:
    sources = [item.source_id for item in made_items(500, forces, Random(7))]  # noqa: S311

    assert sources == sorted(sources)
    assert len(set(sources)) == forces
