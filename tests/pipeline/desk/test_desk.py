"""The desk's queue, cards and decisions on a small project."""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.pipeline.desk import Choice, Filters, ReviewDesk
from plan_ingest.store.ledger import append
from plan_ingest.store.project import open_project
from plan_ingest.store.records import write_suggestions
from tests import build
from tests.pipeline.desk.bench import (
    LEDGER,
    NONE,
    UNSURE,
    again,
    from_the_ledger,
    ids,
    lines,
    many,
    opened,
    primary,
    stood,
    told,
)
from tests.workbook.desk import FIRST, ITEMS, SECOND, THIRD, written

ALL = Filters(state="all")


@pytest.fixture
def desk(project: Path) -> Iterator[ReviewDesk]:
    with opened(project) as found:
        yield found


def test_the_queue_has_every_item_once_in_each_order(desk: ReviewDesk) -> None:
    for order in ("uncertainty", "document", "node"):
        page = desk.queue(ALL, order, "Ann")  # type: ignore[arg-type]
        assert sorted(ids(page.rows)) == ["first", "second", "third"]
        assert (page.total, page.remaining) == (3, 3)


def test_a_page_is_a_part_of_the_queue(project: Path) -> None:
    with opened(project, many(20)) as desk:
        whole = desk.queue(ALL, "document", "Ann")
        part = desk.queue(ALL, "document", "Ann", 5, 3)
        assert part.rows == whole.rows[5:8]
        assert part.total == 20
        assert desk.queue(ALL, "document", "Ann", 100, 3).rows == ()


def test_a_card_says_what_is_offered_and_what_stands(desk: ReviewDesk) -> None:
    desk.decide("Ann", ["first"], [primary(), Choice("C1b.1", "secondary")], "page 3")
    card = desk.card("first", "Bob")

    assert card.item.text == FIRST.text
    assert [one.node_id for one in card.offered] == ["C1a.1", "C1b.1"]
    assert card.own == ()
    assert {(w.node_id, w.verdict, w.note) for w in card.others} == {
        ("C1a.1", "primary", "page 3"), ("C1b.1", "secondary", "page 3")
    }  # fmt: skip
    assert card.state == "decided"
    assert card.record is not None
    assert card.record.force == "Westmarch"


def test_no_such_item_is_said_in_words(desk: ReviewDesk) -> None:
    with pytest.raises(UsageError, match="no item 'gone'"):
        desk.card("gone", "Ann")
    with pytest.raises(UsageError, match="no item 'gone'"):
        desk.decide("Ann", ["gone"], [NONE])


@pytest.mark.parametrize(
    ("choices", "wrong"),
    [
        ([], "no answer"),
        ([Choice("X9", "primary")], "no node 'X9'"),
        ([Choice(None, "primary")], "needs a node"),
        ([Choice("C1a", "none")], "not of a node"),
        ([NONE, primary()], "at once"),
        ([UNSURE, primary()], "at once"),
        ([primary(), Choice("C1a.1", "reject")], "twice"),
        ([Choice(None, "retract")], "undo"),
    ],
)
def test_wrong_choices_are_refused(
    project: Path, choices: list[Choice], wrong: str
) -> None:
    with opened(project) as desk, pytest.raises(UsageError, match=wrong):
        desk.decide("Ann", ["first"], choices)
    assert not (project / LEDGER).exists()


def test_the_choices_are_the_whole_answer(desk: ReviewDesk, project: Path) -> None:
    desk.decide("Ann", ["first"], [primary(), Choice("C1b.1", "secondary")])
    desk.decide("Ann", ["first"], [Choice("C2a.1", "primary", "response")])
    desk.decide("Ann", ["first"], [Choice("C1b.1", "secondary")])
    assert stood(project, "Ann") == {
        "first": {("text", "C1b.1", "secondary"), ("response", "C2a.1", "primary")}
    }
    desk.decide("Ann", ["first"], [NONE])
    assert stood(project, "Ann")["first"] == {
        ("text", "", "none"), ("response", "C2a.1", "primary")
    }  # fmt: skip
    desk.decide("Ann", ["first"], [Choice("C1a.1", "reject")])
    assert ("text", "C1a.1", "reject") in stood(project, "Ann")["first"]
    assert ("text", "", "none") not in stood(project, "Ann")["first"]


def test_what_stands_already_is_not_written_again(
    desk: ReviewDesk, project: Path
) -> None:
    first = desk.decide("Ann", ["first"], [primary()])
    again_ = desk.decide("Ann", ["first"], [primary()])

    assert (first.written, again_.written, again_.batch) == (1, 0, None)
    assert lines(project) == ["primary"]
    assert desk.decide("Bob", ["first"], [primary()]).written == 1


def test_a_request_that_comes_twice_is_done_once(
    desk: ReviewDesk, project: Path
) -> None:
    one = desk.decide("Ann", ["first"], [primary()], key="k")
    two = desk.decide("Ann", ["first"], [primary()], key="k")
    assert one.batch is not None
    assert two.written == 0
    desk.undo("Ann", key="u")
    assert desk.undo("Ann", key="u").written == 0  # type: ignore[union-attr]
    desk.decide("Ann", ["first"], [primary()], key="k")
    assert lines(project) == ["primary", "retract"]


def test_a_group_is_decided_and_undone_as_one(desk: ReviewDesk, project: Path) -> None:
    receipt = desk.decide("Ann", ["first", "third", "first"], [primary()])
    told = (project / LEDGER).read_text("utf-8").splitlines()
    words = [json.loads(line) for line in told]

    assert receipt.written == 2
    assert {word["batch"] for word in words} == {receipt.batch}
    assert len({word["id"] for word in words}) == 2
    desk.undo("Ann")
    assert stood(project, "Ann") == {}


def test_undo_and_redo_go_through_the_record(desk: ReviewDesk, project: Path) -> None:
    desk.decide("Ann", ["first"], [primary()])
    desk.decide("Ann", ["first"], [NONE])
    desk.decide("Bob", ["first"], [primary("C2a.1")])
    desk.undo("Ann")
    assert told(desk, "first", "Ann") == {("text", "C1a.1", "primary")}
    desk.undo("Ann")
    assert told(desk, "first", "Ann") == set()
    assert desk.undo("Ann") is None
    desk.redo("Ann")
    desk.redo("Ann")
    assert told(desk, "first", "Ann") == {("text", "", "none")}
    assert desk.redo("Ann") is None
    assert told(desk, "first", "Bob") == {("text", "C2a.1", "primary")}
    assert lines(project).count("retract") == 2


def test_what_can_be_undone_is_known_after_a_restart(
    desk: ReviewDesk, project: Path
) -> None:
    desk.decide("Ann", ["first"], [primary()])
    desk.decide("Ann", ["second"], [NONE])
    desk.undo("Ann")
    desk.close()
    with again(project) as later:
        done, undone = later.undoable("Ann")
        assert done is not None
        assert undone is not None
        assert ids(done.lines) == ["first"]
        assert later.redo("Ann") is not None
        assert told(later, "second", "Ann") == {("text", "", "none")}


def test_something_new_leaves_nothing_to_redo(desk: ReviewDesk) -> None:
    desk.decide("Ann", ["first"], [primary()])
    desk.undo("Ann")
    desk.decide("Ann", ["second"], [NONE])
    assert desk.redo("Ann") is None


def test_the_next_item_goes_on_from_where_the_analyst_is(project: Path) -> None:
    with opened(project, many(12)) as desk:
        asked, item, seen = Filters(), None, []
        while (item := desk.next_item(asked, "document", "Ann", item)) is not None:
            seen.append(item)
            desk.decide("Ann", [item], [NONE])
        assert seen == [f"item-{n:03}" for n in (*range(1, 12, 2), *range(0, 12, 2))]
        assert desk.queue(asked, "document", "Ann").total == 0


def test_the_next_item_wraps_to_what_was_passed_over(project: Path) -> None:
    with opened(project, many(4)) as desk:
        last = desk.queue(Filters(), "document", "Ann").rows[-1].item_id
        first = desk.queue(Filters(), "document", "Ann").rows[0].item_id
        assert desk.next_item(Filters(), "document", "Ann", last) == first
        assert desk.next_item(Filters(), "document", "Ann", first, back=True) == last
        assert desk.next_item(Filters(), "document", "Ann", last, back=True) != last


def test_two_analysts_are_not_given_the_same_item(project: Path) -> None:
    with opened(project, many(3)) as desk:
        item = desk.next_item(Filters(), "document", "Ann")
        assert item is not None
        desk.hold(item, "Ann")
        assert desk.next_item(Filters(), "document", "Bob") not in (item, None)
        rest = [i for i in ids(desk.queue(Filters(), "document", "Bob").rows)
                if i != item]  # fmt: skip
        desk.decide("Bob", rest, [NONE])
        assert desk.next_item(Filters(), "document", "Bob") == item


def test_what_was_skipped_comes_last_and_is_never_dropped(project: Path) -> None:
    with opened(project, many(5)) as desk:
        first = desk.queue(Filters(), "uncertainty", "Ann").rows[0].item_id
        desk.skip("Ann", first)
        asked = desk.queue(Filters(), "uncertainty", "Ann")
        assert asked.rows[-1].item_id == first
        assert asked.total == 5
        assert ids(desk.queue(Filters(state="skipped"), "document", "Ann").rows) == [
            first
        ]
        assert desk.queue(Filters(), "uncertainty", "Bob").rows[0].item_id == first
        desk.unskip("Ann", first)
        assert desk.queue(Filters(), "uncertainty", "Ann").rows[0].item_id == first


def test_filters_narrow_the_queue(desk: ReviewDesk) -> None:
    def found(**asked: object) -> list[str]:
        view = replace(ALL, **asked)  # type: ignore[arg-type]
        return sorted(ids(desk.queue(view, "document", "Ann").rows))

    assert found(sources=("penharrow/plan",)) == ["third"]
    assert found(forces=("Westmarch",)) == ["first", "second"]
    assert found(kinds=("aim",)) == []
    assert found(nodes=("C1",)) == ["first", "second", "third"]
    assert found(nodes=("C2",)) == []
    assert found(least=0.95) == []
    assert found(most=0.5) == []
    assert found(flags=("ocr",)) == []
    desk.decide("Bob", ["second"], [primary("C2a.1")])
    assert found(nodes=("C2",)) == ["second"]
    assert found(analysts=("Bob",)) == ["second"]
    assert found(state="reviewed") == ["second"]
    assert found(state="to_review") == ["first", "third"]
    desk.decide("Bob", ["first"], [UNSURE])
    assert found(state="unsure") == ["first"]
    desk.decide("Cat", ["second"], [NONE])
    assert found(state="disputed") == ["second"]
    assert desk.queue(ALL, "document", "Ann").remaining == 3


@pytest.mark.parametrize(
    "said",
    [
        '"', "'; DROP TABLE items; --", "signs AND", "NEAR(", "a OR b NOT", "*",
        "^call", "text:signs", "{text}:", "-signs", "(((", "\x00signs", "signs\x00",
        "%_%", "…", "🙂", "x" * 5000, " ".join(["call"] * 200), "= + - @",
    ],
)  # fmt: skip
def test_a_search_is_words_whatever_is_typed(desk: ReviewDesk, said: str) -> None:
    page = desk.queue(replace(ALL, text=said), "document", "Ann")
    assert page.total <= 3
    assert desk.queue(ALL, "document", "Ann").total == 3


def test_a_search_finds_words_in_all_of_an_item(desk: ReviewDesk) -> None:
    def found(said: str) -> list[str]:
        return ids(desk.queue(replace(ALL, text=said), "document", "Ann").rows)

    assert found("child") == ["second"]
    assert found("CHILD doors") == ["second"]
    assert found("coerc") == ["third", "first"]
    assert found("training ran may") == ["first"]
    assert found("first contact") == ["first"]
    assert found("child coercion") == []


def test_words_of_another_program_are_seen(desk: ReviewDesk, project: Path) -> None:
    append(project / LEDGER, [build.decision(FIRST, "C1b.1", analyst="Bob")])
    assert told(desk, "first", "Bob") == {("text", "C1b.1", "primary")}
    assert desk.queue(Filters(), "document", "Ann").total == 2
    with again(project) as other:
        other.decide("Cat", ["third"], [NONE])
        assert told(desk, "third", "Cat") == {("text", "", "none")}
        desk.decide("Ann", ["second"], [NONE])
        assert told(other, "second", "Ann") == {("text", "", "none")}


def test_a_torn_line_is_set_aside_and_counted(desk: ReviewDesk, project: Path) -> None:
    desk.decide("Ann", ["first"], [primary()])
    with (project / LEDGER).open("ab") as ledger:
        ledger.write(b'{"id": "torn", "at": "2026')
    desk.decide("Ann", ["second"], [NONE])
    assert desk.queue(Filters(), "document", "Ann").total == 1
    assert desk.overview().torn == 1
    desk.close()
    with again(project) as later:
        assert later.queue(Filters(), "document", "Ann").total == 1


def test_a_ledger_that_was_replaced_is_read_anew(
    desk: ReviewDesk, project: Path
) -> None:
    desk.decide("Ann", ["first", "second"], [primary()])
    only = build.decision(THIRD, None, analyst="Bob")
    (project / LEDGER).unlink()
    append(project / LEDGER, [only])
    assert told(desk, "first", "Ann") == set()
    assert told(desk, "third", "Bob") == {("text", "", "none")}
    assert desk.queue(Filters(), "document", "Ann").total == 2


def test_a_ledger_changed_while_closed_is_read_anew(
    desk: ReviewDesk, project: Path
) -> None:
    desk.decide("Ann", ["first"], [primary("C1a.1")])
    desk.decide("Ann", ["second"], [NONE])
    desk.close()
    path = project / LEDGER
    path.write_bytes(path.read_bytes().replace(b"C1a.1", b"C1a.2", 1))
    with again(project) as later:
        assert told(later, "first", "Ann") == {("text", "C1a.2", "primary")}
        later.decide("Ann", ["third"], [NONE])
        # Left without a proof, as a desk that is killed.
        path.write_bytes(path.read_bytes().replace(b"C1a.2", b"C1b.1", 1))
        os.utime(path, ns=(1, 1))
        with again(project) as last:
            assert told(last, "first", "Ann") == {("text", "C1b.1", "primary")}


@pytest.mark.parametrize("order", ["uncertainty", "document", "node"])
def test_the_index_answers_as_the_ledger_does(project: Path, order: str) -> None:
    with opened(project, many(30)) as desk:
        for n, (who, choice) in enumerate(
            [("A", primary()), ("B", NONE), ("A", UNSURE), ("B", primary("C2a.1"))] * 5
        ):
            desk.decide(who, [f"item-{n * 7 % 30:03}"], [choice])
        desk.undo("A")
        rows = desk.queue(ALL, order, "Zed", count=99).rows  # type: ignore[arg-type]
        assert [(r.item_id, r.state) for r in rows] == from_the_ledger(
            project,
            order,  # type: ignore[arg-type]
        )
    for old in (project / "data/normalised").glob("desk.*"):
        old.unlink()
    with again(project) as later:
        assert later.queue(ALL, order, "Zed", count=99).rows == rows  # type: ignore[arg-type]


def test_records_made_anew_are_seen_by_an_open_desk(
    desk: ReviewDesk, project: Path
) -> None:
    desk.decide("Ann", ["first"], [primary()])
    later = replace(SECOND, item_id="late", text="Quite another promise is made.")
    written(project, (FIRST, later))
    assert sorted(ids(desk.queue(ALL, "document", "Ann").rows)) == ["first", "late"]
    assert told(desk, "first", "Ann") == {("text", "C1a.1", "primary")}


def test_offers_may_lie_in_any_order_and_be_missing(project: Path) -> None:
    with opened(project) as desk:
        offers = [build.suggestions(i, "C2a.1") for i in (THIRD, FIRST)]
        normalised = project / "data" / "normalised"
        write_suggestions(normalised / "suggestions.tiny.jsonl", offers)
        assert desk.card("third", "Ann").offered[0].node_id == "C2a.1"
        assert desk.card("second", "Ann").offered == ()
        assert desk.card("second", "Ann").row.doubt == 1


def test_a_spoilt_index_is_made_anew(project: Path) -> None:
    with opened(project) as desk:
        desk.decide("Ann", ["first"], [primary()])
        path = desk._synced().index.path
    path.write_bytes(b"no database at all" * 100)
    with again(project) as later:
        assert told(later, "first", "Ann") == {("text", "C1a.1", "primary")}


def test_the_index_is_not_part_of_the_record(project: Path) -> None:
    with opened(project) as desk:
        desk.decide("Ann", ["first"], [primary()])
    names = sorted(path.name for path in (project / "mappings/tiny").iterdir())
    assert [name for name in names if not name.startswith(".")] == [
        "decided_words.jsonl", "decisions.jsonl", "framework.yaml"
    ]  # fmt: skip


def test_near_duplicates_are_a_group(desk: ReviewDesk) -> None:
    desk.wait_for_likes()
    desk.decide("Bob", ["third"], [primary()])
    card = desk.card("first", "Ann")
    [other] = card.alike

    assert card.row.alike == 1
    assert other.row.item_id == "third"
    assert [word.node_id for word in other.words] == ["C1a.1"]
    assert desk.card("second", "Ann").alike == ()


def test_no_items_yet_is_said_in_words(project: Path) -> None:
    with opened(project):
        pass
    (project / "data/normalised/items.jsonl").unlink()
    with pytest.raises(UsageError, match="no items yet"):
        ReviewDesk(open_project(project))


def test_a_closed_desk_says_so(desk: ReviewDesk) -> None:
    desk.close()
    with pytest.raises(UsageError, match="closed"):
        desk.queue(ALL, "document", "Ann")


def test_an_analyst_needs_a_name(desk: ReviewDesk) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        desk.decide("  ", ["first"], [NONE])
    desk.decide(" Ann \n Smith ", ["first"], [NONE])
    assert desk.analysts() == ("Ann Smith",)


def test_the_lists_for_filters(desk: ReviewDesk) -> None:
    assert desk.sources() == ("penharrow/plan", "westmarch/plan")
    assert desk.forces() == ("Penharrow", "Westmarch")
    assert desk.kinds() == ("action",)
    assert desk.flags() == ()
    assert len(ITEMS) == 3


def test_a_reader_sees_all_of_a_batch_or_nothing(project: Path) -> None:
    with opened(project, many(40)) as desk:
        path = desk._synced().index.path
        desk.decide("Ann", [f"item-{n:03}" for n in range(40)], [NONE])
        with sqlite3.connect(path) as connection:
            count = connection.execute("SELECT count(*) FROM words").fetchone()[0]
        connection.close()
        assert count == 40
