"""Work shared out to processes: what is said where a task fails, and by whom."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import time
from plan_ingest.errors import PlanIngestError
from plan_ingest.pipeline.desks import shared_out

def ready():
    return work

def work(task):
    if task == "bad":
        raise PlanIngestError("a bad one")
    if task == "slow":
        time.sleep(0.5)
    return (lambda: task) if task == "odd" else task.upper()

if __name__ == "__main__":
    try:
        for done in shared_out({tasks}, ready, 2, "counting"):
            print(done)
    except PlanIngestError as wrong:
        print("told:", wrong)
"""


@pytest.mark.parametrize(
    ("tasks", "told"),
    [
        (["slow", "bad"], "told: a bad one"),
        (["odd"], "told: what came of a task cannot be sent"),
        (["plain"], "PLAIN"),
    ],
    ids=["another works on", "it cannot be sent", "all is well"],
)
def test_a_failure_is_told_once_and_without_a_traceback(
    tmp_path: Path, tasks: list[str], told: str
) -> None:
    script = tmp_path / "shared.py"
    script.write_text(SCRIPT.replace("{tasks}", repr(tasks)), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(told)
    assert done.stderr == ""


WAITING = """
import sys, time
from pathlib import Path
from plan_ingest.pipeline.desks import shared_out

def ready():
    return work

def work(place):
    Path(place).touch()
    return place

if __name__ == "__main__":
    first, following = sys.argv[1:]
    for done in shared_out([first, following], ready, 1, "counting"):
        latest = time.monotonic() + 20
        while not Path(following).exists() and time.monotonic() < latest:
            time.sleep(0.01)
        print(Path(following).exists())
        break
"""


def test_a_process_works_on_while_what_it_did_is_taken_in(tmp_path: Path) -> None:
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, "utf-8")
    marks = [str(tmp_path / name) for name in ("first", "following")]
    done = subprocess.run(
        [sys.executable, str(script), *marks],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


AT_HAND = """
import sys
from plan_ingest.pipeline.desks import shared_out
from plan_ingest.readers.children import awaken

def ready():
    return loaded

def loaded(module):
    return module in sys.modules

if __name__ == "__main__":
    {early}
    modules = ["wave", "colorsys"]
    print(*shared_out(modules, ready, 1, "counting", ["wave"]))
"""


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(),
    reason="processes are not forked here: each loads what it needs itself",
)
@pytest.mark.parametrize(
    ("early", "told"),
    [("pass", "True False"), ('awaken(["colorsys"])', "False True")],
    ids=["as it is asked for", "as it was awakened with"],
)
def test_what_is_loaded_is_at_hand_in_each_process(
    tmp_path: Path, early: str, told: str
) -> None:
    script = tmp_path / "loaded.py"
    script.write_text(AT_HAND.replace("{early}", early), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == told
