"""The review page: an item with its page, suggestions, queue and framework."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from plan_ingest.pipeline.desk import Card
from plan_ingest.web.asked import asked_of
from plan_ingest.web.forms import by_script, number
from plan_ingest.web.rendering import render
from plan_ingest.web.screen import (
    SIZES,
    Screen,
    filters_part,
    framework_part,
    item_part,
    item_url,
    last_part,
    parts_of,
    queue_part,
    view_part,
)

_WHOLE = ("item", "view", "queue", "last")


def first(request: Request) -> Response:
    """The first item of the queue asked for; a page of its own where none waits."""
    params = request.query_params
    screen = Screen(
        request,
        asked_of(params),
        start=_start(request),
        revealed=params.get("revealed", ""),
    )
    asked = screen.asked
    found = screen.desk.next_item(asked.filters, asked.order, screen.analyst)
    if found is not None:
        return RedirectResponse(item_url(found, asked) + "#item-title", 303)
    if by_script(request):
        return JSONResponse({"leave": screen.url})
    head = "No item fits" if asked.query else "Nothing is left to review"
    parts = queue_part(screen) | last_part(screen) | filters_part(screen)
    return render(request, "done.html", head=head, **parts)


def item(request: Request) -> Response:
    """One item; for the desk's script the parts of the page that change."""
    screen = _screen(request)
    item_id = str(screen.item_id)
    card = screen.desk.card(item_id, screen.analyst)
    if not by_script(request):
        screen.desk.hold(item_id, screen.analyst)
        parts = {
            **filters_part(screen),
            **framework_part(screen),
            **queue_part(screen),
            **last_part(screen),
            **view_part(screen, card),
            **item_part(screen, card),
        }
        return render(request, "review.html", **parts)
    told: dict[str, object] = {"item": item_id, "url": screen.url}
    names = _asked_parts(screen, card)
    told |= {"only": names == ("view",), "parts": parts_of(screen, card, names)}
    return JSONResponse(told)


def _asked_parts(screen: Screen, card: Card) -> tuple[str, ...]:
    """The parts the script has no use for anyhow, or has already, are left out."""
    request, params = screen.request, screen.request.query_params
    if params.get("only") == "view":
        return ("view",)
    if params.get("ahead"):
        if request.app.state.pages is not None:
            request.app.state.pages.prefetch(card.item)
        return _WHOLE[:2]
    screen.desk.hold(str(screen.item_id), screen.analyst)
    return _WHOLE[2:] if params.get("have") == screen.item_id else _WHOLE


def _screen(request: Request) -> Screen:
    params = request.query_params
    page, zoom = number(params.get("page", "")), number(params.get("zoom", ""))
    return Screen(
        request=request,
        asked=asked_of(params),
        item_id=request.path_params["item_id"],
        page=page,
        zoom=zoom if zoom in SIZES else SIZES[0],
        stays=params.get("stay") == "yes",
        start=_start(request),
        revealed=params.get("revealed", ""),
    )


def _start(request: Request) -> int | None:
    return number(request.query_params.get("start", ""))
