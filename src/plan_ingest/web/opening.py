"""What stands behind the guard: the desk, or what is shown until there is one."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Lock, Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from plan_ingest.errors import PlanIngestError
from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.pipeline.desk.opening import is_made
from plan_ingest.pipeline.page_views import PageViews
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.project import Project, framework_path
from plan_ingest.web.app import desk_app
from plan_ingest.web.doors import Doors
from plan_ingest.web.entrance import Entrance
from plan_ingest.web.images import images
from plan_ingest.web.rendering import render

MANY_BYTES = 50_000_000
"""Suggestions of some 4,000 items: with fewer the desk is there in a moment."""
_NOTHING = "There is nothing to review yet"
_NO_ITEMS = (
    "Nothing has been read yet in this project.",
    "Put the plans into its folder data/raw, then say in a terminal: plan-ingest run",
    "When that is done, load this page again.",
)
_ALMOST = "The desk is being made ready"
_MAKING = (
    "What was read or suggested has changed since the desk was open last.",
    "Its index is made anew, which takes about a second for every 1,500 items.",
    "This page opens the desk as soon as it is there.",
)
_LOOK_AGAIN = {"Refresh": "2", "Retry-After": "2"}


class Opening:
    """The desk, as soon as the project has items; until then what to do.

    Where much is to be put into its index first, that is done beside, and told.
    """

    def __init__(
        self,
        project: Project,
        framework: str | None,
        entrance: Entrance,
        pages: PageViews,
    ) -> None:
        self._project, self._framework, self._pages = project, framework, pages
        self._routes: Sequence[BaseRoute] = [*Doors(entrance).routes(), *images(pages)]
        self._lock = Lock()
        self._desk: Starlette | None = None
        self._before = _instead(self._routes, _NOTHING, _NO_ITEMS, 200, {})
        self._almost = _instead(self._routes, _ALMOST, _MAKING, 503, _LOOK_AGAIN)
        self._making = Thread(target=self._made, daemon=True)
        if _takes_long(project, framework):
            self._making.start()
        elif project.items.is_file():
            self._opened()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._desk
        if app is None and self._making.is_alive():
            app = self._almost
        if app is None:
            app = await run_in_threadpool(self._opened)
        await app(scope, receive, send)

    def close(self) -> None:
        """Close what the desk holds open; an index half made is made anew."""
        if self._making.is_alive():
            return
        with self._lock:
            if self._desk is not None:
                self._desk.state.desk.close()

    def _made(self) -> None:
        with suppress(PlanIngestError):  # it is told to the next who asks for the desk
            self._opened()

    def _opened(self) -> Starlette:
        with self._lock:
            if self._desk is None and self._project.items.is_file():
                desk = ReviewDesk(self._project, self._framework)
                self._desk = desk_app(desk, self._routes, self._pages)
            return self._desk or self._before


def _takes_long(project: Project, framework: str | None) -> bool:
    """Whether so much is to be put into an index that nobody should wait for it."""
    suggested = project.normalised.glob("suggestions.*.jsonl")
    if not any(file.stat().st_size > MANY_BYTES for file in suggested):
        return False
    given = framework or project.settings.reporting.framework
    asked = read_framework(framework_path(given, project))
    return project.items.is_file() and not is_made(project, asked)


def _instead(
    routes: Sequence[BaseRoute],
    title: str,
    lines: Sequence[str],
    status: int,
    headers: Mapping[str, str],
) -> Starlette:
    """What is shown on every page as long as there is no desk."""

    def shown(request: Request) -> Response:
        answer = render(request, "notice.html", status, title=title, lines=lines)
        answer.headers.update(headers)
        return answer

    static = StaticFiles(packages=[("plan_ingest.web", "static")])
    any_page = Route("/{page:path}", shown, methods=["GET"])
    return Starlette(routes=[Mount("/static", static), *routes, any_page])
