"""What lost its item: decisions and corrections, with the nearest present item."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.web.answers import answer, choice_of
from plan_ingest.web.forms import word
from plan_ingest.web.rendering import render


def show(request: Request) -> Response:
    """Decisions and corrections whose item or node is gone."""
    desk: ReviewDesk = request.app.state.desk
    found = desk.overview()
    return render(
        request,
        "lost.html",
        orphans=found.orphans,
        lost=found.lost,
        given=request.query_params.get("given", ""),
    )


def give(request: Request, form: FormData) -> Response:
    """Give the answer to the present item, in the name of who asks for it."""
    desk: ReviewDesk = request.app.state.desk
    analyst, item_id = request.state.visitor.analyst, word(form, "item")
    choice = choice_of(word(form, "say"))
    given = answer(desk.card(item_id, analyst), choice, adds=True)
    note = "the same answer as to an item that is gone"
    desk.decide(analyst, (item_id,), given, note, word(form, "once") or None)
    return RedirectResponse("/lost?given=yes", 303)
