"""Every command of the guide and the README works as it is printed."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data/raw/westmarch"
DOCS = {
    name: (ROOT / name).read_text("utf-8") for name in ("README.md", "docs/guide.md")
}
FORMATS = (ROOT / "docs/formats.md").read_text("utf-8")


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


def _call(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *(["plan_ingest", *words[1:]])],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("name", sorted(DOCS))
def test_the_commands_work_as_printed(name: str, tmp_path: Path) -> None:
    folder = tmp_path
    commands = _commands(DOCS[name])
    assert len(commands) > 1

    for words in commands:
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

    made = tmp_path / "domestic-abuse-2026/outputs/gap-matrix.xlsx"
    assert made.is_file()


def test_the_readme_says_that_the_samples_are_samples() -> None:
    assert "do not exist" in DOCS["README.md"]


def test_links_between_the_documents_lead_somewhere() -> None:
    for name in ("README.md", "docs/guide.md", "docs/formats.md"):
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"
