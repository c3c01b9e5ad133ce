from dataclasses import replace
from pathlib import Path

import pytest

from plan_ingest.model.framework import Exemplar, Framework, Node
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.pipeline.fitted_cache import folder, ready
from plan_ingest.pipeline.suggest import suggest
from plan_ingest.settings import Matching
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.records import read_items
from plan_ingest.suggest.accuracy import Accuracy, Label, accuracy
from plan_ingest.suggest.tree import lineage
from tests import build

ROOT = Path(__file__).parents[2]
ABOUT = {
    "C1a.1": "call takers hear the signs of abuse in shift {}",
    "C1a.2": "repeat callers are flagged on the system by desk {}",
    "C1b.1": "children at the house are seen by patrol {}",
    "C2a.1": "the deputy chief answers for abuse to board {}",
    "": "the car park is resurfaced on level {}",
}


@pytest.fixture
def settings(tmp_path: Path) -> Matching:
    return Matching(cache=str(tmp_path / "cache"))


@pytest.fixture
def taught() -> Framework:
    exemplars = tuple(
        Exemplar((node,) if node else (), text.format(at))
        for at in range(12)
        for node, text in ABOUT.items()
    )
    return build.framework(exemplars=exemplars)


def one(found: object) -> ItemSuggestions:
    (only,) = found  # type: ignore[misc]
    return only  # type: ignore[no-any-return]


def first(found: ItemSuggestions) -> list[str]:
    return [offered[0].node_id for _, offered in found.text.levels]


def test_levels_agree_and_each_first_node_has_reasons(
    taught: Framework, settings: Matching
) -> None:
    found = one(suggest([build.item("Flag repeat callers.")], taught, settings))

    assert first(found) == ["C1", "C1a", "C1a.2"]
    for _, offered in found.text.levels:
        shares = [signal.share for signal in offered[0].signals]
        assert shares == sorted(shares, reverse=True)
        assert 0.8 < sum(shares) <= 1.01
        assert any(signal.evidence for signal in offered[0].signals)


def test_what_fits_nothing_is_left_unmapped(
    taught: Framework, settings: Matching
) -> None:
    found = one(suggest([build.item("Resurface the car park.")], taught, settings))

    assert found.text.accepted == ()
    assert found.text.no_match > 0.5


def test_a_framework_without_exemplars_is_matched_by_its_own_words(
    framework: Framework, settings: Matching
) -> None:
    found = one(suggest([build.item("A chief officer leads.")], framework, settings))

    assert first(found) == ["C2", "C2a", "C2a.1"]


def test_a_flat_framework_of_one_node_works(settings: Matching) -> None:
    lone = Framework("one", "One", "1", ("goal",), (Node("G1", "goal", "Zero hunger"),))

    found = one(suggest([build.item("End hunger.")], lone, settings))

    assert [name for name, _ in found.text.levels] == ["goal"]
    assert first(found) == ["G1"]


@pytest.mark.parametrize(
    "text", ["", " \n ", "•", "警察は被害者を守る", "word " * 1000]
)
def test_odd_texts_get_a_plain_answer(
    text: str, taught: Framework, settings: Matching
) -> None:
    found = one(suggest([build.item(text)], taught, settings))

    assert len(found.text.levels) == 3
    assert 0 <= found.text.no_match <= 1
    if not text.strip(" \n•"):
        assert found.text.accepted == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "•",
        "警察は被害者を守る",
        "Полиция",
        " ".join(f"word{n}" for n in range(1000)),
    ],
    ids=["empty", "bullet", "kanji", "cyrillic", "thousand words"],
)
def test_odd_texts_get_a_plain_answer_without_exemplars(
    text: str, framework: Framework, settings: Matching
) -> None:
    found = one(suggest([build.item(text)], framework, settings))

    assert [name for name, _ in found.text.levels] == list(framework.levels)
    assert 0 <= found.text.no_match <= 1
    assert found.text.accepted == ()


def test_the_response_is_mapped_apart(taught: Framework, settings: Matching) -> None:
    answered = build.item(
        "Flag repeat callers.", response=("The deputy chief answers to the board.",)
    )

    found = one(suggest([answered], taught, settings))
    silent = one(suggest([build.item("Flag repeat callers.")], taught, settings))

    assert first(found)[2] == "C1a.2"
    assert found.response is not None
    assert found.response.levels[2][1][0].node_id == "C2a.1"
    assert silent.response is None
    assert found.text == silent.text


def test_top_limits_every_level(taught: Framework, settings: Matching) -> None:
    found = one(suggest([build.item()], taught, settings, top=2))

    assert [len(offered) for _, offered in found.text.levels] == [2, 2, 2]


def test_a_precedent_carries_its_decision_and_says_where_from(
    taught: Framework, settings: Matching
) -> None:
    before = build.item("Repeat callers are flagged.", item_id="old", source_id="a")
    now = build.item("Repeat callers to be flagged.", item_id="new", source_id="b")
    word = build.decision("old", "C2a.1")

    _, found = suggest([before, now], taught, settings, [word])

    best = found.text.levels[2][1][0]
    assert best.node_id == "C2a.1"
    assert best.signals[0].matcher == "precedent"
    assert best.signals[0].evidence.startswith("old: ")


def test_an_item_is_no_precedent_of_its_own(
    taught: Framework, settings: Matching
) -> None:
    item = build.item("Repeat callers are flagged.", item_id="old")

    found = one(suggest([item], taught, settings, [build.decision("old", "C2a.1")]))

    assert first(found)[2] == "C1a.2"


def test_decisions_on_nodes_that_are_gone_change_nothing(
    taught: Framework, settings: Matching
) -> None:
    items = [build.item("Flag repeat callers.")]

    found = one(suggest(items, taught, settings, [build.decision("x", "GONE")]))

    assert first(found)[2] == "C1a.2"


def test_the_same_items_give_the_same_suggestions_in_any_batch(
    taught: Framework, settings: Matching
) -> None:
    items = [
        build.item(f"{text.format(at)}. {other.format(at)}", item_id=f"{at} {node}")
        for at in range(40)
        for node, text in ABOUT.items()
        for other in list(ABOUT.values())[at % 3 :: 2]
    ]

    together = list(suggest(items, taught, settings))
    backwards = list(suggest(items[::-1], taught, settings))[::-1]
    again = [one(suggest([item], taught, settings)) for item in items[:12]]

    assert together == backwards
    assert together[:12] == again


def test_what_was_fitted_is_kept_and_a_broken_file_made_anew(
    taught: Framework, settings: Matching
) -> None:
    made = one(suggest([build.item()], taught, settings))
    (kept,) = folder(settings).glob("*.npz")
    read = one(suggest([build.item()], taught, settings))
    kept.write_bytes(b"not an archive")
    anew = one(suggest([build.item()], taught, settings))

    assert made == read == anew


def test_exemplars_teach_the_same_in_any_order(
    taught: Framework, settings: Matching
) -> None:
    items = [
        build.item(text.format("late"), item_id=str(at))
        for at, text in enumerate(ABOUT.values())
    ]
    mixed_up = replace(taught, exemplars=taught.exemplars[::-1])

    assert list(suggest(items, taught, settings)) == list(
        suggest(items, mixed_up, settings)
    )


def test_a_matcher_without_a_say_is_not_asked(
    taught: Framework, settings: Matching
) -> None:
    with_passages = replace(settings, weights=(("fuzzy", 0.05),))

    silent = {name for name, _ in ready(taught, settings).matchers}
    heard = {name for name, _ in ready(taught, with_passages).matchers}

    assert heard - silent == {"fuzzy"}


def test_another_exemplar_is_another_fit(taught: Framework, settings: Matching) -> None:
    ready(taught, settings)
    ready(replace(taught, exemplars=taught.exemplars[:-1]), settings)

    assert len(list(folder(settings).glob("*.npz"))) == 2


def test_the_given_plans_are_mapped_as_readers_do(shared: Path) -> None:
    framework = read_framework(ROOT / "mappings" / "hmic_da_2014")
    labels = list(_labels(shared / "gold" / "map.csv"))
    items = [
        replace(item, headings=())
        for item in read_items(shared / "gold" / "coverage" / "items.jsonl")
    ]

    found = {s.item_id: s.text for s in suggest(items, framework, Matching())}

    figures: Accuracy = accuracy(labels, found, "area", lineage(framework))
    assert figures.items == 120
    assert figures.acceptable.value >= 0.92
    assert figures.among_three.value >= 0.95
    assert figures.calibration_error <= 0.10
    assert figures.precision >= 0.95
    assert figures.coverage >= 0.5


def _labels(path: Path) -> list[Label]:
    import csv

    with path.open(encoding="utf-8", newline="") as rows:
        return [
            Label(
                row["item_id"],
                row["plan"],
                row["area_primary"],
                frozenset({row["area_primary"], *row["area_alt"].split(";")} - {""}),
            )
            for row in csv.DictReader(rows)
        ]
