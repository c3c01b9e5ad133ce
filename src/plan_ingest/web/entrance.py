"""The ways into a desk: the link of a local one, a password, a trusted proxy."""

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.datastructures import Headers

from plan_ingest.errors import UsageError
from plan_ingest.web.accounts import Role, User, Users, named
from plan_ingest.web.attempts import Attempts
from plan_ingest.web.headers import host_name
from plan_ingest.web.sessions import Launch, Sessions
from plan_ingest.web.visitors import Peer, Visitor

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which a machine reaches itself."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A server in front that is trusted, and the header in which it names the user.

    Without a header it only says which address and scheme a request came by.
    """

    networks: tuple[IPv4Network | IPv6Network, ...]
    user_header: str = ""

    def trusts(self, address: str) -> bool:
        """Whether the address is the proxy's."""
        try:
            where = ip_address(address)
        except ValueError:
            return False
        return any(where in network for network in self.networks)


@dataclass(frozen=True, slots=True)
class Entrance:
    """How one desk knows its people.

    `launch` opens a local desk for `analyst`; `users` have passwords; `proxy` stands
    before the desk. `adjudicators` are those of the project's settings.
    """

    cookie: str
    hosts: frozenset[str]
    sessions: Sessions
    adjudicators: tuple[str, ...] = ()
    analyst: str = ""
    launch: Launch | None = None
    users: Users | None = None
    proxy: Proxy | None = None
    attempts: Attempts = field(default_factory=Attempts)

    def peer(self, headers: Headers, address: str, scheme: str) -> Peer | None:
        """Where a request comes from; None for one past the proxy that names users."""
        user = ""
        if self.proxy is not None and self.proxy.trusts(address):
            # The last entry is what the proxy itself saw; those before may be lies.
            seen = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
            told = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip()
            address = seen or address
            scheme = told if told in ("http", "https") else scheme
            user = self._told_user(headers)
        elif self.proxy is not None and self.proxy.user_header:
            return None
        local = host_name(headers.get("host", "")) in LOOPBACK
        return Peer(address, scheme, scheme == "https" or local, user)

    def visitor(self, token: str, peer: Peer) -> Visitor | None:
        """Whom a token or the proxy stands for, None where for nobody."""
        if self.proxy is not None and self.proxy.user_header:
            return self._through_proxy(peer.user)
        session = self.sessions.find(token) if token else None
        if session is None:
            return None
        if session.way == "launch":
            local = self.launch is not None and session.analyst == self.analyst
            return self._as(session.analyst) if local else None
        user = self.users.find(session.analyst) if self.users else None
        if user is None or user.credential != session.credential:
            return None
        return Visitor(user.name, self._role_of(user), signs_out=True)

    def _told_user(self, headers: Headers) -> str:
        given = self.proxy.user_header if self.proxy else ""
        values = headers.getlist(given) if given else []
        try:
            return named(values[0]) if len(values) == 1 else ""
        except UsageError:
            return ""

    def _through_proxy(self, name: str) -> Visitor | None:
        if not name:
            return None
        if self.users is None:
            return self._as(name)
        user = self.users.find(name)
        return Visitor(user.name, self._role_of(user)) if user else None

    def _role_of(self, user: User) -> Role:
        """The role of the file; where the settings say otherwise, to look on."""
        settles = self._settles(user.name)
        return user.role if (user.role == "adjudicator") == settles else "reader"

    def _as(self, name: str) -> Visitor:
        return Visitor(name, "adjudicator" if self._settles(name) else "reviewer")

    def _settles(self, name: str) -> bool:
        return name.casefold() in {one.casefold() for one in self.adjudicators}
