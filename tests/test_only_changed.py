"""Only what changed is done again; what would be done, and why, can be asked before."""

import io
import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console as Terminal

from plan_ingest.cli import main
from plan_ingest.cli.bars import bars
from plan_ingest.model.review import Amendment
from plan_ingest.pipeline import scorers
from plan_ingest.pipeline.asked import asked
from plan_ingest.pipeline.explain import (
    Intent,
    explain_compare,
    explain_ingest,
    explain_run,
    explain_suggest,
)
from plan_ingest.pipeline.ingest import ingest
from plan_ingest.pipeline.run import run, suggest_in
from plan_ingest.pipeline.suggested import suggest_project
from plan_ingest.store.amendments import append_amendments
from plan_ingest.store.ledger import append
from plan_ingest.store.project import Project, open_project
from plan_ingest.store.records import read_items, read_suggestions
from tests import build
from tests.killing import FRAMEWORK

PLAN = """# {force} Police: domestic abuse plan 2023

## Objectives

- Answer repeat callers by the second ring in {force}.
- See every child at the scene.
- Name a chief officer who answers for it.
"""
FORCES = ("Eastvale", "Northam", "Westmarch")


def plan(project: Project, force: str, more: str = "") -> Path:
    path = project.raw / f"{force.lower()}.md"
    path.write_text(PLAN.format(force=force) + more, "utf-8")
    return path


@pytest.fixture
def three(project: Path) -> Project:
    """Three plans and a framework of four nodes with a taxonomy."""
    home = project / "mappings" / "tiny"
    home.mkdir()
    (home / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    (home / "taxonomy.csv").write_text("phrase,node_id,weight\nring,C.1,1\n", "utf-8")
    settings = '[reading]\njobs = 1\n[reporting]\nframework = "tiny"\n'
    (project / "plan_ingest.toml").write_text(settings, "utf-8")
    opened = open_project(project)
    for force in FORCES:
        plan(opened, force)
    return opened


def scored(project: Project) -> tuple[str, ...]:
    return suggest_project(project, asked(project, None)).scored


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def told(intents: list[Intent]) -> list[tuple[str, str, str]]:
    return [(one.name, one.verb, one.why) for one in intents if one.verb != "keep"]


def test_a_plan_that_changed_is_the_only_one_scored(three: Project) -> None:
    ingest(three)
    assert scored(three) == ("eastvale", "northam", "westmarch")
    assert scored(three) == ()

    plan(three, "Northam", "- Visit every victim.\n")
    plan(three, "Southmoor")
    ingest(three)

    assert scored(three) == ("northam", "southmoor")
    offered = list(read_suggestions(three.suggestions("tiny")))
    items = [item.item_id for item in read_items(three.items)]
    assert [one.item_id for one in offered] == items
    assert len(items) == 13


def test_a_plan_taken_away_leaves_the_suggestions(three: Project) -> None:
    run(three)
    (three.raw / "northam.md").unlink()

    ingest(three)

    assert scored(three) == ()
    left = {one.item_id for one in read_suggestions(three.suggestions("tiny"))}
    assert left == {item.item_id for item in read_items(three.items)}


def test_a_line_of_the_taxonomy_scores_anew_and_reads_nothing(three: Project) -> None:
    run(three)
    taxonomy = three.mappings / "tiny" / "taxonomy.csv"
    taxonomy.write_text(taxonomy.read_text("utf-8") + "child,L.1,1\n", "utf-8")

    assert told(explain_ingest(three)) == []
    why = "the framework changed"
    assert told(explain_suggest(three)) == [
        (force.lower(), "score", why) for force in FORCES
    ]
    ran = run(three)
    assert ran.ingested.read == ()
    assert ran.mapped == 9


def test_decisions_and_corrections_score_anew(three: Project) -> None:
    run(three)
    first = next(read_items(three.items))
    append(three.ledger("tiny"), [build.decision(first, "C.1")])

    assert {why for _, _, why in told(explain_suggest(three))} == {
        "what analysts decided changed"
    }
    assert scored(three) == ("eastvale", "northam", "westmarch")
    change = Amendment(
        id="1",
        at="2026-01-05T09:00:00+00:00",
        analyst="A",
        item_id=first.item_id,
        change="text",
        value="Name a chief officer.",
    )
    append_amendments(three.ledger("tiny").with_name("amendments.jsonl"), [change])
    assert told(explain_suggest(three))[0] == (
        "eastvale", "score", "its items and what analysts decided changed"
    )  # fmt: skip


def test_a_line_that_a_crash_tore_changes_nothing(three: Project) -> None:
    ledger = three.ledger("tiny")
    run(three)
    first = next(read_items(three.items))
    append(ledger, [build.decision(first, "C.1")])
    run(three)
    noted = (three.normalised / "stages.json").read_bytes()
    ledger.write_bytes(b'{"id":"2","an' + b"\n" + ledger.read_bytes())

    assert not told(explain_suggest(three))
    run(three)
    assert (three.normalised / "stages.json").read_bytes() == noted


def test_a_plans_suggestions_do_not_depend_on_the_others(three: Project) -> None:
    run(three)
    kept = three.normalised / "northam" / "suggestions.tiny.jsonl"
    among = kept.read_bytes()
    (three.raw / "eastvale.md").unlink()
    (three.raw / "westmarch.md").unlink()

    run(three, again=True)

    assert kept.read_bytes() == among


def test_the_bytes_are_the_same_for_any_number_of_jobs(
    three: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(three)
    whole = digests(three.root)
    monkeypatch.setattr(scorers, "FEW", 1)
    reading = replace(three.settings.reading, jobs=3)
    more = replace(three, settings=replace(three.settings, reading=reading))

    ran = run(more, again=True)

    assert len(ran.ingested.read) == 3
    assert digests(three.root) == whole


def test_an_output_that_comes_out_alike_is_left_alone(three: Project) -> None:
    run(three)
    for path in (three.root / "outputs").iterdir():
        os.utime(path, (1, 1))
    append(three.ledger("tiny"), [build.decision("an-item-long-gone", "C.1")])

    run(three)

    written = {
        p.name for p in (three.root / "outputs").iterdir() if p.stat().st_mtime > 1
    }
    assert {"orphans.csv", "manifest.json"} <= written
    assert not {"coverage_area.csv", "gaps.csv", "items.parquet"} & written


def test_reasons_are_named(three: Project) -> None:
    assert told(explain_ingest(three)) == [
        (force.lower(), "read", "new") for force in FORCES
    ]
    ingest(three)
    assert told(explain_ingest(three)) == []
    plan(three, "Eastvale", "- Visit every victim.\n")
    (three.raw / "westmarch.md").unlink()
    (three.raw / "sources.csv").write_text("file,force\nnortham.md,Northam\n")
    assert told(explain_ingest(three)) == [
        ("eastvale", "read", "its content changed"),
        ("northam", "extract", "its line in sources.csv changed"),
        ("westmarch", "drop", "its file is gone"),
    ]
    assert told(explain_ingest(three, again=True))[0] == (
        "eastvale", "read", "--again asks for it"
    )  # fmt: skip
    fewer = replace(three.settings.reading, pages=7)
    limited = replace(three, settings=replace(three.settings, reading=fewer))
    assert told(explain_ingest(limited))[0] == (
        "eastvale", "read", "its content and the settings of reading changed"
    )  # fmt: skip
    (three.mappings / "columns.csv").write_text("phrase,role,kind\nwho,lead,\n")
    assert told(explain_ingest(three))[1] == (
        "northam", "extract",
        "its line in sources.csv and the words plans are understood by changed",
    )  # fmt: skip


def test_what_follows_is_told_for_a_whole_run(three: Project) -> None:
    run(three)
    assert told(explain_run(three)) == []
    plan(three, "Southmoor")
    (three.raw / "northam.md").unlink()

    intents = explain_run(three)

    assert [(one.step, *rest) for one in intents for rest in told([one])] == [
        ("ingest", "southmoor", "read", "new"),
        ("ingest", "northam", "drop", "its file is gone"),
        ("suggest", "southmoor", "score", "its items are taken out anew"),
        (
            "compare",
            str(three.root / "outputs"),
            "write",
            "plans or suggestions before it change",
        ),
    ]


def test_why_an_output_is_written_again(three: Project) -> None:
    run(three)
    assert told(explain_compare(three)) == []
    reporting = replace(three.settings.reporting, title="Another title")
    titled = replace(three, settings=replace(three.settings, reporting=reporting))
    outputs = str(three.root / "outputs")

    assert told(explain_compare(titled)) == [(outputs, "write", "the settings changed")]
    (three.root / "outputs" / "gaps.csv").unlink()
    assert told(explain_compare(three)) == [
        (outputs, "write", "a file it made is gone")
    ]


@pytest.fixture
def called(three: Project) -> Project:
    """The project after `run` of the command line."""
    ended = CliRunner().invoke(
        main, ["--project", str(three.root), "run", "--jobs", "2"]
    )
    assert ended.exit_code == 0, ended.output
    return three


def test_explaining_does_nothing(called: Project) -> None:
    plan(called, "Southmoor")
    before = digests(called.root)

    for verb in ("run", "ingest", "suggest", "compare"):
        args = ["--project", str(called.root), verb, "--explain"]
        ended = CliRunner().invoke(main, args)
        assert ended.exit_code == 0, ended.output

    assert digests(called.root) == before
    ended = CliRunner().invoke(
        main, ["--project", str(called.root), "ingest", "--explain"]
    )
    assert ended.stdout.splitlines() == [
        "ingest: read southmoor: new",
        "ingest: 3 kept",
    ]
    ended = CliRunner().invoke(
        main, ["--project", str(called.root), "--json", "suggest", "--explain"]
    )
    assert json.loads(ended.stdout)["would"][0] == {
        "step": "suggest", "name": "eastvale", "verb": "keep", "why": ""
    }  # fmt: skip


def test_the_log_tells_plans_and_outcomes_but_no_words(called: Project) -> None:
    log = (called.root / "logs" / "run.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in log.splitlines()]

    assert lines[0]["step"] == "begin"
    assert lines[-1]["outcome"] == "done"
    read = {
        one["plan"]: one["outcome"]
        for one in lines
        if one["step"] == "reading" and "plan" in one
    }
    assert read == {f"{force.lower()}.md": "read" for force in FORCES}
    assert [one["plan"] for one in lines if one["step"] == "scoring" and "plan" in one]
    assert "repeat callers" not in log


def test_a_terminal_sees_rate_and_what_is_set_aside() -> None:
    screen = io.StringIO()
    terminal = Terminal(file=screen, force_terminal=True, width=120)

    with bars("reading", terminal) as progress:
        advance = progress(3)
        advance("a\x1b[31m.md", "read", 0.1)
        advance("b.md", "quarantined", 0.1)
        advance("c.md", "read", 0.1)

    shown = screen.getvalue()
    assert "reading" in shown
    assert "3/3" in shown
    assert "1 set aside" in shown
    assert "a\x1b[31m.md" not in shown


def test_scoring_that_fails_says_so(
    three: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(three)
    monkeypatch.setattr(scorers, "FEW", 1)
    matching = replace(three.settings.matching, matchers=("nonsense",))
    reading = replace(three.settings.reading, jobs=2)
    settings = replace(three.settings, matching=matching, reading=reading)

    with pytest.raises(Exception, match="nonsense"):
        suggest_in(replace(three, settings=settings))
