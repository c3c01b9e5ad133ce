from plan_ingest.model.framework import Crossing, Framework, Node
from plan_ingest.suggest.migrate import migrate
from tests import build

BEFORE = build.framework()
AFTER = Framework(
    "new", "New", "1", ("theme",), (Node("T1", "theme", "T"), Node("T2", "theme", "U"))
)


def crossing(node: str, relation: str, to: str = "T1") -> Crossing:
    return Crossing("tiny", node, "new", to, relation)  # type: ignore[arg-type]


def test_an_equal_node_keeps_its_verdict() -> None:
    found = migrate(
        [build.decision("i", "C1a")], [crossing("C1a", "equal")], BEFORE, AFTER
    )

    assert [(d.node_id, d.verdict) for d in found.carried] == [("T1", "primary")]
    assert found.carried[0].note == "tiny C1a equal T1"


def test_what_only_overlaps_is_left_for_a_person() -> None:
    lines = [crossing("C1a", "superset"), crossing("C1a", "intersects", "T2")]

    found = migrate([build.decision("i", "C1a")], lines, BEFORE, AFTER)

    assert [(d.node_id, d.verdict) for d in found.unsure] == [
        ("T1", "unsure"),
        ("T2", "unsure"),
    ]
    assert "a person must look" in found.unsure[0].note


def test_a_rejected_whole_rejects_its_parts_but_not_the_other_way_round() -> None:
    no = build.decision("i", "C1a", verdict="reject")

    assert migrate([no], [crossing("C1a", "superset")], BEFORE, AFTER).carried
    assert migrate([no], [crossing("C1a", "subset")], BEFORE, AFTER).unsure


def test_a_node_without_a_line_goes_by_the_one_above_it() -> None:
    found = migrate(
        [build.decision("i", "C1a.1")], [crossing("C1a", "equal")], BEFORE, AFTER
    )

    assert [(d.node_id, d.verdict) for d in found.carried] == [("T1", "primary")]
    assert "subset" in found.carried[0].note


def test_the_crosswalk_is_read_in_both_directions() -> None:
    back = Crossing("new", "T1", "tiny", "C1a", "superset")

    assert migrate([build.decision("i", "C1a")], [back], BEFORE, AFTER).carried


def test_what_the_crosswalk_does_not_name_is_lost_and_listed() -> None:
    gone = [build.decision("i", "C2"), build.decision("j", None)]

    assert migrate(gone, [crossing("C1a", "equal")], BEFORE, AFTER).lost == tuple(gone)


def test_ids_are_made_of_the_decision_and_stay() -> None:
    word = build.decision("i", "C1a")
    lines = [crossing("C1a", "equal")]

    first, second = (migrate([word], lines, BEFORE, AFTER) for _ in range(2))

    assert first == second
    assert first.carried[0].id != word.id
