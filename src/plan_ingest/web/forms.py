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
_DIGITS = 8
"""A number of more digits is no page, place or size of ours."""


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


def number(given: str) -> int | None:
    """A whole number from an address or a field; None where it is none."""
    return int(given) if given.isdecimal() and len(given) < _DIGITS else None


def share(given: str) -> float | None:
    """A share of 1 from hundredths, such as "95" or "95 %"; None where it is none."""
    try:
        value = float(given.strip().removesuffix("%")) / 100
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
