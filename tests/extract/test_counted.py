"""Reports whose paragraphs are counted from the first to the last."""

from plan_ingest.extract.counted import uncounted
from plan_ingest.model.document import Block, Bullet
from tests import build
from tests.extract.words import lexicon

SAID = "The panel met in May and agreed how reports are to be read."


def _report(first: str) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    for title in (first, "Training", "Contact"):
        blocks.append(build.heading(title))
        for _ in range(2):
            number += 1
            blocks.append(build.bullet(SAID, marker=f"{number}."))
        blocks.append(build.bullet("Cards for each desk are being printed."))
    return blocks


def test_paragraphs_counted_from_the_background_on_are_paragraphs() -> None:
    found = uncounted(_report("Background"), lexicon())

    assert [b.marker for b in found if isinstance(b, Bullet)] == ["•"] * 3


def test_items_counted_over_sections_stay_a_list() -> None:
    blocks = _report("Leadership")

    assert uncounted(blocks, lexicon()) == blocks
