"""Any document at all: no error, no invented word, ids unique, order kept."""

from unicodedata import normalize

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan_ingest.extract import extract
from plan_ingest.model.document import (
    Bullet,
    Cell,
    Furniture,
    Heading,
    Paragraph,
    Part,
    Table,
)
from plan_ingest.model.source import Anchor
from tests import build
from tests.extract.words import lexicon

WORDS = [
    "Ref", "Action", "Response", "Lead", "Owner:", "Due", "Strand", "1", "2.1", "S",
    "T", "Aim: To help", "Objectives:", "This includes:", "We will act.", "(Theme)",
    "--", "", "Staff look in on every child.", "Glossary", "Background",
    "Term", "by March 2015", "2014/15", "Head of Crime", "Update:", "Action 3",
    "Complete", "5", "It was done.", "A meeting has been held to plan.",
    "whether or not, and", "Comment", "1 To ensure this.", "Pillar one",
    "é\u0301\u200b", "(", "Definition", "Contents",
]  # fmt: skip
ANY = st.one_of(st.sampled_from(WORDS), st.text(max_size=40))
AT = Anchor(0)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, cols = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    cells = []
    for r in range(rows):
        for c in range(cols):
            words = draw(st.lists(ANY, max_size=3))
            bullet = draw(st.sampled_from([None, "•", "1."]))
            parts = tuple(Part(word, bullet, draw(st.booleans())) for word in words)
            cells.append(
                Cell(r, c, min(rows - 1, r + draw(st.integers(0, 1))), c, parts)
            )
    firsts = draw(st.lists(st.integers(0, rows), max_size=2))
    return Table(tuple(cells), AT, draw(st.none() | ANY), None, tuple(firsts))


BLOCKS = st.one_of(
    st.builds(Heading, ANY, st.integers(1, 6), st.just(AT)),
    st.builds(Paragraph, ANY, st.just(AT), st.booleans()),
    st.builds(Bullet, ANY, st.just(AT), st.sampled_from(["•", "1.", "a)", ""])),
    st.builds(Furniture, ANY, st.just(AT)),
    tables(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(BLOCKS, max_size=14))
@example([Bullet("\uf900 We will act.", AT)])
def test_any_document_is_extracted(blocks: list[object]) -> None:
    document = build.document(*blocks)  # type: ignore[arg-type]
    shown = " ".join(
        block.text
        if not isinstance(block, Table)
        else " ".join([block.title or "", *(cell.text for cell in block.cells)])
        for block in document.blocks
    )

    found = extract(document, lexicon()).items

    assert len({item.item_id for item in found}) == len(found)
    assert [item.item_no for item in found] == list(range(1, len(found) + 1))
    # Signs that stand for another, such as U+F900, are read as that one.
    words = {*shown.split(), *normalize("NFC", shown).split()}
    for item in found:
        assert item.text.strip()
        assert all(any(w in word for word in words) for w in item.text.split())
    assert extract(document, lexicon()).items == found
