"""What stands before every page of the desk: who asks, from where, with what right.

A request passes in this order or not at all: a name of ours, a method we know, a
peer we trust, no other site behind it, somebody signed in, a role that may do it,
a body of bearable size that carries the form's own token.
"""

import hmac
import logging
from dataclasses import dataclass, replace
from html import escape
from typing import Final
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plan_ingest.errors import PlanIngestError
from plan_ingest.web.headers import VISIT, Sealed, cookie, host_name
from plan_ingest.web.sessions import csrf_of, new_token
from plan_ingest.web.visitors import Gate, Peer, Visitor

MOST_BODY: Final = 1_000_000
"""Bytes of a form: a note and some thousand choices are below."""
MOST_FIELDS: Final = 20_000
_OPEN = ("/launch", "/sign-in")
_OPEN_BELOW = "/static/"
_READER_MAY_POST = ("/sign-out", "/keys")
_SETTLING = ("/differences", "/adjudicate")
_FORM = "application/x-www-form-urlencoded"
_GO = "Go back to the desk's own page and try again."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request's head: what is asked, from where, by whom."""

    method: str
    path: str
    query: str
    headers: Headers
    peer: Peer
    token: str
    visitor: Visitor


class Guard:
    """The desk's pages, each request seen to before it reaches them."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See to one request; anything but HTTP is turned away."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            sealed = Sealed(send, scope["path"])
            answer, body = await self._seen_to(scope, receive, sealed)
            if answer is not None:
                await answer(scope, receive, sealed)
            else:
                await self._pass_on(scope, _replayed(body, receive), sealed)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})

    async def _seen_to(
        self, scope: Scope, receive: Receive, sealed: Sealed
    ) -> tuple[Response | None, bytes]:
        """Why a request goes no further, or None and the body it came with."""
        asked = self._head(scope)
        if isinstance(asked, Response):
            return asked, b""
        sealed.trusted = asked.peer.trusted
        refused = _refused(asked)
        if refused is not None:
            return refused, b""
        body = b""
        if asked.method == "POST":
            sent = await _body(receive, asked.headers)
            if sent is None:
                return _page(413, "Too much at once", _GO), b""
            if not _own_form(asked, sent):
                return _page(403, "This form is not from your session", _GO), b""
            body = sent
        asked = self._known(asked, sealed)
        told = {"visitor": asked.visitor, "peer": asked.peer, "token": asked.token}
        scope["state"] = {**scope.get("state", {}), **told}
        return None, body

    def _head(self, scope: Scope) -> _Asked | Response:
        headers = Headers(scope=scope)
        names = headers.getlist("host")
        if len(names) != 1 or host_name(names[0]) not in self._gate.hosts:
            return _page(421, "Not a name of this desk", "Check the address.")
        method = scope["method"]
        if method not in ("GET", "HEAD", "POST"):
            return _page(405, "Nothing to do here in this way", _GO)
        address = scope["client"][0] if scope.get("client") else ""
        peer = self._gate.peer(headers, address, scope["scheme"])
        if peer is None:
            return _page(403, "Not by this way", "Ask through the desk's own proxy.")
        if _from_elsewhere(method, headers):
            return _once_more(scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        name = self._gate.cookie
        token = cookies.get(name) or cookies.get(f"{name}{VISIT}", "")
        visitor = self._gate.visitor(token, peer) or Visitor()
        visitor = replace(visitor, csrf=csrf_of(token))
        query = scope["query_string"].decode("latin-1")
        return _Asked(method, scope["path"], query, headers, peer, token, visitor)

    def _known(self, asked: _Asked, sealed: Sealed) -> _Asked:
        """A token for a browser that has none yet: the sign-in form needs it."""
        if asked.token or asked.path.startswith(_OPEN_BELOW):
            return asked
        token = new_token()
        secure = asked.peer.scheme == "https"
        sealed.cookie = cookie(f"{self._gate.cookie}{VISIT}", token, secure)
        return replace(
            asked, token=token, visitor=replace(asked.visitor, csrf=csrf_of(token))
        )

    async def _pass_on(self, scope: Scope, receive: Receive, sealed: Sealed) -> None:
        try:
            await self._app(scope, receive, sealed)
        except Exception as wrong:
            words = " ".join(f"{type(wrong).__name__}: {wrong}".split())
            trace = _log.isEnabledFor(logging.DEBUG)
            where = (scope["method"], scope["path"])
            _log.error("%s %s: %s", *where, words, exc_info=trace)
            if sealed.started and not sealed.ended:
                raise  # cut off, so that half a page is not taken for a whole one
            if sealed.started:
                return
            ours = isinstance(wrong, PlanIngestError)
            why = str(wrong) if ours else "The desk's own terminal says more."
            await _page(500, "This did not work", why)(scope, receive, sealed)


def _from_elsewhere(method: str, headers: Headers) -> bool:
    """Whether a link of another site led here: such a request has no cookie."""
    follows = headers.get("sec-fetch-mode") == "navigate" and method == "GET"
    return follows and headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _once_more(scope: Scope) -> Response:
    """A page that asks for the same again, now from this site and with the cookie."""
    query = scope["query_string"].decode("latin-1")
    here = quote(scope["path"], safe="/") + (f"?{query}" if query else "")
    # A path that begins with two slashes would name another host.
    local = escape(f"/{here.lstrip('/')}")
    return _whole(200, "Review desk", f'<p><a href="{local}">Go on</a></p>', local)


def _refused(asked: _Asked) -> Response | None:
    """Why a request goes no further, as far as its head tells."""
    if _foreign(asked):
        return _page(403, "Another site sent this", _GO)
    if not asked.visitor.analyst:
        open_to_all = asked.path in _OPEN or asked.path.startswith(_OPEN_BELOW)
        return None if open_to_all else _stranger(asked)
    if asked.method == "POST" and asked.path not in _READER_MAY_POST:
        settling = asked.path.startswith(_SETTLING)
        if not asked.visitor.may_decide:
            return _page(403, "You may look on, not decide", "Ask for another role.")
        if settling and not asked.visitor.may_adjudicate:
            return _page(403, "Adjudicators settle this", "Ask for another role.")
    return None


def _foreign(asked: _Asked) -> bool:
    """Whether another site is behind it; a POST has to say that none is."""
    site = asked.headers.get("sec-fetch-site")
    if asked.method != "POST":
        # A link from elsewhere may lead here; no page may be taken in by another.
        moves = asked.headers.get("sec-fetch-mode", "navigate") == "navigate"
        return site in ("cross-site", "same-site") and not moves
    if site not in (None, "same-origin"):
        return True
    origin = asked.headers.get("origin", "null").lower()
    if origin == "null":
        return site is None
    return origin != f"{asked.peer.scheme}://{asked.headers.get('host', '').lower()}"


def _stranger(asked: _Asked) -> Response:
    """To the sign-in page; a script is told in a way that it can read."""
    scripted = asked.headers.get("x-requested-with") == "desk"
    if scripted or "application/json" in asked.headers.get("accept", ""):
        return JSONResponse({"error": "signed out"}, 401)
    if asked.method == "POST":
        return _page(401, "You are signed out", "Sign in, then send it again.")
    whole = asked.path + (f"?{asked.query}" if asked.query else "")
    return RedirectResponse(f"/sign-in?next={quote(whole, safe='')}", 303)


async def _body(receive: Receive, headers: Headers) -> bytes | None:
    """The whole body, None where it is too large or not sent to the end."""
    told = headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > MOST_BODY:
        return None
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if size > MOST_BODY:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _own_form(asked: _Asked, body: bytes) -> bool:
    """Whether it carries the token of the session it comes with."""
    if not asked.token:
        return False
    given = asked.headers.get("x-csrf-token", "").encode()
    if not given and asked.headers.get("content-type", "").startswith(_FORM):
        try:
            fields = parse_qs(body, max_num_fields=MOST_FIELDS)
        except ValueError:
            return False
        [given] = fields.get(b"csrf", [b""])[:1]
    return hmac.compare_digest(given, asked.visitor.csrf.encode())


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body again, for the page; then whatever else comes, such as a hang-up."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def _page(status: int, title: str, words: str) -> HTMLResponse:
    back = '<p><a href="/">To the desk</a></p>'
    return _whole(status, title, f"<p>{escape(words)}</p>{back}")


def _whole(status: int, title: str, body: str, then: str = "") -> HTMLResponse:
    """A page of its own, without anything of a document; it may lead on at once."""
    on = f'<meta http-equiv="refresh" content="0;url={then}">' if then else ""
    return HTMLResponse(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{on}'
        f'<meta name="viewport" content="width=device-width">'
        f'<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)} - Review desk</title></head><body><main>"
        f"<h1>{escape(title)}</h1>{body}</main></body></html>",
        status,
    )
