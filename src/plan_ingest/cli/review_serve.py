"""`plan-ingest review`: the desk in the browser, here or served to a team."""

import getpass
import os
import signal
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import project_here, the_project

if TYPE_CHECKING:
    from plan_ingest.web.accounts import Role
    from plan_ingest.web.entrance import Entrance
    from plan_ingest.web.serving import Place

_FILE = click.Path(dir_okay=False, path_type=Path)
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
_ROLES: dict[str, "Role"] = {
    "reviewer": "reviewer",
    "adjudicator": "adjudicator",
    "reader": "reader",
}
_OPTIONS = (
    click.option("--port", type=click.IntRange(0, 65535), default=0, help="Its port."),
    click.option("--no-browser", is_flag=True, help="Print the address only."),
    click.option("--host", default="127.0.0.1", help="Serve a team on this address."),
    click.option("--name", "names", multiple=True, help="A host name it goes by."),
    click.option("--users", type=_FILE, help="Who may sign in; see `review user`."),
    click.option("--proxy-user-header", default="", help="Header of a proxy's user."),
    click.option("--trusted-proxy", "proxies", multiple=True, help="Its address."),
    click.option("--tls-cert", type=_EXISTING, help="Certificate chain, PEM."),
    click.option("--tls-key", type=_EXISTING, help="Its key, PEM."),
)


def serving_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the desk in the browser."""
    for option in reversed(_OPTIONS):
        option(command)
    return command


def review_serve(
    console: Console, framework: str | None, analyst: str | None, given: dict[str, Any]
) -> None:
    """Serve the desk until Ctrl-C; its address goes to standard output."""
    from plan_ingest.web.serving import (
        bound,
        check_place,
        entrance_of,
        guarded,
        serve,
    )

    place, project = _place(given), the_project(console)
    check_place(place)
    # A server told to end goes the same clean way as one left by Ctrl-C, and one that
    # a script put into the background hears both.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    try:
        with bound(place) as listening:
            port = listening.getsockname()[1]
            entrance = entrance_of(project, place, port, analyst or _own_name())
            with guarded(project, framework, entrance) as app:
                _greet(console, place, port, entrance, given["no_browser"])
                serve(app, listening, place)
    except KeyboardInterrupt:
        console.say("stopped before it was open")


@verb("plan-ingest review user 'A Analyst' --role reviewer --users users", name="user")
@click.argument("name")
@click.option("--role", type=click.Choice(list(_ROLES)), help="What the user may do.")
@click.option("--users", type=_FILE, required=True, help="The file to write.")
@click.option("--remove", is_flag=True, help="Take the user out.")
def user(
    console: Console, name: str, role: str | None, users: Path, remove: bool
) -> None:
    """Add a user of a served desk, or change a role and password.

    The password is asked for, or read as one line of standard input. Readers look
    on; reviewers decide; an adjudicator's word settles conflicts.
    """
    from plan_ingest.errors import UsageError
    from plan_ingest.web.accounts import (
        check_adjudicators,
        read_users,
        remove_user,
        write_user,
    )

    if remove:
        remove_user(users, name)
        console.give({"removed": name}, [f"{users}: {name} removed"])
        return
    if role is None:
        raise UsageError(f"say what {name} may do: --role {', '.join(_ROLES)}")
    new = write_user(users, name, _ROLES[role], _password())
    told = f"{users}: {name} {'added' if new else 'changed'}, {role}"
    console.give({"user": name, "role": role, "new": new}, [told])
    project = project_here(console)
    if project is not None:
        try:
            check_adjudicators(
                read_users(users).values(), project.settings.reviewing.adjudicators
            )
        except UsageError as wrong:
            console.warn(str(wrong))


def _place(given: dict[str, Any]) -> "Place":
    from plan_ingest.web.serving import Place

    return Place(
        host=given["host"],
        port=given["port"],
        names=given["names"],
        users=given["users"],
        proxy_header=given["proxy_user_header"],
        proxies=given["proxies"],
        cert=given["tls_cert"],
        key=given["tls_key"],
    )


def _greet(
    console: Console, place: "Place", port: int, entrance: "Entrance", quiet: bool
) -> None:
    """The address, and the browser on it where there is one to show."""
    _warn(console, place)
    link = entrance.launch.token if entrance.launch else ""
    address = _address(place, port, link)
    console.give({"address": address}, [f"review desk: {address}"])
    console.say("leave it with Ctrl-C; every decision is on disk at once")
    if not quiet and place.local and _has_screen():
        webbrowser.open(address)


def _warn(console: Console, place: "Place") -> None:
    if not place.local and place.cert is None:
        behind = "" if not place.proxies else " from the proxy to here"
        console.warn(
            f"{place.host}: no TLS{behind}, so that whoever is on the network can read"
            " passwords and decisions; give --tls-cert and --tls-key"
            + ("" if place.proxies else ", or put it behind a proxy that has them")
        )


def _address(place: "Place", port: int, link: str) -> str:
    scheme = "https" if place.cert else "http"
    host = place.names[0] if place.names else place.host
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}:{port}/" + (f"launch?token={link}" if link else "")


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "analyst"


def _has_screen() -> bool:
    """Whether a browser could show itself; a text browser would take the terminal."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return given
    return sys.stdin.readline().rstrip("\r\n")
