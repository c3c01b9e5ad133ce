"""The review page: shown, decided on, undone; with the desk's script and without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from plan_ingest.model.review import Decision
from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.store.ledger import read_ledger
from tests import build
from tests.web.served import csrf, once, served
from tests.workbook.desk import ITEMS, made, written

SCRIPT = {"Accept": "application/json", "X-Requested-With": "desk"}
LINK = re.compile(r'href="(/item/[^"]+)"[^>]*data-act="next"')


@dataclass(frozen=True, slots=True)
class Sitting:
    """An analyst at the desk of a project."""

    root: Path
    browser: TestClient

    def page(self, path: str = "/item/first") -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, path: str, item: str, page: str = "", **given: object) -> object:
        page = page or self.page(f"/item/{item}")
        form = {"csrf": csrf(page), "once": once(page), "item": item, **given}
        headers = SCRIPT if given.pop("script", False) else {}
        form.pop("script", None)
        return self.browser.post(path, data=form, headers=headers)

    def words(self) -> list[Decision]:
        return list(read_ledger(self.root / "mappings/tiny/decisions.jsonl").decisions)

    def said(self) -> list[tuple[str, str | None, str]]:
        return [(w.item_id, w.node_id, w.verdict) for w in self.words()]


@pytest.fixture
def sitting(project: Path) -> Iterator[Sitting]:
    root = made(project)
    with served(root) as desk:
        yield Sitting(root, desk.launched())


def test_the_first_item_waits_at_the_door(sitting: Sitting) -> None:
    answer = sitting.browser.get("/")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/item/")


def test_the_page_shows_item_suggestions_queue_and_framework(sitting: Sitting) -> None:
    page = sitting.page()

    assert "=Call takers learn the signs of coercion." in page
    assert "Training ran in May." in page
    assert "Call takers know the signs" in page
    assert "90%" in page
    assert "phrases of the taxonomy" in page
    assert "How calls are taken" not in page  # this framework file has no descriptions
    assert "Officers see each child at the door." in page
    assert page.count("<h1") == 1


def test_an_accepted_node_is_on_record_and_the_next_item_follows(
    sitting: Sitting,
) -> None:
    answer = sitting.send("/decide", "first", say="primary text C1a.1", note=" why ")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/item/")
    assert "/item/first" not in answer.headers["location"]
    [word] = sitting.words()
    assert (word.analyst, word.item_id, word.node_id) == ("Ann", "first", "C1a.1")
    assert (word.verdict, word.basis, word.note) == ("primary", "text", "why")


def test_the_script_gets_the_parts_that_change(sitting: Sitting) -> None:
    answer = sitting.send("/decide", "first", say="primary text C1a.1", script=True)

    told = answer.json()
    assert set(told["parts"]) == {"item", "view", "queue", "last"}
    assert told["item"] in ("second", "third")
    assert told["url"].startswith(f"/item/{told['item']}")
    assert "primary C1a.1" in told["parts"]["last"]


def test_what_the_script_has_is_not_sent_again(sitting: Sitting) -> None:
    page = sitting.page()
    following = LINK.search(page)
    assert following is not None
    ahead = sitting.browser.get(f"{following[1]}?ahead=yes", headers=SCRIPT).json()

    answer = sitting.send(
        "/decide", "first", page, say="primary text C1a.1", have=ahead["item"],
        script=True,
    )  # fmt: skip

    told = answer.json()
    assert told["item"] == ahead["item"]
    assert set(told["parts"]) == {"queue", "last"}
    assert set(ahead["parts"]) == {"item", "view"}


@pytest.mark.parametrize(
    ("say", "word"),
    [
        ("secondary text C1b.1", ("C1b.1", "secondary")),
        ("none text", (None, "none")),
        ("unsure text", (None, "unsure")),
        ("primary response C2a.1", ("C2a.1", "primary")),
        ("primary text C2", ("C2", "primary")),
    ],
)
def test_every_answer_goes_on(
    sitting: Sitting, say: str, word: tuple[str | None, str]
) -> None:
    answer = sitting.send("/decide", "first", say=say)

    assert "/item/first" not in answer.headers["location"]
    assert [(n, v) for _, n, v in sitting.said()] == [word]


def test_a_rejection_stays_and_stands_beside_what_is_accepted(sitting: Sitting) -> None:
    answer = sitting.send("/decide", "first", say="reject text C1a.1")
    assert answer.headers["location"].startswith("/item/first")
    sitting.send("/decide", "first", say="primary text C1b.1")

    assert sitting.said() == [
        ("first", "C1a.1", "reject"),
        ("first", "C1b.1", "primary"),
    ]


def test_another_node_replaces_the_last_one(sitting: Sitting) -> None:
    sitting.send("/decide", "first", say="primary text C1a.1")
    sitting.send("/decide", "first", say="primary text C1b.1")

    page = sitting.page()
    assert [v for _, _, v in sitting.said()].count("retract") == 1
    stands = re.search(r'class="stands".*?</section>', page, re.S)
    assert stands is not None
    assert "C1b.1" in stands[0]
    assert "C1a.1" not in stands[0]


def test_several_answers_are_added_to_each_other(sitting: Sitting) -> None:
    first = sitting.send("/decide", "first", say="primary text C1a.1", stay="yes")
    assert first.headers["location"].startswith("/item/first?stay=yes")
    sitting.send("/decide", "first", say="secondary text C1b.1", stay="yes")

    assert sitting.said() == [
        ("first", "C1a.1", "primary"),
        ("first", "C1b.1", "secondary"),
    ]


@pytest.mark.parametrize("given", [{"all": "yes"}, {"also": "third"}])
def test_a_decision_can_go_to_items_worded_alike(
    sitting: Sitting, given: dict[str, str]
) -> None:
    assert "Also for all 1 more worded alike" in sitting.page()

    sitting.send("/decide", "first", say="primary text C1a.1", **given)

    assert sitting.said() == [
        ("first", "C1a.1", "primary"),
        ("third", "C1a.1", "primary"),
    ]
    assert len({word.batch for word in sitting.words()}) == 1


def test_an_item_that_is_not_alike_is_never_taken_along(sitting: Sitting) -> None:
    sitting.send("/decide", "first", say="primary text C1a.1", also="second")

    assert [item for item, _, _ in sitting.said()] == ["first"]


def test_undo_and_redo_go_back_to_the_item(sitting: Sitting) -> None:
    sitting.send("/decide", "first", say="primary text C1a.1")

    undone = sitting.send("/undo", "second")
    assert undone.headers["location"].startswith("/item/first")
    assert "Undone: primary C1a.1" in sitting.page()
    redone = sitting.send("/redo", "second")

    assert redone.headers["location"].startswith("/item/first")
    assert [v for _, _, v in sitting.said()] == ["primary", "retract", "primary"]


def test_nothing_to_undo_is_said(sitting: Sitting) -> None:
    told = sitting.send("/undo", "first", script=True).json()

    assert told["said"] == "Nothing to undo."
    assert sitting.said() == []


def test_one_form_sent_twice_decides_once(sitting: Sitting) -> None:
    page = sitting.page()
    for _ in range(2):
        answer = sitting.send("/decide", "first", page, say="primary text C1a.1")
        assert answer.status_code == 303

    assert sitting.said() == [("first", "C1a.1", "primary")]


def test_an_answer_can_be_taken_back_from_the_item(sitting: Sitting) -> None:
    sitting.send("/decide", "first", say="primary text C1a.1")
    [word] = sitting.words()

    answer = sitting.send("/retract", "first", word=word.id)

    assert answer.headers["location"].startswith("/item/first")
    assert 'class="stands"' not in sitting.page()


def test_a_skipped_item_comes_last_and_is_no_decision(sitting: Sitting) -> None:
    first = sitting.browser.get("/").headers["location"].split("#")[0]
    sitting.send("/decide", first.rpartition("/")[2], say="skip")

    assert sitting.said() == []
    assert sitting.browser.get("/").headers["location"].split("#")[0] != first
    assert "skipped" in sitting.page(first)


@pytest.mark.parametrize(
    ("say", "status"),
    [
        ("", 422),
        ("retract text C1a.1", 422),
        ("primary text NOPE", 422),
        ("primary text", 422),
        ("none text C1a.1", 422),
        ("primary wrong C1a.1", 422),
    ],
)
def test_a_wrong_answer_is_refused_and_said(
    sitting: Sitting, say: str, status: int
) -> None:
    answer = sitting.send("/decide", "first", say=say)
    told = sitting.send("/decide", "first", say=say, script=True)

    assert (answer.status_code, told.status_code) == (status, status)
    assert "Nothing was put on record." in answer.text
    assert told.json()["wrong"]
    assert sitting.said() == []


def test_an_item_that_is_not_there_is_said(sitting: Sitting) -> None:
    assert sitting.browser.get("/item/gone").status_code == 422
    assert sitting.browser.get("/nowhere").status_code == 404
    assert sitting.browser.get("/nowhere", headers=SCRIPT).json()["wrong"]


def test_filters_and_order_go_with_every_step(sitting: Sitting) -> None:
    page = sitting.page("/item/first?force=Westmarch&order=document")
    queue = re.search(r'<div id="queue">.*?</nav>', page, re.S)
    assert queue is not None

    assert "force=Westmarch&amp;order=document" in queue[0]
    assert "/item/third" not in queue[0]
    answer = sitting.send(
        "/decide", "first", page, say="none text",
        back="force=Westmarch&order=document",
    )  # fmt: skip
    assert "force=Westmarch&order=document" in answer.headers["location"]


def test_a_search_finds_words_of_items(sitting: Sitting) -> None:
    answer = sitting.browser.get("/?text=child")

    assert answer.headers["location"].startswith("/item/second?text=child")
    assert "No item fits" in sitting.page("/?text=nowhere+to+be+found")


def test_when_all_is_decided_it_is_said(sitting: Sitting) -> None:
    for item in ITEMS:
        answer = sitting.send("/decide", item.item_id, say="none text")
    assert answer.headers["location"] == "/"

    page = sitting.page("/")
    assert "Nothing is left to review" in page
    assert "3 of 3 items decided" in page
    told = sitting.browser.get("/", headers=SCRIPT).json()
    assert told["leave"] == "/"


def test_words_of_a_plan_are_words_only(sitting: Sitting) -> None:
    hostile = build.item(
        "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }}",
        item_id="hostile",
        headings=('"><b>bold</b>',),
        response=("<b>b</b>",),
        lead="javascript:alert(1)",
        target="=cmd|' /C calc'!A0",
        force="<i>",
    )
    written(sitting.root, (*ITEMS, hostile))

    page = sitting.page("/item/hostile")

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>b" not in page
    assert "<i>" not in page
    assert "{{ 7*7 }}" in page
    told = sitting.browser.get("/item/hostile", headers=SCRIPT).json()
    assert "&lt;script&gt;alert(1)" in told["parts"]["item"]
    assert "<script" not in told["parts"]["item"] + told["parts"]["queue"]


def test_the_framework_is_searched_without_script(sitting: Sitting) -> None:
    page = sitting.page("/item/first?node_words=children")
    tree = re.search(r'<ul class="tree.*?</section>', page, re.S)
    assert tree is not None

    assert "Children at the scene are seen" in tree[0]
    assert "A chief officer leads" not in tree[0]


def test_no_part_has_style_or_script_of_its_own(sitting: Sitting) -> None:
    page = sitting.page()

    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", page)
    assert re.findall(r"<script[^>]*>", page) == [
        found
        for found in re.findall(r"<script[^>]*>", page)
        if 'src="/static/' in found
    ]
    assert not re.search(r'(src|href|action)="https?:', page)


def test_a_fault_is_told_without_its_detail(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr(ReviewDesk, "card", broken)
    page = sitting.browser.get("/item/first")
    told = sitting.browser.get("/item/first", headers=SCRIPT)

    assert (page.status_code, told.status_code) == (500, 500)
    assert "This did not work" in page.text
    assert told.json()["wrong"]
    assert "secret" not in page.text + told.text
