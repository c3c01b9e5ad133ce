"""The rules of a cell one by one: what a mapping is worth, what a mark says."""

from typing import Any

import pytest

from plan_ingest.compare.coverage import assessable, coverage
from plan_ingest.compare.levels import Weight, response_of, weigh
from plan_ingest.compare.marks import marks
from plan_ingest.model.coverage import Link
from plan_ingest.model.plan import Smart
from plan_ingest.review import links, settle
from tests import build


def link(**given: Any) -> Link:
    told = {"verdict": "primary", "basis": "text", "confidence": 1.0, "decided": True}
    return Link("one", "westmarch/plan", "C1a.1", **(told | given))


def worth(**given: Any) -> Weight:
    return weigh(link(), {"one": build.item(item_id="one", **given)})


def told(*best: Weight, future: Any = lambda _: True) -> str:
    return marks(best, later=False, conflict=False, undecided=False, future=future)


@pytest.mark.parametrize("kind", ["objective", "action"])
def test_objectives_and_actions_are_promises(kind: str) -> None:
    assert worth(kind=kind).level == 2


def test_what_an_item_says_of_itself_has_no_response_behind_it() -> None:
    found = worth(response=("It will come.",), smart=Smart(evidence="self"))

    assert (found.level, found.response) == (3, ())


def test_an_items_own_response_goes_before_the_one_it_shares() -> None:
    own = build.item("Own.", response=("Ours.",), evidence_from="other")
    other = build.item("Other.", item_id="other", response=("Theirs.",))
    items = {"other": other}

    assert response_of(own, items) == ("Ours.",)
    assert response_of(build.item(evidence_from="other"), items) == ("Theirs.",)
    assert response_of(build.item(evidence_from="gone"), items) == ()
    assert response_of(build.item(), items) == ()


def test_every_mapping_behind_a_level_has_a_response_of_the_future() -> None:
    ahead, silent = Weight(link(), 3, response=("Soon.",)), Weight(link(), 3)

    assert told(ahead, ahead) == "PR"
    assert told(ahead, silent) == "R"
    assert told(silent) == "R"
    assert told() == "R"


def test_without_a_sense_of_the_future_nothing_is_marked_so() -> None:
    assert told(Weight(link(), 3, response=("Soon.",)), future=None) == "R"


def test_marks_tell_what_rests_on_people_and_what_does_not() -> None:
    guessed = Weight(link(decided=False), 2)

    assert told(guessed) == "?"
    assert told(guessed, Weight(link(), 2)) == ""
    gap = marks((), later=True, conflict=True, undecided=True, future=None)
    assert gap == "LC?"


@pytest.mark.parametrize(
    ("state", "unread", "whole"),
    [
        ("read", (), True),
        ("read", (3,), False),
        ("partly read", (), False),
        ("partly read", (3,), False),
    ],
)
def test_an_absence_counts_only_where_all_was_read(
    state: str, unread: tuple[int, ...], whole: bool
) -> None:
    record = build.record(state=state, pages_unread=unread)

    assert assessable(record, 0) is whole
    assert not assessable(record, 0, found=False)
    assert assessable(record, 1, found=False)


@pytest.mark.parametrize("state", ["not assessable", "quarantined"])
def test_what_was_not_read_is_never_assessed(state: str) -> None:
    assert not assessable(build.record(state=state), 4)


def test_a_conflict_on_what_is_gone_marks_nothing() -> None:
    item = build.item()
    words = [
        build.decision(on, node, analyst=analyst, verdict=verdict)
        for on, node in ((item, "C9"), ("an item that is gone", "C1a.1"))
        for analyst, verdict in (("A", "primary"), ("B", "reject"))
    ]
    settled = settle(words, "tiny")

    found = coverage([], [item], [build.record()], build.framework(), settled)

    assert len(settled.conflicts) == 2
    assert not [cell for cell in found.cells if "C" in cell.marks]


def test_marks_speak_of_what_the_level_rests_on_alone() -> None:
    shared = build.item("Shared.", smart=Smart(evidence="shared"))
    aim = build.item("An aim.", kind="aim", item_no=2)
    words = [build.decision(one, "C1a.1") for one in (shared, aim)]
    settled = settle(words, "tiny")
    found = coverage(
        links([shared, aim], [], settled),
        [shared, aim],
        [build.record()],
        build.framework(),
        settled,
    )

    (cell,) = [cell for cell in found.cells if cell.node_id == "C1a.1"]

    assert (cell.level, cell.marks) == (3, "SR")
    assert cell.item_ids == (shared.item_id, aim.item_id)
