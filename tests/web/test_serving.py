"""`plan-ingest review` from the command line: where it serves, how it ends."""

import json
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from plan_ingest.web.accounts import Users, read_users
from plan_ingest.web.serving import Place, bound, entrance_of
from tests.workbook.desk import call, made

WORDS = "kettle lantern orchard"


@contextmanager
def running(root: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address it gives."""
    process = subprocess.Popen(
        [sys.executable, "-m", "plan_ingest", "--project", str(root), "review",
         "--no-browser", "--json", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        told = ""
        while not told.rstrip().endswith("}"):
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            told += line
        yield process, json.loads(told)["address"]
    finally:
        process.kill()
        process.communicate()


def test_the_desk_opens_by_its_link_and_ends_clean_on_ctrl_c(project: Path) -> None:
    with running(made(project), "--analyst", "Ann Quill") as (process, address):
        start, _, path = address.removeprefix("http://").partition("/")
        assert start.startswith("127.0.0.1:")
        with closing(HTTPConnection(start, timeout=20)) as line:
            line.request("GET", f"/{path}")
            answer = line.getresponse()
            answer.read()
            assert answer.status == 303
            cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
            line.request("GET", "/keys", headers={"Cookie": cookie})
            page = line.getresponse().read().decode()
            assert "Ann Quill" in page

        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_said(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        told = call(made(project), "--no-browser", "--port", port)

    assert told.exit_code == 2
    assert f"127.0.0.1 port {port}" in told.stderr
    assert "give another --port" in told.stderr


def test_a_team_is_not_served_without_a_list_of_users(project: Path) -> None:
    told = call(made(project), "--no-browser", "--host", "0.0.0.0")  # noqa: S104

    assert told.exit_code == 2
    assert "--users FILE" in told.stderr


def test_a_users_file_that_is_not_there_is_said(project: Path) -> None:
    told = call(made(project), "--no-browser", "--users", str(project / "none"))

    assert told.exit_code == 2
    assert "plan-ingest review user" in told.stderr


def test_users_and_settings_that_differ_are_said(project: Path) -> None:
    users = str(project / "users")
    root = made(project)

    added = call(root, "user", "Cleo", "--role", "adjudicator", "--users", users,
                 keys=f"{WORDS}\n")  # fmt: skip
    told = call(root, "--no-browser", "--users", users)

    assert added.exit_code == 0
    assert "Cleo is adjudicator" in added.stderr
    assert told.exit_code == 2
    assert "reviewing.adjudicators" in told.stderr


def test_a_user_is_added_changed_and_removed(project: Path) -> None:
    path, root = project / "users", made(project)
    name = ("user", "Ann Quill", "--users", str(path))

    first = call(root, *name, "--role", "reviewer", keys=f"{WORDS}\n")
    again = call(root, *name, "--role", "reader", keys="another three words\n")
    short = call(root, *name, "--role", "reader", keys="short\n")
    bare = call(root, *name, keys=f"{WORDS}\n")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "Ann Quill added, reviewer" in first.stdout
    assert "Ann Quill changed, reader" in again.stdout
    assert (short.exit_code, bare.exit_code) == (2, 2)
    assert Users(path).check("Ann Quill", "another three words") is not None
    assert WORDS not in first.output
    assert call(root, *name, "--remove").exit_code == 0
    assert read_users(path) == {}


def test_a_server_on_a_name_is_known_by_it(project: Path) -> None:
    place = Place(host="0.0.0.0", names=("Desk.Example.",))  # noqa: S104
    from plan_ingest.store.project import open_project

    entrance = entrance_of(open_project(made(project)), place, 80, "Ann")

    assert "desk.example" in entrance.hosts
    assert "127.0.0.1" in entrance.hosts
    assert "0.0.0.0" not in entrance.hosts  # noqa: S104
    assert entrance.launch is None


def test_a_free_port_is_found_for_six_as_for_four() -> None:
    for host in ("127.0.0.1", "localhost"):
        with bound(Place(host=host)) as listening:
            assert listening.getsockname()[1] > 0


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl on this machine")
def test_over_tls_the_cookie_is_bound_to_the_host(project: Path) -> None:
    root, cert, key = made(project), project / "cert.pem", project / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    call(root, "user", "Ann", "--role", "reviewer", "--users", str(project / "users"),
         keys=f"{WORDS}\n")  # fmt: skip
    words = ("--users", str(project / "users"), "--tls-cert", str(cert),
             "--tls-key", str(key), "--name", "localhost")  # fmt: skip
    with running(root, *words) as (_, address):
        assert address.startswith("https://localhost:")
        port = int(address.rpartition(":")[2].strip("/"))
        trust = ssl.create_default_context(cafile=str(cert))
        with closing(
            HTTPSConnection("localhost", port, timeout=20, context=trust)
        ) as line:
            line.request("GET", "/sign-in")
            answer = line.getresponse()
            answer.read()

    assert answer.status == 200
    cookie = answer.headers["set-cookie"] or ""
    assert cookie.startswith(f"__Host-desk_{port}_visit=")
    assert "Secure" in cookie
