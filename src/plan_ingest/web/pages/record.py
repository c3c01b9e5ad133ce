"""The record: who decided what and when, to be filtered and taken along as CSV."""

from collections.abc import Mapping

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.pipeline.desk.audit import Asked
from plan_ingest.web.asked import address
from plan_ingest.web.forms import number
from plan_ingest.web.rendering import render
from plan_ingest.web.words import CHANGES, VERDICTS

_SHOWN = 100
_NAMES = ("analyst", "verdict", "node", "plan", "kind", "item", "since", "until")


def show(request: Request) -> Response:
    """A page of the record, newest first."""
    desk: ReviewDesk = request.app.state.desk
    params = request.query_params
    start = number(params.get("start", "")) or 0
    nodes = [(node.id, f"{node.id} {node.title}") for node in desk.framework.nodes]
    said = sorted((VERDICTS | CHANGES).items())
    query = address("", _query(params)).removeprefix("?")
    return render(
        request,
        "record.html",
        page=desk.audit(_asked(params), start, _SHOWN),
        shown=_SHOWN,
        query=query,
        page_url=lambda at: address("/record", query, start=max(at, 0)),
        given={name: params.get(name, "") for name in _NAMES},
        choices=(
            ("analyst", "Analyst", [(one, one) for one in desk.analysts()]),
            (
                "kind",
                "What",
                [("decision", "decisions"), ("correction", "corrections")],
            ),
            ("verdict", "Verdict or correction", said),
            ("node", "Node", nodes),
            ("plan", "Plan", [(one, one) for one in desk.sources()]),
        ),
    )


def as_csv(request: Request) -> Response:
    """The same record, whole, as CSV; no cell is live in a spreadsheet."""
    desk: ReviewDesk = request.app.state.desk
    return StreamingResponse(
        desk.audit_csv(_asked(request.query_params)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="record.csv"'},
    )


def _asked(params: Mapping[str, str]) -> Asked:
    def given(name: str) -> tuple[str, ...]:
        found = params.get(name, "").strip()
        return (found,) if found else ()

    return Asked(
        analysts=given("analyst"),
        since=params.get("since", "").strip(),
        until=params.get("until", "").strip(),
        verdicts=given("verdict"),
        nodes=given("node"),
        sources=given("plan"),
        item_id=params.get("item", "").strip(),
        kind=params.get("kind", "").strip(),
    )


def _query(params: QueryParams) -> str:
    return str(
        QueryParams([(n, params[n]) for n in _NAMES if params.get(n, "").strip()])
    )
