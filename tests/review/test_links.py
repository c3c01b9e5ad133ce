"""Which items count for which nodes."""

from dataclasses import replace

from plan_ingest.model.review import Settled
from plan_ingest.review import links, settle
from tests import build

ITEM = build.item()


def found(*of: object) -> list[tuple[str, str, bool]]:
    return [(link.node_id, link.basis, link.decided) for link in of]  # type: ignore[attr-defined]


def test_an_undecided_item_counts_by_what_is_accepted_for_it() -> None:
    offered = build.suggestions(ITEM, "C1a.1", "C1a.2", accepted=("C1a.1",))
    (link,) = links([ITEM], [offered])

    assert (link.node_id, link.verdict, link.decided) == ("C1a.1", "primary", False)
    assert link.confidence == 0.9


def test_the_response_of_an_undecided_item_counts_as_response() -> None:
    offered = replace(
        build.suggestions(ITEM, "C1a.1"),
        response=build.ranking(("C2a.1",), ("C2a.1",)),
    )

    assert found(*links([ITEM], [offered])) == [("C2a.1", "response", False)]


def test_a_decided_item_counts_by_decisions_alone() -> None:
    offered = build.suggestions(ITEM, "C1a.1", "C1b.1", accepted=("C1a.1", "C1b.1"))
    settled = settle([build.decision(ITEM, "C2a.1")], "tiny")

    assert found(*links([ITEM], [offered], settled)) == [("C2a.1", "text", True)]


def test_a_rejection_alone_leaves_the_item_without_links() -> None:
    offered = build.suggestions(ITEM, "C1a.1", "C1b.1", accepted=("C1a.1", "C1b.1"))
    settled = settle([build.decision(ITEM, "C1a.1", verdict="reject")], "tiny")

    assert links([ITEM], [offered], settled) == ()


def test_an_unsure_word_leaves_the_suggestion_in_force() -> None:
    offered = build.suggestions(ITEM, "C1a.1", accepted=("C1a.1",))
    settled = settle([build.decision(ITEM, "C1a.1", verdict="unsure")], "tiny")

    assert found(*links([ITEM], [offered], settled)) == [("C1a.1", "text", False)]


def test_a_decided_link_says_who_and_when_and_whether_analysts_differ() -> None:
    one = build.decision(ITEM, "C1a", analyst="A", note="clear")
    other = build.decision(
        ITEM, "C1a", analyst="B", verdict="secondary", at="2026-02-01T09:00:00+00:00"
    )
    (link,) = links([ITEM], (), settle([one, other], "tiny"))

    assert (link.analyst, link.verdict, link.conflict) == ("B", "secondary", True)


def test_words_on_items_that_are_gone_make_no_link() -> None:
    settled = settle([build.decision("gone", "C1a")], "tiny")

    assert links([ITEM], (), settled) == ()
    assert links([], [build.suggestions(ITEM, accepted=("C1a",))], Settled()) == ()
