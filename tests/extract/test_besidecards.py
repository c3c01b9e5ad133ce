"""Paragraphs among cards that open with the cards' own label."""

from plan_ingest.model.document import Block
from tests import build
from tests.extract.words import items

COMMITMENTS = (
    "Name a lead in each district.",
    "Ask each caller about children.",
    "Read ten closed cases a month.",
    "Publish what survivors tell us.",
)


def test_a_box_with_one_label_is_a_record_as_the_cards_beside_it_are() -> None:
    blocks: list[Block] = [build.heading("First contact", 1)]
    for number, text in enumerate(COMMITMENTS):
        answer = f"Response: Begun in district {number}."
        card = build.table([[f"Action: {text}"], [answer]])
        blocks.append(build.paragraph(f"Action: {text}") if number % 2 else card)

    found = items(*blocks)

    assert [item.text for item in found] == list(COMMITMENTS)
    assert [bool(item.response) for item in found] == [True, False, True, False]
    assert {item.headings for item in found} == {("First contact",)}
