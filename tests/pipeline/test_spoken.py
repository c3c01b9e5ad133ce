"""Shared wording looked at anew where words changed: the same as of all at once."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from plan_ingest.compare.shared import OwnTexts, wording
from plan_ingest.errors import RecordError
from plan_ingest.model.analysis import Wording
from plan_ingest.model.part import Held
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Settled
from plan_ingest.pipeline import spoken
from plan_ingest.pipeline.kept_analyses import Shelf
from plan_ingest.pipeline.plan_parts import Asking, Given, made_part
from plan_ingest.pipeline.spoken_parts import keep_heard, read_heard
from plan_ingest.settings import Settings
from tests import build

NEAR = 85.0
WORDS = ("risk", "call", "child", "lead", "plan", "team", "audit", "signs", "first")


def items_of(plan: int, draw: random.Random, known: Sequence[str]) -> list[PlanItem]:
    """A few items, some of them worded as another's, or as the framework is."""
    items = []
    for place in range(draw.randint(0, 6)):
        text = " ".join(draw.choices(WORDS, k=draw.randint(0, 7)))
        if known and draw.random() < 0.5:
            text = draw.choice(known) + draw.choice(("", " more", " again and more"))
        if draw.random() < 0.1:
            text = "Children at the scene are seen"
        items.append(
            build.item(
                text,
                item_id=f"{plan:03}-{place}-{draw.randint(0, 3)}",
                source_id=f"plan-{plan:03}",
                force=draw.choice((None, "A", "B", "C", "D")),
                document_date=None,
                item_no=place + 1,
            )
        )
    date, force = draw.choice((None, "2019", "2020-04")), f"F{plan % 5}"
    return [replace(one, document_date=date, force=force) for one in items]


def project_of(draw: random.Random, count: int) -> dict[int, list[PlanItem]]:
    said: list[str] = []
    plans = {}
    for plan in range(count):
        plans[plan] = items_of(plan, draw, said)
        said += [item.text for item in plans[plan]]
    return plans


def parts_of(plans: dict[int, list[PlanItem]], asking: Asking) -> list[Held]:
    return [
        made_part(
            Given(build.record(source_id=f"plan-{plan:03}"), tuple(items), ()), asking
        )
        for plan, items in plans.items()
    ]


def whole(plans: dict[int, list[PlanItem]], asking: Asking) -> tuple[Wording, ...]:
    every = [item for items in plans.values() for item in items]
    return wording(every, asking.framework, fuzz.ratio, NEAR)


def heard(
    plans: dict[int, list[PlanItem]], asking: Asking, shelf: Shelf
) -> list[Wording]:
    words = shelf.heard(parts_of(plans, asking), asking.framework, NEAR).words
    found = [one for several in words.values() for one in several]
    return sorted(found, key=lambda one: one.item_id)


@pytest.fixture(scope="module")
def asking() -> Asking:
    return Asking(build.framework(), Settings(), Settled(), (), ())


@pytest.mark.parametrize("seed", range(12))
def test_after_every_change_it_is_the_wording_of_all(
    asking: Asking, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311
    shelf = Shelf(tmp_path)
    plans = project_of(draw, draw.choice((5, 60)))
    assert tuple(heard(plans, asking, shelf)) == whole(plans, asking)
    for _ in range(6):
        said = [item.text for items in plans.values() for item in items]
        plan = draw.randrange(len(plans) + 1)
        kind = draw.choice(("new", "gone", "reworded", "turned", "dated"))
        if kind == "gone":
            plans.pop(plan, None)
        elif kind == "turned" and plans.get(plan):
            last = len(plans[plan])
            plans[plan] = [
                replace(one, item_no=last - one.item_no) for one in plans[plan]
            ][::-1]
        elif kind == "dated" and plans.get(plan):
            plans[plan] = [replace(i, document_date="2018") for i in plans[plan]]
        else:
            plans[plan] = items_of(plan, draw, said)
        assert tuple(heard(plans, asking, shelf)) == whole(plans, asking)


def test_what_was_heard_is_read_as_it_was_kept(asking: Asking, tmp_path: Path) -> None:
    plans = project_of(random.Random(1), 20)  # noqa: S311
    first = Shelf(tmp_path).heard(parts_of(plans, asking), asking.framework, NEAR)
    path = tmp_path / "again"
    keep_heard(path, "key", first)
    kept = read_heard(path, "key")

    assert kept is not None
    assert kept.words == first.words
    assert read_heard(path, "other") is None
    path.write_bytes(path.read_bytes()[:-1])
    assert read_heard(path, "key") is None
    path.write_bytes(b"key\n[1]\n")
    assert read_heard(path, "key") is None


def test_numbers_of_a_file_that_was_written_meanwhile_are_refused(
    asking: Asking, tmp_path: Path
) -> None:
    plans = project_of(random.Random(1), 20)  # noqa: S311
    first = Shelf(tmp_path).heard(parts_of(plans, asking), asking.framework, NEAR)
    path = tmp_path / "again"
    keep_heard(path, "key", first)
    kept = read_heard(path, "key")
    assert kept is not None
    numbers = {source: one.read() for source, one in kept.spoken.items()}
    assert numbers == {source: one.read() for source, one in first.spoken.items()}

    keep_heard(path, "key", first)
    with pytest.raises(RecordError, match="run one at a time"):
        kept.spoken["plan-001"].numbers()


def test_nothing_is_written_where_nothing_changed(
    asking: Asking, tmp_path: Path
) -> None:
    plans = project_of(random.Random(2), 20)  # noqa: S311
    heard(plans, asking, Shelf(tmp_path))
    (path,) = tmp_path.iterdir()
    before = path.stat().st_ino
    heard(plans, asking, Shelf(tmp_path))

    assert path.stat().st_ino == before


def test_crowded_runs_are_those_of_the_first_texts(
    asking: Asking, tmp_path: Path
) -> None:
    plans = {
        plan: [
            build.item(
                f"the very same words open {plan % 7} each item {plan}",
                item_id=f"i{plan:03}",
                source_id=f"plan-{plan:03}",
                force=f"F{plan}",
            )
        ]
        for plan in range(120)
    }
    shelf = Shelf(tmp_path)
    assert tuple(heard(plans, asking, shelf)) == whole(plans, asking)
    del plans[3]
    assert tuple(heard(plans, asking, shelf)) == whole(plans, asking)


def test_runs_sorted_range_by_range_are_those_sorted_at_once(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken, "_RUNS_AT_ONCE", 50)
    monkeypatch.setattr(spoken, "_PLANS_AT_ONCE", 7)
    monkeypatch.setattr(spoken, "_REMEMBERED", 2)
    plans = project_of(random.Random(5), 60)  # noqa: S311

    assert tuple(heard(plans, asking, Shelf())) == whole(plans, asking)


def test_own_texts_match_what_is_near() -> None:
    texts = OwnTexts(build.framework(), fuzz.ratio, NEAR)
    said = "children at the scene are seen"

    assert texts.match(said, ("children at the",)) == (100.0, "C1b.1")
    assert texts.match("nothing of the kind", ("nothing of the",)) is None
