import numpy as np
import pytest

from plan_ingest.suggest.calibrate import (
    PLAIN,
    UNTRIED,
    Calibration,
    Curve,
    accepted,
    calibrate,
    curve,
    plain,
    threshold,
)
from plan_ingest.suggest.tree import tree
from tests import build


def test_the_curve_tells_how_often_such_a_share_was_right() -> None:
    shares = np.linspace(0.02, 0.98, 4000, dtype=np.float32)
    rng = np.random.default_rng(1)
    right = rng.random(4000) < shares**2

    fitted = curve(shares, right).of(shares)

    steps = np.clip((fitted * 10).astype(int), 0, 9)
    off = sum(abs((fitted - right)[steps == step].sum()) for step in range(10))
    assert off / 4000 < 0.03


def test_a_sample_without_a_miss_never_makes_certainty() -> None:
    assert curve([0.9] * 10, [True] * 10).of(np.array([0.9], np.float32))[0] < 1


def test_texts_told_apart_perfectly_still_give_a_curve() -> None:
    fitted = curve([0.01] * 500 + [0.99] * 20, [False] * 500 + [True] * 20)

    low, high = fitted.of(np.array([0.01, 0.99], np.float32))
    assert low < 0.05
    assert high > 0.8


def test_a_reader_accepts_more_than_they_would_choose() -> None:
    chosen = np.array([0.0, 0.4, 1.0], np.float32)

    assert accepted(chosen)[1] > 0.4
    assert accepted(chosen)[[0, 2]].tolist() == [0.0, 1.0]


def test_the_threshold_keeps_the_precision_asked_for() -> None:
    assert threshold([0.99, 0.97, 0.93, 0.5], 0.95) == 0.93
    assert threshold([0.6, 0.5], 0.95) == 2.0


def test_the_threshold_stays_near_the_precision() -> None:
    assert threshold([1.0] * 1000 + [0.3], 0.95) == 0.95 - 0.07


def test_each_level_gets_a_curve_and_a_threshold() -> None:
    shape = tree(build.framework())
    shares = np.full((60, 5), 0.05, np.float32)
    shares[:30, 0] = shares[30:, 3] = 0.8
    labels = [("C1a.1",)] * 30 + [("C2a.1",)] * 25 + [()] * 5

    found = calibrate(shape, shares, labels, [9] * 60, 0.9)

    assert len(found.curves) == len(found.later) == len(found.thresholds) == 3
    first = found.curves[2].of(np.array([0.05, 0.8], np.float32))
    assert first[0] < first[1]


def test_a_label_above_a_level_says_nothing_of_it() -> None:
    shape = tree(build.framework())
    shares = np.full((60, 5), 0.05, np.float32)
    shares[:, 0] = 0.8
    sure = calibrate(shape, shares, [("C1a.1",)] * 60, [9] * 60, 0.9)

    wide = calibrate(
        shape,
        np.concatenate([shares, shares]),
        [("C1a.1",)] * 60 + [("C1a",)] * 60,
        [9] * 120,
        0.9,
    )

    assert wide.curves[2] == sure.curves[2]
    assert wide.curves[1] != sure.curves[1]


@pytest.mark.parametrize("others", [[("C1a",)] * 5, [()] * 5])
def test_a_level_that_no_label_reaches_is_told_as_where_nothing_is_known(
    others: list[tuple[str, ...]],
) -> None:
    shape = tree(build.framework())
    shares = np.full((60, 5), 0.05, np.float32)
    shares[:, 0] = 0.8
    labels = [("C1a",)] * 55 + others
    found, known = calibrate(shape, shares, labels, [9] * 60, 0.9), plain(shape)

    assert found.curves[2] == known.curves[2] == PLAIN
    assert found.later[2] == known.later[2]
    assert found.thresholds[2] == known.thresholds[2] == UNTRIED
    assert found.curves[1] != PLAIN
    sure = found.confidences(2, np.array([[0.9, 0.05, 0.05, 0.0]], np.float32), [9])
    assert sure[0, 0] < UNTRIED


def test_without_exemplars_shares_are_taken_as_they_are() -> None:
    assert len(plain(tree(build.framework())).curves) == 3


def test_a_longer_text_is_surer_where_long_texts_were_right_more_often() -> None:
    words = [4] * 200 + [30] * 200
    right = [at % 2 == 0 for at in range(200)] + [at % 10 > 0 for at in range(200)]

    short, long = curve([0.6] * 400, right, words).of(
        np.array([0.6, 0.6], np.float32), [4, 30]
    )

    assert abs(short - 0.5) < 0.05
    assert abs(long - 0.9) < 0.05


def test_no_later_node_is_surer_than_the_first() -> None:
    sure = Calibration((Curve(0.1),), (Curve(1.0, 5.0),), (0.9,)).confidences(
        0, np.array([[0.3, 0.6, 0.1]], np.float32), [10]
    )

    assert sure[0, 1] == sure.max()
