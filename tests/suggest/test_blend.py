import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.suggest.blend import TAUGHT, Mix, blend, mixed

MIX = Mix((("lexical", 1.0), ("terms", 0.5)), sharpness=5.0, none=0.2)
SCORES = st.lists(st.floats(0, 1, width=32), min_size=3, max_size=3)


def scores(lexical: list[float], terms: list[float]) -> dict[str, np.ndarray]:
    return {
        "lexical": np.array([lexical], np.float32),
        "terms": np.array([terms], np.float32),
    }


@given(SCORES, SCORES, st.integers(0, 2), st.floats(0.01, 0.5))
def test_a_higher_score_never_makes_a_leaf_less_likely(
    lexical: list[float], terms: list[float], leaf: int, more: float
) -> None:
    before = blend(scores(lexical, terms), MIX)
    terms = [*terms]
    terms[leaf] += more
    after = blend(scores(lexical, terms), MIX)

    assert after[0, leaf] >= before[0, leaf] - 1e-6


def test_shares_add_up_and_leave_room_for_none() -> None:
    shares = blend(scores([0.9, 0.1, 0.0], [0.0, 0.0, 0.0]), MIX)

    assert shares.shape == (1, 4)
    assert shares.sum() == pytest.approx(1)
    assert shares[0].argmax() == 0


def test_nothing_scored_fits_nothing() -> None:
    shares = blend(scores([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]), MIX)

    assert shares[0].argmax() == 3


def test_the_last_column_of_what_was_learned_speaks_for_none() -> None:
    shares = blend({"learned": np.array([[0.1, 0.1, 0.8]], np.float32)}, TAUGHT)

    assert shares.shape == (1, 3)
    assert shares[0].argmax() == 2


def test_settings_replace_weights() -> None:
    assert dict(mixed(MIX, (("terms", 0.0),)).weights) == {"lexical": 1.0, "terms": 0.0}


def test_no_matcher_is_an_error() -> None:
    with pytest.raises(ValueError, match="no matcher"):
        blend({"bm25": np.zeros((1, 2), np.float32)}, MIX)
