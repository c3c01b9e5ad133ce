"""Several analysts in a real browser: bulk acceptance, a blind second review."""

from pathlib import Path

from playwright.sync_api import Browser

from plan_ingest.web.accounts import write_user
from tests.web.browsers import Desk, Watched, desk
from tests.web.sitting import Keys, said, stands

PASSWORD = "kettle lantern orchard"  # noqa: S105


def test_what_a_sample_speaks_for_is_accepted_and_undone_as_one(
    browser: Browser, root: Path
) -> None:
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served) as window,
    ):
        keys = Keys.launched(window)
        keys.follow('nav a[href="/bulk"]')
        keys.tab_to("#least")
        keys.page.keyboard.press("Control+A")
        keys.page.keyboard.type("60")
        keys.tab_to("#width")
        keys.page.keyboard.press("Control+A")
        keys.page.keyboard.type("25")
        keys.follow('form[action="/bulk/draw"] button')

        audited = []
        while keys.page.locator('[data-act="reject-1"]').count():
            audited.append((keys.item, keys.offered(1)))
            if len(audited) == 1:
                keys.page.keyboard.press("r")
            keys.turn("1")
        assert len(audited) >= 5
        assert len(said(served)) == len(audited)
        told = keys.page.locator("main").inner_text()
        share = f"{len(audited) - 1} of {len(audited)} right"
        assert share in " ".join(told.split())
        assert "95" in told
        before = stands(served, "Ann")

        keys.follow('form[action="/bulk/accept"] button')
        more = stands(served, "Ann") - before
        assert len(more) > len(audited) / 2
        assert {verdict for *_, verdict in more} == {"primary"}
        assert not {item for item, *_ in more} & {item for item, _ in audited}
        batches = {w["batch"] for w in served.ledger()[len(audited) :]}
        assert len(batches) == 1

        keys.follow('[data-act="undo"]')
        assert stands(served, "Ann") == before
        assert window.complaints == []
        assert window.strangers == []


def test_a_second_review_is_blind_and_an_adjudicator_settles(
    browser: Browser, root: Path
) -> None:
    users = root / "users"
    write_user(users, "Ann", "reviewer", PASSWORD)
    write_user(users, "Bert", "reviewer", PASSWORD)
    write_user(users, "Cleo", "adjudicator", PASSWORD)
    settings = root / "plan_ingest.toml"
    told = settings.read_text("utf-8").replace('["adjudicator"]', '["Cleo"]')
    settings.write_text(told, "utf-8")
    with desk(root, "--users", str(users)) as served:
        with Watched(browser, served) as window:
            first = Keys.signed_in(window, "Ann", PASSWORD)
            decided = []
            for _ in range(4):
                decided.append((first.item, first.offered(1), "primary"))
                first.press("1")
            first.follow('nav a[href="/second"]')
            first.tab_to("#analyst")
            first.page.keyboard.type("Bert")
            first.tab_to("#share")
            first.page.keyboard.press("Control+A")
            first.page.keyboard.type("100")
            first.follow('form[action="/second/give"] button')
        with Watched(browser, served) as window:
            _reviews_again(Keys.signed_in(window, "Bert", PASSWORD), served, decided)
        with Watched(browser, served) as window:
            _settles(Keys.signed_in(window, "Cleo", PASSWORD), served, decided)


def _reviews_again(
    second: Keys, served: Desk, decided: list[tuple[str, str, str]]
) -> None:
    """Bert agrees on all items but the last, and sees Ann's words only then."""
    second.follow('nav a[href="/second"]')
    second.follow('a[href="/?state=second"]')
    second.ready()
    mine = []
    for _ in decided:
        assert "Ann" not in second.page.locator("article").inner_text()
        item, node = second.item, second.offered(1)
        last = len(mine) == len(decided) - 1
        mine.append((item, None, "none") if last else (item, node, "primary"))
        second.page.keyboard.press("n" if last else "1")
        second.page.wait_for_function(
            "item => document.body.dataset.ready !== undefined"
            " && document.body.dataset.ready !== item",
            arg=item,
        )
        if not last:
            assert "Ann said" in second.page.locator("#last").inner_text()
    assert {item for item, *_ in mine} == {item for item, *_ in decided}
    assert stands(served, "Bert") == set(mine)
    assert stands(served, "Ann") == set(decided)


def _settles(third: Keys, served: Desk, decided: list[tuple[str, str, str]]) -> None:
    """Cleo finds the one difference and settles it as Ann says."""
    third.follow('nav a[href="/differences"]')
    entries = third.page.locator("section.entry")
    assert entries.count() == 1
    third.follow('form:has(input[name="side"][value="Ann"]) button')
    assert len(stands(served, "Cleo")) >= 1
    [differs] = {item for item, *_ in stands(served, "Cleo")}
    assert stands(served, "Cleo") >= {word for word in decided if word[0] == differs}
    third.page.goto(f"{served.base}/differences")
    assert third.page.locator("section.entry").count() == 0
