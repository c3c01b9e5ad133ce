"""Debian's Chromium on a desk served in a process of its own, without a network."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk being served: its project, its port, the address that opens it."""

    root: Path
    address: str

    @property
    def base(self) -> str:
        """The address without path or token."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def ledger(self) -> list[dict[str, str]]:
        """The ledger's lines, in the order they were written."""
        path = self.root / "mappings/hmic_da_2014/decisions.jsonl"
        if not path.exists():
            return []
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@contextmanager
def desk(root: Path, *words: str) -> Iterator[Desk]:
    """`plan-ingest review` in the project, ended as Ctrl-C ends it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "plan_ingest", "--project", str(root), "--json",
         "review", "--no-browser", *words],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        told = b""
        while not told.rstrip().endswith(b"}"):
            more = process.stdout.readline()
            assert more, "the desk did not start"
            told += more
        yield Desk(root, json.loads(told)["address"])
    finally:
        process.terminate()
        code = process.wait(timeout=60)
        if process.stdout is not None:
            process.stdout.close()
    assert code == 0


def launched(playwright: Playwright) -> Browser:
    """The Chromium of this machine; skips the test where there is none."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    return playwright.chromium.launch(executable_path=path, args=list(_FLAGS))


class Watched:
    """A browser window; every request it makes and every word of its console."""

    def __init__(self, browser: Browser, desk: Desk, **given: object) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.desk = desk
        self.context: BrowserContext = browser.new_context(**given)  # type: ignore[arg-type]
        self.context.set_default_timeout(60_000)
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda one: self.requests.append(one.url))
        self.page.on("pageerror", lambda one: self.complaints.append(str(one)))
        self.page.on("console", self._heard)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def _heard(self, message: object) -> None:
        kind, text = message.type, message.text  # type: ignore[attr-defined]
        if kind in ("error", "warning"):
            self.complaints.append(text)

    @property
    def strangers(self) -> list[str]:
        """Requests to anything but the desk."""
        return [url for url in self.requests if not url.startswith(self.desk.base)]
