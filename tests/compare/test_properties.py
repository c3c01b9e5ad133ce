"""What holds of every coverage, whatever the items, suggestions and decisions."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from plan_ingest.compare import coverage
from plan_ingest.compare.levels import weigh
from plan_ingest.compare.tree import tree
from plan_ingest.model.coverage import Coverage
from plan_ingest.model.plan import PlanItem, Smart
from plan_ingest.model.review import Decision, ItemSuggestions
from plan_ingest.review import links, settle
from tests import build

BRIEF = settings(max_examples=40, deadline=None)
FRAMEWORK = build.framework()
NODES = [node.id for node in FRAMEWORK.nodes]
SOURCES = ("alder/plan", "birch/plan", "cedar/plan")
RECORDS = [build.record(source_id=source) for source in SOURCES]
SMART = st.builds(
    Smart,
    owner=st.sampled_from(("row", "heading", "text", "none")),
    date=st.sampled_from(("due_date", "period", "past_only", "state_only", "none")),
    measure=st.booleans(),
    evidence=st.sampled_from(("own", "shared", "self", "none")),
)


@st.composite
def all_items(draw: st.DrawFn) -> list[PlanItem]:
    return [
        build.item(
            f"Item {number}.",
            item_no=number,
            source_id=draw(st.sampled_from(SOURCES)),
            kind=draw(st.sampled_from(("objective", "action", "aim", "issue"))),
            status=draw(st.sampled_from(("none", "planned", "discussed"))),
            smart=draw(SMART),
        )
        for number in range(1, draw(st.integers(1, 7)) + 1)
    ]


@st.composite
def all_words(draw: st.DrawFn, items: list[PlanItem]) -> list[Decision]:
    words = []
    for number in range(draw(st.integers(0, 10))):
        node = draw(st.sampled_from([*NODES, None]))
        verdicts = ["primary", "secondary", "reject", "unsure"] if node else ["none"]
        words.append(
            replace(
                build.decision(draw(st.sampled_from(items)), node),
                id=f"{number:02}",
                at=f"2026-01-05T{draw(st.integers(0, 9)):02}:00:00Z",
                analyst=draw(st.sampled_from("AB")),
                verdict=draw(st.sampled_from(verdicts)),
                basis=draw(st.sampled_from(("text", "response"))),
            )
        )
    return words


@st.composite
def cases(
    draw: st.DrawFn,
) -> tuple[list[PlanItem], list[ItemSuggestions], list[Decision]]:
    items = draw(all_items())
    offered = [
        build.suggestions(
            item, accepted=draw(st.lists(st.sampled_from(NODES), max_size=2))
        )
        for item in items
    ]
    return items, offered, draw(all_words(items))


def covered(
    items: list[PlanItem], offered: list[ItemSuggestions], words: list[Decision]
) -> Coverage:
    settled = settle(words, "tiny")
    found = links(items, offered, settled)
    return coverage(found, items, RECORDS, FRAMEWORK, settled)


@BRIEF
@given(cases())
def test_there_is_a_cell_for_every_source_and_node(
    case: tuple[list[PlanItem], list[ItemSuggestions], list[Decision]],
) -> None:
    cells = covered(*case).cells

    assert len(cells) == len(SOURCES) * len(NODES)
    assert {(c.source_id, c.node_id) for c in cells} == {
        (source, node) for source in SOURCES for node in NODES
    }


@BRIEF
@given(cases(), st.integers(0, 99))
def test_the_order_of_what_comes_in_changes_nothing(
    case: tuple[list[PlanItem], list[ItemSuggestions], list[Decision]], seed: int
) -> None:
    mixed = [list(part) for part in case]
    for part in mixed:
        Random(seed).shuffle(part)  # noqa: S311

    assert covered(*mixed) == covered(*case)  # type: ignore[arg-type]


@BRIEF
@given(cases())
def test_a_roll_up_is_the_maximum_of_its_parts_and_of_links_to_itself(
    case: tuple[list[PlanItem], list[ItemSuggestions], list[Decision]],
) -> None:
    items, offered, words = case
    known = {item.item_id: item for item in items}
    levels = {(c.source_id, c.node_id): c.level for c in covered(*case).cells}
    found = links(items, offered, settle(words, "tiny"))
    nodes = tree(FRAMEWORK)
    for (source, node), level in levels.items():
        if level is None:
            continue
        own = [
            weigh(link, known).level
            for link in found
            if (link.source_id, link.node_id) == (source, node)
        ]
        parts = [levels[source, child] or 0 for child in nodes.children.get(node, ())]
        assert level == max([0, *own, *parts])


@BRIEF
@given(cases(), st.data())
def test_accepting_a_new_pair_never_lowers_the_reviewed_layer(
    case: tuple[list[PlanItem], list[ItemSuggestions], list[Decision]],
    data: st.DataObject,
) -> None:
    items, _, words = case
    item, node = data.draw(st.sampled_from(items)), data.draw(st.sampled_from(NODES))
    taken = {(w.item_id, w.node_id) for w in words}
    nothing = {w.item_id for w in words if w.verdict == "none"}
    if (item.item_id, node) in taken or item.item_id in nothing:
        return
    accept = replace(
        build.decision(item, node), id="zz", at="2026-02-01T00:00:00Z", analyst="A"
    )
    before = covered(items, [], words).cells
    after = covered(items, [], [*words, accept]).cells

    for old, new in zip(before, after, strict=True):
        assert (new.level or 0) >= (old.level or 0)


@BRIEF
@given(cases())
def test_every_level_above_0_has_items_and_a_gap_has_none(
    case: tuple[list[PlanItem], list[ItemSuggestions], list[Decision]],
) -> None:
    for cell in covered(*case).cells:
        assert bool(cell.level) == bool(cell.item_ids)
