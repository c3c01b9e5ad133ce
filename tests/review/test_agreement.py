"""Agreement against figures worked out by hand or printed in the literature."""

import pytest

from plan_ingest.review.agreement import agreement, alpha, kappa
from tests import build


def test_cohens_kappa_of_a_two_by_two_table() -> None:
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15

    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_has_no_meaning_where_everything_is_alike() -> None:
    assert kappa([("y", "y")] * 3) is None
    assert kappa([]) is None


def test_krippendorffs_alpha_bears_missing_data() -> None:
    coders = {
        "A": "*****3412113" + "3*3",
        "B": "1*2133" + "43" + "*******",
        "C": "**2134" + "4*21133*4",
    }
    assert {len(row) for row in coders.values()} == {15}
    found = [
        {name: row[n] for name, row in coders.items() if row[n] != "*"}
        for n in range(15)
    ]

    assert alpha(found) == pytest.approx(0.691, abs=0.001)


def test_alpha_has_no_meaning_without_variety() -> None:
    assert alpha([{"A": "y", "B": "y"}]) is None
    assert alpha([{"A": "y"}, {"B": "n"}]) is None


def test_an_analyst_who_chose_another_node_did_not_choose_this_one() -> None:
    words = [
        build.decision("one", "C1a"),
        build.decision("one", "C1b", analyst="B"),
        build.decision("two", "C1a"),
        build.decision("two", "C1a", analyst="B"),
    ]
    found = agreement(words, "tiny")
    [pair] = found.pairs

    assert (pair.first, pair.second, pair.units) == ("A", "B", 3)
    assert pair.alike == pytest.approx(1 / 3)
    assert [node.node_id for node in found.nodes] == ["", "C1a", "C1b"]


def test_unsure_and_unseen_say_nothing() -> None:
    words = [
        build.decision("one", "C1a"),
        build.decision("one", None, analyst="B", verdict="unsure"),
        build.decision("two", "C1a"),
    ]

    assert agreement(words, "tiny").pairs == ()
