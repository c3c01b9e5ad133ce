"""The headers every answer of the desk carries, and the line that sets a cookie."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
"""What a page may load or do: its own files, its own forms, nothing else."""
VISIT: Final = "_visit"
"""Ending of the cookie of a browser nobody signed in at yet: it never takes the
place of a session's, which a link from another site comes without."""


class Sealed:
    """The way back to the browser; nothing goes out without its headers.

    `started` and `ended` say how far an answer is; `cookie` is a line to add to it.
    """

    def __init__(self, send: Send, path: str) -> None:
        self._send, self._static = send, path.startswith("/static/")
        self.started, self.ended, self.trusted = False, False, True
        self.cookie: str | None = None

    async def __call__(self, message: Message) -> None:
        """Send one message, sealed."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in self._headers().items():
                headers[name] = value
            if self.cookie and "set-cookie" not in headers:
                headers.append("Set-Cookie", self.cookie)
        await self._send(message)
        last = not message.get("more_body", False)
        self.ended = message["type"] == "http.response.body" and last

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            # Over plain HTTP a browser sends no Sec-Fetch-Site, and under
            # no-referrer no Origin either: there the own site must be told.
            "Referrer-Policy": "no-referrer" if self.trusted else "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cache-Control": "no-cache" if self._static else "no-store",
        }


def cookie(name: str, token: str, secure: bool, seconds: int | None = None) -> str:
    """The line that sets a token's cookie, for this site's own requests alone.

    Without `seconds` it goes when the browser closes.
    """
    parts = [f"{name}={token}", "Path=/", "HttpOnly", "SameSite=Strict"]
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    return "; ".join([*parts, "Secure"] if secure else parts)


def host_name(given: str) -> str:
    """A Host header's name in small letters, without the port and a last dot."""
    name, colon, port = given.strip().lower().rpartition(":")
    whole = name if colon and port.isdigit() else given.strip().lower()
    return whole.removesuffix(".")
