"""Samples drawn by content, and the interval of what they measure."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.review.sampling import (
    band,
    drawn,
    drawn_by_strata,
    interval,
    measured,
    size_for,
)

NAMES = [f"item-{number}" for number in range(1000)]


@pytest.mark.parametrize(
    ("right", "audited", "low", "high"),
    [
        # Newcombe (1998), table I, method 3, without continuity correction.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(
    right: int, audited: int, low: float, high: float
) -> None:
    found = interval(right, audited)
    assert isclose(found[0], low, abs_tol=5e-5)
    assert isclose(found[1], high, abs_tol=5e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_lies_in_its_interval(right: int, wrong: int) -> None:
    low, high = interval(right, right + wrong)
    share = right / (right + wrong) if right + wrong else 0.5
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    assert measured(right, right + wrong).audited == right + wrong


def test_the_size_asked_for_gives_about_the_width_wanted() -> None:
    count = size_for(0.05, 10**6, 0.9)
    low, high = interval(round(0.9 * count), count)
    assert count == 139
    assert isclose(high - low, 0.1, abs_tol=0.004)
    assert size_for(0.05, 40) < 40
    assert size_for(0.05, 0) == 0
    assert size_for(0.001, 7) == 7


def test_the_same_draw_is_the_same_sample_and_another_seed_another() -> None:
    assert drawn(NAMES, 50, "a") == drawn(reversed(NAMES), 50, "a")
    assert set(drawn(NAMES, 50, "a")) != set(drawn(NAMES, 50, "b"))
    assert drawn(NAMES, 20, "a") == drawn(NAMES, 50, "a")[:20]
    assert set(drawn(NAMES, 2000, "a")) == set(NAMES)


def test_every_name_is_drawn_about_as_often() -> None:
    counts = dict.fromkeys(NAMES[:20], 0)
    for seed in range(2000):
        for name in drawn(counts, 5, str(seed)):
            counts[name] += 1
    # 500 expected, standard deviation about 19.
    assert all(400 < count < 600 for count in counts.values())


def test_each_stratum_gives_its_share_and_one_at_least() -> None:
    strata = {name: f"s{int(name[5:]) % 3}" for name in NAMES} | {"lone": "rare"}
    found = drawn_by_strata(strata, 0.1, "a")
    counts = [list(found.values()).count(s) for s in ("s0", "s1", "s2", "rare")]

    assert counts == [33, 33, 33, 1]
    assert found == drawn_by_strata(dict(reversed(strata.items())), 0.1, "a")
    assert drawn_by_strata({}, 0.5, "a") == {}


def test_how_sure_a_suggestion_is_in_a_word() -> None:
    assert [band(c) for c in (0.9, 0.8, 0.5, 0.1, None)] == [
        "sure", "sure", "likely", "doubtful", "none"
    ]  # fmt: skip
