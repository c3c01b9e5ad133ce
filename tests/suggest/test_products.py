import numpy as np

from plan_ingest.suggest.products import AT_ONCE, times


def some(rows: int, columns: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)


def test_a_row_has_the_same_bits_in_any_company() -> None:
    rows, table = some(3 * AT_ONCE + 5, 300, 1), some(300, 91, 2)
    together = times(rows, table)
    backwards = times(rows[::-1], table)[::-1]
    alone = np.concatenate([times(row[None, :], table) for row in rows[:20]])

    assert (together == backwards).all()
    assert (together[:20] == alone).all()
    assert np.abs(together - rows @ table).max() < 1e-3


def test_no_rows_give_none_and_no_columns_give_zeros() -> None:
    assert times(some(0, 5, 1), some(5, 3, 2)).shape == (0, 3)
    assert not times(some(2, 0, 1), some(0, 3, 2)).any()
