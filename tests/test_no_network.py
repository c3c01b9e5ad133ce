"""At run time nothing leaves the machine, and nothing secret is written down.

A hook that Python calls for each socket lies in the way of every process of a run,
the reading children too; only sockets of the file system, by which these talk to each
other, are let through. Where the system can, the same is done without any network.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECRET = "s3cr3t-Zq7wLx9vKd"  # noqa: S105
HOOK = '''
# Raises for every socket; notes each but one that the library in question expects
# to be refused, and that would have reached no further than this machine.
import os, sys

def forbid(event, args):
    if not event.startswith(("socket.", "urllib.", "ftplib.", "http.", "smtplib.")):
        return
    if event == "socket.__new__" and args[1] == 1:
        return
    if event != "socket.__new__" and hasattr(args[0], "family") and args[0].family == 1:
        return
    if event == "socket.gethostname":
        return
    if not probing():
        with open(os.environ["SOCKETS"], "a") as found:
            found.write(f"{event} {args[1:]} in {sys.argv}\\n")
    raise PermissionError(f"{event}: no network here")

def probing():
    """urllib3, which spaCy brings along, asks once whether this machine has IPv6."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "_has_ipv6":
            return True
        frame = frame.f_back
    return False

sys.addaudithook(forbid)
'''
STORY = """
import sys
from pathlib import Path
from plan_ingest.cli import main

def say(*words):
    try:
        main([*words], standalone_mode=False)
    except SystemExit as done:
        assert not done.code, (words, done.code)

if __name__ == "__main__":
    say("init", ".")
    say("run", "--debug")
    for verb in (
        ["inspect", "data/raw/penharrow/action-tracker-2022.xlsx"],
        ["review", "export", "pack.xlsx"],
        ["review", "import", "pack.xlsx", "--analyst", "A.Analyst"],
        ["review", "status"],
        ["framework", "check", "mappings/hmic_da_2014"],
        ["verify", "outputs"],
        ["ingest", "data/raw/oakenshire/plan-2014.txt", "--out", "items.jsonl"],
    ):
        say(*verb)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project after its story without sockets, and all that was said on the way."""
    folder = tmp_path_factory.mktemp("alone")
    for force in ("westmarch", "penharrow", "oakenshire", "harrowdale"):
        shutil.copytree(ROOT / "data/raw" / force, folder / "data/raw" / force)
    (folder / "hook").mkdir()
    (folder / "hook/sitecustomize.py").write_text(HOOK, "utf-8")
    (folder / "story.py").write_text(STORY, "utf-8")
    done = _story(folder, [sys.executable, "story.py"])
    assert done.returncode == 0, done.stderr
    return folder, done.stdout + done.stderr


def test_no_verb_opens_a_socket(told: tuple[Path, str]) -> None:
    folder, _ = told
    tried = folder / "sockets"

    assert not tried.exists() or tried.read_text() == ""
    assert (folder / "outputs/gap-matrix.xlsx").is_file()
    assert (folder / "pack.xlsx").is_file()


def test_the_hook_bites(tmp_path: Path) -> None:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook/sitecustomize.py").write_text(HOOK, "utf-8")
    words = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = _story(tmp_path, [sys.executable, "-c", words])

    assert done.returncode != 0
    assert "socket." in (tmp_path / "sockets").read_text()


def test_secrets_of_the_machine_are_written_nowhere(told: tuple[Path, str]) -> None:
    folder, said = told
    holding = [
        path
        for path in folder.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]

    assert holding == []
    assert SECRET not in said


def test_a_run_works_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"]).returncode:
        pytest.skip("this system lets nobody take the network away (unshare)")
    place = tmp_path / "data/raw/oakenshire"
    shutil.copytree(ROOT / "data/raw/oakenshire", place)
    words = [sys.executable, "-m", "plan_ingest", "--project", ".", "run"]
    done = _story(tmp_path, [*alone, *words])

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "outputs/report.html").is_file()


def _story(folder: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    hooks = {"PYTHONPATH": str(folder / "hook"), "SOCKETS": str(folder / "sockets")}
    secrets: Mapping[str, str] = {
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AZURE_STORAGE_KEY": SECRET,
        "PIP_INDEX_URL": f"https://user:{SECRET}@index.invalid/simple",
    }
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **secrets, **hooks},
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
