"""The package's own lexicon, read once, and items of blocks in one call."""

from functools import cache

from plan_ingest.extract import Extraction, Lexicon, extract
from plan_ingest.model.document import Block
from plan_ingest.model.plan import PlanItem
from plan_ingest.store.lexicon import load_lexicon
from tests import build


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package, without a project's own words."""
    return load_lexicon()


def extraction(*blocks: Block) -> Extraction:
    """What is found in a document of these blocks."""
    return extract(build.document(*blocks), lexicon())


def items(*blocks: Block) -> tuple[PlanItem, ...]:
    """The items of a document of these blocks."""
    return extraction(*blocks).items
