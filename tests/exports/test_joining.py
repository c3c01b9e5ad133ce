"""Plans' parts joined: what is told of them together is what each told."""

from plan_ingest.exports import summing
from plan_ingest.exports.joining import joined_texts
from plan_ingest.exports.listings import analyses, matrix
from plan_ingest.exports.pieces import FIELD, ROW
from plan_ingest.model.part import Held
from tests.exports import made
from tests.exports.test_summing import part

NAMES = ("smart", "coverage_long", "gaps", "to_review")


def joined(*parts: Held) -> Held:
    """The parts as one."""
    return Held(parts[0].head, joined_texts(NAMES, [one.texts for one in parts]))


def gap(place: int, alone: bytes, ends: bytes) -> bytes:
    return FIELD.join((b"%d" % place, alone, ends, b"after"))


def several() -> list[Held]:
    """Parts of three plans, one of them without gaps or doubts."""
    nodes = len(made.report().coverage.nodes)
    long = [
        ROW.join([b"%b,%d\n" % (name, at) for at in range(nodes)]) for name in NAMED
    ]
    gaps = (
        ROW.join((gap(0, b"", b"a1"), gap(2, b"1", b"a2"))),
        b"",
        ROW.join((gap(0, b"1", b"c1"), gap(0, b"", b"c2"), gap(2, b"1", b"c3"))),
    )
    doubts = (b"0.05\x1fa,1\n\x1e0.4\x1fa,2\n", b"", b"0.4\x1fc,1\n\x1e0.05\x1fc,2\n")
    return [
        part(name.decode(), coverage_long=cells, gaps=open_, to_review=doubt)
        for name, cells, open_, doubt in zip(NAMED, long, gaps, doubts, strict=True)
    ]


NAMED = (b"a", b"b", b"c")


def test_joined_parts_give_the_listings_that_they_give_one_by_one() -> None:
    report, parts = made.report(), several()
    uptake = summing.uptake_of(report.coverage.nodes, parts)
    for blocks in ([joined(*parts)], [parts[0], joined(*parts[1:])]):
        for alone, together in (
            (
                summing.long(matrix.long(report), parts),
                summing.long(matrix.long(report), blocks),
            ),
            (
                summing.gaps(analyses.gaps(report), parts, report, uptake),
                summing.gaps(analyses.gaps(report), blocks, report, uptake),
            ),
            (
                summing.to_review(analyses.to_review(report), parts),
                summing.to_review(analyses.to_review(report), blocks),
            ),
        ):
            assert b"".join(alone) == b"".join(together)


def test_what_is_joined_reads_as_a_part_does() -> None:
    parts = several()

    assert joined(joined(*parts[:2]), parts[2]).texts == joined(*parts).texts


def test_rows_that_stand_plan_by_plan_are_not_joined() -> None:
    assert "smart" not in joined(*several()).texts
