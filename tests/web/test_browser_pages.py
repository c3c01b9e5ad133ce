"""Every page of the desk in a real browser: for everyone, at every size, from here."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from plan_ingest.web.accounts import write_user
from tests.web.browsers import Desk, Watched, desk
from tests.web.samples import TWIN, sample_project

PASSWORD = "kettle lantern orchard"  # noqa: S105
PAGES = (
    "/",
    f"/?plan={TWIN}&order=document&state=all",
    "/?plan=stonemere/commitments-2023&order=document",
    "/?text=no+such+words+anywhere",
    "/?node_words=stalking",
    "/progress",
    "/differences",
    "/second",
    "/bulk",
    "/record",
    "/lost",
    "/keys",
    "/nothing-here",
)
SHAPES = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 320, "height": 640}, "is_mobile": True},
    # A window of 1280 by 900 at 200 %: half as many pixels of the page's own.
    "doubled": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose analysts have decided a little, and differ on it."""
    root = sample_project(tmp_path_factory.mktemp("pages") / "project")
    for name in ("Ann", "Bert"):
        write_user(root / "users", name, "reviewer", PASSWORD)
    with desk(root, "--users", str(root / "users")) as open_desk:
        yield open_desk


def signed_in(window: Watched, name: str = "Ann") -> None:
    window.page.goto(f"{window.desk.base}/sign-in")
    window.page.fill("#name", name)
    window.page.fill("#password", PASSWORD)
    window.page.press("#password", "Enter")
    window.page.wait_for_url("**/item/**")


@pytest.fixture(scope="module")
def answered(browser: Browser, served: Desk) -> Desk:
    """Two analysts answer the same items, each in their own way."""
    with Watched(browser, served) as ann, Watched(browser, served) as bert:
        signed_in(ann)
        signed_in(bert, "Bert")
        for act in ("primary-1", "none", "unsure"):
            link = ann.page.url.partition("?")[0]
            bert.page.goto(link)
            for window, answer in ((ann, act), (bert, "primary-2")):
                window.page.wait_for_selector("body[data-ready]")
                window.page.locator(f'[data-act="{answer}"]').click()
                window.page.wait_for_selector("body[data-ready]")
    return served


@pytest.fixture(scope="module")
def pages(browser: Browser, answered: Desk) -> tuple[str, ...]:
    """The pages, with those that come of what was done: audits, a correction."""
    with Watched(browser, answered) as window:
        signed_in(window)
        page = window.page
        page.goto(f"{answered.base}/?plan={TWIN}&order=document")
        correct = str(page.locator('[data-act="correct"]').get_attribute("href"))
        page.goto(f"{answered.base}/second")
        page.fill("#analyst", "Ann")
        page.fill("#share", "100")
        page.click('form[action="/second/give"] button')
        page.goto(f"{answered.base}/bulk")
        page.fill("#least", "90")
        page.fill("#width", "45")
        page.click('form[action="/bulk/draw"] button')
        sample = page.url.removeprefix(answered.base)
        while page.locator('[data-act="reject-1"]').count():
            page.locator('[data-act="primary-1"]').click()
    return (*PAGES, correct.partition("#")[0], sample, f"{sample}?at=1")


@pytest.mark.parametrize(("scheme", "shape"), [("light", "desktop"), ("dark", "phone")])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, answered: Desk, pages: tuple[str, ...], scheme: str, shape: str
) -> None:
    wrong = {}
    with Watched(browser, answered, color_scheme=scheme, **SHAPES[shape]) as window:
        window.page.goto(f"{answered.base}/sign-in")
        wrong["/sign-in"] = violations(window)
        signed_in(window)
        for path in pages:
            window.page.goto(answered.base + path)
            # What is folded away is looked at too; the framework's tree once.
            tree = "" if path == "/" else ":not(#framework details, #framework-whole)"
            window.page.evaluate(
                f"document.querySelectorAll('details{tree}').forEach("
                "one => { one.open = true; })"
            )
            wrong[path] = violations(window)
        assert window.strangers == []

    assert {path: found for path, found in wrong.items() if found} == {}


def violations(window: Watched) -> list[str]:
    """What axe has against the page, with the first place of each."""
    found = Axe().run(window.page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("shape", ["phone", "doubled"])
@pytest.mark.parametrize("script", [True, False])
def test_nothing_scrolls_sideways(
    browser: Browser,
    answered: Desk,
    pages: tuple[str, ...],
    shape: str,
    script: bool,
) -> None:
    wide = {}
    given = {**SHAPES[shape], "java_script_enabled": script}
    with Watched(browser, answered, **given) as window:
        signed_in(window)
        for path in pages:
            window.page.goto(answered.base + path)
            root = window.page.locator("html")
            # Without script nothing runs in the page: its boxes are asked from outside.
            right = max(
                (box["x"] + box["width"] if (box := one.bounding_box()) else 0)
                for one in [root, *window.page.locator("body > *").all()]
            )
            if script:
                right = window.page.evaluate("document.scrollingElement.scrollWidth")
            if right > SHAPES[shape]["viewport"]["width"] + 1:  # type: ignore[index]
                wide[path] = right

    assert wide == {}


def test_no_request_leaves_the_machine(
    browser: Browser, answered: Desk, pages: tuple[str, ...]
) -> None:
    statuses = {}
    with Watched(browser, answered) as window:
        signed_in(window)
        for path in pages:
            told = window.page.goto(answered.base + path, wait_until="networkidle")
            assert told is not None
            statuses[path] = told.status
        quiet = [
            one for one in window.complaints
            if "404" not in one  # the page that is not there
        ]  # fmt: skip

        assert statuses == {
            path: 404 if path == "/nothing-here" else 200 for path in pages
        }
        assert window.strangers == []
        assert quiet == []


def test_the_policy_stops_what_a_plan_might_smuggle_in(
    browser: Browser, answered: Desk
) -> None:
    with Watched(browser, answered) as window:
        signed_in(window)
        ran = window.page.evaluate(
            """() => {
                const script = document.createElement('script');
                script.textContent = 'window.smuggled = true';
                document.body.append(script);
                const image = document.createElement('img');
                image.src = 'https://evil.example/x.png';
                document.body.append(image);
                document.body.insertAdjacentHTML(
                    'beforeend', '<img src=x onerror="window.smuggled = true">');
                return new Promise(
                    done => setTimeout(() => done(!!window.smuggled), 300));
            }"""
        )

        assert ran is False
        assert any("Content Security Policy" in one for one in window.complaints)


def test_a_project_without_items_opens_with_guidance(
    browser: Browser, answered: Desk, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(answered.root / "mappings", tmp_path / "p/mappings"))
    (root.parent / "data/raw").mkdir(parents=True)
    (root.parent / "plan_ingest.toml").write_text("", "utf-8")
    with desk(root.parent) as empty, Watched(browser, empty) as window:
        window.page.goto(empty.address)

        assert "plan-ingest run" in window.page.locator("main").inner_text()
        assert violations(window) == []


def test_a_closed_session_leads_to_the_sign_in_page_and_back(
    browser: Browser, answered: Desk
) -> None:
    with Watched(browser, answered) as window:
        signed_in(window)
        there = window.page.url
        window.page.locator("text=Sign out").click()
        window.page.wait_for_url("**/sign-in")
        window.page.goto(there)
        assert "/sign-in?next=" in window.page.url
        window.page.fill("#name", "Ann")
        window.page.fill("#password", "wrong words given")
        window.page.press("#password", "Enter")
        assert "do not go together" in window.page.locator("main").inner_text()
        window.page.fill("#password", PASSWORD)
        window.page.press("#password", "Enter")
        window.page.wait_for_url("**/item/**")
        assert window.page.url.partition("#")[0] == there.partition("#")[0]
