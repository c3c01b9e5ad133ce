from pathlib import Path

import pytest

from plan_ingest.errors import FrameworkError
from plan_ingest.store.crosswalk import check_crosswalk, read_crosswalk
from plan_ingest.store.frameworks import read_framework

ROOT = Path(__file__).parents[2]
NESTED = """\
id: tiny
title: A tiny framework
version: 1
levels: [criterion, area]
criteria:
- id: A
  title: First
  areas:
  - id: A1
    title: First of first
    keywords: [call taker]
    asked_from: 2014
  - id: A2
    title: Second of first
"""
FLAT = """\
id: flat
title: A flat framework
levels: [goal]
nodes:
- {id: G1, title: One}
- {id: G2, title: Two}
"""


def write(folder: Path, text: str, **tables: str) -> Path:
    (folder / "framework.yaml").write_text(text, encoding="utf-8")
    for name, table in tables.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    return folder


def test_reads_nested_nodes_with_their_parents(tmp_path: Path) -> None:
    framework = read_framework(write(tmp_path, NESTED))

    assert [(n.id, n.level, n.parent) for n in framework.nodes] == [
        ("A", "criterion", None),
        ("A1", "area", "A"),
        ("A2", "area", "A"),
    ]
    assert framework.nodes[1].asked_from == 2014


def test_reads_flat_nodes_from_a_single_file(tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_text(FLAT, encoding="utf-8")

    framework = read_framework(file)

    assert [(n.id, n.level) for n in framework.nodes] == [
        ("G1", "goal"),
        ("G2", "goal"),
    ]


def test_reads_the_tables_beside_it(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        NESTED,
        taxonomy="phrase,node_id,weight,note\ncall desk,A1,-1,against\n",
        exemplars='node_id,text\nA1;A2,"Both, at once."\nNONE,The car park.\n',
        acronyms="acronym,expansion\nFCR,force control room\n",
    )

    framework = read_framework(folder)

    assert framework.terms[0].weight == -1
    assert [e.node_ids for e in framework.exemplars] == [("A1", "A2"), ()]
    assert framework.acronyms == (("FCR", "force control room"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NESTED.replace("id: A2", "id: A1"), "line 13: id A1 is already on line 9"),
        (FLAT.replace("{id: G2,", "{id: G2, parent: G9,"), "line 6: G2: its parent G9"),
        (FLAT.replace("id: G2", "level: aim, id: G2"), "line 6: G2: no level 'aim'"),
        (FLAT.replace(", title: Two", ""), "line 6: title is missing"),
        (FLAT.replace("levels: [goal]", "levels: []"), "no levels"),
        ("id: [", "not YAML"),
        ("- a\n- b\n", "no keys"),
        ("id: a\nid: b\n", "line 2: 'id' stands twice"),
        (NESTED.replace("2014", "soon"), "line 12: asked_from should be a year"),
        (FLAT.split("nodes:")[0], "no nodes"),
        ("a: &a [*a]\n", "nested in itself"),
    ],
)
def test_names_the_line_of_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FrameworkError, match=r"framework\.yaml") as refused:
        read_framework(write(tmp_path, text))

    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("taxonomy", "phrase,node_id\ndesk,A9\n", "line 2: the framework has no node"),
        ("taxonomy", "phrase,node_id,weight\ndesk,A1,much\n", "line 2: weight 'much'"),
        ("taxonomy", "phrase\ndesk\n", "line 1: no column node_id"),
        ("exemplars", "node_id,text\nA1,\n", "line 2: needs a node_id and a text"),
        ("exemplars", "node_id,text\nNONE;A1,Both.\n", "line 2: NONE stands alone"),
        (
            "exemplars",
            "node_id,text\nA1,One, two.\n",
            "line 2: more cells than columns",
        ),
    ],
)
def test_names_the_line_of_a_wrong_table(
    tmp_path: Path, name: str, table: str, said: str
) -> None:
    with pytest.raises(FrameworkError) as refused:
        read_framework(write(tmp_path, NESTED, **{name: table}))

    assert f"{name}.csv" in str(refused.value)
    assert said in str(refused.value)


def test_says_where_there_is_no_framework(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match=r"no framework\.yaml in it"):
        read_framework(tmp_path)


def test_the_frameworks_of_this_project_are_sound() -> None:
    folders = sorted(p.parent for p in (ROOT / "mappings").glob("*/framework.yaml"))
    frameworks = tuple(read_framework(folder) for folder in folders)
    crossings = read_crosswalk(ROOT / "mappings" / "crosswalk.csv")

    assert [f.id for f in frameworks] == [folder.name for folder in folders]
    assert check_crosswalk(crossings, frameworks) == ()


def test_a_crosswalk_names_the_line_of_an_unknown_relation(tmp_path: Path) -> None:
    file = tmp_path / "crosswalk.csv"
    head = "from_framework,from_node,to_framework,to_node,relation\n"
    file.write_text(f"{head}a,A1,b,B1,like\n", encoding="utf-8")

    with pytest.raises(FrameworkError, match="line 2: no relation 'like'"):
        read_crosswalk(file)


def test_a_crosswalk_refuses_a_pair_that_stands_twice(tmp_path: Path) -> None:
    file = tmp_path / "crosswalk.csv"
    head = "from_framework,from_node,to_framework,to_node,relation\n"
    line = "a,A1,b,B1,equal\n"
    file.write_text(head + line + line, encoding="utf-8")

    with pytest.raises(FrameworkError, match="line 3: the pair is already on line 2"):
        read_crosswalk(file)
