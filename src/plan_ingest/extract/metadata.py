"""What a document says of itself: force, title, period and date."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from plan_ingest.extract.dates import spans
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Document, Furniture, Heading, Paragraph, Table
from plan_ingest.text import fold, squash

_TITLE_BLOCKS = 12
_FIRST = 4
"""How many front lines may say whose the plan is."""
_TITLE_WORDS = 25
_TITLE_WEIGHT = 20
"""A force named in the title or a running head counts as often as this in the body."""
_FULL = 4
"""How much more a force's full name tells than its bare one, which is a county's."""
_LEAST = 3
"""Less than this is a county named in passing, not the plan's force."""
_SUBJECT = re.compile(
    r"^(?:subject|title|report title|re)\s*:\s*(?:[a-z]\)\s*)?(.+)", re.I
)
_DATED = re.compile(
    r"^(?:date|dated|date of meeting|meeting date|published|publication date|issued"
    r"|version date|last updated|date published)\s*:?\s+(.+)",
    re.I,
)
_PERIOD = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:/|–|-|to)\s*((?:19|20)?\d\d)\b(?![/-]?\d)", re.I
)
_OTHER = re.compile(r"\s+(?:university|college|hospital|council)", re.I)
"""What a county's name is part of that is no police force."""
_JOINING = ("and", "of", "&")
_NAMED = re.compile(r"\b[A-Z][\w'’-]*(?:\s+(?:and|of|&|[A-Z][\w'’-]*))*")
"""Words that all begin with a capital, as a name does."""
_SPAN = re.compile(
    r"\b[A-Z][a-z]{2,8} (?:19|20)\d\d\s*(?:-|–|to)\s*[A-Z][a-z]{2,8} (?:19|20)\d\d\b"
)
_COVERS = re.compile(
    r"\b(?:period|covers?|covering|years?|plan for|for the)\b[^.]{0,40}$", re.I
)


_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_OPENS = re.compile(r"(?:this|the) (?:[\w-]+ ){0,3}[\w-]+")
"""How a document speaks of itself: "This plan", "The domestic abuse strategy"."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A plan's own particulars; None where neither document nor analyst says."""

    force: str | None
    title: str | None
    period: str | None
    document_date: str | None
    stranger: str | None = None
    """Where no force is known: the police force that the front names, as printed."""


def metadata(document: Document, lexicon: Lexicon) -> Metadata:
    """The document's particulars; what sources.csv says outranks what is found."""
    source = document.source
    title = source.title or _title(document, lexicon)
    period = source.period or _period(document, title, lexicon)
    force = source.force or _force(document, title, lexicon)
    return Metadata(
        force=force,
        title=title,
        period=period,
        document_date=source.document_date or _date(document, title, period, lexicon),
        stranger=None if force else _stranger(document, title, lexicon),
    )


def _front(document: Document) -> list[Heading | Paragraph]:
    """The headings and paragraphs at the document's beginning."""
    lines = [b for b in document.blocks if isinstance(b, Heading | Paragraph)]
    return lines[:_TITLE_BLOCKS]


def _title(document: Document, lexicon: Lexicon) -> str | None:
    """The front line most like a plan's title; a subject line outranks all others."""
    front = _front(document)
    for block in front:
        if said := _SUBJECT.match(squash(block.text)):
            return said.group(1)
    first_table = next(
        (b.anchor.order for b in document.blocks if isinstance(b, Table)), None
    )
    scored = [
        (_likeness(block, lexicon), -place, squash(block.text))
        for place, block in enumerate(front)
        if first_table is None or block.anchor.order < first_table
    ]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else None


def _likeness(block: Heading | Paragraph, lexicon: Lexicon) -> float:
    text = squash(block.text)
    words = lexicon.words["title"]
    if len(text.split()) > _TITLE_WORDS or not words.find(text) or text.endswith("."):
        return 0.0
    hits = {hit.group() for hit in words.pattern.finditer(fold(text))}
    values = [float(p.value or 1) for p in words.phrases if p.text in hits]
    return max(values) + 0.5 * isinstance(block, Heading) + 0.25 * (len(values) > 1)


def _force(document: Document, title: str | None, lexicon: Lexicon) -> str | None:
    """The force named in the title, else the one named most; None where none is."""
    weights = {
        printed: (force.name, weight)
        for force in lexicon.forces
        for names, weight in ((force.bare, 1), (force.full, _FULL))
        for printed in names
    }
    counts: Counter[str] = Counter()
    for text, weight in _force_texts(document, title):
        folded = fold(text)
        for hit in lexicon.names.finditer(folded):
            if _OTHER.match(folded, hit.end()):
                continue
            name, told = weights[hit.group()]
            counts[name] += weight * told
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return None
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return None if tied else ranked[0][0]


def _force_texts(document: Document, title: str | None) -> Iterator[tuple[str, int]]:
    if title:
        yield title, _TITLE_WEIGHT
    for front in _front(document)[:_FIRST]:
        yield front.text, _TITLE_WEIGHT // 2
    for block in document.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield cell.text, 1
        else:
            yield block.text, 5 if isinstance(block, Furniture) else 1


def _stranger(document: Document, title: str | None, lexicon: Lexicon) -> str | None:
    """What the title or the first lines call a police force: "Northmoor Police"."""
    suffixes, small = lexicon.words["suffix"], lexicon.words["determiner"]
    for text in [title or "", *(block.text for block in _front(document)[:_FIRST])]:
        for run in _NAMED.findall(squash(text)):
            words = run.split()
            while words and (small.has(words[0]) or fold(words[0]) in _JOINING):
                words = words[1:]
            ends = [n for n in range(2, len(words) + 1) if suffixes.has(words[n - 1])]
            if ends:
                return " ".join(words[: ends[0]])
    return None


def _period(document: Document, title: str | None, lexicon: Lexicon) -> str | None:
    """The years the plan is for: in its title or front, else where prose says so."""
    front = [squash(block.text) for block in _front(document)]
    short = [text for text in front if len(text.split()) <= _TITLE_WORDS]
    for text in ([title] if title else []) + short:
        if span := _SPAN.search(text):
            return span.group()
        if found := _PERIOD.search(text):
            return re.sub(r"\s+", "", found.group()).replace("to", "-")
    for paragraph in document.blocks:
        if isinstance(paragraph, Paragraph):
            for found in _PERIOD.finditer(squash(paragraph.text)):
                before = squash(paragraph.text)[: found.start()]
                if _COVERS.search(before) or _lasts(before, lexicon):
                    return re.sub(r"\s+", "", found.group()).replace("to", "-")
    return None


def _lasts(before: str, lexicon: Lexicon) -> bool:
    """Whether the years after these words are those a plan is said to last."""
    sentence = _SENTENCE.split(before)[-1]
    last = sentence.split()[-1:]
    itself = _OPENS.match(fold(sentence))
    named = itself and lexicon.words["itself"].find(itself.group())
    return bool(named and last and lexicon.words["lasting"].has(last[0]))


def _date(
    document: Document, title: str | None, period: str | None, lexicon: Lexicon
) -> str | None:
    """The date in a date line or the title, else the year the period begins."""
    front = [squash(block.text) for block in _front(document)]
    said = [dated.group(1) for text in front if (dated := _DATED.match(text))]
    short = [
        text
        for text in front
        if len(text.split()) <= _TITLE_WORDS // 3 and not lexicon.inline.match(text)
    ]
    for text in [*said, *([title] if title else []), *short]:
        for match, start, _ in spans(text, lexicon):
            if not match.group("fy"):
                return _known_part(match, start.isoformat())
    told = (_said_of_itself(text, lexicon) for text in front)
    if issued := next(filter(None, told), None):
        return issued
    return period[:4] if period and period[:4].isdigit() else None


def _said_of_itself(text: str, lexicon: Lexicon) -> str | None:
    """The date on which "this plan" was agreed, published or the like."""
    for sentence in _SENTENCE.split(text):
        opens = _OPENS.match(fold(sentence))
        itself = opens is not None and opens.group().startswith("this ")
        if not opens or not itself or not lexicon.words["itself"].find(opens.group()):
            continue
        issued = lexicon.words["issued"].pattern.search(fold(sentence))
        for match, start, _ in spans(sentence, lexicon) if issued else ():
            if issued and match.start() > issued.end() and not match.group("fy"):
                return _known_part(match, start.isoformat())
    return None


def _known_part(match: re.Match[str], iso: str) -> str:
    groups = match.groupdict()
    if groups["year"] or groups["sy"] or groups["qy"]:
        return iso[:4]
    return iso[:7] if groups["month"] else iso
