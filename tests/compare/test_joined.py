"""All plans of a force as one: levels, marks and what could not be read."""

from plan_ingest.compare import coverage
from plan_ingest.compare.forces import Force, by_force, latest_at
from plan_ingest.compare.joined import joined
from plan_ingest.model.source import SourceRecord
from plan_ingest.review import links, settle
from tests import build

FRAMEWORK = build.framework()


def plans(*states: str, **given: object) -> list[SourceRecord]:
    return [
        build.record(
            source_id=f"alder/{n}", file=f"alder/{n}.pdf", force="Alder", state=state,
            **given,
        )
        for n, state in enumerate(states, 1)
    ]  # fmt: skip


def test_the_plans_of_a_force_become_one_source_under_its_name() -> None:
    records = [*plans("read", "read"), build.record(source_id="elm", force=None)]
    items = [build.item(f"{r.source_id}.", source_id=r.source_id) for r in records]
    sources, moved = joined(records, items)

    assert [(s.source_id, s.state) for s in sources] == [
        ("Alder", "read"), ("elm", "read"),
    ]  # fmt: skip
    assert sources[0].file == "alder/1.pdf; alder/2.pdf"
    assert [item.source_id for item in moved] == ["Alder", "Alder", "elm"]
    assert {i.item_id for i in moved} == {i.item_id for i in items}


def test_a_part_that_could_not_be_read_makes_the_whole_partly_read() -> None:
    item = build.item(source_id="alder/1")
    for state in ("quarantined", "not assessable"):
        (whole,), _ = joined(plans("read", state), [item])
        assert whole.state == "partly read"
        assert (whole.reason or "").startswith("alder/2.pdf: ")
    (none,), _ = joined(plans("quarantined", "not assessable"), [])
    assert none.state == "not assessable"
    (empty,), _ = joined(plans("read", "read"), [item])
    assert (empty.state, empty.reason) == (
        "partly read", "alder/2.pdf: no item was found",
    )  # fmt: skip


def test_a_date_is_known_only_where_every_plan_has_one() -> None:
    items = [build.item(source_id=f"alder/{n}") for n in (1, 2)]
    (known,), _ = joined(plans("read", "read", document_date="2021"), items)
    (unknown,), _ = joined(plans("read", "read", document_date=None), items)

    assert (known.document_date, unknown.document_date) == ("2021", None)


def test_joining_first_gives_the_levels_of_joining_last() -> None:
    records = [*plans("read", "partly read"), build.record(source_id="birch/1")]
    items = [build.item(f"{r.source_id}.", source_id=r.source_id) for r in records]
    settled = settle(
        [build.decision(items[0], "C1a.1"), build.decision(items[1], "C1b")], "tiny"
    )
    forces = {record.source_id: record.force or "" for record in records}
    apart = coverage(links(items, (), settled), items, records, FRAMEWORK, settled)
    sources, moved = joined(records, items)
    together = coverage(links(moved, (), settled), moved, sources, FRAMEWORK, settled)

    assert {(c.source_id, c.node_id): c.level for c in together.cells} == {
        (c.source_id, c.node_id): c.level
        for c in by_force(apart, forces, FRAMEWORK).cells
    }


REGISTER = (
    Force("Alder", valid_to="2020-04-01", successor="Grove", other_names=("Alderton",)),
    Force("Birch", valid_to="2020-04-01", successor="Grove"),
    Force("Grove", valid_from="2020-04-01"),
)


def dated(source: str, force: str, date: str) -> SourceRecord:
    return build.record(source_id=source, force=force, document_date=date)


def test_merged_forces_keep_each_its_latest_until_the_successor_has_its_own() -> None:
    before = [
        dated("a1", "Alderton", "2015"), dated("a2", "Alder", "2018"),
        dated("b1", "Birch", "2019"),
    ]  # fmt: skip
    own = dated("g1", "Grove", "2021")

    assert latest_at(before, REGISTER, "2020-05-01") == ("a2", "b1")
    assert latest_at([*before, own], REGISTER, "2020-05-01") == ("g1",)
    assert latest_at([*before, own], REGISTER, "2019-01-01") == ("a2", "b1", "g1")
    assert latest_at(before, REGISTER, "") == ("a1", "a2", "b1")
