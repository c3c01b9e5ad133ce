"""How far the review is, by plan and analyst, and how far analysts agree."""

from starlette.requests import Request
from starlette.responses import Response

from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.review.filters import Filters
from plan_ingest.web.asked import Asked, address
from plan_ingest.web.rendering import render


def show(request: Request) -> Response:
    """Progress and agreement as they are now."""
    desk: ReviewDesk = request.app.state.desk
    found = desk.overview()
    return render(
        request,
        "progress.html",
        whole=found.plans[-1],
        plans=found.plans[:-1],
        analysts=found.analysts,
        torn=found.torn,
        lost=len(found.orphans) + len(found.lost),
        agreement=desk.agreement(),
        answers=desk.answers(),
        plan_url=_plan_url,
        analyst_url=_analyst_url,
    )


def _plan_url(plan: str) -> str:
    return address("/", Asked(Filters(sources=(plan,))).query)


def _analyst_url(name: str) -> str:
    return address("/record", "", analyst=name)
