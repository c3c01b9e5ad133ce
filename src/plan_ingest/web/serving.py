"""A desk put together and served: on this machine alone, or to a team."""

import logging
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address, ip_network
from pathlib import Path

import psutil
import uvicorn
from starlette.types import ASGIApp

from plan_ingest.errors import UsageError
from plan_ingest.pipeline.page_views import PageViews
from plan_ingest.store.caches import cache_folder
from plan_ingest.store.project import Project
from plan_ingest.web.accounts import Users, check_adjudicators, named, read_users
from plan_ingest.web.entrance import LOOPBACK, Entrance, Proxy
from plan_ingest.web.opening import Opening
from plan_ingest.web.security import Guard
from plan_ingest.web.sessions import Launch, Sessions

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
_GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is served, and who may come in.

    `names` are the host names people use beside `host` itself; `proxies` are
    addresses or networks of servers in front. Port 0 is any that is free.
    """

    host: str = "127.0.0.1"
    port: int = 0
    names: tuple[str, ...] = ()
    users: Path | None = None
    proxy_header: str = ""
    proxies: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None

    @property
    def local(self) -> bool:
        """Whether nobody beyond this machine can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def check_place(place: Place) -> None:
    """Raises UsageError for a place that would let in whoever comes."""
    if not place.local and place.users is None and not place.proxy_header:
        raise UsageError(
            f"{place.host} can be reached by others; name who may sign in with --users"
            " FILE (write it with `plan-ingest review user`), or give"
            " --proxy-user-header and --trusted-proxy"
        )
    if place.proxy_header and not place.proxies:
        raise UsageError(
            "--proxy-user-header is believed from a proxy alone; give its address with"
            " --trusted-proxy"
        )
    if (place.cert is None) != (place.key is None):
        raise UsageError("TLS needs both; give --tls-cert and --tls-key")


def bound(place: Place) -> socket.socket:
    """A socket that listens there. Raises UsageError where that cannot be."""
    try:
        [family, *_, address] = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM
        )[0]
        listening = socket.create_server(address[:2], family=family, backlog=256)
    except OSError as wrong:
        raise UsageError(
            f"{place.host} port {place.port}: {wrong.strerror or wrong}; give another"
            " --port, or none for one that is free"
        ) from wrong
    return listening


def entrance_of(project: Project, place: Place, port: int, analyst: str) -> Entrance:
    """How this desk knows its people. Raises UsageError where roles do not agree."""
    adjudicators = project.settings.reviewing.adjudicators
    if place.users is not None:
        check_adjudicators(read_users(place.users).values(), adjudicators)
    by_link = place.local and place.users is None and not place.proxy_header
    prefix = "__Host-" if place.cert else ""
    kept = cache_folder(project.settings.matching.cache) / "desk"
    own = sha256(str(project.root.resolve()).encode()).hexdigest()[:16]
    return Entrance(
        cookie=f"{prefix}desk_{port}",
        hosts=_hosts(place),
        sessions=Sessions(kept / f"{own}.sessions.json"),
        adjudicators=adjudicators,
        analyst=named(analyst) if by_link else "",
        launch=Launch() if by_link else None,
        users=Users(place.users) if place.users else None,
        proxy=_proxy(place),
    )


@contextmanager
def guarded(
    project: Project, framework: str | None, entrance: Entrance
) -> Iterator[Guard]:
    """The desk with all that stands before it; its children end with it."""
    with ExitStack() as left_open:
        pages = left_open.enter_context(closing(PageViews(project)))
        opening = Opening(project, framework, entrance, pages)
        left_open.callback(opening.close)
        yield Guard(opening, entrance)


def serve(app: ASGIApp, listening: socket.socket, place: Place) -> None:
    """Serve until Ctrl-C, or until the process is told to end."""
    if not logging.getLogger("plan_ingest").isEnabledFor(logging.DEBUG):
        # The guard has said already, in a line, what went wrong.
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ssl_certfile=place.cert,
        ssl_keyfile=place.key,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return  # how a desk is left


def _hosts(place: Place) -> frozenset[str]:
    """The names of this desk: a request by another one comes from a trick."""
    names = {*LOOPBACK, *place.names}
    if place.host in _EVERYWHERE:
        names |= {
            address.address.partition("%")[0]
            for card in psutil.net_if_addrs().values()
            for address in card
            if address.family in (socket.AF_INET, socket.AF_INET6)
        }
    else:
        names.add(place.host)
    if not place.local:
        names.add(socket.gethostname())
    return frozenset(_as_host(name) for name in names)


def _as_host(name: str) -> str:
    plain = name.strip().lower().removesuffix(".")
    return f"[{plain}]" if ":" in plain and not plain.startswith("[") else plain


def _proxy(place: Place) -> Proxy | None:
    if not place.proxies:
        return None
    try:
        networks = tuple(ip_network(one, strict=False) for one in place.proxies)
    except ValueError as wrong:
        raise UsageError(
            f"--trusted-proxy: {wrong}; give an address such as 10.0.0.5, or a network"
        ) from wrong
    return Proxy(networks, place.proxy_header)
