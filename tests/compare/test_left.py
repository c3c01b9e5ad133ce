"""What is left to review, and what stands beside a gap without counting for it."""

from dataclasses import replace

from plan_ingest.compare import coverage
from plan_ingest.compare.left import left_to_review, offers, possible
from plan_ingest.compare.tree import tree
from plan_ingest.model.analysis import LeftToReview, Possible
from plan_ingest.model.coverage import Coverage
from plan_ingest.model.plan import PlanItem, Smart
from plan_ingest.model.review import Decision, ItemSuggestions, Ranking
from plan_ingest.review import links, settle
from tests import build

FULL = Smart(owner="row", date="due_date", evidence="own")
FRAMEWORK = build.framework()
SOURCE = "alder/plan"


def items(*smart: Smart) -> list[PlanItem]:
    return [
        build.item(f"Item {n}.", item_id=f"i{n}", item_no=n, smart=one)
        for n, one in enumerate(smart, 1)
    ]


def looked_at(
    every: list[PlanItem],
    offered: list[ItemSuggestions],
    words: list[Decision] | None = None,
    likely: float = 0.85,
) -> tuple[Coverage, tuple[LeftToReview, ...], tuple[Possible, ...]]:
    settled = settle(words or [], "tiny")
    found = links(every, offered, settled)
    source = every[0].source_id
    cells = coverage(found, every, [build.record(source_id=source)], FRAMEWORK, settled)
    nodes = tree(FRAMEWORK)
    seen = offers(every, offered, settled, likely)
    left = left_to_review(cells, nodes, found, every, seen)
    return cells, left, possible(cells, nodes, seen)


def test_what_is_left_names_items_that_carry_or_might_raise_a_cell() -> None:
    every = items(Smart(), FULL)
    _, left, _ = looked_at(
        every,
        [
            build.suggestions(every[0], "C1a.1", accepted=("C1a.1",)),
            build.suggestions(every[1], "C1a.1", "C2a.1"),
        ],
    )

    assert [(one.node_id, one.resting, one.raising) for one in left] == [
        ("C1", ("i1",), ("i2",)),
        ("C1a", ("i1",), ("i2",)),
        ("C1a.1", ("i1",), ("i2",)),
    ]


def test_a_gap_names_what_may_yet_speak_of_it_and_stays_a_gap() -> None:
    every = items(Smart(), FULL)
    offered = [build.suggestions(one, "C2a.1") for one in every]
    cells, left, found = looked_at(every, offered)

    assert {cell.level for cell in cells.cells} == {0}
    assert [(p.node_id, p.item_id, p.gives) for p in found] == [
        ("C2a.1", "i1", 2),
        ("C2a.1", "i2", 4),
    ]
    assert [one.node_id for one in left] == ["C2", "C2a", "C2a.1"]
    assert {one.raising for one in left} == {("i1", "i2")}


def test_what_a_person_decided_is_no_possibility() -> None:
    every = items(FULL)
    offered = [build.suggestions(every[0], "C2a.1")]
    rejected = replace(build.decision(every[0], "C2a.1"), verdict="reject")
    _, left, found = looked_at(every, offered, [rejected])

    assert (left, found) == ((), ())


def test_too_unlikely_a_suggestion_is_not_shown() -> None:
    every = items(FULL)
    offered = [build.suggestions(every[0], "C2a.1", "C1a.1")]

    assert [p.node_id for p in looked_at(every, offered)[2]] == ["C2a.1"]
    assert len(looked_at(every, offered, likely=0.8)[2]) == 2


def test_a_cell_at_level_2_or_more_has_no_hint() -> None:
    every = items(Smart(), FULL)
    offered = [build.suggestions(every[1], "C1a.1")]
    _, left, found = looked_at(every, offered, [build.decision(every[0], "C1a.1")])

    assert found == ()
    assert [one.raising for one in left] == [("i2",)] * 3


def test_of_an_item_offered_to_a_node_and_its_part_the_part_is_listed() -> None:
    every = items(FULL)
    both = Ranking(
        tuple(
            (level, (build.suggestion(node, 0.9),))
            for level, node in (("criterion", "C2"), ("area", "C2a"))
        )
    )
    offered = [replace(build.suggestions(every[0]), text=both)]

    assert [p.node_id for p in looked_at(every, offered)[2]] == ["C2a"]


def test_a_suggestion_for_a_node_the_framework_lacks_is_left_aside() -> None:
    every = items(FULL)
    _, left, found = looked_at(every, [build.suggestions(every[0], "Z9")])

    assert (left, found) == ((), ())
