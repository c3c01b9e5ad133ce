"""Decisions from the review page: given, put off, taken back, given anew."""

from collections.abc import Sequence

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from plan_ingest.pipeline.desk import Card, Receipt
from plan_ingest.web.answers import answer, choice_of
from plan_ingest.web.asked import address, asked_of
from plan_ingest.web.forms import by_script, word, words
from plan_ingest.web.screen import Screen, item_url, parts_of


def decide(request: Request, form: FormData) -> Response:
    """Put an answer on the record, for the item and those worded alike that are told.

    The next item follows; after a rejection, and where the form says so, the same.
    """
    screen, said = _screen(request, form), word(form, "say")
    desk, analyst, item_id = screen.desk, screen.analyst, str(screen.item_id)
    key = word(form, "once") or None
    if said in ("skip", "unskip"):
        put_off = desk.skip if said == "skip" else desk.unskip
        put_off(analyst, item_id, key=key)
        return _to_next(screen, form, "Skipped." if said == "skip" else "Taken up.")
    card = desk.card(item_id, analyst)
    choice = choice_of(said)
    given = answer(card, choice, screen.stays)
    items = (item_id, *_also(card, form))
    desk.decide(analyst, items, given, word(form, "note").strip(), key)
    revealed = item_id if card.row.second else ""
    if screen.stays or choice.verdict == "reject":
        return _to(screen, form, item_id, "On record.", revealed)
    return _to_next(screen, form, "On record.", revealed)


def undo(request: Request, form: FormData) -> Response:
    """Take back what the analyst did last, and go back to its item."""
    screen = _screen(request, form)
    done = screen.desk.undo(screen.analyst, word(form, "once") or None)
    return _back(screen, form, done, "Undone.", "Nothing to undo.")


def redo(request: Request, form: FormData) -> Response:
    """Give anew what was undone last."""
    screen = _screen(request, form)
    done = screen.desk.redo(screen.analyst, word(form, "once") or None)
    return _back(screen, form, done, "Given anew.", "Nothing to redo.")


def retract(request: Request, form: FormData) -> Response:
    """Take one of one's own answers on an item back."""
    screen = _screen(request, form)
    key = word(form, "once") or None
    item_id = str(screen.item_id)
    screen.desk.retract(screen.analyst, item_id, word(form, "word"), key)
    return _to(screen, form, item_id, "Taken back.")


def _screen(request: Request, form: FormData) -> Screen:
    return Screen(
        request=request,
        asked=asked_of(QueryParams(word(form, "back"))),
        item_id=word(form, "item"),
        stays=word(form, "stay") == "yes",
    )


def _also(card: Card, form: FormData) -> Sequence[str]:
    """The items worded alike that the answer goes to as well."""
    told = set(words(form, "also"))
    every = word(form, "all") == "yes"
    alike = [one.row.item_id for one in card.alike]
    return [item_id for item_id in alike if every or item_id in told]


def _to_next(screen: Screen, form: FormData, said: str, revealed: str = "") -> Response:
    asked = screen.asked
    order = (asked.filters, asked.order, screen.analyst)
    found = screen.desk.next_item(*order, after=screen.item_id)
    return _to(screen, form, found, said, revealed)


def _back(
    screen: Screen, form: FormData, done: Receipt | None, said: str, nothing: str
) -> Response:
    if done is None or not done.item_ids:
        here = screen.item_id or None
        return _to(screen, form, here, nothing)
    items = done.item_ids
    there = screen.item_id if screen.item_id in items else items[0]
    return _to(screen, form, there, said)


def _to(
    screen: Screen, form: FormData, item_id: str | None, said: str, revealed: str = ""
) -> Response:
    """On to an item: its parts for the script, else its address."""
    same = item_id == screen.item_id
    there = Screen(
        request=screen.request,
        asked=screen.asked,
        item_id=item_id,
        stays=screen.stays and same,
        revealed=revealed,
    )
    if not by_script(screen.request):
        return RedirectResponse(_address(there), 303)
    if item_id is None:
        return JSONResponse({"leave": _address(there), "said": said})
    known = word(form, "have") == item_id and not same
    card = screen.desk.card(item_id, screen.analyst)
    screen.desk.hold(item_id, screen.analyst)
    names = ("queue", "last") if known else ("item", "view", "queue", "last")
    told = {"item": item_id, "url": there.url, "stays": same, "said": said}
    return JSONResponse({**told, "parts": parts_of(there, card, names)})


def _address(there: Screen) -> str:
    more = {"revealed": there.revealed, "stay": "yes" if there.stays else ""}
    if there.item_id is None:
        return address("/", there.asked.query, revealed=there.revealed)
    return item_url(there.item_id, there.asked, **more) + "#item-title"
