"""Bulk acceptance: draw a sample, audit it item by item, then accept the rest at once.

Nothing is accepted before the sample is audited to its end; what it measured stands
beside the button that accepts, and the whole is undone as one.
"""

from typing import Any

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_ingest.errors import UsageError
from plan_ingest.model.review import Suggestion
from plan_ingest.pipeline.desk import Card, ReviewDesk
from plan_ingest.pipeline.desk.bulk import AuditedPair, SampleState
from plan_ingest.web.answers import answer, choice_of
from plan_ingest.web.asked import asked_of, hundredths
from plan_ingest.web.forms import number, share, word, words
from plan_ingest.web.rendering import render
from plan_ingest.web.screen import SIZES, event_says, view_of

_LEAST, _HALF_WIDTH = 0.95, 0.05


def show(request: Request) -> Response:
    """The samples drawn so far, and a form to draw one."""
    return _overview(request)


def draw(request: Request, form: FormData) -> Response:
    """Draw a sample of what is suggested above a confidence and not decided."""
    desk: ReviewDesk = request.app.state.desk
    given = [(n, v) for n in ("plan", "force", "node", "kind") for v in words(form, n)]
    filters = asked_of(QueryParams(given)).filters
    least, width = share(word(form, "least")), share(word(form, "width"))
    size = number(word(form, "size"))
    try:
        if least is None or width is None or not least or not width:
            raise UsageError("a confidence and a width are numbers from 1 to 100")
        drawn = desk.draw_sample(
            request.state.visitor.analyst, least, filters, width, size
        )
    except UsageError as wrong:
        return _overview(request, str(wrong), form)
    return RedirectResponse(f"/bulk/{drawn.sample.id}", 303)


def sample(request: Request) -> Response:
    """A sample: the next suggestion to audit, or what the audit measured."""
    desk: ReviewDesk = request.app.state.desk
    state = desk.sample(request.path_params["sample_id"])
    asked = request.query_params.get("at", "")
    pair = _pair(state, number(asked))
    if pair is None:
        return render(request, "bulk_sample.html", **_told(request, state))
    card = desk.card(pair.item_id, request.state.visitor.analyst)
    place = state.pairs.index(pair) + 1
    page, zoom = (number(request.query_params.get(n, "")) for n in ("page", "zoom"))
    path = f"/bulk/{state.sample.id}?at={place}"
    view = view_of(request, card, path, page, zoom if zoom in SIZES else SIZES[0])
    return render(
        request, "bulk_audit.html", **_told(request, state), **view,
        pair=pair, place=place, offer=_offer(card, pair),
    )  # fmt: skip


def audit(request: Request, form: FormData) -> Response:
    """What an analyst finds of a suggestion drawn: a decision like any other."""
    desk: ReviewDesk = request.app.state.desk
    analyst, item_id = request.state.visitor.analyst, word(form, "item")
    said, key = word(form, "say"), word(form, "once") or None
    given = answer(desk.card(item_id, analyst), choice_of(said), adds=True)
    desk.decide(analyst, (item_id,), given, word(form, "note").strip(), key)
    return _to(form)


def accept(request: Request, form: FormData) -> Response:
    """Accept all that the sample speaks for, as one event."""
    desk: ReviewDesk = request.app.state.desk
    analyst, key = request.state.visitor.analyst, word(form, "once") or None
    desk.bulk_accept(analyst, word(form, "sample"), key)
    return _to(form)


def undo(request: Request, form: FormData) -> Response:
    """Take the analyst's last act back, here the acceptance just given."""
    desk: ReviewDesk = request.app.state.desk
    desk.undo(request.state.visitor.analyst, word(form, "once") or None)
    return _to(form)


def _to(form: FormData) -> Response:
    sample_id = word(form, "sample")
    if not sample_id.isalnum():
        raise UsageError("no sample was named; go back to bulk acceptance")
    return RedirectResponse(f"/bulk/{sample_id}", 303)


def _overview(
    request: Request, wrong: str = "", form: FormData | None = None
) -> Response:
    desk: ReviewDesk = request.app.state.desk
    filled = {name: word(form, name) for name in ("least", "width")} if form else {}
    nodes = [(node.id, f"{node.id} {node.title}") for node in desk.framework.nodes]
    return render(
        request,
        "bulk.html",
        422 if wrong else 200,
        states=desk.samples(),
        wrong=wrong,
        least=filled.get("least") or hundredths(_LEAST),
        width=filled.get("width") or hundredths(_HALF_WIDTH),
        choices=(
            ("plan", "Plan", [(one, one) for one in desk.sources()]),
            ("force", "Force", [(one, one) for one in desk.forces()]),
            ("node", "Node", nodes),
            ("kind", "Kind", [(one, one) for one in desk.kinds()]),
        ),
    )


def _told(request: Request, state: SampleState) -> dict[str, Any]:
    """A sample's figures, and whether undo would take its acceptance back."""
    desk: ReviewDesk = request.app.state.desk
    last, _ = desk.undoable(request.state.visitor.analyst)
    used = state.accepted
    return {
        "state": state,
        "audited": sum(pair.finding != "to audit" for pair in state.pairs),
        "undoes": used is not None and last is not None and last.name == used.batch,
        "last_says": event_says(last) if last else "",
    }


def _pair(state: SampleState, at: int | None) -> AuditedPair | None:
    """The suggestion asked for by its place, 1-based, else the next to audit."""
    if at is not None and 1 <= at <= len(state.pairs):
        return state.pairs[at - 1]
    return next((pair for pair in state.pairs if pair.finding == "to audit"), None)


def _offer(card: Card, pair: AuditedPair) -> Suggestion | None:
    levels = card.text.levels if card.text else ()
    every = (one for _, ranked in levels for one in ranked)
    return next((one for one in every if one.node_id == pair.node_id), None)
