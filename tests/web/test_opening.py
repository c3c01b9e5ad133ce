"""The desk while its index is made: told on every page, open as soon as it is there."""

import logging
import threading
from pathlib import Path

import pytest

from plan_ingest.errors import RecordError
from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.store.project import Project
from plan_ingest.web import opening
from tests.web.served import served
from tests.workbook.desk import made


def test_a_desk_with_much_to_index_says_so_and_opens_by_itself(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(of: Project, framework: str | None) -> ReviewDesk:
        assert go_on.wait(30)
        return ReviewDesk(of, framework)

    monkeypatch.setattr(opening, "MANY_BYTES", 0)
    monkeypatch.setattr(opening, "ReviewDesk", slow)
    with served(made(project)) as desk:
        browser = desk.launched()
        waiting = browser.get("/")
        go_on.set()
        for thread in threading.enumerate():
            if thread.daemon and thread.name.startswith("Thread"):
                thread.join(30)
        there = browser.get("/item/first")

    assert waiting.status_code == 503
    assert waiting.headers["refresh"] == "2"
    assert "The desk is being made ready" in waiting.text
    assert there.status_code == 200
    assert "Suggestions" in there.text


def test_an_index_that_is_there_is_not_waited_for(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(project)
    with served(root) as desk:
        assert desk.launched().get("/item/first").status_code == 200
    monkeypatch.setattr(opening, "MANY_BYTES", 0)
    with served(root) as desk:
        assert desk.launched().get("/item/first").status_code == 200


def test_what_is_wrong_with_the_records_is_said_in_a_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def damaged(*_: object) -> ReviewDesk:
        raise RecordError("items.jsonl line 3: not JSON; mend it")

    monkeypatch.setattr(opening, "MANY_BYTES", 0)
    monkeypatch.setattr(opening, "ReviewDesk", damaged)
    log = logging.getLogger("plan_ingest.web.security")
    monkeypatch.setattr(log, "disabled", False)
    monkeypatch.setattr(log, "handlers", [caplog.handler])
    with served(made(project)) as desk:
        for thread in threading.enumerate():
            if thread.daemon and thread.name.startswith("Thread"):
                thread.join(30)
        link = desk.entrance.launch
        assert link is not None
        answer = desk.browser().get(f"/launch?token={link.token}")

    assert answer.status_code == 500
    assert "items.jsonl line 3: not JSON; mend it" in caplog.text
