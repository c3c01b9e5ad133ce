"""A desk with all that stands before it, and browsers that call on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from plan_ingest.store.project import open_project
from plan_ingest.web.entrance import Entrance
from plan_ingest.web.serving import Place, check_place, entrance_of, guarded

PORT = 8000
HERE = f"http://127.0.0.1:{PORT}"
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_ONCE = re.compile(r'name="once" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Served:
    """A desk being served, and how its people come in."""

    app: Any
    entrance: Entrance

    def browser(self, address: str = "127.0.0.1", base: str = HERE) -> TestClient:
        """A browser on a machine of this address, nobody signed in."""
        return TestClient(
            self.app,
            base_url=base,
            client=(address, 50000),
            headers={"Sec-Fetch-Site": "same-origin"},
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def launched(self) -> TestClient:
        """A browser that opened the link of a local desk."""
        browser, link = self.browser(), self.entrance.launch
        assert link is not None
        answer = browser.get(f"/launch?token={link.token}")
        assert answer.status_code == 303
        return browser

    def signed_in(self, name: str, password: str) -> TestClient:
        """A browser somebody signed in at."""
        browser = self.browser()
        form = browser.get("/sign-in").text
        given = {"csrf": csrf(form), "name": name, "password": password}
        assert browser.post("/sign-in", data=given).status_code == 303
        return browser


@contextmanager
def served(
    root: Path, place: Place | None = None, analyst: str = "Ann"
) -> Iterator[Served]:
    """The project's desk, as `plan-ingest review` puts it together."""
    where, project = place or Place(), open_project(root)
    check_place(where)
    entrance = entrance_of(project, where, PORT, analyst)
    with guarded(project, None, entrance) as app:
        yield Served(app, entrance)


def csrf(page: str) -> str:
    """The token the forms of a page carry."""
    found = _CSRF.search(page)
    assert found is not None
    return found.group(1)


def once(page: str) -> str:
    """The key of the page's first form that writes."""
    found = _ONCE.search(page)
    assert found is not None
    return found.group(1)
