"""The plans that measure the mapping: read by two, and never taught from."""

from pathlib import Path

from benchmarks.read_twice import FRAMEWORK, HERE, Read, labels, read
from rapidfuzz import fuzz, process

from plan_ingest.store.frameworks import read_framework
from plan_ingest.text import fold

ALIKE = 92.0
EVERY = read(HERE / "read_twice.csv")


def test_what_measures_is_not_what_teaches() -> None:
    taught = [fold(one.text) for one in read_framework(FRAMEWORK).exemplars]
    asked = [fold(one.text) for one in EVERY]
    near = process.cdist(asked, taught, scorer=fuzz.ratio, score_cutoff=ALIKE)
    assert len(asked) > 500
    assert not near.any()


def test_both_readers_name_nodes_of_the_framework() -> None:
    known = {node.id for node in read_framework(FRAMEWORK).nodes}
    assert all(node in known for one in EVERY for each in one.nodes for node in each)
    assert all(best in known | {"NONE"} for one in EVERY for best in one.best)


def test_an_item_is_read_with_both_answers(tmp_path: Path) -> None:
    path = tmp_path / "read.csv"
    path.write_text(
        "plan,no,heading,text,best_a,also_a,best_b,also_b\n"
        "P1,1,Training,Train all call takers,IC2.1,LE2.2;LE2.3,LE2.2,\n",
        encoding="utf-8",
    )
    nodes = (("IC2.1", "LE2.2", "LE2.3"), ("LE2.2",))
    said = Read("P1", "Training", "Train all call takers", ("IC2.1", "LE2.2"), nodes)
    assert read(path) == [said]


def test_a_reader_has_one_first_node_and_takes_what_either_takes() -> None:
    framework = read_framework(FRAMEWORK)
    one = Read("P1", "", "Text", ("IC2.1", "LE2"), (("IC2.1",), ("LE2", "IC2.1")))
    (mine,) = labels(framework, [one], "area", 0)
    (theirs,) = labels(framework, [one], "area", 1)
    assert (mine.first, theirs.first) == ("IC2", "LE2")
    assert mine.accepted == theirs.accepted == {"IC2", "LE2"}
    # The second reader chose an area alone: of requirements that says nothing.
    assert labels(framework, [one], "requirement", 1) == []


def test_an_item_that_fits_nothing_for_one_reader_alone_counts_for_the_other() -> None:
    framework = read_framework(FRAMEWORK)
    both = Read("P1", "", "Text", ("NONE", "NONE"), ((), ()))
    half = Read("P1", "", "Text", ("NONE", "LE2.2"), ((), ("LE2.2",)))
    (label,) = labels(framework, [both], "area", 0)
    assert label.first is None
    assert labels(framework, [half], "area", 0) == []
    assert labels(framework, [half], "area", 1)[0].first == "LE2"
