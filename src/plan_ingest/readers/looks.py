"""Headings by look: short lines set bold or large, where no style says so.

Many writers never use a heading style. A level by look lies below all levels by
style, larger type above smaller.
"""

import re
from collections import Counter
from collections.abc import Sequence

from plan_ingest.readers.drafts import BodyPart, Draft

_LONGEST = 120
"""Characters a heading has at most."""
_MOST_WORDS = 16
_LARGER = 1.1
"""How much larger than the body's type a heading is, when it is not bold."""
_TITLE = 1.5
"""How much larger than the body's type a title is, where headings have styles."""
_LABELLED = re.compile(r"[A-Z][A-Za-z /]{1,30}:\s+\S")
"""A label and its value ("DATE: 14 October"), as on a report's front page."""


def heading_levels(parts: Sequence[BodyPart]) -> list[int | None]:
    """For each part its heading level, 1 the outermost; None for no heading."""
    drafts = [part for part in parts if isinstance(part, Draft)]
    body = _body_size(drafts)
    bold_body = _is_bold(drafts)
    looks = [_look(parts, at, body, bold_body) for at in range(len(parts))]
    deepest = max((draft.heading or 0 for draft in drafts), default=0)
    title = _title_size(drafts, body) if deepest else float("inf")
    sizes = sorted({look for look in looks if look and look < title}, reverse=True)
    rank = {size: deepest + number for number, size in enumerate(sizes, start=1)}
    return [
        part.heading
        if isinstance(part, Draft) and part.heading
        else (None if look is None else rank.get(look, 1))
        for part, look in zip(parts, looks, strict=True)
    ]


def _body_size(drafts: Sequence[Draft]) -> float:
    sizes: Counter[float] = Counter()
    for draft in drafts:
        if draft.size and not draft.heading:
            sizes[draft.size] += len(draft.text)
    return min(sizes, key=lambda size: (-sizes[size], size), default=0.0)


def _title_size(drafts: Sequence[Draft], body: float) -> float:
    """The size from which a line stands above all headings by style, as a title."""
    styled = [draft.size for draft in drafts if draft.heading and draft.size]
    return max([*styled, body * _TITLE]) + 0.01 if body else float("inf")


def _is_bold(drafts: Sequence[Draft]) -> bool:
    """Whether most of the text is bold: then bold marks nothing."""
    total = sum(len(draft.text) for draft in drafts if not draft.heading)
    bold = sum(len(draft.text) for draft in drafts if draft.bold and not draft.heading)
    return bold * 2 > total


def _look(
    parts: Sequence[BodyPart], at: int, body: float, bold_body: bool
) -> float | None:
    """The size of type of a heading by look; None for what is no such heading."""
    draft = parts[at]
    if not isinstance(draft, Draft) or draft.heading or draft.aside:
        return None
    text = draft.text.strip()
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    if not short or text.endswith((".", ";", ",")) or not any(map(str.isalpha, text)):
        return None
    if draft.marker is not None and (
        not draft.numbered or not _stands_alone(parts, at)
    ):
        return None
    if _is_label(parts, at) and (_is_label(parts, at - 1) or _is_label(parts, at + 1)):
        return None
    size = draft.size or body
    large = body > 0 and size >= body * _LARGER
    if not large and (bold_body or not draft.bold):
        return None
    return size if at + 1 < len(parts) else None


def _stands_alone(parts: Sequence[BodyPart], at: int) -> bool:
    """Whether no entry of the same list follows: a numbered heading, not a list."""
    here, after = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    if not isinstance(here, Draft) or not isinstance(after, Draft):
        return True
    return after.marker is None or after.level != here.level or not after.bold


def _is_label(parts: Sequence[BodyPart], at: int) -> bool:
    one = parts[at] if 0 <= at < len(parts) else None
    return isinstance(one, Draft) and bool(_LABELLED.match(one.text.strip()))
