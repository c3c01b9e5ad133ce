"""What the comparison tells beyond the matrix."""

from dataclasses import replace
from difflib import SequenceMatcher

import pytest

from plan_ingest.compare.coverage import coverage
from plan_ingest.compare.editions import changed_words, editions
from plan_ingest.compare.gaps import gaps, uptake_of
from plan_ingest.compare.nearest import nearest
from plan_ingest.compare.practice import good_practice
from plan_ingest.compare.shared import wording
from plan_ingest.model.analysis import Wording
from plan_ingest.model.coverage import Coverage
from plan_ingest.model.plan import PlanItem, Smart
from plan_ingest.model.review import Decision
from plan_ingest.review import links, settle
from tests import build

FULL = Smart(owner="row", date="due_date", evidence="own")
LONG = "Supervisors look at every closed record within two days of its closing"


def ratio(one: str, other: str) -> float:
    return 100 * SequenceMatcher(None, one, other, autojunk=False).ratio()


def plan(name: str, *texts: str, **given: object) -> list[PlanItem]:
    return [
        build.item(
            text,
            item_id=f"{name}-{number}",
            item_no=number,
            source_id=f"{name}/plan",
            force=name.title(),
            **given,
        )
        for number, text in enumerate(texts, 1)
    ]


def covered(items: list[PlanItem], words: list[Decision], *names: str) -> Coverage:
    framework = build.framework()
    framework = replace(
        framework,
        nodes=tuple(
            replace(node, basis="inspectorate" if node.id == "C1a.1" else "plans")
            for node in framework.nodes
        ),
    )
    records = [
        build.record(source_id=f"{name}/plan", force=name.title()) for name in names
    ]
    settled = settle(words, "tiny")
    return coverage(links(items, (), settled), items, records, framework, settled)


def two_plans() -> tuple[Coverage, list[PlanItem]]:
    alder, birch = plan("alder", "One.", smart=FULL), plan("birch", "Two.")
    words = [build.decision(alder[0], "C1a.2"), build.decision(birch[0], "C1b.1")]
    items = [*alder, *birch]
    return covered(items, words, "alder", "birch"), items


def test_gaps_come_weightiest_first_and_later_asks_are_none() -> None:
    found, _ = two_plans()
    framework = build.framework()
    nodes = tuple(
        replace(node, basis="inspectorate" if node.id == "C1a.1" else "plans")
        for node in framework.nodes
    )
    weighed = gaps(found, replace(framework, nodes=nodes))

    assert [(g.source_id, g.node_id, g.weight) for g in weighed][:3] == [
        ("birch/plan", "C1a.1", 3),
        ("birch/plan", "C1a.2", 3),
        ("alder/plan", "C1b.1", 3),
    ]
    assert "C2a.1" not in {gap.node_id for gap in weighed}
    assert [g.weight for g in weighed] == sorted(
        (g.weight for g in weighed), reverse=True
    )


def test_a_source_that_was_not_read_has_no_gaps_and_counts_nowhere() -> None:
    records = [build.record(state="quarantined", items=0)]
    found = coverage((), (), records, build.framework())

    assert gaps(found, build.framework()) == ()
    assert {uptake.assessable for uptake in uptake_of(found)} == {0}


def test_uptake_tells_who_addresses_and_who_answers() -> None:
    found, _ = two_plans()
    uptake = {one.node_id: one for one in uptake_of(found)}

    assert uptake["C1a.2"].answered == ("alder/plan",)
    assert uptake["C1b.1"].addressed == ("birch/plan",)
    assert uptake["C1b.1"].answered == ()


def test_words_belong_to_the_plan_that_was_written_first() -> None:
    late = plan("alder", LONG, document_date="2020-01")
    early = plan("birch", LONG.replace("two", "three"), document_date="2016-01")
    own = plan("cedar", "Buy cameras.", document_date="2021-01")
    found = {
        w.item_id: w
        for w in wording([*late, *early, *own], build.framework(), ratio, 85)
    }

    assert found["birch-1"].origin == "own"
    assert (found["alder-1"].origin, found["alder-1"].like) == (
        "near-verbatim", "birch-1"
    )  # fmt: skip
    assert found["cedar-1"] == Wording("cedar-1", "own", 0.0)


def test_the_very_same_words_are_verbatim_whatever_their_case() -> None:
    first = plan("alder", LONG, document_date="2016")
    second = plan("birch", LONG.upper(), document_date="2018")
    found = wording([*first, *second], build.framework(), ratio, 85)

    assert [w.origin for w in found] == ["own", "verbatim"]


def test_a_force_that_repeats_itself_shares_with_nobody() -> None:
    items = plan("alder", LONG, LONG)

    assert {w.origin for w in wording(items, build.framework(), ratio, 85)} == {"own"}


def test_wording_of_the_framework_itself_is_told() -> None:
    (found,) = wording(
        plan("alder", "Children at the scene are seen"), build.framework(), ratio, 85
    )

    assert (found.origin, found.like, found.with_framework) == (
        "verbatim", "C1b.1", True
    )  # fmt: skip


def test_a_plan_is_set_against_its_earlier_edition() -> None:
    old = plan("alder", LONG, "Meet partners every month to review risk", "Old idea.")
    new = [
        replace(item, source_id="alder/new", item_id=f"new-{item.item_no}")
        for item in plan(
            "alder", "Meet partners every week to review risk", LONG, "A fresh start."
        )
    ]
    records = [
        build.record(source_id="alder/plan", force="Alder", document_date="2016"),
        build.record(source_id="alder/new", force="Alder", document_date="2019"),
        build.record(source_id="elm/plan", force="Elm", document_date="2019"),
    ]
    found = editions(records, [*old, *new], ratio, 60)

    assert [(c.change, c.earlier_item, c.later_item) for c in found] == [
        ("changed", "alder-2", "new-1"),
        ("kept", "alder-1", "new-2"),
        ("new", None, "new-3"),
        ("dropped", "alder-3", None),
    ]
    assert found[0].words == (("month", "week"),)


def test_an_analyst_says_which_plan_supersedes_which() -> None:
    old, new = plan("alder", LONG), plan("birch", LONG)
    records = [
        build.record(source_id="alder/plan", force=None, file="old.txt"),
        build.record(source_id="birch/plan", force=None, supersedes="old.txt"),
    ]
    found = editions(records, [*old, *new], ratio, 60)

    assert [(c.change, c.earlier_source) for c in found] == [("kept", "alder/plan")]


def test_changed_words_are_told_run_by_run() -> None:
    assert changed_words("see all of it", "see some of it now") == (
        ("all", "some"), ("", "now")
    )  # fmt: skip


def test_the_nearest_plan_has_the_most_like_levels() -> None:
    items = [
        *plan("alder", "A."),
        *plan("birch", "B."),
        *plan("cedar", "C.", smart=FULL),
    ]
    words = [build.decision(item, "C1a.1") for item in items]
    found = nearest(
        covered(items, words, "alder", "birch", "cedar"), build.framework(), 1
    )

    assert [(n.source_id, n.other_id, n.alike) for n in found][:2] == [
        ("alder/plan", "birch/plan", 1.0),
        ("birch/plan", "alder/plan", 1.0),
    ]
    assert found[2].alike == pytest.approx(1 - 2 / 16)


def test_good_practice_is_answered_owned_dated_and_in_own_words() -> None:
    items = plan("alder", "Own words.", "Shared words.", smart=FULL)
    items += plan("birch", "Undated.")
    settled = settle([build.decision(item, "C1a.1") for item in items], "tiny")
    words = [
        Wording("alder-1", "own", 0), Wording("alder-2", "verbatim", 100, "x"),
        Wording("birch-1", "own", 0),
    ]  # fmt: skip
    found = good_practice(links(items, (), settled), items, words)

    assert [(g.item_id, g.node_ids) for g in found] == [("alder-1", ("C1a.1",))]
