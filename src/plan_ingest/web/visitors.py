"""Who asks, and from where: what the guard tells every page of a request."""

from dataclasses import dataclass
from typing import Protocol

from starlette.datastructures import Headers

from plan_ingest.web.accounts import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whom a request is from; nobody has the name "".

    `csrf` is what this browser's forms have to carry; `signs_out` says whether
    there is a session of the desk's own that could be ended.
    """

    analyst: str = ""
    role: Role = "reader"
    csrf: str = ""
    signs_out: bool = False

    @property
    def may_decide(self) -> bool:
        """Whether decisions of this person are taken."""
        return bool(self.analyst) and self.role != "reader"

    @property
    def may_adjudicate(self) -> bool:
        """Whether this person's word settles a conflict."""
        return bool(self.analyst) and self.role == "adjudicator"


@dataclass(frozen=True, slots=True)
class Peer:
    """Where a request comes from, with the proxies that are trusted looked through.

    `trusted` says that it is over TLS or on this machine: there a browser tells
    which site is behind a request. `user` is whom a trusted proxy says it is.
    """

    address: str
    scheme: str = "http"
    trusted: bool = False
    user: str = ""


class Gate(Protocol):
    """How one desk knows its people and its own names."""

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds a session's token."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names this desk goes by, without a port."""

    def peer(self, headers: Headers, address: str, scheme: str) -> Peer | None:
        """Where a request comes from; None for one that may not ask at all."""

    def visitor(self, token: str, peer: Peer) -> Visitor | None:
        """Whom the cookie's token, or the trusted proxy, stands for; else None."""
