"""The commands as a user or a script calls them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from plan_ingest.cli import VERBS, main
from plan_ingest.store.project import make_project
from tests import build

PLAN = """Westmarch Constabulary
Domestic Abuse Action Plan - May 2024

Leadership
Ref\tAction\tResponse\tTarget\tLead
1\tName a chief officer to answer for it.\tThe deputy does.\tJune 2024\tDeputy Chief
2\tTell every call taker the signs.\tA course runs.\tJuly 2024\tHead of Contact
"""
FRAMEWORK = """id: tiny
title: A tiny framework
version: "1"
levels: [area, requirement]
nodes:
  - {id: L, level: area, title: Leadership}
  - {id: L.1, level: requirement, parent: L, title: A chief officer answers for it,
     keywords: [chief officer]}
  - {id: C, level: area, title: Call handling}
  - {id: C.1, level: requirement, parent: C, title: Call takers know the signs,
     keywords: [call taker]}
"""


def _run(*given: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in given], input=stdin)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "westmarch.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    return path


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    told = _run(verb, "--help")

    assert told.exit_code == 0
    assert f"plan-ingest {verb}" in told.output or f" {verb}" in told.output
    assert "Example:" in told.output


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; from click.testing import CliRunner; import plan_ingest.cli as c;"
        "CliRunner().invoke(c.main, ['--help']);"
        "print([n for n in ('pandas', 'spacy', 'sklearn', 'lxml', 'pydantic', 'numpy')"
        " if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_looking_at_one_file_needs_no_heavy_library(plan: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; import plan_ingest.cli as c\n"
        "if __name__ == '__main__':\n"
        f"    told = CliRunner().invoke(c.main, ['inspect', {str(plan)!r}])\n"
        "    assert told.exit_code == 0, told.output\n"
        "    print([n for n in ('pandas', 'spacy', 'sklearn') if n in sys.modules])\n"
    )
    script = plan.with_name("look.py")
    script.write_text(code)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "plan_ingest", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("plan-ingest, version ")


def test_files_become_items_and_sources_without_a_project(plan: Path) -> None:
    out = plan.with_name("found.jsonl")

    told = _run("ingest", plan, "--out", out)

    assert told.exit_code == 0
    first, second = _rows(out)
    assert (first["ref"], first["lead"]) == ("1", "Deputy Chief")
    assert second["response"] == ["A course runs."]
    [source] = _rows(plan.with_name("found.sources.jsonl"))
    assert (source["source_id"], source["state"], source["items"]) == (
        "westmarch",
        "read",
        2,
    )


def test_a_plan_comes_in_and_items_go_out_by_pipe(plan: Path) -> None:
    told = _run("--quiet", "ingest", "-", "--out", "-", stdin=plan.read_bytes())

    assert told.exit_code == 0
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert [row["source_id"] for row in rows] == ["standard-input"] * 2


def test_one_bad_file_does_not_stop_the_others(plan: Path) -> None:
    empty, odd = plan.with_name("empty.pdf"), plan.with_name("odd.xyz")
    empty.write_bytes(b"")
    odd.write_bytes(bytes(range(256)) * 8)
    out = plan.with_name("found.jsonl")

    told = _run("ingest", plan, empty, odd, "--out", out)

    assert told.exit_code == 3
    assert len(_rows(out)) == 2
    for name in ("empty.pdf", "odd.xyz"):
        assert len([line for line in told.stderr.splitlines() if name in line]) == 1
    states = {
        row["file"]: row["state"] for row in _rows(out.with_suffix(".sources.jsonl"))
    }
    assert states["westmarch.txt"] == "read"
    assert states["empty.pdf"] == states["odd.xyz"] == "not assessable"


def test_a_plan_without_items_is_not_assessable_everywhere(tmp_path: Path) -> None:
    plan, items = tmp_path / "letter.txt", tmp_path / "i.jsonl"
    plan.write_text("Eastvale Police\nDear Sir,\nThe weather was fine.\n", "utf-8")

    told = _run("ingest", plan, "--out", items)

    assert told.exit_code == 3
    assert "letter.txt: not assessable: no plan items" in told.stderr
    assert "'Eastvale Police' is none of the forces known" in told.stderr
    [source] = _rows(tmp_path / "i.sources.jsonl")
    assert (source["state"], source["items"]) == ("not assessable", 0)
    assert source["reason"].startswith("no plan items were found in it")


def test_the_whole_story_by_files(plan: Path, tiny: Path) -> None:
    items, offered = plan.with_name("i.jsonl"), plan.with_name("s.jsonl")
    out = plan.with_name("matrix")
    assert _run("ingest", plan, "--out", items).exit_code == 0

    told = _run("suggest", "--items", items, "--framework", tiny, "--out", offered)
    assert told.exit_code == 0, told.output
    first = _rows(offered)[0]
    assert set(first["levels"]) == {"area", "requirement"}
    assert first["levels"]["requirement"][0]["node_id"] == "L.1"

    told = _run(
        "--json",
        *("compare", "--items", items, "--framework", tiny, "--suggestions", offered),
        *("--sources", plan.with_name("i.sources.jsonl"), "--out", out),
    )
    assert told.exit_code == 0, told.output
    assert Path(json.loads(told.stdout)["workbook"]).is_file()
    assert (out / "report.html").is_file()
    assert (out / "coverage_area.csv").read_text().splitlines()[0].startswith("node_id")


def test_rows_of_id_and_text_can_be_mapped_by_pipe(tiny: Path) -> None:
    rows = b'{"item_id": "a", "text": "Every call taker hears the signs."}\n'

    told = _run(
        "suggest", "--items", "-", "--framework", tiny, "--out", "-", stdin=rows
    )

    assert told.exit_code == 0, told.output
    [row] = [json.loads(line) for line in told.stdout.splitlines()]
    assert row["levels"]["area"][0]["node_id"] == "C"


def test_conflicts_end_with_their_own_code(tmp_path: Path, tiny: Path) -> None:
    from plan_ingest.store.ledger import append
    from plan_ingest.store.records import write_items

    item = build.item()
    write_items(tmp_path / "i.jsonl", [item])
    append(
        tmp_path / "d.jsonl",
        [
            build.decision(item, "L.1"),
            build.decision(item, "L.1", analyst="B", verdict="reject"),
        ],
    )

    told = _run(
        *("compare", "--items", tmp_path / "i.jsonl", "--framework", tiny),
        *("--decisions", tmp_path / "d.jsonl", "--out", tmp_path / "out"),
    )

    assert told.exit_code == 4, told.output


def test_inspect_gives_pages_blocks_and_cells(plan: Path) -> None:
    told = _run("inspect", plan, "--json")

    seen = json.loads(told.stdout)
    assert set(seen) >= {"pages", "blocks", "accounts"}
    [table] = [block for block in seen["blocks"] if block["kind"] == "table"]
    cell = next(one for one in table["cells"] if (one["row"], one["col"]) == (1, 1))
    assert cell["text"] == "Name a chief officer to answer for it."
    assert (cell["row_end"], cell["col_end"]) == (1, 1)


def test_inspect_of_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")

    told = _run("inspect", tmp_path / "empty.docx")

    assert told.exit_code == 3
    assert len(told.stderr.splitlines()) == 1
    assert "empty.docx" in told.stderr


@pytest.mark.parametrize(
    "given",
    [
        ["nonsense"],
        ["run", "--framework"],
        ["ingest", "nowhere.pdf", "--out", "i.jsonl"],
        ["--project", "nowhere", "run"],
        ["suggest", "--items", "-", "--framework", "tiny"],
        ["suggest", "--items", "-", "--framework", "no-such", "--out", "-"],
        ["compare", "--out", "matrix"],
        ["evaluate"],
    ],
)
def test_a_wrong_call_is_code_2(given: list[str]) -> None:
    told = _run(*given, stdin=b"")

    assert told.exit_code == 2
    assert "Traceback" not in told.output


@pytest.mark.parametrize(
    ("given", "near"),
    [
        (["revew"], "review"),
        (["review", "exprt"], "export"),
        (["framework", "chek", "tiny"], "check"),
    ],
)
def test_a_mistyped_verb_is_told_the_nearest(given: list[str], near: str) -> None:
    told = _run(*given)

    assert told.exit_code == 2
    assert f"did you mean `{near}`?" in told.stderr
    assert "there is: " in told.stderr
    assert "did you mean" not in _run("qqq").stderr


def test_the_verbs_are_listed_with_their_whole_first_sentence() -> None:
    for given in ((), ("review",), ("framework",)):
        told = _run(*given, "--help").stdout
        listed = told[told.index("Commands:") :]
        assert "..." not in listed
        assert "…" not in listed
    assert "write the workbook" in " ".join(_run("--help").stdout.split())


@pytest.mark.parametrize(
    "verb",
    [
        ["run"],
        ["run", "--explain"],
        ["suggest"],
        ["compare"],
        ["review", "status"],
        ["review", "accept", "--above", "0.9", "--analyst", "A"],
        ["framework", "migrate", "--to", "hmic_da_2014", "--from"],
    ],
)
def test_an_unknown_framework_is_wrong_usage_in_every_verb(
    verb: list[str], tmp_path: Path
) -> None:
    project = make_project(tmp_path)
    (project.raw / "plan.txt").write_text(PLAN, "utf-8")
    project.items.write_text("", "utf-8")
    project.sources.write_text("", "utf-8")
    named = ["hmic_da_2041"] if "migrate" in verb else ["--framework", "hmic_da_2041"]

    told = _run("--project", tmp_path, *verb, *named)

    assert told.exit_code == 2, told.output
    assert "did you mean `hmic_da_2014`?" in told.stderr


@pytest.mark.parametrize("verb", [["run"], ["ingest"], ["run", "--explain"]])
def test_an_empty_project_says_what_to_put_where(
    verb: list[str], tmp_path: Path
) -> None:
    project = make_project(tmp_path)
    (project.raw / "sources.csv").write_text("file,force\n", "utf-8")

    told = _run("--project", tmp_path, *verb)

    assert told.exit_code == 2
    [line] = told.stderr.splitlines()
    assert f"{project.raw}: no plans there; put their files in" in line
    assert list((tmp_path / "outputs").iterdir()) == []


@pytest.mark.parametrize(("name", "said"), [("plans", "{}"), ("my plans", '"{}"')])
def test_the_next_step_of_a_new_project_can_be_pasted(
    name: str, said: str, tmp_path: Path
) -> None:
    told = _run("init", tmp_path / name)

    named = said.format(tmp_path / name)
    assert told.stdout.splitlines()[-1] == f"then: plan-ingest --project {named} run"


def test_a_folder_without_plans_is_told_outside_a_project(tmp_path: Path) -> None:
    told = _run("ingest", tmp_path, "--out", tmp_path / "i.jsonl")

    assert told.exit_code == 2
    assert f"{tmp_path}: no plans there" in told.stderr
    assert not (tmp_path / "i.jsonl").exists()


def test_one_is_counted_as_one(tmp_path: Path) -> None:
    plan = tmp_path / "one.txt"
    plan.write_text("Plan\n\n• Train every officer by May 2024.\n", "utf-8")

    told = _run("ingest", plan, "--out", tmp_path / "i.jsonl")

    assert told.stderr.splitlines()[-1] == "1 source, 1 item"


def test_without_dask_a_cluster_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    project = make_project(tmp_path)
    (project.raw / "plan.txt").write_text(PLAN, "utf-8")

    told = _run("--project", tmp_path, "run", "--cluster", "tcp://localhost:1")

    assert told.exit_code == 2
    assert "--cluster needs Dask: pip install" in told.stderr
    assert told.stdout == ""
    assert list(project.normalised.iterdir()) == []


def test_a_folder_that_is_no_framework_is_told_what_to_name(tmp_path: Path) -> None:
    told = _run("framework", "check", tmp_path)

    assert told.exit_code == 1
    assert f"{tmp_path}: no framework.yaml in it; name a framework's" in told.stderr


def test_a_bad_line_names_file_and_line(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "i.jsonl").write_text('{"item_id": "a", "text": "a"}\n{"item_id": 1}\n')

    told = _run(
        *("suggest", "--items", tmp_path / "i.jsonl", "--framework", tiny),
        *("--out", tmp_path / "s.jsonl"),
    )

    assert told.exit_code == 1
    assert "i.jsonl line 2" in told.stderr
    assert not (tmp_path / "s.jsonl").exists()


def test_frameworks_are_listed_shown_and_checked(tiny: Path) -> None:
    listed = json.loads(_run("framework", "list", "--json").stdout)
    assert "hmic_da_2014" in [row["id"] for row in listed]
    assert (
        "L.1 A chief officer answers for it" in _run("framework", "show", tiny).stdout
    )
    assert _run("framework", "check", tiny).exit_code == 0

    tiny.write_text(FRAMEWORK.replace("parent: C,", "parent: X,"), encoding="utf-8")
    told = _run("framework", "check", tiny)
    assert told.exit_code == 1
    assert "X" in told.stderr
    assert "line 10" in told.stderr


def test_decisions_are_carried_to_another_framework(tmp_path: Path, tiny: Path) -> None:
    from plan_ingest.store.ledger import append, read_ledger

    other = tmp_path / "other.yaml"
    other.write_text(FRAMEWORK.replace("id: tiny", "id: other"), "utf-8")
    crosswalk = tmp_path / "crosswalk.csv"
    crosswalk.write_text(
        "from_framework,from_node,to_framework,to_node,relation,note\n"
        "tiny,L.1,other,L.1,equal,\ntiny,C.1,other,C.1,intersects,\n"
    )
    given = [build.decision(str(n), n) for n in ("L.1", "C.1", "L")]
    append(tmp_path / "d.jsonl", given)
    call = [
        *("framework", "migrate", "--from", tiny, "--to", other, "--json"),
        *("--crosswalk", crosswalk, "--decisions", tmp_path / "d.jsonl"),
        *("--out", tmp_path / "new.jsonl"),
    ]

    told = _run(*call)

    assert told.exit_code == 0, told.output
    counts = json.loads(told.stdout)
    assert (counts["carried"], counts["unsure"], counts["lost"]) == (1, 1, 1)
    found = read_ledger(tmp_path / "new.jsonl").decisions
    assert {word.node_id: word.verdict for word in found} == {
        "L.1": "primary",
        "C.1": "unsure",
    }
    _run(*call)
    assert read_ledger(tmp_path / "new.jsonl").decisions == found


def test_evaluate_scores_items_against_a_reference(plan: Path) -> None:
    items = plan.with_name("i.jsonl")
    _run("ingest", plan, "--out", items)

    told = _run("evaluate", "--items", items, "--reference", items, "--json")

    score = json.loads(told.stdout)["westmarch"]
    assert (score["f1"], score["response"], score["order"]) == (1.0, 1.0, 1.0)


def test_words_of_a_document_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("Plan\x1b[2J\x07\n\n• Train\x1b[31m everyone now.\n", "utf-8")

    told = _run("inspect", path)

    assert "\x1b" not in told.output
    assert "\x07" not in told.output


def test_a_file_that_excel_has_open_is_told_by_its_own_name(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(aside: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(aside), None, str(target))

    monkeypatch.setattr(Path, "replace", held)
    out = plan.with_name("items.jsonl")

    told = _run("ingest", plan, "--out", out)

    assert told.exit_code == 1
    assert told.stderr.splitlines()[-1] == (
        f"plan-ingest: {out}: Permission denied; close it where a program such as"
        " Excel has it open, check the rights, and run again"
    )
    assert sorted(path.name for path in plan.parent.iterdir()) == ["westmarch.txt"]


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")

    told = _run("--debug", "inspect", tmp_path / "empty.docx")

    assert told.exit_code == 1
    assert told.exception is not None
