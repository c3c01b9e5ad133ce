"""Every command of the README and the documents works as it is printed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data/raw/westmarch"
DOCS = {
    name: (ROOT / name).read_text("utf-8")
    for name in ("README.md", "docs/guide.md", "docs/review.md")
}
FORMATS = (ROOT / "docs/formats.md").read_text("utf-8")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
)
SAMPLED = "ID"
RUN_ELSEWHERE = {
    "docs/commands.md": "written from the code",
    "docs/extending.md": "test_extending.py",
    "docs/scale.md": "test_cluster.py",
}


def _blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _block(text: str, begins: str) -> str:
    return next(block for block in _blocks(text) if block.startswith(begins))


def _commands(text: str) -> list[list[str]]:
    lines = "\n".join(_blocks(text)).splitlines()
    return [line.split() for line in lines if line.startswith(("plan-ingest ", "cd "))]


def _written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _plan(path: Path) -> None:
    [pdf] = SAMPLE.glob("*.pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(pdf, path)


def _prepare(project: Path) -> None:
    """What the guide tells the analyst to put into the project."""
    guide = DOCS["docs/guide.md"]
    _plan(project / "data/raw/westmarch/plan-2024.pdf")
    _plan(project / "plan.pdf")
    _written(project / "data/raw/sources.csv", _block(guide, "file,force"))
    _written(project / "mappings/columns.csv", _block(guide, "phrase,role,kind"))
    framework = _block(FORMATS, "id: my-framework")
    _written(project / "mappings/my-framework/framework.yaml", framework)


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
    commands = _commands(DOCS[name])
    assert len(commands) > 1
    if not any("init" in words for words in commands):
        _call(["plan-ingest", "init", "project"], tmp_path)
        folder = tmp_path / "project"
        _prepare(folder)
        assert _call(["plan-ingest", "run"], folder).returncode == 0

    for words in commands:
        if SAMPLED in words:  # the id of a drawn sample: tests/test_cli_review.py
            continue
        if words[0] == "cd":
            folder /= words[1]
            continue
        if "evaluate" in words:
            items = folder / "data/normalised/items.jsonl"
            shutil.copyfile(items, folder / "reference.jsonl")
            first = json.loads(items.read_text("utf-8").splitlines()[0])["item_id"]
            labels = f"item_id,plan,area_primary\n{first},westmarch,LG1\n"
            _written(folder / "labels.csv", labels)
        done = _call(words, folder)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stderr}"
        if "init" in words:
            _prepare(tmp_path / words[2])

    assert list(tmp_path.rglob("outputs/gap-matrix.xlsx"))


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
