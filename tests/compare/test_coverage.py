"""Levels, marks, roll-up and breadth, by framework/COVERAGE.md."""

from dataclasses import replace
from typing import Any

import pytest

from plan_ingest.compare import coverage
from plan_ingest.compare.future import Tenses, future_only
from plan_ingest.model.coverage import CoverageCell
from plan_ingest.model.plan import PlanItem, Smart
from plan_ingest.model.review import Decision
from plan_ingest.review import links, settle
from tests import build

FULL = Smart(owner="row", date="due_date", evidence="own")
FUTURE = future_only(Tenses(future=("will", "to be"), done=("has been", "already")))


def cells(
    *items: PlanItem, words: list[Decision], suggestions: Any = (), **record: Any
) -> dict[str, CoverageCell]:
    settled = settle(words, "tiny")
    found = coverage(
        links(items, suggestions, settled),
        items,
        [build.record(**record)],
        build.framework(),
        settled,
        FUTURE,
    )
    return {cell.node_id: cell for cell in found.cells}


def level_of(item: PlanItem, node: str = "C1a.1", **given: Any) -> tuple[Any, str]:
    cell = cells(item, words=[build.decision(item, node, **given)])[node]
    return cell.level, cell.marks


@pytest.mark.parametrize(
    ("smart", "level", "marks"),
    [
        (Smart(), 2, "R"),
        (Smart(evidence="own"), 3, "R"),
        (Smart(evidence="self"), 3, "R"),
        (Smart(evidence="shared"), 3, "SR"),
        (FULL, 4, "R"),
        (replace(FULL, date="period"), 4, "R"),
        (replace(FULL, date="past_only"), 3, "R"),
        (replace(FULL, date="state_only"), 3, "R"),
        (replace(FULL, owner="heading"), 3, "R"),
        (replace(FULL, evidence="shared"), 3, "SR"),
        (replace(FULL, evidence="none"), 2, "R"),
    ],
)
def test_an_actions_level_follows_its_attributes(
    smart: Smart, level: int, marks: str
) -> None:
    assert level_of(build.item(smart=smart)) == (level, marks)


@pytest.mark.parametrize("kind", ["aim", "issue"])
def test_aims_and_issues_are_only_mentioned(kind: str) -> None:
    assert level_of(build.item(kind=kind, smart=FULL)) == (1, "R")


@pytest.mark.parametrize("status", ["discussed", "under_consideration"])
def test_what_is_only_talked_of_is_only_mentioned(status: str) -> None:
    assert level_of(build.item(status=status, smart=FULL)) == (1, "R")


def test_a_secondary_mapping_is_only_mentioned() -> None:
    assert level_of(build.item(smart=FULL), verdict="secondary") == (1, "R")


def test_a_response_alone_is_mentioned_and_marked() -> None:
    assert level_of(build.item(smart=FULL), basis="response") == (1, "ER")


def test_the_mark_for_response_alone_goes_once_the_text_speaks_of_it_too() -> None:
    item = build.item(smart=FULL)
    words = [
        build.decision(item, "C1a.1", basis="response"),
        build.decision(item, "C1a.1", verdict="secondary"),
    ]

    assert cells(item, words=words)["C1a.1"].marks == "R"


def test_the_mark_for_shared_evidence_goes_once_there_is_better() -> None:
    shared = build.item("Shared.", smart=Smart(evidence="shared"))
    own = build.item("Own.", item_no=2, smart=Smart(evidence="own"))
    words = [build.decision(shared, "C1a.1"), build.decision(own, "C1a.1")]

    assert cells(shared, own, words=words)["C1a.1"].marks == "R"


def test_a_requirement_lifts_its_area_and_criterion() -> None:
    item = build.item(smart=FULL)
    words = [
        build.decision(item, "C1a", verdict="secondary"),
        build.decision(item, "C1a.1"),
    ]
    found = cells(item, words=words)

    assert [found[n].level for n in ("C1a.1", "C1a", "C1", "C1a.2", "C1b")] == [
        4, 4, 4, 0, 0
    ]  # fmt: skip
    assert [found[n].breadth for n in ("C1", "C1a", "C1a.1", "C2")] == [
        (1, 3), (1, 2), None, (0, 1)
    ]  # fmt: skip


def test_an_areas_own_decision_leaves_its_requirements_alone() -> None:
    item = build.item()
    found = cells(item, words=[build.decision(item, "C1a")])

    assert (found["C1a"].level, found["C1a.1"].level) == (2, 0)
    assert found["C1a"].item_ids == (item.item_id,)
    assert found["C1"].item_ids == (item.item_id,)


def test_a_later_ask_is_marked_at_every_level_and_needs_a_date() -> None:
    item = build.item()
    words = [build.decision(item, "C1a")]

    assert "L" in cells(item, words=words, document_date="2020-04")["C2a.1"].marks
    assert "L" in cells(item, words=words, document_date="2020")["C2"].marks
    assert "L" not in cells(item, words=words, document_date="2021")["C2a.1"].marks
    assert "L" not in cells(item, words=words, document_date=None)["C2a.1"].marks
    assert "L" not in cells(item, words=words)["C1a.1"].marks


def test_responses_about_the_future_only_are_marked() -> None:
    ahead = ("A policy will be written.", "Training to be arranged")
    smart = Smart(evidence="own")

    assert level_of(build.item(response=ahead, smart=smart)) == (3, "PR")
    done = (*ahead, "Guidance has been issued.")
    assert level_of(build.item(response=done, smart=smart)) == (3, "R")
    both = ("What has been agreed will be published.",)
    assert level_of(build.item(response=both, smart=smart)) == (3, "R")


def test_a_shared_response_about_the_future_is_the_one_it_shares() -> None:
    first = build.item(
        "First.", response=("It will come.",), smart=Smart(evidence="own")
    )
    second = build.item(
        "Second.",
        item_no=2,
        evidence_from=first.item_id,
        smart=Smart(evidence="shared"),
    )
    found = cells(first, second, words=[build.decision(second, "C1a.1")])

    assert found["C1a.1"].marks == "SPR"


def test_suggestions_are_marked_and_decisions_beside_them() -> None:
    decided, offered = build.item("Decided."), build.item("Offered.", item_no=2)
    both = [
        build.suggestions(decided, "C1b.1", accepted=("C1b.1",)),
        build.suggestions(offered, "C1a.1", accepted=("C1a.1", "C2a.1")),
    ]
    words = [build.decision(decided, "C1a.1")]
    found = cells(decided, offered, words=words, suggestions=both)

    assert found["C1a.1"].marks == ""
    assert found["C2a.1"].marks == "L?"
    assert (found["C1b.1"].level, found["C1b.1"].marks) == (0, "?")


def test_a_conflict_marks_the_cell_and_those_above_even_when_rejected() -> None:
    item = build.item()
    words = [
        build.decision(item, "C1a.1", analyst="A"),
        build.decision(
            item, "C1a.1", analyst="B", verdict="reject", at="2026-03-01T00:00:00Z"
        ),
    ]
    found = cells(item, words=words)

    assert (found["C1a.1"].level, found["C1a.1"].marks) == (0, "CR")
    assert found["C1a"].marks == "CR"
    assert found["C1b"].marks == "R"


@pytest.mark.parametrize("state", ["not assessable", "quarantined"])
def test_a_source_that_was_not_read_is_never_shown_as_a_gap(state: str) -> None:
    found = cells(words=[], state=state)

    assert {(cell.level, cell.marks) for cell in found.values()} == {(None, "")}
    assert found["C1"].breadth is None


def test_unread_pages_could_hold_what_was_not_found() -> None:
    item = build.item()
    words = [build.decision(item, "C1a.1")]
    found = cells(item, words=words, state="partly read", pages_unread=(3,))

    assert (found["C1a.1"].level, found["C1a.2"].level) == (2, None)
    assert found["C1a"].level == 2


def test_a_source_without_any_item_is_not_assessable() -> None:
    assert cells(words=[])["C1"].level is None


def test_links_to_nodes_the_framework_lacks_count_nowhere() -> None:
    item = build.item()
    found = cells(item, words=[build.decision(item, "C9")])

    assert {cell.level for cell in found.values()} == {0}
