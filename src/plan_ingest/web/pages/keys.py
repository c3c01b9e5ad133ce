"""The keys page: every key shown, to be changed or switched off."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_ingest.web.forms import word
from plan_ingest.web.keys import (
    KEYS,
    KeySet,
    cookie_name,
    cookie_of,
    keys_of,
    wrong_keys,
)
from plan_ingest.web.rendering import analyst_keys, render

_YEAR = 365 * 24 * 60 * 60


def show(request: Request) -> Response:
    """The analyst's keys as they are."""
    kept = request.query_params.get("kept") == "yes"
    return _page(request, analyst_keys(request), {}, kept)


def keep(request: Request, form: FormData) -> Response:
    """Keep the keys as changed, in a cookie; refuse a choice that cannot work."""
    chosen = KeySet(
        {key.act: word(form, f"key-{key.act}").strip() for key in KEYS},
        word(form, "on") == "yes",
    )
    if word(form, "reset"):
        chosen = keys_of("")
    wrong = wrong_keys(chosen.keys)
    if wrong:
        return _page(request, chosen, wrong, False, 422)
    answer = RedirectResponse("/keys?kept=yes", 303)
    answer.set_cookie(
        cookie_name(request.state.visitor.analyst),
        cookie_of(chosen),
        max_age=_YEAR,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def _page(
    request: Request,
    shown: KeySet,
    wrong: dict[str, str],
    kept: bool,
    status: int = 200,
) -> Response:
    return render(request, "keys.html", status, shown=shown, wrong=wrong, kept=kept)
