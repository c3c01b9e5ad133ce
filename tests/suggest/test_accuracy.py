import pytest

from plan_ingest.model.review import Signal, Suggestion
from plan_ingest.suggest.accuracy import Label, accuracy
from plan_ingest.suggest.explain import lines, waterfall
from plan_ingest.suggest.tree import lineage
from tests import build

LINES = lineage(build.framework())


def label(item: str, first: str | None, *others: str, plan: str = "p") -> Label:
    accepted = frozenset({first, *others} - {None})
    return Label(item, plan, first, accepted)  # type: ignore[arg-type]


def area(*nodes: str, accepted: tuple[str, ...] = ()) -> object:
    return build.ranking(nodes, accepted, level="area")


def test_first_acceptable_and_among_three_are_told_apart() -> None:
    labels = [label("1", "C1a"), label("2", "C1a", "C1b"), label("3", "C2a")]
    suggested = {
        "1": area("C1a", "C1b"),
        "2": area("C1b", "C1a"),
        "3": area("C1a", "C1b"),
    }

    found = accuracy(labels, suggested, "area", LINES)  # type: ignore[arg-type]

    assert found.first.value == pytest.approx(1 / 3)
    assert found.acceptable.value == pytest.approx(2 / 3)
    assert found.among_three.value == pytest.approx(2 / 3)
    assert found.reciprocal_rank.value == pytest.approx(0.5)
    assert ("C2a", "C1a", 1) in found.confusion


def test_an_accepted_requirement_counts_by_its_area() -> None:
    suggested = {
        "1": area("C1a", accepted=("C1a.2",)),
        "2": area("C1a", accepted=("C2a.1",)),
    }
    labels = [label("1", "C1a"), label("2", "C1a"), label("3", None)]

    found = accuracy(labels, suggested, "area", LINES)  # type: ignore[arg-type]

    assert (found.coverage, found.precision) == (1.0, 0.5)
    assert (found.nothing_fits, found.abstained) == (1, 1)


def test_the_calibration_error_is_the_distance_from_what_was_right() -> None:
    labels = [label(str(at), "C1a") for at in range(10)]
    suggested = {str(at): area("C1a") for at in range(10)}

    found = accuracy(labels, suggested, "area", LINES)  # type: ignore[arg-type]

    assert found.calibration_error == pytest.approx(0.1)
    assert found.reliability[0].items == 10


def test_intervals_draw_plans_not_items() -> None:
    labels = [label(f"a{at}", "C1a", plan="a") for at in range(5)]
    labels += [label(f"b{at}", "C2a", plan="b") for at in range(5)]
    suggested = {one.item_id: area("C1a") for one in labels}

    found = accuracy(labels, suggested, "area", LINES)  # type: ignore[arg-type]

    assert (found.first.low, found.first.value, found.first.high) == (0.0, 0.5, 1.0)


def test_no_labels_give_no_figures() -> None:
    assert accuracy([], {}, "area", LINES).items == 0


def test_reasons_are_told_weightiest_first_and_pile_up_to_the_whole() -> None:
    signals = (
        Signal("learned", 0.5, "call taker", 0.75),
        Signal("terms", 0.4, "", 0.25),
    )
    suggestion = Suggestion("C1a", 0.9, 0.8, signals)

    assert lines(suggestion) == [
        "C1a: confidence 0.90",
        "75% worded like exemplars of the node: call taker",
        "25% phrases of the taxonomy",
    ]
    assert [step.end for step in waterfall(suggestion)] == [0.75, 1.0]
