"""A link or a lead-in printed below a full line: taken off the paragraph above it."""

from collections.abc import Iterator
from dataclasses import replace

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Block, Paragraph

_TAIL_WORDS = 4
_LEAST = 3
"""Words that are left of a paragraph, at least."""


def unglued(block: Block, lexicon: Lexicon) -> Iterator[Block]:
    """The block, and what was set on a line of its own below it.

    Where a paragraph's last line happens to be full, nothing on the page tells that
    the next line is none of it; "Click here" and "This includes:" do by their words.
    """
    if isinstance(block, Paragraph) and (words := _tail(block.text, lexicon)):
        rest = block.text[: -len(words)].rstrip()
        yield replace(block, text=rest)
        yield replace(block, text=words)
    else:
        yield block


def _tail(text: str, lexicon: Lexicon) -> str:
    """The link or the known label with a colon that a text ends with; "" for none."""
    words = text.split(" ")
    for count in range(1, min(_TAIL_WORDS, len(words) - _LEAST) + 1):
        tail = " ".join(words[-count:])
        if not tail[:1].isupper():
            continue
        label = tail.endswith(":") and lexicon.sense(tail) is not None
        if label or lexicon.words["link"].has(tail.strip(" >»→.")):
            return tail
    return ""
