"""Who is at the desk: sessions, each known by a token that only its browser holds.

Kept on disk by the token's hash, so that a desk started again knows its analysts,
and a file that is read by others opens nothing.
"""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

from pydantic import TypeAdapter, ValidationError

from plan_ingest.store.files import written_whole

Clock: TypeAlias = Callable[[], float]
Way: TypeAlias = Literal["launch", "password"]
"""How somebody came in: by the link of a local desk, or by a password."""

IDLE = 2 * 3600.0
"""Seconds without a request after which a session is over."""
LONGEST = 12 * 3600.0
"""Seconds after which a session is over in any case."""
MOST = 2000
"""Sessions kept; those unused for longest go first."""
_SAVED_EVERY = 300.0
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in; `begun` and `seen` are seconds of the epoch.

    `credential` marks the password it was made under, "" where there was none.
    """

    analyst: str
    way: Way
    credential: str
    begun: float
    seen: float


class Sessions:
    """All sessions of a desk, in memory and in a file of its own."""

    def __init__(self, path: Path, clock: Clock = time.time) -> None:
        self._path, self._clock = path, clock
        self._lock = Lock()
        self._open = _read(path)
        self._saved = clock()

    def begin(self, analyst: str, way: Way, credential: str = "") -> str:
        """The token of a session that begins now."""
        token, now = new_token(), self._clock()
        with self._lock:
            self._open[_hash(token)] = Session(analyst, way, credential, now, now)
            self._save(now)
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, None where there is none or it is over."""
        now, name = self._clock(), _hash(token)
        with self._lock:
            found = self._open.get(name)
            if found is None or not _lasts(found, now):
                return None
            self._open[name] = replace(found, seen=now)
            if now - self._saved > _SAVED_EVERY:
                self._save(now)
        return found

    def end(self, token: str) -> None:
        """The session of a token is over."""
        with self._lock:
            if self._open.pop(_hash(token), None) is not None:
                self._save(self._clock())

    def _save(self, now: float) -> None:
        lasting = {name: one for name, one in self._open.items() if _lasts(one, now)}
        latest = sorted(lasting.items(), key=lambda one: (-one[1].seen, one[0]))[:MOST]
        self._open, self._saved = dict(latest), now
        rows = {name: asdict(one) for name, one in sorted(latest)}
        with written_whole(self._path) as handle:
            Path(handle.name).chmod(0o600)
            handle.write(json.dumps(rows, indent=1).encode())


class Launch:
    """The link a local desk is opened by: it opens once, and not for long."""

    def __init__(self, clock: Clock = time.time, seconds: float = 900.0) -> None:
        self.token = new_token()
        self._clock, self._until = clock, clock() + seconds
        self._lock, self._used = Lock(), False

    def take(self, token: str) -> bool:
        """Whether the token opens the desk; from then on it never does again."""
        with self._lock:
            right = hmac.compare_digest(_hash(token), _hash(self.token))
            opens = right and not self._used and self._clock() < self._until
            self._used = self._used or right
        return opens


def new_token() -> str:
    """A token nobody guesses, of letters, digits, - and _."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def csrf_of(token: str) -> str:
    """What a form sent by the holder of this token has to carry."""
    return hmac.new(token.encode(), b"csrf", "sha256").hexdigest()


def _lasts(session: Session, now: float) -> bool:
    return (
        session.begun <= now + 1
        and now - session.seen <= IDLE
        and now - session.begun <= LONGEST
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path) -> dict[str, Session]:
    try:
        return _OPEN.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}


_OPEN = TypeAdapter(dict[str, Session])
