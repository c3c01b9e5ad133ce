"""Somebody at the desk with a keyboard and no mouse."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from plan_ingest.review import settle
from plan_ingest.store.ledger import read_ledger
from tests.web.browsers import Desk, Watched

FRAMEWORK = "hmic_da_2014"
Word = tuple[str, str | None, str]
"""An item, a node and a verdict."""


class Keys:
    """Presses keys, and waits until the desk is ready for the next."""

    def __init__(self, window: Watched) -> None:
        self.page: Page = window.page

    @classmethod
    def launched(cls, window: Watched) -> "Keys":
        """At a desk of one's own, by its link."""
        keys = cls(window)
        keys.page.goto(window.desk.address)
        keys.ready()
        return keys

    @classmethod
    def signed_in(cls, window: Watched, name: str, password: str) -> "Keys":
        """At a team's desk, by name and password."""
        keys = cls(window)
        keys.page.goto(f"{window.desk.base}/sign-in")
        keys.tab_to("#name")
        keys.page.keyboard.type(name)
        keys.tab_to("#password")
        keys.page.keyboard.type(password)
        with keys.page.expect_navigation(url="**/item/**"):
            keys.page.keyboard.press("Enter")
        keys.ready()
        return keys

    def ready(self) -> None:
        self.page.wait_for_selector("body[data-ready]")

    def press(self, *keys: str) -> None:
        """Keys on the review page."""
        for key in keys:
            self.page.keyboard.press(key)
            self.ready()

    def tab_to(self, selector: str) -> None:
        """Go with Tab to what a person would click on."""
        for _ in range(400):
            there = self.page.evaluate(
                "which => document.activeElement.matches(which)", selector
            )
            if there:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not get to {selector}")

    def follow(self, selector: str, key: str = "Enter") -> None:
        """Go to a link or button, press it and wait for the page it leads to."""
        self.tab_to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def turn(self, key: str) -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def item(self) -> str:
        found = self.page.locator("[data-item]").get_attribute("data-item")
        assert found is not None
        return found

    def offered(self, number: int) -> str:
        """The node of a suggestion, by its number."""
        button = self.page.locator(f'[data-act="primary-{number}"]')
        value = button.get_attribute("value")
        assert value is not None
        return value.split(" ")[2]


def said(of: Desk) -> list[Word]:
    """The ledger's lines in short."""
    return [(word["item_id"], word["node_id"], word["verdict"]) for word in of.ledger()]


def stands(of: Desk, analyst: str) -> set[Word]:
    """What one analyst's words come to."""
    found = read_ledger(of.root / f"mappings/{FRAMEWORK}/decisions.jsonl")
    own = [word for word in found.decisions if word.analyst == analyst]
    standing = settle(own, FRAMEWORK, ()).standing
    return {(word.item_id, word.node_id, word.verdict) for word in standing}
