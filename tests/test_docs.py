"""Every command of the README and the documents works as it is printed."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from plan_ingest.cli import main

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data/raw/westmarch"
DOCS = {
    name: (ROOT / name).read_text("utf-8")
    for name in ("README.md", "docs/guide.md", "docs/review.md")
}
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
)
SAMPLED = "ID"
SAVED = {
    "file,force,": "data/raw/sources.csv",
    "phrase,role,": "mappings/columns.csv",
    "id: my-framework": "mappings/my-framework/framework.yaml",
    "item_id,plan,": "labels.csv",
}
"""What a block begins with that the reader is told to save, and where."""
RUN_ELSEWHERE = {
    "docs/commands.md": "written from the code",
    "docs/extending.md": "test_extending.py",
    "docs/scale.md": "test_cluster.py",
}


def _blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _commands(text: str) -> list[list[str]]:
    lines = "\n".join(_blocks(text)).splitlines()
    begin = ("plan-ingest ", "cd ", "cp ")
    return [line.split() for line in lines if line.startswith(begin)]


def _steps(text: str) -> Iterator[list[str] | tuple[str, str]]:
    """What a reader does, in order: commands, and texts saved under a name."""
    for block in _blocks(text):
        saved = [at for begins, at in SAVED.items() if block.startswith(begins)]
        if saved:
            yield saved[0], block
        yield from _commands(f"```\n{block}```\n")


def _written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _copied(words: list[str], folder: Path) -> None:
    """What `cp` does, as a command that every system has."""
    target, origin = folder / words[-1], folder / words[-2]
    if origin.is_dir():
        shutil.copytree(origin, target / origin.name)
    else:
        shutil.copyfile(origin, target)


def _serves(words: list[str]) -> bool:
    """Whether a command waits for a browser: the desk, named without a further verb."""
    below = {"export", "import", "status", "user", "accept"}
    return words[1:2] == ["review"] and not below & set(words) and "--text" not in words


def _asked(words: list[str]) -> str:
    """What a person would type at a command that asks."""
    if "--text" in words:
        return "q\n"
    password = "a long enough password"  # noqa: S105
    return f"{password}\n{password}\n" if "user" in words else ""


def _call(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    called = [sys.executable, "-m", *(["plan_ingest", *words[1:]])]
    if _serves(words):
        return _served(called, folder)
    return subprocess.run(
        called,
        cwd=folder,
        input=_asked(words),
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )


def _served(called: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A command that serves: it says where, and stops when it is told to."""
    with subprocess.Popen(
        called,
        cwd=folder,
        env={**os.environ, "BROWSER": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as desk:
        assert desk.stdout is not None
        said = desk.stdout.readline()
        desk.send_signal(signal.SIGINT)
        _, errors = desk.communicate(timeout=60)
    assert re.search(r"https?://\S+", said), f"{said}{errors}"
    return subprocess.CompletedProcess(called, desk.returncode, said, errors)


@pytest.mark.parametrize("name", sorted(DOCS))
def test_the_commands_work_as_printed(name: str, tmp_path: Path) -> None:
    folder = tmp_path
    steps = list(_steps(DOCS[name]))
    assert len(steps) > 1
    shutil.copytree(SAMPLE, tmp_path / "data/raw/westmarch")  # as in a checkout
    if not any("init" in step for step in steps):
        _call(["plan-ingest", "init", "project"], tmp_path)
        folder = tmp_path / "project"
        shutil.copytree(SAMPLE, folder / "data/raw/westmarch")
        assert _call(["plan-ingest", "run"], folder).returncode == 0

    for step in steps:
        if SAMPLED in step:  # the id of a drawn sample: tests/test_cli_review.py
            continue
        if isinstance(step, tuple):
            _written(folder / step[0], step[1])
        elif step[0] == "cp":
            _copied(step, folder)
        elif step[0] == "cd":
            folder /= step[1]
        else:
            done = _call(step, folder)
            assert done.returncode == 0, f"{' '.join(step)}\n{done.stderr}"
        if "init" in step and name == "README.md":  # "put the plans in"
            shutil.copytree(SAMPLE, tmp_path / step[2] / "data/raw/westmarch")

    assert list(tmp_path.rglob("outputs/gap-matrix.xlsx"))
    if name == "docs/guide.md":
        _check_labels(folder)


def _check_labels(folder: Path) -> None:
    """The labels that the guide shows are of items of the sample."""
    items = (folder / "data/normalised/items.jsonl").read_text("utf-8").splitlines()
    known = {json.loads(line)["item_id"] for line in items}
    rows = csv.DictReader((folder / "labels.csv").read_text("utf-8").splitlines())
    assert {row["item_id"] for row in rows} <= known


@pytest.mark.parametrize("name", [one for one in PAGES if one != "CHANGELOG.md"])
def test_a_command_named_in_a_sentence_is_one_that_there_is(name: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", _page(name), flags=re.MULTILINE | re.DOTALL)
    for said in re.findall(r"`plan-ingest ([^`]+)`", prose):
        if "VERB" in said:
            continue
        words = re.sub(r"--project \S+", "", " ".join(said.split())).split()
        command: click.Command = main
        while isinstance(command, click.Group) and words:
            with click.Context(command) as context:
                found = command.get_command(context, words[0])
            if found is None:
                break
            command, words = found, words[1:]
        known = {option for one in command.params for option in one.opts} | {"--help"}
        asked = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert command is not main or asked, f"{name}: {said}"
        assert asked <= known, f"{name}: {said}"


def _page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_no_document_prints_a_command_that_no_test_runs() -> None:
    for name in PAGES:
        if name not in DOCS and name not in RUN_ELSEWHERE:
            assert _commands((ROOT / name).read_text("utf-8")) == [], name


@pytest.mark.parametrize("maker", ["make_commands.py", "draw_architecture.py"])
def test_what_is_made_from_the_code_is_that_of_the_code(maker: str) -> None:
    check = [sys.executable, str(ROOT / "docs" / maker), "--check"]
    stale = subprocess.run(check, check=False, capture_output=True).returncode

    assert not stale, f"stale: run `make docs` (python docs/{maker})"


def test_the_readme_says_that_the_samples_are_samples() -> None:
    assert "do not exist" in DOCS["README.md"]


@pytest.mark.parametrize("name", PAGES)
def test_links_between_the_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"
