"""Who may sign in to a served desk, and as what: the users file, a line a user.

A line is `name:role:scrypt$n$r$p$salt$hash`; passwords themselves are never kept.
"""

import hashlib
import hmac
import re
import secrets
import stat
import sys
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Literal, TypeAlias, get_args

from plan_ingest.errors import UsageError
from plan_ingest.store.files import written_whole

Role: TypeAlias = Literal["reviewer", "adjudicator", "reader"]
"""Decides; decides and settles conflicts; looks on."""

LEAST_PASSWORD = 12
"""Characters a password has at least: three words of everyday make more."""
MOST_PASSWORD = 1024
_MOST_NAME = 100
_NAME = re.compile(r"[^\W_][\w .'’@+\\-]*")
_SECRET = re.compile(
    r"scrypt\$(\d{1,7})\$(\d{1,2})\$(\d)\$([\w+/=]+)\$([\w+/=]+)", re.A
)
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_MEMORY = 128 * 1024 * 1024  # bytes scrypt may take; these costs need 32 MB
_AT_ONCE = BoundedSemaphore(2)
_SIGNS = 24  # of a credential's digest: what ties a session to a password


@dataclass(frozen=True, slots=True)
class User:
    """A line of the users file; `secret` is the scrypt hash with its costs."""

    name: str
    role: Role
    secret: str = field(repr=False)

    @property
    def credential(self) -> str:
        """A mark of the password: a session made under another one is over."""
        return hashlib.sha256(self.secret.encode()).hexdigest()[:_SIGNS]


class Users:
    """The users of a file, read again whenever the file changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp = _stamp(path)
        self._users = read_users(path)

    def find(self, name: str) -> User | None:
        """The user of this name, letter case aside; None where there is none."""
        return self._current().get(_folded(name))

    def check(self, name: str, password: str) -> User | None:
        """The user whose password it is; a name unknown takes as long as a known."""
        user = self.find(name)
        right = matches(password, user.secret if user else _nobody())
        return user if user is not None and right else None

    def _current(self) -> dict[str, User]:
        with self._lock:
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                self._users, self._stamp = read_users(self._path), stamp
            return self._users


def read_users(path: Path) -> dict[str, User]:
    """The users of a file by folded name.

    Raises UsageError, naming the line, for a line that is no user; and where the
    file is not there or others than its owner may write to it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise UsageError(
            f"{path}: no users file; make one with"
            f" `plan-ingest review user NAME --role reviewer --users {path}`"
        ) from wrong
    _refuse_open(path)
    found: dict[str, User] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            user = _user(f"{path} line {number}", line)
            if _folded(user.name) in found:
                raise UsageError(
                    f"{path} line {number}: {user.name} stands there twice; keep one"
                )
            found[_folded(user.name)] = user
    return found


def write_user(path: Path, name: str, role: Role, password: str) -> bool:
    """Add a user, or give one another role and password; whether it was new.

    Raises UsageError for a name or password that will not do.
    """
    tidy = named(name)
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise UsageError(
            f"the password has {len(password)} characters; give it {LEAST_PASSWORD}"
            " or more, such as three words that do not belong together"
        )
    users = read_users(path) if path.exists() else {}
    new = _folded(tidy) not in users
    _write(path, {**users, _folded(tidy): User(tidy, role, hashed(password))}.values())
    return new


def remove_user(path: Path, name: str) -> None:
    """Take a user out; raises UsageError where there is none of that name."""
    users = read_users(path)
    if users.pop(_folded(named(name)), None) is None:
        raise UsageError(f"{path}: no user {name}; check the name")
    _write(path, users.values())


def named(name: str) -> str:
    """A user's name tidied: it goes on the record with every decision.

    Raises UsageError for one that cannot stand in the users file.
    """
    tidy = " ".join(name.split())
    if len(tidy) > _MOST_NAME or not _NAME.fullmatch(tidy):
        raise UsageError(
            f"{name!r} is no name of a user; begin with a letter or digit, go on with"
            " them, blanks and . ' @ + - _"
        )
    return tidy


def check_adjudicators(users: Iterable[User], adjudicators: Collection[str]) -> None:
    """Raises UsageError where the users' roles and the settings tell another story.

    The ledger is settled by the settings wherever it is read, so that a role of
    the desk alone would promise what no comparison keeps.
    """
    listed = {_folded(name) for name in adjudicators}
    for user in users:
        if (user.role == "adjudicator") == (_folded(user.name) in listed):
            continue
        mend = (
            "add the name to reviewing.adjudicators in plan_ingest.toml"
            if user.role == "adjudicator"
            else "make the role adjudicator, or take the name out of"
            " reviewing.adjudicators in plan_ingest.toml"
        )
        raise UsageError(f"{user.name} is {user.role} in the users file; {mend}")


def hashed(password: str) -> str:
    """The scrypt hash of a password, with its costs and a salt of its own."""
    salt = secrets.token_bytes(16)
    made = _scrypt(password, salt, _COST, _BLOCK, _PARALLEL)
    costs = f"{_COST}${_BLOCK}${_PARALLEL}"
    return f"scrypt${costs}${b64encode(salt).decode()}${b64encode(made).decode()}"


def matches(password: str, secret: str) -> bool:
    """Whether the hash is this password's; takes as long for a wrong one."""
    if len(password) > MOST_PASSWORD:
        return False
    _, cost, block, parallel, salt, made = secret.split("$")
    tried = _scrypt(password, b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(tried, b64decode(made))


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    # A hash takes tens of megabytes: many sign-ins at once wait for each other.
    with _AT_ONCE:
        return hashlib.scrypt(
            password.encode("utf-8", "surrogatepass"),
            salt=salt,
            n=cost,
            r=block,
            p=parallel,
            maxmem=_MEMORY,
            dklen=32,
        )


def _nobody() -> str:
    blank = b64encode(bytes(32)).decode()
    return f"scrypt${_COST}${_BLOCK}${_PARALLEL}${blank}${blank}"


def _user(place: str, line: str) -> User:
    parts = [part.strip() for part in line.split(":")]
    if len(parts) != 3:
        raise UsageError(f"{place}: not name:role:hash; write it with `review user`")
    name, role, secret = parts
    known: dict[str, Role] = {one: one for one in get_args(Role)}
    if role not in known:
        raise UsageError(f"{place}: no role {role!r}; there is: {', '.join(known)}")
    if not _SECRET.fullmatch(secret):
        raise UsageError(
            f"{place}: its hash is no scrypt hash; write it with `review user`"
        )
    return User(named(name), known[role], secret)


def _write(path: Path, users: Iterable[User]) -> None:
    lines = [f"{user.name}:{user.role}:{user.secret}\n" for user in users]
    with written_whole(path) as handle:
        Path(handle.name).chmod(0o600)
        handle.write("".join(sorted(lines, key=str.casefold)).encode())


def _refuse_open(path: Path) -> None:
    if sys.platform == "win32":
        return
    if path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError(
            f"{path}: others may write to it, and so make themselves users;"
            f" say `chmod 600 {path}`"
        )


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
