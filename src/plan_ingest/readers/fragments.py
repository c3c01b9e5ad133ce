"""Fragments of mark-up left in plain text: HTML tags, Markdown marks, bullet glyphs.

Plans that went through a converter carry them inside lines and table cells, often
unclosed; what is not a known tag ("<18 years") stays as it is printed.
"""

import html
import re
from dataclasses import dataclass, field

from plan_ingest.model.document import Part
from plan_ingest.text import squash

_TAGS = (
    "p|div|br|hr|ul|ol|li|b|strong|i|em|u|s|span|sup|sub|font|a|small|big|del|ins|mark"
    "|h[1-6]|table|thead|tbody|tr|td|th|img|center|blockquote|code|pre|dl|dt|dd"
)
_TAG = re.compile(rf"<(/?)({_TAGS})\b[^<>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(
    r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE
)
_GLYPH = re.compile(r"[•▪●◦‣⁃■□◆◇➢➤►✓✔❖\uf0b7\uf0a7\uf0d8]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_INLINE = frozenset(
    [
        "i",
        "em",
        "u",
        "s",
        "span",
        "sup",
        "sub",
        "font",
        "a",
        "small",
        "big",
        "del",
        "ins",
        "mark",
        "img",
        "code",
    ]
)
_BOLD = frozenset({"b", "strong"})
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters that stand for bold set on and off between the two passes."""


@dataclass(slots=True)
class _Writing:
    """The parts written so far, and the one being written."""

    done: list[Part] = field(default_factory=list)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    bullet: str | None = None
    bold: int = 0

    def write(self, text: str) -> None:
        if text:
            self.runs.append((text, self.bold > 0))

    def close(self, bullet: str | None = None) -> None:
        text = squash("".join(run for run, _ in self.runs))
        if text:
            bold = all(heavy for run, heavy in self.runs if run.strip())
            self.done.append(Part(text, self.bullet, bold))
            self.bullet = bullet
        elif bullet or not self.bullet:
            self.bullet = bullet
        self.runs.clear()


def parts(cell: str, marks: bool = True) -> tuple[Part, ...]:
    """The paragraphs and bullets of a cell, cleaned of tags, marks and escapes.

    With `marks` False only tags are read: Markdown's marks are text like any other.
    """
    writing, at = _Writing(), 0
    marked = _marked(cell) if marks else cell
    for tag in _TAG.finditer(marked):
        _text(writing, marked[at : tag.start()])
        _tag(writing, tag)
        at = tag.end()
    _text(writing, marked[at:])
    writing.close()
    return tuple(writing.done)


def inline(text: str) -> tuple[str, bool]:
    """One paragraph's words, and whether all of them are bold."""
    found = parts(text)
    return (
        squash(" ".join(part.text for part in found)),
        bool(found) and all(part.bold for part in found),
    )


def _marked(text: str) -> str:
    """The text with its Markdown marks taken off; bold kept as private characters."""
    plain = text.replace(_OPEN, "").replace(_CLOSE, "")
    plain = _LINK.sub(r"\1", plain)
    plain = _STRONG.sub(rf"{_OPEN}\2{_CLOSE}", plain)
    plain = _EMPHASIS.sub(r"\1", plain)
    plain = _UNDERSCORED.sub(r"\1", plain)
    return _ESCAPE.sub(r"\1", plain)


def _tag(writing: _Writing, tag: re.Match[str]) -> None:
    closing, name = bool(tag.group(1)), (tag.group(2) or "").lower()
    if name in _BOLD:
        writing.bold = max(0, writing.bold + (-1 if closing else 1))
    elif name == "li":
        writing.close(None if closing else "•")
    elif name and name not in _INLINE:
        # A line break or paragraph inside a list's entry does not end the entry's mark.
        keep = writing.bullet if not writing.runs else None
        writing.close(keep)


def _text(writing: _Writing, text: str) -> None:
    plain = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    at = 0
    for mark in re.finditer(rf"{_GLYPH.pattern}|[{_OPEN}{_CLOSE}]", plain):
        writing.write(plain[at : mark.start()])
        if mark.group() == _OPEN:
            writing.bold += 1
        elif mark.group() == _CLOSE:
            writing.bold = max(0, writing.bold - 1)
        else:
            writing.close(mark.group())
        at = mark.end()
    writing.write(plain[at:])
