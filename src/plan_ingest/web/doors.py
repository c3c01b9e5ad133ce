"""The pages one comes in and goes out by: launch, sign-in, sign-out."""

from math import ceil
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from plan_ingest.web.accounts import User
from plan_ingest.web.entrance import Entrance
from plan_ingest.web.headers import VISIT, cookie
from plan_ingest.web.rendering import render
from plan_ingest.web.sessions import LONGEST, Way

_START = "Start the desk again with plan-ingest review: it prints a new link."


class Doors:
    """The ways in and out of a desk with this entrance."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance

    def routes(self) -> list[Route]:
        """The pages' addresses."""
        return [
            Route("/launch", self.launch, methods=["GET"]),
            Route("/sign-in", self.sign_in, methods=["GET"]),
            Route("/sign-in", self.signed, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
        ]

    def launch(self, request: Request) -> Response:
        """The link that `plan-ingest review` opens: once, for a session."""
        if request.state.visitor.analyst:
            return RedirectResponse("/", 303)
        link, token = self._entrance.launch, request.query_params.get("token", "")
        if link is None or request.method != "GET" or not link.take(token):
            lines = ("It opens the desk once, within a quarter of an hour.", _START)
            return _notice(request, 403, "This link does not open the desk", *lines)
        return _inside(request, self._entrance, "/", self._entrance.analyst, "launch")

    def sign_in(self, request: Request) -> Response:
        """The form for name and password, where that is the way in."""
        after = local_path(request.query_params.get("next", "/"))
        if request.state.visitor.analyst:
            return RedirectResponse(after, 303)
        proxy = self._entrance.proxy
        if proxy is not None and proxy.user_header:
            told = "The server before this desk names nobody who may come in."
            return _notice(request, 401, "You are not signed in", told)
        if self._entrance.users is None:
            return _notice(request, 401, "You are not signed in", _START)
        return _form(request, after)

    async def signed(self, request: Request) -> Response:
        """A name and a password given."""
        form = await request.form()
        name, word = str(form.get("name", "")), str(form.get("password", ""))
        after = local_path(str(form.get("next", "/")))
        address = request.state.peer.address
        found = await run_in_threadpool(_checked, self._entrance, name, word, address)
        if isinstance(found, User):
            mark = found.credential
            return _inside(request, self._entrance, after, found.name, "password", mark)
        if found > 0:
            late = _form(request, after, name, 429, minutes=ceil(found / 60))
            late.headers["Retry-After"] = str(ceil(found))
            return late
        return _form(request, after, name, 401)

    def sign_out(self, request: Request) -> Response:
        """The session ends here and on the server."""
        self._entrance.sessions.end(request.state.token)
        gone = RedirectResponse("/sign-in", 303)
        secure = request.state.peer.scheme == "https"
        gone.headers["Set-Cookie"] = cookie(self._entrance.cookie, "", secure, 0)
        return gone


def local_path(given: str) -> str:
    """A path on this desk to go on to; anything else becomes the first page."""
    plain = all(sign > " " and sign != "\\" for sign in given)
    local = plain and given.startswith("/") and not given.startswith("//")
    parts = urlsplit(given) if local else None
    return given if parts and not parts.netloc and parts.path != "/launch" else "/"


def _checked(
    entrance: Entrance, name: str, password: str, address: str
) -> User | float:
    """The user, or the seconds until another try is looked at, 0 for a wrong one."""
    pause = entrance.attempts.pause(name, address)
    if pause > 0:
        return pause
    user = entrance.users.check(name, password) if entrance.users else None
    if user is None:
        entrance.attempts.failed(name, address)
        return 0.0
    return user


def _inside(
    request: Request,
    entrance: Entrance,
    after: str,
    analyst: str,
    way: Way,
    credential: str = "",
) -> Response:
    """On to the desk with a session; the token before it opens nothing any more."""
    entrance.sessions.end(request.state.token)
    token = entrance.sessions.begin(analyst, way, credential)
    answer = RedirectResponse(after, 303)
    secure = request.state.peer.scheme == "https"
    line = cookie(entrance.cookie, token, secure, int(LONGEST))
    answer.headers.append("Set-Cookie", line)
    gone = cookie(f"{entrance.cookie}{VISIT}", "", secure, 0)
    answer.headers.append("Set-Cookie", gone)
    return answer


def _form(
    request: Request, after: str, name: str = "", status: int = 200, minutes: int = 0
) -> Response:
    told = {"after": after, "name": name, "wrong": status == 401, "minutes": minutes}
    return render(request, "sign_in.html", status, **told)


def _notice(request: Request, status: int, title: str, *lines: str) -> Response:
    return render(request, "notice.html", status, title=title, lines=lines)
