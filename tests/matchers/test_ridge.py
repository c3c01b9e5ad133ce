import numpy as np
import pytest
from scipy import sparse

from plan_ingest.matchers import ridge


def kernel_weights(
    views: dict[str, tuple[float, np.ndarray]], wanted: np.ndarray, ridge: float
) -> np.ndarray:
    """What a solver without steps gives to the texts themselves."""
    kernel = sum(share * (view @ view.T) for share, view in views.values())
    return kernel @ np.linalg.solve(kernel + ridge * np.eye(len(wanted)), wanted)


@pytest.fixture
def problem() -> tuple[ridge.Block, np.ndarray]:
    """Texts of dense and sparse views, and what is wanted of them."""
    draw = np.random.default_rng(0)
    spoken = (draw.random((300, 900)) < 0.02) * draw.random((300, 900))
    block: ridge.Block = {
        "dense": draw.normal(size=(300, 6)).astype(np.float32),
        "spoken": sparse.csr_matrix(spoken.astype(np.float32)),
    }
    return block, draw.normal(size=(300, 4)).astype(np.float32)


def solved(block: ridge.Block, wanted: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Scores of the texts, taught in an order and in two parts."""
    shares = {"dense": 2.0, "spoken": 1.0}
    halves = np.array_split(order, 2)
    blocks = [{name: view[at] for name, view in block.items()} for at in halves]
    where = ridge.layout(blocks[0], block, shares)
    parts = [ridge.part(one, where) for one in blocks]
    found = ridge.solve(parts, [wanted[at] for at in halves], 0.5)
    weights = ridge.tables(found, where)
    scores = sum(view @ weights[name] for name, view in block.items())
    assert np.allclose(scores[halves[1]], ridge.score(parts[1], found), atol=1e-4)
    return scores


def test_the_machine_settles_at_the_exact_answer(
    problem: tuple[ridge.Block, np.ndarray],
) -> None:
    block, wanted = problem
    spoken = block["spoken"].toarray()  # type: ignore[union-attr]

    found = solved(block, wanted, np.arange(300))

    views = {"dense": (2.0, block["dense"]), "spoken": (1.0, spoken)}
    assert np.abs(found - kernel_weights(views, wanted, 0.5)).max() < 0.005


def test_a_machine_that_has_not_settled_says_so(
    problem: tuple[ridge.Block, np.ndarray],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    block, wanted = problem
    solved(block, wanted, np.arange(300))
    assert not caplog.messages

    monkeypatch.setattr(ridge, "STEPS", 1)
    solved(block, wanted, np.arange(300))
    assert "not settled after 1 steps" in caplog.text


def test_texts_in_another_order_teach_the_same(
    problem: tuple[ridge.Block, np.ndarray],
) -> None:
    block, wanted = problem

    straight = solved(block, wanted, np.arange(300))
    mixed_up = solved(block, wanted, np.random.default_rng(1).permutation(300))

    assert np.abs(straight - mixed_up).max() < 0.002
