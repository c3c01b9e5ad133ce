"""The served desk under load: analysts at once over HTTP, killed in between.

python -m benchmarks.desk_load [--items N] [--decisions N] [--analysts N] [--kills N]
    [--project DIR]

A decision that was not acknowledged is sent again with the same key, as the desk's
own script does. At the end the ledger is held against what was acknowledged.
"""

import argparse
import http.client
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil

from plan_ingest.pipeline.desk import ReviewDesk
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import Ledger, read_ledger
from plan_ingest.store.project import framework_path, open_project
from plan_ingest.web.accounts import hashed

PASSWORD = "kettle lantern orchard"  # noqa: S105
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_ITEM = re.compile(r'name="item" value="([^"]+)"')
_FORM = "application/x-www-form-urlencoded"


class Server:
    """`plan-ingest review` in a process of its own, on one port."""

    def __init__(self, root: Path, analysts: list[str]) -> None:
        self.root, self.users, self.port = root, root / "users", 0
        secret = hashed(PASSWORD)
        lines = [f"{name}:reviewer:{secret}\n" for name in analysts]
        self.users.write_text("".join(lines), "utf-8")
        self.users.chmod(0o600)
        self.megabytes, self.starts = 0.0, list[float]()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for its first page; seconds go to `starts`."""
        words = ["--project", str(self.root), "review", "--no-browser", "--users",
                 str(self.users), "--port", str(self.port)]  # fmt: skip
        began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "plan_ingest", "--json", *words],
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        told = b""
        while not told.rstrip().endswith(b"}"):
            more = self._process.stdout.readline()
            assert more, "the desk did not start"
            told += more
        self.port = int(json.loads(told)["address"].rpartition(":")[2].strip("/"))
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request("GET", "/sign-in")
        assert line.getresponse().status == 200
        line.close()
        self.starts.append(time.perf_counter() - began)

    def kill(self) -> None:
        """End it as the system does when memory runs out: at once, wherever it is."""
        assert self._process is not None
        self.weigh()
        self._process.kill()
        self._ended()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        assert self._process is not None
        self._process.terminate()
        self._ended()

    def _ended(self) -> None:
        assert self._process is not None
        self._process.wait(timeout=60)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def worked(self) -> float:
        """Seconds of work the desk's own process did so far, whatever else ran."""
        assert self._process is not None
        spent = psutil.Process(self._process.pid).cpu_times()
        return float(spent.user + spent.system)

    def weigh(self) -> None:
        """Note the most memory the desk's own process had."""
        assert self._process is not None
        held = psutil.Process(self._process.pid).memory_info().rss / 1e6
        self.megabytes = max(self.megabytes, held)


@dataclass(slots=True)
class Analyst:
    """Somebody with a browser: what was acknowledged, how long it took."""

    name: str
    port: int
    nodes: list[str]
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    again: int = 0
    _cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def sign_in(self) -> None:
        """Sign in as a browser does."""
        _, page = self._told("GET", "/sign-in")
        given = {"name": self.name, "password": PASSWORD, "csrf": _found(_CSRF, page)}
        status, _ = self._told("POST", "/sign-in", given)
        assert status == 303, status

    def review(self, count: int, done: Callable[[], None]) -> None:
        """Decide on so many items, one after the other, each until acknowledged."""
        page = self._page()
        csrf, item = _found(_CSRF, page), _found(_ITEM, page)
        for number in range(count):
            node = self.nodes[(number * 7 + len(self.name)) % len(self.nodes)]
            given = {"item": item, "say": f"primary text {node}", "csrf": csrf,
                     "once": f"{self.name} {number} {item}"}  # fmt: skip
            began = time.perf_counter()
            status, told = self._told("POST", "/decide", given)
            assert status == 200, (status, told[:300])
            self.milliseconds.append(1000 * (time.perf_counter() - began))
            self.acknowledged.append((item, node))
            done()
            item = json.loads(told).get("item", "")
            if not item:
                break
        self._hang_up()

    def _page(self) -> str:
        where = "/"
        for _ in range(5):
            status, page = self._told("GET", where)
            if status == 200:
                return page
            where = page
        raise AssertionError(f"no page for {self.name}: {where}")

    def _told(
        self, method: str, path: str, given: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The answer; asked again, word for word, until there is one."""
        while True:
            try:
                return self._sent(method, path, given)
            except (OSError, http.client.HTTPException):
                self.again += 1
                self._hang_up()
                time.sleep(0.2)

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _sent(
        self, method: str, path: str, given: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The status, and the page or where it sends one."""
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        heads = {"Sec-Fetch-Site": "same-origin", "Content-Type": _FORM}
        if self._cookies:
            pairs = (f"{name}={value}" for name, value in self._cookies.items())
            heads["Cookie"] = "; ".join(pairs)
        if method == "POST" and path == "/decide":
            heads["Accept"] = "application/json"
        body = urlencode(given) if given else None
        self._line.request(method, path, body, heads)
        answer = self._line.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("set-cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        moved = answer.headers.get("location")
        return answer.status, moved.partition("#")[0] if moved else page


@contextmanager
def serving(root: Path, names: list[str]) -> Iterator[Server]:
    """The project's desk, served; ended with the context."""
    server = Server(root, names)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def all_at_once(
    server: Server, names: list[str], each: int, kills: int
) -> list[Analyst]:
    """All analysts decide at once; the server is killed so often in between."""
    project = open_project(server.root)
    framework = project.settings.reporting.framework
    nodes = [n.id for n in read_framework(framework_path(framework, project)).nodes]
    analysts = [Analyst(name, server.port, nodes) for name in names]
    for one in analysts:
        one.sign_in()
    counted, lock, wrong = Counter[str](), threading.Lock(), list[BaseException]()

    def done() -> None:
        with lock:
            counted["done"] += 1

    def sit(one: Analyst) -> None:
        try:
            one.review(each, done)
        except BaseException as why:
            wrong.append(why)

    sitting = [threading.Thread(target=sit, args=(one,)) for one in analysts]
    for seat in sitting:
        seat.start()
    for kill in range(kills):
        due = each * len(names) * (kill + 1) // (kills + 1)
        while counted["done"] < due and any(seat.is_alive() for seat in sitting):
            time.sleep(0.005)
        server.kill()
        server.start()
    for seat in sitting:
        seat.join()
    if wrong:
        raise wrong[0]
    return analysts


def held_against(root: Path, analysts: list[Analyst], stood: Ledger) -> dict[str, int]:
    """The ledger beside what was acknowledged: how many are lost, doubled, unasked.

    What `stood` in it before is left out.
    """
    found = ledger_of(root)
    known = {word.id for word in stood.decisions}
    written = Counter(
        (word.analyst, word.item_id, str(word.node_id))
        for word in found.decisions
        if word.id not in known
    )
    asked = {(one.name, *answer) for one in analysts for answer in one.acknowledged}
    return {
        "acknowledged": len(asked),
        "lost": len(asked - written.keys()),
        "unasked": len(written.keys() - asked),
        "doubled": sum(count - 1 for count in written.values()),
        "torn": len(found.torn),
    }


def ledger_of(root: Path) -> Ledger:
    """The project's ledger as it is now."""
    project = open_project(root)
    return read_ledger(project.ledger(project.settings.reporting.framework))


def main() -> None:
    """Make the project, let all sit down to it, print what came of it."""
    from benchmarks.desk import make

    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--items", type=int, default=35_000)
    given.add_argument("--decisions", type=int, default=10_000)
    given.add_argument("--analysts", type=int, default=20)
    given.add_argument("--kills", type=int, default=5)
    given.add_argument("--alone", type=int, default=200)
    given.add_argument("--project", type=Path, help="made before; a copy is used")
    asked = given.parse_args()
    names = [f"Analyst {number:02}" for number in range(asked.analysts)]
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "project"
        if asked.project:
            shutil.copytree(asked.project, root)
        else:
            make(root, asked.items)
        stood, began = ledger_of(root), time.perf_counter()
        ReviewDesk(open_project(root)).close()
        print(f"index made, or found: {time.perf_counter() - began:.2f} s")
        with serving(root, [*names, "Alone"]) as server:
            print(f"first start: {server.starts[0]:.2f} s")
            before = server.worked()
            alone = all_at_once(server, ["Alone"], asked.alone, 0)
            work = 1000 * (server.worked() - before) / asked.alone
            print(f"one analyst: {_told(alone)}; work of the server {work:.0f} ms each")
            server.kill()
            server.start()
            print(f"start to first page, index there: {server.starts[-1]:.2f} s")
            each = asked.decisions // asked.analysts
            began = time.perf_counter()
            many = all_at_once(server, names, each, asked.kills)
            seconds = time.perf_counter() - began
            server.weigh()
            print(f"{asked.analysts} analysts, {asked.kills} kills: {_told(many)}")
            print(f"{asked.decisions / seconds:.0f} decisions a second")
            print(f"starts after kills: {[round(s, 2) for s in server.starts[2:]]} s")
            print(f"memory of the server: {server.megabytes:.0f} MB")
            print(f"ledger: {held_against(root, [*alone, *many], stood)}")


def _told(analysts: list[Analyst]) -> str:
    times = sorted(one for analyst in analysts for one in analyst.milliseconds)
    late = times[len(times) * 19 // 20]
    again = sum(one.again for one in analysts)
    return (
        f"{len(times)} decisions, decision to next median"
        f" {statistics.median(times):.0f} ms, p95 {late:.0f} ms,"
        f" most {times[-1]:.0f} ms; sent again {again}"
    )


def _found(what: re.Pattern[str], page: str) -> str:
    hit = what.search(page)
    assert hit is not None, page[:500]
    return hit.group(1)


if __name__ == "__main__":
    main()
