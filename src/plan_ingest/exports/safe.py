"""Text from documents made harmless for sheets and CSV, without losing it quietly."""

import re

CELL_LIMIT = 32_767
"""The most characters a cell of a spreadsheet holds."""

CUT_NOTE = " [cut here: the cell was full; the whole text is in items.parquet]"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def cell_text(text: str) -> str:
    """A text that fits a cell: control characters shown, what is too long cut.

    A control character becomes ␦; a carriage return becomes a line break. The
    limit counts UTF-16 units, as spreadsheets do; the note says what was cut.
    """
    if len(text) <= CELL_LIMIT // 2 and text.isprintable():
        return text
    plain = _CONTROL.sub("␦", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _units(plain) <= CELL_LIMIT:
        return plain
    room = CELL_LIMIT - len(CUT_NOTE)
    kept = plain[:room]
    while _units(kept) > room:
        kept = kept[: len(kept) - max(1, (_units(kept) - room) // 2)]
    return kept + CUT_NOTE


def csv_text(text: str) -> str:
    """A text for CSV: what a spreadsheet would run as a formula gets an apostrophe."""
    plain = text if text.isprintable() else _CONTROL.sub("␦", text)
    return f"'{plain}" if plain.startswith(_LIVE) else plain


def xml_text(text: str) -> str:
    """A text that may stand in XML: control characters shown as ␦."""
    return _CONTROL.sub("␦", text.replace("\r\n", "\n").replace("\r", "\n"))


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")
