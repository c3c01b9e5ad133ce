"""What a form or a script asks of the desk, and how the desk answers either.

Each act is a form; the desk's script sends the same form and asks for JSON.
"""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

Act = Callable[[Request, FormData], Response]
"""What is done with a form that was sent."""


def posted(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that takes the form in, then acts on a thread of its own."""

    async def endpoint(request: Request) -> Response:
        form = await request.form()
        return await run_in_threadpool(act, request, form)

    return endpoint


def word(form: FormData, name: str) -> str:
    """A field's words; "" where it was not sent or is a file."""
    found = form.get(name)
    return found if isinstance(found, str) else ""


def words(form: FormData, name: str) -> tuple[str, ...]:
    """All that was given under one name, in the form's order."""
    return tuple(one for one in form.getlist(name) if isinstance(one, str))


def by_script(request: Request) -> bool:
    """Whether the desk's own script asks, and so wants JSON."""
    return "application/json" in request.headers.get("accept", "")
