"""Whatever analysts do, in whatever order: the ledger holds what they mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_ingest.pipeline.desk import Choice, Filters, ReviewDesk
from tests.pipeline.desk.bench import (
    LEDGER,
    NODES,
    from_the_ledger,
    opened,
    stood,
    told,
)

ITEMS = ("first", "second", "third")
WHO = ("Ann", "Bob", "adjudicator")
_ON_NODES = st.dictionaries(
    st.sampled_from(NODES),
    st.sampled_from(("primary", "secondary", "reject")),
    min_size=1,
    max_size=3,
).map(lambda said: tuple(Choice(n, v) for n, v in sorted(said.items())))  # type: ignore[arg-type]
_WHOLE = st.sampled_from(
    [(Choice(None, "none"),), (Choice(None, "unsure"),),
     (Choice("C2a.1", "unsure"),), (Choice("C1b.1", "primary", "response"),),
     (Choice(None, "none"), Choice("C1a.1", "reject"))]
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(WHO),
        st.one_of(
            st.tuples(
                st.sets(st.sampled_from(ITEMS), min_size=1, max_size=3),
                st.one_of(_ON_NODES, _WHOLE),
            ),
            st.sampled_from(["undo", "redo"]),
        ),
    ),
    max_size=14,
)
_Said = dict[str, set[tuple[str, str, str]]]


class Analyst:
    """What one analyst means, with nothing but sets and two stacks."""

    def __init__(self) -> None:
        self.says: _Said = {}
        self.done: list[_Said] = []
        self.undone: list[_Said] = []

    def decide(self, items: set[str], choices: tuple[Choice, ...]) -> None:
        bases = {choice.basis for choice in choices}
        after = {k: set(v) for k, v in self.says.items()}
        for item in items:
            kept = {one for one in after.get(item, set()) if one[0] not in bases}
            said = {(c.basis, c.node_id or "", c.verdict) for c in choices}
            after[item] = kept | said
        if after != self.says:
            self.done.append(self.says)
            self.undone.clear()
            self.says = after

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.says)
            self.says = self.done.pop()

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.says)
            self.says = self.undone.pop()

    @property
    def told(self) -> _Said:
        return {item: said for item, said in self.says.items() if said}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, ReviewDesk]]:
    root = tmp_path_factory.mktemp("sequences")
    for folder in ("data/raw", "data/normalised", "mappings", "outputs"):
        (root / folder).mkdir(parents=True)
    with opened(root) as found:
        yield root, found


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_stands_is_what_was_meant(
    desk: tuple[Path, ReviewDesk], steps: list[Any]
) -> None:
    root, at = desk
    (root / LEDGER).unlink(missing_ok=True)
    meant = {name: Analyst() for name in WHO}
    for who, what in steps:
        if what == "undo":
            at.undo(who)
            meant[who].undo()
        elif what == "redo":
            at.redo(who)
            meant[who].redo()
        else:
            items, choices = what
            at.decide(who, sorted(items), choices)
            meant[who].decide(items, choices)
    for who in WHO:
        assert stood(root, who) == meant[who].told
        for item in ITEMS:
            assert told(at, item, who) == meant[who].told.get(item, set())
    # The order holds while one works; whoever begins anew meets it sorted anew.
    at.next_item(Filters(state="all"), "uncertainty", "Zed")
    rows = at.queue(Filters(state="all"), "uncertainty", "Zed").rows
    assert [(r.item_id, r.state) for r in rows] == from_the_ledger(root, "uncertainty")


@pytest.mark.parametrize("who", WHO)
def test_undone_to_the_beginning_nothing_stands(project: Path, who: str) -> None:
    with opened(project) as desk:
        for node in NODES:
            desk.decide(who, ITEMS, [Choice(node, "primary")])
        desk.decide(who, ITEMS, [Choice(None, "none")])
        while desk.undo(who):
            continue
        assert stood(project, who) == {}
        while desk.redo(who):
            continue
        assert stood(project, who) == {item: {("text", "", "none")} for item in ITEMS}
