"""The desk's dress: Jinja with every word escaped, and what all pages carry."""

import json
import secrets
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from plan_ingest.web.keys import KEYS, NUMBERS, KeySet, cookie_name, keys_of
from plan_ingest.web.words import FILTERS

PLACES = (
    ("/", "Review"),
    ("/progress", "Progress"),
    ("/differences", "Differences"),
    ("/second", "Second review"),
    ("/bulk", "Bulk acceptance"),
    ("/record", "Record"),
    ("/lost", "Lost"),
    ("/keys", "Keys"),
)
"""The desk's pages, as the navigation names them."""


def render(
    request: Request, template: str, status: int = 200, **context: Any
) -> HTMLResponse:
    """A page of the desk; document text comes out of it as text only."""
    return HTMLResponse(fragment(request, template, **context), status)


def fragment(request: Request, template: str, **context: Any) -> str:
    """A part of a page, for the desk's own script to put in its place."""
    visitor = request.state.visitor
    desk = getattr(request.app.state, "desk", None)
    keys = analyst_keys(request)
    common: Mapping[str, Any] = {
        "visitor": visitor,
        "once": once,
        "places": PLACES,
        "here": f"/{request.url.path.split('/')[1]}",
        "framework": desk.framework if desk is not None else None,
        "titles": getattr(request.app.state, "titles", {}),
        "keys": keys,
        "keys_json": _keys_json(keys),
    }
    return _environment().get_template(template).render({**common, **context})


def analyst_keys(request: Request) -> KeySet:
    """The keys of who asks, from the cookie of their own."""
    name = cookie_name(request.state.visitor.analyst)
    return keys_of(request.cookies.get(name, ""))


def once() -> str:
    """A form's key of its own: the same form sent twice is one act."""
    return secrets.token_urlsafe(12)


def static(name: str) -> str:
    """The address of a file of the desk's own; it changes when the file does."""
    return f"/static/{name}?v={_mark(name)}"


@lru_cache(maxsize=32)
def _mark(name: str) -> str:
    found = (files("plan_ingest.web") / "static" / name).read_bytes()
    return sha256(found).hexdigest()[:12]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("plan_ingest.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    made.globals["key_list"] = KEYS
    made.filters.update(FILTERS)
    return made


def _keys_json(keys: KeySet) -> str:
    if not keys.on:
        return "{}"
    told = {act: key for act, key in keys.keys.items() if key and act != NUMBERS}
    return json.dumps({**told, NUMBERS: keys.keys[NUMBERS]}, sort_keys=True)
