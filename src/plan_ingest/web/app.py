"""The desk as a web application: which page stands at which address."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from plan_ingest.errors import PlanIngestError, UsageError
from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.pipeline.page_views import PageViews
from plan_ingest.web.forms import Act, by_script, posted
from plan_ingest.web.framework_tree import branches, trails
from plan_ingest.web.pages import (
    bulk,
    correct,
    deciding,
    differences,
    keys,
    lost,
    progress,
    record,
    review,
    second,
)
from plan_ingest.web.rendering import render

_SHOWN: tuple[tuple[str, Callable[[Request], Response]], ...] = (
    ("/", review.first),
    ("/item/{item_id}", review.item),
    ("/correct/{item_id}", correct.show),
    ("/progress", progress.show),
    ("/differences", differences.show),
    ("/second", second.show),
    ("/bulk", bulk.show),
    ("/bulk/{sample_id}", bulk.sample),
    ("/record", record.show),
    ("/record.csv", record.as_csv),
    ("/lost", lost.show),
    ("/keys", keys.show),
)
_TAKEN: tuple[tuple[str, Act], ...] = (
    ("/decide", deciding.decide),
    ("/undo", deciding.undo),
    ("/redo", deciding.redo),
    ("/retract", deciding.retract),
    ("/correct", correct.amend),
    ("/correct/back", correct.take_back),
    ("/differences/settle", differences.settle),
    ("/second/give", second.give),
    ("/bulk/draw", bulk.draw),
    ("/bulk/audit", bulk.audit),
    ("/bulk/accept", bulk.accept),
    ("/bulk/undo", bulk.undo),
    ("/lost/give", lost.give),
    ("/keys", keys.keep),
)


def desk_app(
    desk: ReviewDesk,
    extra_routes: Sequence[BaseRoute] = (),
    page_view: PageViews | None = None,
) -> Starlette:
    """The desk's pages over a desk; whoever serves it stands before it with a guard.

    `page_view` shows where items stand in their plans; without it, nothing is shown.
    """
    static = Path(str(files("plan_ingest.web"))) / "static"
    app = Starlette(
        routes=[
            *extra_routes,
            *(Route(path, show, methods=["GET"]) for path, show in _SHOWN),
            *(Route(path, posted(act), methods=["POST"]) for path, act in _TAKEN),
            Mount("/static", StaticFiles(directory=static), name="static"),
        ],
        exception_handlers={
            PlanIngestError: _refused,
            404: _missing,
            Exception: _fault,
        },
    )
    app.state.desk = desk
    app.state.pages = page_view
    app.state.tree = branches(desk.framework)
    app.state.trees = {}
    app.state.trails = trails(desk.framework)
    app.state.titles = {node.id: node for node in desk.framework.nodes}
    return app


def _refused(request: Request, wrong: Exception) -> Response:
    """What cannot be done, said in a line; nothing was put on record."""
    status = 422 if isinstance(wrong, UsageError) else 500
    if by_script(request):
        return JSONResponse({"wrong": str(wrong)}, status)
    lines = [str(wrong), "Nothing was put on record."]
    return render(
        request, "notice.html", status, title="This did not work", lines=lines
    )


def _missing(request: Request, _: Exception) -> Response:
    if by_script(request):
        return JSONResponse({"wrong": "There is no such page."}, 404)
    lines = ["The address may have been typed wrongly."]
    return render(request, "notice.html", 404, title="No such page", lines=lines)


def _fault(request: Request, _: Exception) -> Response:
    """What should not have happened; its detail is for the terminal only."""
    if by_script(request):
        return JSONResponse({"wrong": "This did not work. Load the page again."}, 500)
    lines = ["The terminal in which the desk was started says more."]
    return render(request, "notice.html", 500, title="This did not work", lines=lines)
