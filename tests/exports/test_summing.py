"""Parts summed: rows in the order of the whole, and what rests on all plans."""

import pytest

from plan_ingest.compare.gaps import weight_of
from plan_ingest.exports import summing
from plan_ingest.exports.flat import csv_head
from plan_ingest.exports.listings import analyses, evidence, matrix
from plan_ingest.exports.pieces import FIELD, ROW
from plan_ingest.model.part import Head, Held
from tests.exports import made

NODES = made.report().coverage.nodes


def part(
    source_id: str, levels: str = "", force: str | None = None, **texts: bytes
) -> Held:
    """A part of these signs, node by node (0 where none is given), and texts."""
    signs = levels.ljust(len(NODES), "0")
    head = Head(source_id, force, 1, 0, signs, signs, (), {})
    return Held(head, texts)


def told(chunks: summing.Chunks) -> list[bytes]:
    """The rows without the line of the columns' names."""
    return b"".join(chunks).splitlines()[1:]


def test_rows_of_plans_stand_one_plan_after_the_other() -> None:
    listing = evidence.smart(made.report())
    parts = [
        part("a", smart=b"a,1\na,2\n"),
        part("b", smart=b""),
        part("c", smart=b"c,1\n"),
    ]

    chunks = list(summing.by_source(listing, parts))

    assert chunks[0] == csv_head(listing.columns)
    assert b"".join(chunks[1:]) == b"a,1\na,2\nc,1\n"


def test_cells_stand_node_by_node() -> None:
    parts = [
        part(
            source,
            coverage_long=ROW.join(b"%s %d\n" % (source.encode(), n) for n in (1, 2)),
        )
        for source in ("a", "b")
    ]

    rows = told(summing.long(matrix.long(made.report()), parts))

    assert rows == [b"a 1", b"b 1", b"a 2", b"b 2"]


def test_gaps_stand_by_the_weight_they_have_among_all_plans() -> None:
    report = made.report()
    first, last = NODES.index("C1a.1"), NODES.index("C2a.1")

    def gap(place: int, alone: bytes, source: bytes) -> bytes:
        return FIELD.join((b"%d" % place, alone, source, b"rest"))

    parts = [
        part("a", gaps=ROW.join((gap(first, b"", b"a1"), gap(last, b"1", b"a2")))),
        part("b", gaps=b""),
        part("c", gaps=gap(first, b"", b"c1")),
    ]
    uptake = summing.uptake_of(NODES, parts)
    nodes = {node.id: node for node in report.framework.nodes}
    rows = told(summing.gaps(analyses.gaps(report), parts, report, uptake))

    light, heavy = (
        weight_of(nodes[NODES[place]], uptake[place], alone)
        for place, alone in ((first, False), (last, True))
    )
    assert heavy > light
    assert rows == [
        f"a2,{heavy!r},0,3,rest".encode(),
        f"a1,{light!r},0,3,rest".encode(),
        f"c1,{light!r},0,3,rest".encode(),
    ]


def test_suggestions_to_decide_stand_by_doubt_and_then_by_plan() -> None:
    parts = [
        part("a", to_review=ROW.join((b"0.05\x1fa,1\n", b"0.4\x1fa,2\n"))),
        part("b", to_review=b""),
        part("c", to_review=ROW.join((b"0.0009\x1fc,1\n", b"0.05\x1fc,2\n"))),
    ]

    rows = told(summing.to_review(analyses.to_review(made.report()), parts))

    assert rows == [b"c,1", b"a,1", b"c,2", b"a,2"]


def test_who_addresses_and_answers_a_node_is_told_by_its_signs() -> None:
    parts = [part(name, sign) for name, sign in zip("abcdefg", "01234lx", strict=True)]

    first, second, *_ = summing.uptake_of(NODES, parts)

    assert first.node_id == NODES[0]
    assert first.addressed == ("b", "c", "d", "e")
    assert first.answered == ("d", "e")
    assert first.assessable == 6
    assert (second.addressed, second.assessable) == ((), 7)


@pytest.mark.parametrize(
    ("signs", "level"),
    [("0l", "0"), ("0x", "not assessable"), ("lx", "not assessable"), ("x2", "2")],
)
def test_a_force_has_the_highest_level_of_its_plans(signs: str, level: str) -> None:
    report = made.report()
    parts = [
        part("one", signs[0], "Elm"),
        part("two", signs[1], "Elm"),
        part("three", "4"),
    ]
    matrices = {
        head.name: (head, told(chunks))
        for head, chunks in summing.matrices(report, parts)
    }
    head, rows = matrices[f"coverage_{report.framework.levels[0]}_forces"]

    assert [column.name for column in head.columns][2:] == ["Elm", "three"]
    assert rows[0].decode().endswith(f",{level},4")
    _, own = matrices[f"coverage_{report.framework.levels[0]}"]
    shown = {"0": "0", "l": "0", "x": "not assessable", "2": "2"}
    assert own[0].decode().endswith(f",{shown[signs[0]]},{shown[signs[1]]},4")
