"""Bulk acceptance, blind second review, disagreements, corrections, the audit."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Ranking
from plan_ingest.pipeline.amended import amended
from plan_ingest.pipeline.desk import Asked, Choice, Filters, ReviewDesk
from plan_ingest.store.project import open_project
from plan_ingest.store.records import read_items, write_items, write_suggestions
from tests import build
from tests.pipeline.desk.bench import LEDGER, NONE, again, ids, many, opened, primary
from tests.workbook.desk import FIRST

ALL = Filters(state="all")


def sure(root: Path, items: tuple[PlanItem, ...]) -> None:
    """Suggestions accepted for each item; confidence falls from item to item."""
    offers = []
    for number, item in enumerate(items):
        best = build.suggestion("C1a.1", 0.99 - number / 1000)
        ranking = Ranking((("requirement", (best,)),), ("C1a.1",))
        offers.append(replace(build.suggestions(item), text=ranking))
    write_suggestions(root / "data/normalised/suggestions.tiny.jsonl", offers)


@pytest.fixture
def many_root(project: Path) -> Path:
    opened(project, many(60)).close()
    sure(project, many(60))
    return project


def audited(desk: ReviewDesk, sample: str, wrong: int) -> None:
    for number, item in enumerate(desk.sample(sample).to_audit):
        desk.decide("Bob", [item], [NONE if number < wrong else primary()])


def test_nothing_is_accepted_in_bulk_before_its_sample_is_audited(
    many_root: Path,
) -> None:
    with again(many_root) as desk:
        drawn = desk.draw_sample("Ann", 0.9, ALL, size=30)
        assert (len(drawn.pairs), drawn.acceptable, drawn.ready) == (30, 60, False)
        with pytest.raises(UsageError, match="30 items are still to be"):
            desk.bulk_accept("Ann", drawn.sample.id)
        audited(desk, drawn.sample.id, wrong=3)
        state = desk.sample(drawn.sample.id)
        assert (state.ready, state.acceptable) == (True, 30)
        assert (state.measured.right, state.measured.audited) == (27, 30)
        assert state.measured.low < 0.9 < state.measured.high
        with pytest.raises(UsageError, match="no sample"):
            desk.bulk_accept("Ann", "nobody")


def test_bulk_acceptance_is_on_the_record_and_undone_as_one(many_root: Path) -> None:
    with again(many_root) as desk:
        sample = desk.draw_sample("Ann", 0.9, ALL, size=30).sample.id
        audited(desk, sample, wrong=2)
        done = desk.bulk_accept("Ann", sample, key="k")
        assert desk.bulk_accept("Ann", sample, key="k").written == 0
        state = desk.sample(sample)
        assert state.accepted is not None
        assert (done.written, state.accepted.accepted, state.count) == (30, 30, 30)
        assert state.accepted.auditors == ("Bob",)
        words = [json.loads(line) for line in
                 (many_root / LEDGER).read_text("utf-8").splitlines()]  # fmt: skip
        bulk = [word for word in words if word["batch"] == done.batch]
        assert len(bulk) == 30
        assert all("28 of 30 right" in word["note"] for word in bulk)
        assert desk.queue(Filters(), "document", "Ann").total == 0
        undone = desk.undo("Ann")
        assert undone is not None
        assert (undone.written, desk.sample(sample).count) == (30, 0)
        assert desk.queue(Filters(), "document", "Ann").total == 30
        desk.redo("Ann")
        assert desk.sample(sample).count == 30
        assert desk.sample(sample).measured == state.measured


def test_the_same_draw_is_the_same_sample(many_root: Path) -> None:
    with again(many_root) as desk:
        one = desk.draw_sample("Ann", 0.9, ALL, size=40)
        two = desk.draw_sample("Bob", 0.9, ALL, size=40)
        other = desk.draw_sample("Ann", 0.95, ALL)
        assert one.sample == two.sample
        assert other.sample.id != one.sample.id
        assert {node for _, node in other.sample.pairs} == {"C1a.1"}
        assert len(desk.samples()) == 2
        with pytest.raises(UsageError, match="no accepted suggestion"):
            desk.draw_sample("Ann", 1, ALL)


def test_what_was_decided_or_added_meanwhile_is_not_accepted_in_bulk(
    many_root: Path,
) -> None:
    with again(many_root) as desk:
        sample = desk.draw_sample("Ann", 0.9, ALL, size=30).sample.id
        audited(desk, sample, wrong=0)
        left = ids(desk.queue(Filters(), "document", "Ann", count=99).rows)
        desk.decide("Cat", left[:5], [NONE])
        more = (*many(60), build.item("A promise made late.", item_id="late"))
        write_items(many_root / "data/normalised/items.jsonl", more)
        sure(many_root, more)
        done = desk.bulk_accept("Ann", sample)
        assert set(done.item_ids) == set(left[5:])


def test_a_second_review_is_blind_until_it_is_given(many_root: Path) -> None:
    with again(many_root) as desk:
        every = ids(desk.queue(ALL, "document", "Ann", count=99).rows)
        desk.decide("Ann", every, [primary()])
        given = desk.give_second("Boss", "Bob", 0.2, ALL)
        assert (given.items, given.given) == (12, 0)
        assert {name for name, _ in given.strata} == {
            "penharrow/plan: sure", "westmarch/plan: sure"
        }  # fmt: skip
        mine = ids(desk.queue(Filters(state="second"), "document", "Bob").rows)
        assert desk.queue(Filters(), "document", "Bob").total == 12
        card = desk.card(mine[0], "Bob")
        assert (card.hidden, card.others, card.standing) == (True, (), ())
        assert card.state == "undecided"
        masked = replace(ALL, analysts=("Ann",))
        assert mine[0] not in ids(desk.queue(masked, "document", "Bob", 0, 99).rows)
        reviewed = Filters(state="reviewed")
        assert mine[0] not in ids(desk.queue(reviewed, "document", "Bob", 0, 99).rows)
        desk.decide("Bob", [mine[0]], [NONE])
        card = desk.card(mine[0], "Bob")
        assert (card.hidden, len(card.others), card.state) == (False, 1, "conflict")
        desk.decide("Bob", mine[1:], [primary()])
        [state] = desk.second_states()
        assert (state.given, state.agreement.pairs[0].units) == (12, 12)
        assert state.agreement.pairs[0].alike == pytest.approx(11 / 12)
        assert {one.node_id for one in desk.agreement().nodes} == {"", "C1a.1"}
        with pytest.raises(UsageError, match="nothing that others decided"):
            desk.give_second("Boss", "Ann", 0.2, ALL)


def test_an_adjudicator_settles_a_disagreement(project: Path) -> None:
    with opened(project) as desk:
        desk.decide("Ann", ["first"], [primary()])
        desk.decide("Bob", ["first"], [NONE])
        page = desk.disagreements("adjudicator")
        [one] = page.items
        assert (page.total, one.row.item_id) == (1, "first")
        assert [w.analyst for w in one.conflicts[0].words] == ["Ann", "Bob"]
        desk.decide("adjudicator", ["first"], [primary()])
        assert desk.disagreements("adjudicator").total == 0
        states = desk.overview().plans[-1]
        assert (states.items, states.decided, states.conflict) == (3, 1, 0)


def test_a_correction_changes_the_item_at_once_and_can_be_taken_back(
    project: Path,
) -> None:
    with opened(project) as desk:
        desk.decide("Ann", ["first"], [primary()])
        made = desk.amend("Ann", "first", "text", "Chief officer leads this work.")
        card = desk.card("first", "Ann")
        assert card.item.text == "Chief officer leads this work."
        assert card.as_read is not None
        assert card.as_read.text == FIRST.text
        assert card.amendments == (made,)
        assert [w.node_id for w in card.own] == ["C1a.1"]
        assert card.offered[0].node_id == "C2a.1", "suggested anew"
        assert ids(desk.queue(replace(ALL, text="chief"), "document", "Ann").rows) == [
            "first"
        ]
        desk.retract_amendment("Bob", made.id)
        card = desk.card("first", "Ann")
        assert (card.item.text, card.amendments) == (FIRST.text, ())
        assert [one.node_id for one in card.offered] == ["C1a.1", "C1b.1"]


def test_the_desk_and_the_reading_are_corrected_alike(project: Path) -> None:
    with opened(project, many(8)) as desk:
        steps = [
            ("item-000", "kind", "aim"),
            ("item-001", "split", ("One half of it.", "Another half of it.")),
            ("item-002", "merge", ("item-003", "item-004")),
            ("item-005", "not_an_item", None),
            ("item-006", "force", "Westmarch Constabulary"),
            ("item-007", "date", "2024-05"),
        ]
        for item_id, change, value in steps:
            desk.amend("Ann", item_id, change, value)  # type: ignore[arg-type]
        part = next(r.item_id for r in desk.queue(ALL, "document", "Ann").rows
                    if r.text == "One half of it.")  # fmt: skip
        desk.amend("Ann", part, "split", ("A quarter.", "A quarter more."))
        told = amended(open_project(project), "tiny")
        shown = [desk.card(r.item_id, "Ann").item
                 for r in desk.queue(ALL, "document", "Ann").rows]  # fmt: skip
    key = "item_id"
    assert sorted(shown, key=lambda i: getattr(i, key)) == sorted(
        told.items, key=lambda i: getattr(i, key)
    )
    assert told.lost == ()
    with again(project) as later:
        assert later.lost_amendments() == ()
        rows = later.queue(ALL, "document", "Ann").rows
        assert [later.card(r.item_id, "Ann").item for r in rows] == shown


def test_a_correction_whose_item_is_gone_is_listed(project: Path) -> None:
    with opened(project) as desk:
        desk.amend("Ann", "second", "kind", "aim")
        path = project / "data/normalised/items.jsonl"
        left = [i for i in read_items(path) if i.item_id != "second"]
        near = replace(build.item("Officers see every child at the door."),
                       item_id="new", item_no=2)  # fmt: skip
        write_items(path, [*left, near])
        [lost] = desk.lost_amendments()
        assert (lost.amendment.item_id, lost.nearest_id) == ("second", "new")


def test_a_decision_whose_item_is_gone_is_offered_the_nearest(project: Path) -> None:
    with opened(project) as desk:
        desk.decide("Ann", ["second"], [primary()])
        near = replace(build.item("Officers see every child at the door."),
                       item_id="new")  # fmt: skip
        write_items(project / "data/normalised/items.jsonl", [FIRST, near])
        [orphan] = desk.overview().orphans
        assert (orphan.decision.item_id, orphan.nearest_id) == ("second", "new")


@pytest.mark.parametrize(
    ("item", "change", "value", "wrong"),
    [
        ("gone", "kind", "aim", "no item 'gone'"),
        ("first", "kind", "wish", "kind is one of"),
        ("first", "merge", ("nobody",), "no item 'nobody'"),
        ("first", "split", ("one",), "split needs 2"),
    ],
)
def test_a_wrong_correction_is_refused(
    project: Path, item: str, change: str, value: object, wrong: str
) -> None:
    with opened(project) as desk, pytest.raises(UsageError, match=wrong):
        desk.amend("Ann", item, change, value)  # type: ignore[arg-type]
    assert not (project / "mappings/tiny/amendments.jsonl").exists()


def test_the_audit_has_every_line_and_what_became_of_it(project: Path) -> None:
    with opened(project) as desk:
        desk.decide("Ann", ["first"], [primary()], "=1+1")
        desk.decide("Ann", ["first"], [Choice("C1a.1", "secondary")])
        desk.decide("Bob", ["second"], [NONE])
        desk.undo("Bob")
        desk.amend("Cat", "third", "kind", "aim")
        every = desk.audit(Asked()).rows
        assert [(r.analyst, r.verdict, r.standing) for r in reversed(every)] == [
            ("Ann", "primary", "overtaken"),
            ("Ann", "secondary", "stands"),
            ("Bob", "none", "taken back"),
            ("Bob", "retract", "takes back"),
            ("Cat", "kind", "stands"),
        ]
        day = every[0].at[:10]
        for asked, count in (
            (Asked(analysts=("Ann",)), 2),
            (Asked(verdicts=("none", "kind")), 2),
            (Asked(nodes=("C1",)), 2),
            (Asked(sources=("penharrow/plan",)), 1),
            (Asked(item_id="second"), 2),
            (Asked(kind="correction"), 1),
            (Asked(since=day, until=day), 5),
            (Asked(since="2999-01-01"), 0),
        ):
            assert desk.audit(asked).total == count, asked
        assert desk.audit(Asked(), 1, 2).rows == every[1:3]
        told = "".join(desk.audit_csv(Asked()))
    rows = list(csv.DictReader(io.StringIO(told)))
    assert len(rows) == 5
    assert [row["note"] for row in rows if row["note"]] == ["'=1+1"]
