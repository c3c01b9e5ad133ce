"""report.html in a browser: accessible, closed to the network, usable by keyboard."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from plan_ingest.exports.html import render
from tests.exports import made

sync = pytest.importorskip("playwright.sync_api", reason="no Playwright here")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The report open in a fresh browser; every request it makes is kept."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(render(made.report()))
    with sync.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = browser.new_page(viewport={"width": 1300, "height": 900})
        opened.asked = []
        opened.on("request", lambda request: opened.asked.append(request.url))
        opened.goto(path.as_uri())
        yield opened
        browser.close()


LIGHT = (
    "summary",
    "matrix",
    "gaps",
    "nodes",
    "node-2",
    "plan-0",
    "analyses",
    "sources",
)
DARK = ("summary", "matrix", "node-2", "sources")


@pytest.mark.parametrize(
    ("place", "scheme"),
    [(p, "light") for p in LIGHT] + [(p, "dark") for p in DARK],
)
def test_axe_finds_nothing(page: Any, place: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe here"
    ).Axe()
    page.emulate_media(color_scheme=scheme)
    page.evaluate(f"location.hash = '{place}'")
    found = axe.run(page)

    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_asked_of_any_network(page: Any) -> None:
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1


def test_what_a_plan_says_never_runs(page: Any) -> None:
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.body.textContent.includes('window.owned=1')")


def _turn_to(page: Any, name: str) -> None:
    """Open a page of the report; the browser tells of a new hash a moment later."""
    page.evaluate(f"location.hash = {name!r}")
    page.wait_for_selector(f"#{name}", state="visible")


def test_the_matrix_is_worked_by_keyboard_alone(page: Any) -> None:
    _turn_to(page, "summary")
    page.keyboard.press("Tab")
    for _ in range(60):
        if page.evaluate("document.activeElement.hash") == "#matrix":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#matrix", state="visible")
    page.focus("#f-level")
    page.keyboard.press("End")
    assert page.evaluate("document.getElementById('f-level').value") == "all"
    page.focus("#f-gaps")
    page.keyboard.press("Space")
    shown = page.evaluate(
        "[...document.querySelectorAll('#heat tbody tr')].filter(r => !r.hidden).length"
    )
    every = page.evaluate("document.querySelectorAll('#heat tbody tr').length")
    assert 0 < shown < every
    page.keyboard.press("Space")
    page.focus("#heat tbody tr:not([hidden]) td a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#matrix", state="hidden")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_the_reviewed_layer_is_shown_on_its_own(page: Any) -> None:
    _turn_to(page, "matrix")
    page.select_option("#f-layer", "all")
    before = page.inner_text("#heat")
    page.select_option("#f-layer", "reviewed")

    assert page.inner_text("#heat") != before
    page.select_option("#f-layer", "all")


def test_the_gap_list_follows_its_filters(page: Any) -> None:
    _turn_to(page, "gaps")
    page.select_option("#g-level", "")
    page.fill("#g-find", "no such words anywhere")

    assert page.inner_text("#g-count") == "0 gaps"
    page.fill("#g-find", "")


def test_it_prints_to_pdf(page: Any) -> None:
    _turn_to(page, "matrix")

    assert page.pdf().startswith(b"%PDF")
