from collections.abc import Sequence

import numpy as np
import pytest

from plan_ingest.matchers import (
    bm25,
    decided,
    fuzzy,
    headings,
    learned,
    lexical,
    likeness,
    terms,
)
from plan_ingest.matchers.features import Lexicon, Rows, lexicon
from plan_ingest.matchers.nodes import kinship, leaf_rows, node_texts
from plan_ingest.matchers.vectors import word_vectors
from plan_ingest.model.framework import Term
from plan_ingest.suggest.tree import Tree, tree
from plan_ingest.suggest.words import acronyms
from tests import build

TEXTS = [
    "Every call taker knows the signs.",
    "The deputy leads as chief officer.",
    "Repeat callers are flagged.",
    "",
]


@pytest.fixture(scope="module")
def shape() -> Tree:
    terms_ = (
        Term("call taker", "C1a"),
        Term("chief officer", "C2a.1"),
        Term("car park", "C2a.1", -1.0),
    )
    return tree(build.framework(terms=terms_))


@pytest.fixture(scope="module")
def known(shape: Tree) -> Lexicon:
    pairs = acronyms([("FCR", "call control room")])
    return lexicon(node_texts(shape), pairs, least=1, vectors=word_vectors(), few=True)


@pytest.fixture(scope="module")
def rows(known: Lexicon) -> Rows:
    return known.rows(TEXTS)


def first(scores: np.ndarray) -> list[int]:
    return scores[:3].argmax(axis=1).tolist()


def likely(rows: Rows, shape: Tree) -> np.ndarray:
    return np.zeros((len(rows.texts), len(shape.leaves)), np.float32)


@pytest.mark.parametrize("matcher", [lexical, bm25, fuzzy])
def test_the_node_with_the_same_words_comes_first(
    matcher: object, shape: Tree, known: Lexicon, rows: Rows
) -> None:
    fitted = matcher.fit(shape, known)  # type: ignore[attr-defined]

    scores = fitted.score(rows, likely(rows, shape))

    assert first(scores) == [0, 3, 1]
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert scores[3].max() == 0


def test_evidence_names_the_words_that_were_shared(
    shape: Tree, known: Lexicon, rows: Rows
) -> None:
    fitted = lexical.fit(shape, known)

    assert "signs" in fitted.evidence(rows, [(0, 0)])[0]


def test_a_leaf_leans_on_the_node_above_it(shape: Tree, known: Lexicon) -> None:
    scores = lexical.fit(shape, known).score(
        known.rows(["How calls are taken and graded"]), np.zeros((1, 4), np.float32)
    )

    assert min(scores[0, :2]) > max(scores[0, 2:])


def test_word_vectors_hear_what_other_words_say(shape: Tree, known: Lexicon) -> None:
    fitted = likeness.fit_vectors(shape, known)

    scores = fitted.score(
        known.rows(["kids in the home"]), np.zeros((1, 4), np.float32)
    )

    assert first(scores)[0] == 2


def test_a_word_the_framework_lacks_makes_a_text_speak_of_something_else(
    shape: Tree, known: Lexicon
) -> None:
    fitted = lexical.fit(shape, known)
    rows = known.rows(["repeat callers", "repeat callers buy turbines and submarines"])

    scores = fitted.score(rows, likely(rows, shape))

    assert scores[0].argmax() == scores[1].argmax()
    assert scores[1].max() < 0.9 * scores[0].max()


def test_what_all_nodes_share_is_taken_out_of_their_vectors(
    shape: Tree, known: Lexicon
) -> None:
    taught = lexicon(node_texts(shape), acronyms([]), 1, word_vectors())

    apart = likeness.fit_vectors(shape, known).nodes
    together = likeness.fit_vectors(shape, taught).nodes

    assert (apart @ apart.T).mean() < (together @ together.T).mean()
    assert np.allclose(np.linalg.norm(apart, axis=1), 1, atol=1e-5)


def test_common_words_tell_less_than_rare_ones(known: Lexicon) -> None:
    weight = dict(zip(known.word_names, known.word_weights, strict=True))

    assert weight["the"] < weight["governance"]
    assert "" in known.shown()


def test_a_taxonomy_phrase_speaks_for_its_node_and_all_below(
    shape: Tree, known: Lexicon
) -> None:
    fitted = terms.fit(shape, known)
    rows = known.rows(["Call takers listen.", "The chief officer."])

    scores = fitted.score(rows, likely(rows, shape))

    assert scores[0, 0] == scores[0, 1] > 0
    assert scores[1, 3] > scores[0, 0]
    assert fitted.evidence(rows, [(0, 0)]) == ["call taker"]


def test_a_phrase_with_a_negative_weight_speaks_against(
    shape: Tree, known: Lexicon
) -> None:
    both = known.rows(["The chief officer has a car park.", "The chief officer."])

    scores = terms.fit(shape, known).score(both, likely(both, shape))

    assert scores[0, 3] < scores[1, 3]


def test_a_heading_names_a_node_and_an_inner_one_counts_more(
    shape: Tree, known: Lexicon
) -> None:
    scores = headings.fit(shape, known).score([("Call handling",), ("Annex",), ()])

    assert scores[0, :2].min() > 0
    assert scores[0, 2:].max() == 0
    assert scores[1:].max() == 0


def test_acronyms_are_heard_as_what_they_stand_for(known: Lexicon) -> None:
    assert "control" in known.rows(["FCR staff"]).tokens[0]


def test_other_scripts_and_endless_words_give_rows_without_an_error(
    known: Lexicon,
) -> None:
    strange = known.rows(["警察", "x" * 10_000, "\u200b", "=cmd|' /C calc'!A0"])

    assert strange.words.shape[0] == 4
    assert strange.vectors is not None
    assert np.isfinite(strange.vectors).all()


def test_a_batch_gives_each_text_the_row_it_has_alone(known: Lexicon) -> None:
    together = known.rows(TEXTS)
    alone = known.rows(TEXTS[1:2])

    assert (together.stems[1] != alone.stems[0]).nnz == 0
    assert together.vectors is not None
    assert alone.vectors is not None
    assert np.allclose(together.vectors[1], alone.vectors[0])


def exemplars() -> tuple[list[str], list[tuple[str, ...]]]:
    about = {
        ("C1a.1",): "call taker hears a sign of fear number {}",
        ("C2a.1",): "deputy chief answers to the board in year {}",
        (): "resurface car park level {}",
    }
    pairs = [(text.format(at), ids) for at in range(12) for ids, text in about.items()]
    return [text for text, _ in pairs], [ids for _, ids in pairs]


@pytest.fixture(scope="module")
def taught(shape: Tree) -> tuple[Lexicon, learned.Learned, np.ndarray]:
    texts, labels = exemplars()
    known = lexicon([*node_texts(shape), *texts], acronyms([]), vectors=word_vectors())
    own = [node_texts(shape)[row] for row in leaf_rows(shape)]
    wanted = learned.targets(shape, [*labels, *((n.id,) for n in shape.leaves)])
    folds = [at % 3 for at in range(len(texts))]
    rows = known.rows([*texts, *own])
    apart = [*folds, *(-1 for _ in own)]
    machine, held = learned.fit(rows, wanted, apart, kinship(shape))
    return known, machine, held


def test_exemplars_teach_words_the_framework_does_not_use(
    taught: tuple[Lexicon, learned.Learned, np.ndarray],
) -> None:
    known, machine, _ = taught

    rows = known.rows(["The board asks the deputy.", "A car park is resurfaced."])
    scores = sum(machine.shares(rows).values())

    assert scores.argmax(axis=1).tolist() == [3, 4]  # type: ignore[union-attr]


def test_paraphrases_are_held_out_together(
    taught: tuple[Lexicon, learned.Learned, np.ndarray],
) -> None:
    texts, _ = exemplars()

    folds = learned.apart(taught[0].rows(texts), [""] * len(texts))

    assert [len({*folds[kind::3]}) for kind in range(3)] == [1, 1, 1]
    assert len(set(folds)) == 3


def test_texts_by_one_hand_are_held_out_together(known: Lexicon) -> None:
    texts, _ = exemplars()
    writers = [("ann", "ben", "cy", "dee")[at % 4] for at in range(len(texts))]

    folds = learned.apart(known.rows(texts), writers)

    assert all(len({*folds[hand::4]}) == 1 for hand in range(4))


def test_a_fold_is_scored_by_what_the_others_teach(
    taught: tuple[Lexicon, learned.Learned, np.ndarray],
) -> None:
    _, _, held = taught

    assert held[0, 0] > held[0, 1:4].max()
    assert held[-1].tolist() == [0] * 5


def test_what_speaks_of_an_area_speaks_of_its_parts(shape: Tree) -> None:
    scores = np.array([[1.0, 0, 0, 0, 0.5]], np.float32) @ kinship(shape)

    assert scores[0, 0] > scores[0, 1] > 0
    assert scores[0, 1] > scores[0, 3] == 0
    assert scores[0, -1] == 0.5


def test_targets_share_a_statement_among_its_nodes(shape: Tree) -> None:
    rows = learned.targets(shape, [("C1a.1", "C2a.1"), ("C1a",), ()])

    assert rows.tolist() == [
        [0.5, 0, 0, 0.5, 0],
        [0.5, 0.5, 0, 0, 0],
        [0, 0, 0, 0, 1],
    ]


def test_the_same_words_in_another_order_are_a_precedent(known: Lexicon) -> None:
    texts: Sequence[str] = ["Call takers know every sign of fear and of abuse."]
    known_items = decided.Decided(
        known.rows(texts), ("i",), np.ones((1, 5), np.float32)
    )
    asked = known.rows(["Every sign of fear and abuse: call takers know."])
    alike = known_items.alike(asked)

    assert known_items.precedent(asked.tokens[0], alike[0])[0] == 0
    assert known_items.precedent(("something", "else"), alike[0]) == (-1, 0.0)
