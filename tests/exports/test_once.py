"""What several outputs show of a report is found once, and let go with it."""

from dataclasses import dataclass, replace
from weakref import ref

from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Coverage

EMPTY = Coverage("tiny", (), (), ())


@dataclass(slots=True, weakref_slot=True)
class Seen:
    """Something found that tells when it is let go."""

    nodes: tuple[str, ...]


@once
def seen(coverage: Coverage) -> Seen:
    """What is found of a coverage."""
    return Seen(coverage.nodes)


def test_it_is_found_once_for_each_and_not_for_its_like() -> None:
    first, alike = replace(EMPTY), replace(EMPTY)
    assert seen(first) is seen(first)
    assert seen(alike) is not seen(first)
    assert seen(alike) == seen(first)


def test_it_is_let_go_with_what_it_was_found_of() -> None:
    coverage = replace(EMPTY)
    found = ref(seen(coverage))
    assert found() is not None
    del coverage
    assert found() is None


def test_another_in_the_same_place_is_looked_at_anew() -> None:
    for number in range(100):
        coverage = replace(EMPTY, nodes=(str(number),))
        assert seen(coverage).nodes == (str(number),)
