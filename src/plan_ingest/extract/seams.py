"""Rows cut in two by a page break, rejoined cell by cell."""

from dataclasses import replace

from plan_ingest.extract.grid import Row
from plan_ingest.model.document import Part
from plan_ingest.text import dehyphenate, ends_in_joint, ends_sentence


def joined(first: Row, second: Row) -> Row:
    """Two halves of one row, cell by cell."""
    flag = ("continued_over_page",) if second.page_first else ()
    parts = tuple(
        _joined_parts(one, two if second.starts[col] == second.index else ())
        for col, (one, two) in enumerate(zip(first.parts, second.parts, strict=True))
    )
    return replace(
        first,
        parts=parts,
        cells=first.cells + second.cells,
        flags=tuple(dict.fromkeys((*first.flags, *second.flags, *flag))),
    )


def _joined_parts(one: tuple[Part, ...], two: tuple[Part, ...]) -> tuple[Part, ...]:
    """With one space where the first half does not end a sentence, else a new line."""
    if not one or not two or two[0].bullet or ends_sentence(one[-1].text):
        return one + two
    seam = replace(one[-1], text=dehyphenate(one[-1].text, two[0].text))
    return (*one[:-1], seam, *two[1:])


def cut_between(above: str, below: str) -> bool:
    """Whether two texts are halves of one sentence."""
    if ends_sentence(above):
        return False
    return below[:1].islower() or above.endswith(",") or ends_in_joint(above)
