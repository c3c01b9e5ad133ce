"""Reviews in a real browser: by keys alone, by forms alone; held against the ledger."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.web.browsers import Watched, desk
from tests.web.samples import TWIN
from tests.web.sitting import Keys, Word, said, stands


def test_a_review_by_keys_alone_is_on_record_as_decided(
    browser: Browser, root: Path
) -> None:
    wanted: set[Word] = set()
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served) as window,
    ):
        keys = Keys.launched(window)

        wanted.add((keys.item, keys.offered(1), "primary"))
        keys.press("1")
        wanted.add((keys.item, keys.offered(2), "secondary"))
        keys.press("s", "2")
        wanted.add((keys.item, None, "none"))
        keys.press("n")
        wanted.add((keys.item, None, "unsure"))
        keys.press("u")
        both = keys.item
        wanted |= {(both, keys.offered(1), "primary")}
        wanted |= {(both, keys.offered(2), "secondary")}
        keys.press("m", "1")
        assert keys.item == both
        keys.press("s", "2", "j")
        put_off = keys.item
        keys.press("k")
        assert keys.item != put_off
        rejected = keys.item
        wanted |= {(rejected, keys.offered(1), "reject")}
        wanted |= {(rejected, keys.offered(2), "primary")}
        keys.press("r", "1")
        assert keys.item == rejected
        keys.press("2")
        noted = keys.item
        wanted.add((noted, keys.offered(1), "primary"))
        keys.press("t")
        keys.page.keyboard.type("see page 3 (j and z are letters here)")
        keys.press("Enter", "1")

        assert stands(served, "Ann") == wanted
        assert all(word["analyst"] == "Ann" for word in served.ledger())
        [note] = [word["note"] for word in served.ledger() if word["item_id"] == noted]
        assert note == "see page 3 (j and z are letters here)"
        assert not any(word["item_id"] == put_off for word in served.ledger())
        assert window.complaints == []
        assert window.strangers == []


def test_undo_and_redo_by_keys_are_lines_of_their_own(
    browser: Browser, root: Path
) -> None:
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served) as window,
    ):
        keys = Keys.launched(window)
        first, node = keys.item, keys.offered(1)
        keys.press("1")
        second = keys.item
        keys.press("n", "z")
        assert keys.item == second
        assert stands(served, "Ann") == {(first, node, "primary")}
        keys.press("z")
        assert keys.item == first
        assert stands(served, "Ann") == set()
        keys.press("y")
        assert stands(served, "Ann") == {(first, node, "primary")}

        assert [verdict for *_, verdict in said(served)] == [
            "primary", "none", "retract", "retract", "primary"
        ]  # fmt: skip


def test_another_node_is_found_and_chosen_by_keys(browser: Browser, root: Path) -> None:
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served) as window,
    ):
        keys = Keys.launched(window)
        item = keys.item
        keys.press("o")
        expect(keys.page.locator("#node-find")).to_be_focused()
        keys.page.keyboard.type("stalking")
        keys.page.keyboard.press("Tab")
        for _ in range(60):
            chosen = keys.page.evaluate(
                "document.activeElement.name === 'say' ? document.activeElement.value"
                " : ''"
            )
            if chosen:
                break
            keys.page.keyboard.press("Tab")
        keys.press("Enter")
        keys.page.wait_for_function(f"document.body.dataset.ready !== '{item}'")

        verdict, _, node = chosen.split(" ")
        assert stands(served, "Ann") == {(item, node, verdict)}


def test_one_decision_goes_to_all_that_are_worded_alike(
    browser: Browser, root: Path
) -> None:
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served) as window,
    ):
        keys = Keys.launched(window)
        keys.page.goto(f"{served.base}/?plan={TWIN}&order=document")
        keys.ready()
        for _ in range(10):
            if keys.page.locator('[data-act="group"]').count():
                break
            keys.press("j")
        item, node = keys.item, keys.offered(1)
        others = keys.page.locator('input[name="also"]').evaluate_all(
            "boxes => boxes.map(box => box.value)"
        )
        assert others
        keys.press("g", "1")

        assert stands(served, "Ann") == {
            (one, node, "primary") for one in (item, *others)
        }
        assert len({word["batch"] for word in served.ledger()}) == 1
        keys.press("z")
        assert stands(served, "Ann") == set()


def test_without_script_the_forms_do_the_same(browser: Browser, root: Path) -> None:
    wanted: set[Word] = set()
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served, java_script_enabled=False) as window,
    ):
        page = window.page
        page.goto(served.address)
        for act in ("primary-1", "secondary-2", "none", "unsure"):
            item = str(page.locator("[data-item]").get_attribute("data-item"))
            button = page.locator(f'[data-act="{act}"]')
            verdict, _, node = str(button.get_attribute("value")).partition(" text")
            wanted.add((item, node.strip() or None, verdict))
            button.click()
        assert stands(served, "Ann") == wanted

        page.locator('[data-act="undo"]').click()
        assert stands(served, "Ann") == {word for word in wanted if word[2] != "unsure"}
        page.locator("#f-text").fill("body-worn video")
        page.locator("#f-text").press("Enter")
        assert "body-worn" in page.locator("#item-text").inner_text().casefold()
        assert window.strangers == []


def test_a_plans_page_is_shown_with_the_passage_boxed(
    browser: Browser, root: Path
) -> None:
    with (
        desk(root, "--analyst", "Ann") as served,
        Watched(browser, served) as window,
    ):
        keys = Keys.launched(window)
        keys.page.goto(f"{served.base}/?plan=stonemere/commitments-2023&order=document")
        keys.ready()
        picture = keys.page.locator("#view img")
        expect(picture).to_be_visible()
        keys.page.wait_for_function(
            "document.querySelector('#view img').naturalWidth > 500"
        )
        image = picture.bounding_box()
        box = keys.page.locator("#view svg rect").first.bounding_box()
        assert image is not None
        assert box is not None
        assert image["x"] <= box["x"] < box["x"] + box["width"]
        assert box["y"] >= image["y"] - 1
        assert box["y"] + box["height"] <= image["y"] + image["height"] + 1
        assert box["height"] < image["height"] / 4

        before = picture.bounding_box()
        keys.press("+")
        keys.page.wait_for_function(
            f"document.querySelector('#view img').width > {before['width'] + 50}"  # type: ignore[index]
        )
        keys.press("]")
        expect(keys.page.locator("#view-title")).to_have_text("Page 2 of 2")
        assert window.complaints == []
