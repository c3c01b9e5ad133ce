import numpy as np
import pytest

from plan_ingest.matchers import squares
from plan_ingest.matchers.squares import main_directions


def vectors(rows: int) -> np.ndarray:
    """Rows of 12 numbers whose directions vary less and less."""
    drawn = np.random.default_rng(5).normal(size=(rows, 12))
    return (drawn * 0.8 ** np.arange(12)).astype(np.float32)


def test_with_all_products_two_rows_meet_in_the_square_of_their_likeness() -> None:
    view = vectors(200)
    squared = main_directions(view)
    products = squared.of(view[:40])
    main = (view[:40] - squared.middle) @ squared.directions
    main /= np.linalg.norm(main, axis=1, keepdims=True)

    assert products.shape[1] == 12 * 13 // 2
    assert np.allclose(products @ products.T, (main @ main.T) ** 2, atol=1e-4)


def test_of_more_products_those_that_vary_most_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = vectors(200)
    every = main_directions(view).of(view)
    monkeypatch.setattr(squares, "PRODUCTS", 30)
    kept = main_directions(view).of(view)

    assert kept.shape[1] == 30
    assert (kept**2).sum() > 0.8 * (every**2).sum()


def test_weighed_products_are_the_products_times_the_weights() -> None:
    view = vectors(150)
    squared = main_directions(view)
    products = squared.of(view)
    weights = np.random.default_rng(6).normal(size=(products.shape[1], 4))

    found = squared.weighed(view, weights.astype(np.float32))

    assert np.allclose(found, products @ weights, atol=1e-4)


def test_texts_without_vectors_have_no_products() -> None:
    nothing = np.zeros((5, 12), np.float32)
    squared = main_directions(nothing)

    assert squared.of(nothing).shape == (5, 0)
    assert not squared.weighed(nothing, np.zeros((0, 3), np.float32)).any()
