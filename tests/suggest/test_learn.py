import numpy as np

from plan_ingest.suggest.learn import Lesson, learn, taught
from plan_ingest.suggest.tree import tree
from tests import build

SHAPE = tree(build.framework())


def decided(many: int, right: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Items of two kinds, mistaken for each other unless `right`; likeness by kind."""
    kind = np.arange(many) % 2
    wanted = np.zeros((many, 5), np.float32)
    wanted[np.arange(many), np.where(kind == 0, 0, 3)] = 1
    said = kind if right else 1 - kind
    shares = np.full((many, 5), 0.1, np.float32)
    shares[np.arange(many), np.where(said == 0, 0, 3)] = 0.6
    among = np.where(kind[:, None] == kind[None, :], 0.8, 0.1).astype(np.float32)
    return shares, among, wanted


def test_decisions_on_like_items_correct_what_was_mistaken() -> None:
    shares, among, wanted = decided(60, right=False)

    lesson = learn(SHAPE, shares, among, wanted, ["a", "b", "c"] * 20)

    assert lesson.used
    assert lesson.after is not None
    assert lesson.after > 0.9


def test_a_lesson_that_loses_on_other_plans_is_left_aside_and_says_so() -> None:
    shares, among, wanted = decided(60, right=True)
    plans = ["a"] * 20 + ["b"] * 20 + ["c"] * 20
    of_others = [wanted[:20], wanted[20:40, ::-1], wanted[40:]]
    # Plan b was decided the other way round.
    lesson = learn(SHAPE, shares, among, np.concatenate(of_others), plans)

    assert not lesson.used
    assert lesson.reason.startswith("left aside: on plans held out")


def test_a_lesson_that_only_makes_what_was_right_surer_is_used() -> None:
    shares, among, wanted = decided(60, right=True)

    lesson = learn(SHAPE, shares, among, wanted, ["a", "b", "c"] * 20)

    assert lesson.used
    assert lesson.before == lesson.after == 1
    assert lesson.gain is not None
    assert lesson.gain > 0


def test_a_lesson_that_changes_nothing_does_not_win() -> None:
    shares, _, wanted = decided(60, right=True)
    nothing_alike = np.zeros((60, 60), np.float32)

    lesson = learn(SHAPE, shares, nothing_alike, wanted, ["a", "b", "c"] * 20)

    assert not lesson.used
    assert lesson.reason.startswith("left aside")


def test_too_few_decisions_teach_nothing() -> None:
    shares, among, wanted = decided(20, right=False)

    lesson = learn(SHAPE, shares, among, wanted, ["a", "b"] * 10)

    assert lesson == Lesson(
        reason="20 decided items of 2 plans; learning starts at 40 of 2 plans",
        decided=20,
        plans=2,
    )


def test_a_plan_does_not_teach_itself() -> None:
    shares, among, wanted = decided(60, right=False)

    assert not learn(SHAPE, shares, among, wanted, ["a"] * 60).used


def test_a_lesson_not_used_changes_nothing() -> None:
    shares = np.array([[0.5, 0.5]], np.float32)

    assert taught(shares, np.ones_like(shares), Lesson()) is shares
