"""Blind second reviews: a sample given to an analyst, and who agrees on it."""

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_ingest.errors import UsageError
from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.web.asked import asked_of, hundredths
from plan_ingest.web.forms import share, word, words
from plan_ingest.web.rendering import render

_SHARE = 0.1


def show(request: Request) -> Response:
    """The samples given so far, one's own to do, and a form to give one."""
    return _page(request)


def give(request: Request, form: FormData) -> Response:
    """Give an analyst a share of what others decided, drawn by plan and confidence."""
    desk: ReviewDesk = request.app.state.desk
    to = " ".join(word(form, "analyst").split())
    plans = QueryParams([("plan", plan) for plan in words(form, "plan")])
    filters = asked_of(QueryParams([*plans.multi_items(), ("state", "all")])).filters
    part = share(word(form, "share"))
    try:
        if part is None:
            raise UsageError("a share is a number from 1 to 100; give one")
        if not to:
            raise UsageError("nobody was named; say who is to review")
        given = desk.give_second(request.state.visitor.analyst, to, part, filters)
    except UsageError as wrong:
        return _page(request, str(wrong), to, word(form, "share"))
    return RedirectResponse(f"/second?given={given.sample}", 303)


def _page(request: Request, wrong: str = "", to: str = "", part: str = "") -> Response:
    desk: ReviewDesk = request.app.state.desk
    states = desk.second_states()
    own = request.state.visitor.analyst
    waiting = sum(one.items - one.given for one in states if one.analyst == own)
    return render(
        request,
        "second.html",
        422 if wrong else 200,
        states=states,
        waiting=waiting,
        given=request.query_params.get("given", ""),
        analysts=desk.analysts(),
        plans=desk.sources(),
        wrong=wrong,
        to=to,
        share=part or hundredths(_SHARE),
    )
