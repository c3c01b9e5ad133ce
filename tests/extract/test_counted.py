"""Reports whose paragraphs are counted from the first to the last."""

from plan_ingest.extract.counted import uncounted
from plan_ingest.model.document import Block, Bullet
from tests import build
from tests.extract.words import items, lexicon

SAID = (
    "The panel met in May and agreed how reports are to be read. It will meet again"
    " in June, when the figures of the first three months are known."
)
ASKED = "Read each report within a day."


def _report(first: str, said: str = SAID) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    for title in (first, "Training", "Custody"):
        blocks.append(build.heading(title))
        for _ in range(2):
            number += 1
            blocks.append(build.bullet(said, marker=f"{number}."))
        blocks.append(build.bullet("Cards for each desk are being printed."))
    return blocks


def test_paragraphs_counted_from_the_background_on_are_paragraphs() -> None:
    found = uncounted(_report("Background"), lexicon())

    assert [b.marker for b in found if isinstance(b, Bullet)] == ["•"] * 3


def test_items_counted_over_sections_stay_a_list() -> None:
    blocks = _report("Leadership")

    assert uncounted(blocks, lexicon()) == blocks


def test_a_plan_that_counts_its_introduction_too_keeps_its_items() -> None:
    found = uncounted(_report("Introduction", ASKED), lexicon())

    markers = [b.marker for b in found if isinstance(b, Bullet)]
    assert [marker for marker in markers if marker != "•"] == ["3.", "4.", "5.", "6."]
    asked = items(*_report("Introduction", ASKED))
    assert [item.ref for item in asked if item.text == ASKED] == ["3", "4", "5", "6"]
