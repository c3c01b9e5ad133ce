"""Corrections of what was read: given on a page of their own, and taken back."""

from typing import Any, get_args

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_ingest.errors import UsageError
from plan_ingest.model.plan import EvidenceBasis, ItemKind, PlanItem
from plan_ingest.model.review import Change
from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.review.corrections import shown_value, value_of
from plan_ingest.web.asked import Asked, address, asked_of
from plan_ingest.web.forms import word, words
from plan_ingest.web.rendering import render
from plan_ingest.web.screen import item_url

HEADS: dict[Change, str] = {
    "not_an_item": "It is not an item",
    "text": "Its words",
    "split": "It is several items",
    "merge": "It goes on in other items",
    "kind": "Its kind",
    "owner": "Its owner",
    "date": "Its date",
    "measure": "Its measure",
    "evidence": "Its evidence",
    "force": "The force of its plan",
    "period": "The period of its plan",
}
DOES: dict[Change, str] = {
    "not_an_item": "Leave it out",
    "text": "Correct the words",
    "split": "Split it",
    "merge": "Join them",
    "kind": "Correct the kind",
    "owner": "Correct the owner",
    "date": "Correct the date",
    "measure": "Correct the measure",
    "evidence": "Correct the evidence",
    "force": "Correct the force",
    "period": "Correct the period",
}


def show(request: Request) -> Response:
    """All that can be corrected of an item, filled in as it was read."""
    asked = asked_of(request.query_params)
    return _page(request, request.path_params["item_id"], asked)


def amend(request: Request, form: FormData) -> Response:
    """Put a correction on the record; the item is shown as corrected."""
    desk: ReviewDesk = request.app.state.desk
    asked, item_id = _asked(form), word(form, "item")
    change = _change(word(form, "change"))
    analyst = request.state.visitor.analyst
    note, key = word(form, "note").strip(), word(form, "once") or None
    try:
        value = value_of(change, "\n".join(words(form, "value")))
        desk.amend(analyst, item_id, change, value, note, key)
    except UsageError as wrong:
        return _page(request, item_id, asked, str(wrong), change)
    if change in ("not_an_item", "split"):
        return RedirectResponse(address("/", asked.query), 303)
    return RedirectResponse(item_url(item_id, asked) + "#item-title", 303)


def take_back(request: Request, form: FormData) -> Response:
    """Take a correction back; what was read stands again."""
    desk: ReviewDesk = request.app.state.desk
    analyst = request.state.visitor.analyst
    desk.retract_amendment(analyst, word(form, "amendment"))
    item_id = word(form, "item")
    if not item_id:
        return RedirectResponse("/lost", 303)
    return RedirectResponse(item_url(item_id, _asked(form)) + "#item-title", 303)


def _asked(form: FormData) -> Asked:
    return asked_of(QueryParams(word(form, "back")))


def _change(given: str) -> Change:
    known: tuple[Change, ...] = tuple(HEADS)
    if given not in known:
        raise UsageError("no correction was chosen; choose one of the buttons")
    return known[known.index(given)]


def _page(
    request: Request,
    item_id: str,
    asked: Asked,
    wrong: str = "",
    change: Change | None = None,
) -> Response:
    desk: ReviewDesk = request.app.state.desk
    analyst = request.state.visitor.analyst
    card = desk.card(item_id, analyst)
    context: dict[str, Any] = {
        "item": card.item,
        "amendments": [(one, shown_value(one.value)) for one in card.amendments],
        "neighbours": desk.neighbours(item_id, analyst),
        "forces": desk.forces(),
        "kinds": get_args(ItemKind),
        "evidence": get_args(EvidenceBasis),
        "due": _due(card.item),
        "heads": HEADS,
        "does": DOES,
        "query": asked.query,
        "item_url": item_url(item_id, asked),
        "wrong": wrong,
        "wrong_change": change,
    }
    return render(request, "correct.html", 422 if wrong else 200, **context)


def _due(item: PlanItem) -> str:
    """The item's date as a correction would say it: a day, or a period."""
    for date in item.dates:
        if date.kind in ("due", "period", "review") and date.start:
            same = date.end is None or date.end == date.start
            return date.start if same else f"{date.start}/{date.end}"
    return ""
