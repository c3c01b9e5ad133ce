"""The framework as a tree, searched."""

from plan_ingest.web.framework_tree import Branch, branches, pruned, trails
from tests import build


def ids(tree: tuple[Branch, ...]) -> list[str]:
    return [i for one in tree for i in (one.node.id, *ids(one.under))]


def hits(tree: tuple[Branch, ...]) -> list[str]:
    found = []
    for one in tree:
        found += [one.node.id] if one.hit else []
        found += hits(one.under)
    return found


def test_every_node_stands_in_the_frameworks_own_order() -> None:
    framework = build.framework()

    assert ids(branches(framework)) == [node.id for node in framework.nodes]


def test_a_search_keeps_what_leads_to_the_nodes_found() -> None:
    found = pruned(branches(build.framework()), "CHILDREN seen")

    assert ids(found) == ["C1", "C1b", "C1b.1"]
    assert hits(found) == ["C1b.1"]


def test_a_node_is_found_by_id_and_by_its_description() -> None:
    tree = branches(build.framework())

    assert hits(pruned(tree, "c2a.1")) == ["C2a.1"]
    assert hits(pruned(tree, "taken and graded")) == ["C1a"]
    assert pruned(tree, "no such words") == ()
    assert pruned(tree, " ") == tree


def test_a_trail_leads_from_the_outermost_node_down() -> None:
    found = trails(build.framework())

    assert [node.id for node in found["C1a.1"]] == ["C1", "C1a", "C1a.1"]
    assert [node.id for node in found["C2"]] == ["C2"]
