"""The glyphs and numbers that open an entry of a list."""

import re

from plan_ingest.layout.page import Word

GLYPHS = frozenset("•▪●◦‣·⁃∙■□▫○◆◇♦➢➤►▶▸✓✔✗✘❖★☐☑\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf0fc")
DASHES = frozenset("-–—*")
SYMBOL_FONT = re.compile(r"wingdings|webdings|symbol|dingbats", re.IGNORECASE)
NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?"
    r"|[A-Z][.)]|[A-Z]\.?\d{1,2}(?:\.\d{1,2})*[.):]?)$"
)


def is_marker(word: Word) -> bool:
    """Whether a word by itself may be a bullet or an entry's number."""
    text = word.text
    if len(text) == 1 and (text in GLYPHS or text in DASHES or text == "o"):
        return True
    if len(text) == 1 and SYMBOL_FONT.search(word.font):
        return True
    return bool(NUMBER.match(text))
