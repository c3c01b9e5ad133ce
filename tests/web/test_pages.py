"""The desk's other pages: corrections, second reviews, bulk acceptance, the record."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plan_ingest.model.review import Decision, Proposal
from plan_ingest.pipeline.desk import Choice, Filters, ReviewDesk
from plan_ingest.store.journal import append_journal
from plan_ingest.store.ledger import append
from plan_ingest.store.project import open_project
from plan_ingest.store.records import write_items, write_suggestions
from tests import build
from tests.web.served import served
from tests.web.test_review import Sitting
from tests.workbook.desk import made

EVERY = (
    "/progress", "/differences", "/second", "/bulk", "/record", "/lost", "/keys",
    "/correct/first",
)  # fmt: skip


@pytest.fixture
def sitting(project: Path) -> Iterator[Sitting]:
    root = made(project)
    with served(root) as desk:
        yield Sitting(root, desk.launched())


@pytest.fixture
def adjudicating(project: Path) -> Iterator[Sitting]:
    root = made(project)
    settings = "[reporting]\nframework = 'tiny'\n[reviewing]\nadjudicators = ['Ann']\n"
    (root / "plan_ingest.toml").write_text(settings, "utf-8")
    with served(root) as desk:
        yield Sitting(root, desk.launched())


def says(root: Path, analyst: str, item: str, *choices: tuple[str | None, str]) -> None:
    """Another analyst's answer, given at a desk of their own."""
    with ReviewDesk(open_project(root)) as other:
        given = [Choice(node, verdict) for node, verdict in choices]  # type: ignore[arg-type]
        other.decide(analyst, [item], given)


def form(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form that goes to an address."""
    found = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.S)
    assert found is not None, action
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found[0]))


def many(root: Path, count: int) -> None:
    """A project of so many items, each with one sure suggestion that is accepted."""
    items = [
        replace(build.item(f"Call taker number {n} learns.", item_id=f"i{n:03}"),
                item_no=n + 1)
        for n in range(count)
    ]  # fmt: skip
    normalised = root / "data/normalised"
    write_items(normalised / "items.jsonl", items)
    offers = [build.suggestions(i, "C1a.1", accepted=("C1a.1",)) for i in items]
    write_suggestions(normalised / "suggestions.tiny.jsonl", offers)


@pytest.mark.parametrize("path", EVERY)
def test_every_page_has_a_head_of_its_own(sitting: Sitting, path: str) -> None:
    page = sitting.page(path)

    assert page.count("<h1") == 1
    assert "<title>" in page
    assert 'href="#main"' in page
    assert not re.search(r"\sstyle=|\son[a-z]+=", page)


def test_progress_counts_by_plan_and_analyst(sitting: Sitting) -> None:
    says(sitting.root, "Bert", "first", ("C1a.1", "primary"))
    sitting.send("/decide", "first", say="reject text C1a.1")
    page = sitting.page("/progress")

    assert "penharrow/plan" in page
    assert "Ann and Bert" in page
    assert "where analysts differ" in page


def test_a_word_is_corrected_and_the_correction_taken_back(sitting: Sitting) -> None:
    page = sitting.page("/correct/second")
    given = form(page, "/correct") | {
        "change": "text", "value": "Officers see every child.", "note": "misread",
    }  # fmt: skip
    answer = sitting.browser.post("/correct", data=given)
    assert answer.headers["location"].startswith("/item/second")

    page = sitting.page("/item/second?state=all")
    assert "Officers see every child." in page
    assert "Corrected" in page
    back = form(sitting.page("/correct/second"), "/correct/back")
    assert sitting.browser.post("/correct/back", data=back).status_code == 303
    assert "Officers see each child at the door." in sitting.page("/item/second")


def test_what_is_not_an_item_leaves_the_queue(sitting: Sitting) -> None:
    given = form(sitting.page("/correct/second"), "/correct")
    answer = sitting.browser.post("/correct", data=given | {"change": "not_an_item"})

    assert answer.headers["location"] == "/"
    assert sitting.browser.get("/item/second").status_code == 422
    lines = (sitting.root / "mappings/tiny/amendments.jsonl").read_text("utf-8")
    assert json.loads(lines)["change"] == "not_an_item"


@pytest.mark.parametrize(
    ("change", "value", "shown"),
    [
        ("kind", "objective", "Objective"),
        ("owner", "Head of Crime", "Head of Crime"),
        ("date", "2024-03-31", "2024-03-31"),
        ("measure", "true", "Measure: yes"),
        ("evidence", "own", "Evidence: its own"),
        ("force", "Eastmarch", "Eastmarch"),
        ("period", "2024/25", "2024/25"),
    ],
)
def test_an_attribute_is_corrected(
    sitting: Sitting, change: str, value: str, shown: str
) -> None:
    given = form(sitting.page("/correct/second"), "/correct")
    answer = sitting.browser.post(
        "/correct", data=given | {"change": change, "value": value}
    )

    assert answer.status_code == 303
    assert shown in sitting.page("/item/second?state=all")


@pytest.mark.parametrize(
    ("change", "value"),
    [("date", "soon"), ("text", " "), ("split", "only one"), ("measure", "much")],
)
def test_a_correction_that_does_not_fit_is_said_where_it_was_given(
    sitting: Sitting, change: str, value: str
) -> None:
    given = form(sitting.page("/correct/second"), "/correct")
    answer = sitting.browser.post(
        "/correct", data=given | {"change": change, "value": value}
    )

    assert answer.status_code == 422
    assert f'href="#c-{change}"' in answer.text
    assert not (sitting.root / "mappings/tiny/amendments.jsonl").exists()


def test_a_difference_is_settled_as_one_of_them_says(adjudicating: Sitting) -> None:
    says(adjudicating.root, "Bert", "first", ("C1a.1", "primary"))
    says(adjudicating.root, "Cleo", "first", ("C1a.1", "reject"), ("C1b.1", "primary"))
    page = adjudicating.page("/differences")
    assert "Settle as Bert says" in page

    given = form(page, "/differences/settle") | {"side": "Cleo"}
    answer = adjudicating.browser.post("/differences/settle", data=given)

    assert answer.headers["location"] == "/differences?settled=yes"
    assert "Nothing to settle" in adjudicating.page("/differences")
    own = [(w.node_id, w.verdict) for w in adjudicating.words() if w.analyst == "Ann"]
    assert sorted(own) == [("C1a.1", "reject"), ("C1b.1", "primary")]


def test_only_an_adjudicator_settles(sitting: Sitting) -> None:
    says(sitting.root, "Bert", "first", ("C1a.1", "primary"))
    says(sitting.root, "Cleo", "first", ("C1a.1", "reject"))
    page = sitting.page("/differences")
    given = form(sitting.page(), "/decide") | {"item": "first", "side": "Bert"}

    assert "Settle as" not in page
    answer = sitting.browser.post("/differences/settle", data=given)
    assert answer.status_code == 403
    assert len(sitting.words()) == 2


def test_a_second_review_is_blind_until_given(sitting: Sitting) -> None:
    says(sitting.root, "Bert", "first", ("C1b.1", "secondary"))
    given = form(sitting.page("/second"), "/second/give")
    answer = sitting.browser.post(
        "/second/give", data=given | {"analyst": "Ann", "share": "100"}
    )
    assert answer.status_code == 303
    assert "wait for your second review" in sitting.page("/second")

    page = sitting.page("/item/first?state=second")
    assert "A second review" in page
    assert "Bert" not in page.split("</form>", 1)[1].split('class="filters"')[0]
    told = sitting.send(
        "/decide", "first", say="primary text C1a.1", back="state=second", script=True
    ).json()

    after = told["parts"]["last"] if "parts" in told else ""
    page = sitting.page("/item/first?state=all&revealed=first")
    assert "Bert said secondary C1b.1" in after + page
    assert "1 of 1 reviewed" in sitting.page("/second")


@pytest.mark.parametrize(
    "given", [{"analyst": "", "share": "10"}, {"analyst": "Ann", "share": "many"}]
)
def test_a_sample_for_nobody_is_refused(
    sitting: Sitting, given: dict[str, str]
) -> None:
    fields = form(sitting.page("/second"), "/second/give")
    answer = sitting.browser.post("/second/give", data=fields | given)

    assert answer.status_code == 422
    assert "Nothing was given" in answer.text


def test_bulk_acceptance_waits_for_its_audit_and_is_undone_as_one(
    project: Path,
) -> None:
    root = made(project)
    many(root, 45)
    with served(root) as desk:
        sitting = Sitting(root, desk.launched())
        given = form(sitting.page("/bulk"), "/bulk/draw")
        drawn = sitting.browser.post(
            "/bulk/draw", data=given | {"least": "80", "width": "20"}
        )
        sample = drawn.headers["location"]
        assert re.fullmatch(r"/bulk/\w+", sample)
        page = sitting.page(sample)
        assert "Suggestion 1 of 30" in page
        early = form(page, "/bulk/audit")
        refused = sitting.browser.post("/bulk/accept", data=early)
        assert refused.status_code == 422
        assert len(sitting.words()) == 0

        for number in range(30):
            say = "reject text C1a.1" if number < 3 else "primary text C1a.1"
            fields = form(sitting.page(sample), "/bulk/audit") | {"say": say}
            assert sitting.browser.post("/bulk/audit", data=fields).status_code == 303
        page = sitting.page(sample)
        assert "90%" in page
        assert "27 of 30 right" in page
        assert re.search(r"7[34]% to 9[67]%", page)
        assert "Accept 15 suggestions" in page

        answer = sitting.browser.post("/bulk/accept", data=form(page, "/bulk/accept"))
        assert answer.headers["location"] == sample
        assert len(sitting.words()) == 45
        page = sitting.page(sample)
        assert "Undo the whole acceptance" in page
        sitting.browser.post("/bulk/undo", data=form(page, "/bulk/undo"))

        assert [w.verdict for w in sitting.words()].count("retract") == 15
        assert "Accept 15 suggestions" in sitting.page(sample)


def test_a_draw_from_nothing_is_said(sitting: Sitting) -> None:
    given = form(sitting.page("/bulk"), "/bulk/draw")
    for fields in ({"least": "99", "width": "5"}, {"least": "x", "width": "5"}):
        answer = sitting.browser.post("/bulk/draw", data=given | fields)

        assert answer.status_code == 422
        assert "No sample was drawn" in answer.text


def test_the_record_shows_and_exports_what_was_said(sitting: Sitting) -> None:
    says(sitting.root, "Bert", "second", ("C1b.1", "primary"))
    sitting.send("/decide", "first", say="none text", note="=1+1")
    sitting.send("/undo", "first")

    page = sitting.page("/record")
    assert "taken back" in page
    assert "Bert" in page
    assert "Bert" not in re.sub(
        r"<select.*?</select>", "", sitting.page("/record?analyst=Ann"), flags=re.S
    )
    answer = sitting.browser.get("/record.csv?analyst=Ann")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert {row["analyst"] for row in rows} == {"Ann"}
    assert [row["verdict"] for row in rows] == ["retract", "none"]
    assert rows[1]["note"] == "'=1+1"


def test_a_lost_decision_is_given_to_the_present_item(sitting: Sitting) -> None:
    gone = Decision(
        "lost1", "2026-01-05T10:00:00+00:00", "Bert", "gone", "tiny", "C1b.1", "primary"
    )
    append(sitting.root / "mappings/tiny/decisions.jsonl", [gone])
    words = {"id": "gone", "source_id": "westmarch/plan",
             "text": "Officers see each child at the front door."}  # fmt: skip
    kept = sitting.root / "mappings/tiny/decided_words.jsonl"
    kept.write_text(json.dumps(words) + "\n", "utf-8")

    page = sitting.page("/lost")
    assert "Officers see each child at the door." in page
    given = form(page, "/lost/give") | {"say": "primary text C1b.1"}
    answer = sitting.browser.post("/lost/give", data=given)

    assert answer.headers["location"] == "/lost?given=yes"
    last = sitting.words()[-1]
    assert (last.analyst, last.item_id, last.node_id) == ("Ann", "second", "C1b.1")


def test_keys_are_kept_for_the_analyst(sitting: Sitting) -> None:
    page = sitting.page("/keys")
    fields = dict(re.findall(r'name="(key-\w+)" value="([^"]*)"', page))
    fields = {name: value.replace("&#39;", "'") for name, value in fields.items()}
    given = form(page, "/keys") | fields | {"on": "yes", "key-none": "x"}
    answer = sitting.browser.post("/keys", data=given)

    assert answer.headers["location"] == "/keys?kept=yes"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert '<kbd aria-hidden="true">x</kbd>Nothing fits' in sitting.page()

    wrong = sitting.browser.post("/keys", data=given | {"key-skip": "x"})
    assert wrong.status_code == 422
    assert "is taken already" in wrong.text
    off = {name: value for name, value in given.items() if name != "on"}
    sitting.browser.post("/keys", data=off)
    assert "<kbd" not in sitting.page()
    assert 'data-keys="{}"' in sitting.page()


def test_hostile_words_stay_words_on_every_page(sitting: Sitting) -> None:
    says(sitting.root, "<b>Bert</b>", "first", ("C1a.1", "primary"))
    sitting.send("/decide", "first", say="reject text C1a.1", note="<i>note</i>")
    pages = [sitting.page(path) for path in EVERY]
    with ReviewDesk(open_project(sitting.root)) as desk:
        assert desk.disagreements("Ann").total == 1
        assert desk.queue(Filters(state="disputed"), "document", "Ann").total == 1

    assert not any("<b>Bert" in page or "<i>note" in page for page in pages)
    assert "&lt;b&gt;Bert&lt;/b&gt;" in pages[1]


def test_what_a_force_answered_stands_beside_the_item_and_decides_nothing(
    sitting: Sitting,
) -> None:
    said = [
        Proposal("p1", "2024-05-01T10:00:00+00:00", "Ann", "second", None, "no",
                 "<b>Officers saw</b> each child.", "page 4", "Westmarch"),
        Proposal("p2", "2024-05-01T10:00:01+00:00", "Ann", None, "C1a.1", "yes",
                 "It is in our annex.", "", "Westmarch"),
    ]  # fmt: skip
    sitting.page("/item/second?state=all")
    journal = sitting.root / "mappings/tiny/proposals.jsonl"
    append_journal(journal, said, Proposal)
    page, progress = sitting.page("/item/second?state=all"), sitting.page("/progress")

    assert "The force answered" in page
    assert "&lt;b&gt;Officers saw&lt;/b&gt; each child." in page
    assert "The force answered" not in sitting.page("/item/first?state=all")
    assert "It is in our annex." in progress
    assert "Westmarch" in progress
    assert not (sitting.root / "mappings/tiny/decisions.jsonl").exists()


def test_different_nodes_are_a_difference_until_one_is_settled_on(
    adjudicating: Sitting,
) -> None:
    root = adjudicating.root
    says(root, "Bert", "first", ("C1a.1", "primary"))
    says(root, "Cleo", "first", ("C1b.1", "primary"))
    page = adjudicating.page("/differences")
    given = form(page, "/differences/settle") | {"side": "Cleo"}
    adjudicating.browser.post("/differences/settle", data=given)
    with ReviewDesk(open_project(root)) as desk:
        standing = {w.node_id: w.verdict for w in desk.card("first", "Ann").standing}
        left = desk.disagreements("Ann")

    assert "1 for which analysts chose different nodes" in page
    assert "Chose different nodes" in page
    assert standing == {"C1a.1": "reject", "C1b.1": "primary"}
    assert (left.total, left.clashing) == (0, 0)


def test_after_the_last_blind_answer_the_other_analysts_word_is_told(
    sitting: Sitting,
) -> None:
    for item in ("first", "second", "third"):
        says(sitting.root, "Bert", item, ("C1a.1", "primary"))
    with ReviewDesk(open_project(sitting.root)) as desk:
        desk.give_second("Bert", "Ann", 1.0, Filters())
    for item in ("first", "second", "third"):
        assert "Bert said" not in sitting.page(f"/item/{item}?state=second")
        answer = sitting.send("/decide", item, say="none text", back="state=second")
    page = sitting.page(answer.headers["location"])

    assert "/item/" not in answer.headers["location"]
    assert "Bert said primary C1a.1" in page
