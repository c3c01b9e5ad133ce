"""The words of one Word paragraph, as they stand when all changes are accepted.

Content controls, links and fields are looked through; insertions and moves count,
deletions do not; of an alternative one branch is taken; text boxes are set aside
for the caller, with where they are anchored.
"""

from dataclasses import dataclass, field

from lxml import etree

from plan_ingest.readers.docx_package import W
from plan_ingest.readers.docx_styles import Style, Styles, points, switched
from plan_ingest.readers.glyphs import glyph, readable
from plan_ingest.readers.numbering import value, whole

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr",
        "sdtPr", "sdtEndPr", "commentReference", "annotationRef", "footnoteRef",
        "endnoteRef", "fldData", "smartTagPr", "customXmlPr", "rt",
    )
)  # fmt: skip
"""What carries no word of the text: deletions, instructions, properties."""
_TEXTS = frozenset({f"{W}t", f"{M}t", f"{A}t"})
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n"}
_HYPHEN = f"{W}noBreakHyphen"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words set alike. `size` is in points."""

    text: str
    bold: bool = False
    size: float | None = None


@dataclass(slots=True)
class Notes:
    """The notes called up so far, by kind and id, in the order of their call."""

    called: list[tuple[str, str]] = field(default_factory=list)

    def call(self, kind: str, note_id: str) -> str:
        """A further note is called up: its number as printed, raised."""
        self.called.append((kind, note_id))
        number = sum(one == kind for one, _ in self.called)
        return str(number).translate(_RAISED)


@dataclass(slots=True)
class Gathered:
    """A paragraph's pieces, and the text boxes in it.

    `early` are boxes anchored before the paragraph's first word, `late` the others.
    """

    pieces: list[Piece] = field(default_factory=list)
    early: list[etree._Element] = field(default_factory=list)
    late: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


def branch(alternative: etree._Element) -> etree._Element | None:
    """The one branch taken of an mc:AlternateContent: the first that says something."""
    choices = [child for child in alternative if isinstance(child.tag, str)]
    for choice in choices:
        if any(text.text for text in choice.iter(f"{W}t", f"{M}t", f"{A}t")):
            return choice
    return choices[0] if choices else None


def is_placeholder(element: etree._Element) -> bool:
    """Whether it is a content control nobody filled in: its words only ask for some."""
    properties = element.find(f"{W}sdtPr") if element.tag == f"{W}sdt" else None
    return bool(switched(properties, "showingPlcHdr"))


def characters(body: etree._Element) -> int:
    """How many characters that are not white space stand in a body's visible words."""
    count, waiting = 0, [body]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED or is_placeholder(element):
            continue
        if tag in _TEXTS:
            words = (element.text or "").replace("\u00ad", "")
            count += sum(not sign.isspace() for sign in words)
        taken = branch(element) if tag == f"{MC}AlternateContent" else element
        waiting.extend([] if taken is None else taken)
    return count


def gather(
    paragraph: etree._Element, style: Style, styles: Styles, notes: Notes
) -> Gathered:
    """The words and boxes of a paragraph in its own `style`; `notes` are counted on."""
    walk = _Walk(Gathered(), style, styles, notes)
    for child in paragraph:
        walk.take(child, Piece("", bool(style.bold), style.size))
    walk.finish()
    return walk.found


@dataclass(slots=True)
class _Walk:
    found: Gathered
    style: Style
    styles: Styles
    notes: Notes
    fields: list[bool] = field(default_factory=list)
    """The open fields, innermost last: True while in the instruction."""
    instructed: list[int] = field(default_factory=list)
    """Indexes of pieces that stand inside a field's instruction."""

    def take(self, element: etree._Element, look: Piece) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED or is_placeholder(element):
            return
        if tag == f"{W}r":
            self._run(element)
        elif tag == f"{MC}AlternateContent":
            taken = branch(element)
            if taken is not None:
                self._inside(taken, look)
        elif tag == f"{W}txbxContent":
            boxes = self.found.late if self.found.text.strip() else self.found.early
            boxes.append(element)
        elif tag == f"{W}fldChar":
            self._field(element, look)
        elif text := self._words(element, tag):
            self._say(text, look)
        else:
            self._inside(element, look)

    def finish(self) -> None:
        """Instructions' words go, unless the field never closed here."""
        if self.fields:
            return
        for index in reversed(self.instructed):
            del self.found.pieces[index]

    def _inside(self, element: etree._Element, look: Piece) -> None:
        for child in element:
            self.take(child, look)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        named = self.styles.character(value(properties, "rStyle"))
        if _said(switched(properties, "vanish"), named.hidden, self.style.hidden):
            return
        bold = _said(switched(properties, "b"), named.bold, self.style.bold)
        size = points(properties) or named.size or self.style.size
        self._inside(run, Piece("", bold, size))

    def _words(self, element: etree._Element, tag: str) -> str:
        if tag in _TEXTS:
            return readable(element.text or "").replace("\u00ad", "")
        if tag in _BREAKS:
            paged = element.get(f"{W}type") in {"page", "column"}
            return " " if paged else _BREAKS[tag]
        if tag == _HYPHEN:
            return "-"
        if tag == f"{W}sym":
            return _symbol(element)
        if tag in _NOTES:
            return self.notes.call(_NOTES[tag], element.get(f"{W}id", ""))
        return ""

    def _field(self, mark: etree._Element, look: Piece) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            if chosen := _form_value(mark):
                self._say(chosen, look)
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _say(self, text: str, look: Piece) -> None:
        if any(self.fields):
            self.instructed.append(len(self.found.pieces))
        self.found.pieces.append(Piece(text, look.bold, look.size))


def _said(*words: bool | None) -> bool:
    """The first of the words that is not silent; off when all are."""
    return next((word for word in words if word is not None), False)


def _symbol(element: etree._Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        return glyph(int(code, 16), element.get(f"{W}font", ""))
    except ValueError:
        return ""


def _form_value(mark: etree._Element) -> str:
    """What an old form field shows that no run says: a choice, a ticked box."""
    data = mark.find(f"{W}ffData")
    if data is None:
        return ""
    choices = data.find(f"{W}ddList")
    if choices is not None:
        entries = [entry.get(f"{W}val", "") for entry in choices.iter(f"{W}listEntry")]
        chosen = whole(value(choices, "result"), whole(value(choices, "default"), 0))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    box = data.find(f"{W}checkBox")
    if box is None:
        return ""
    ticked = switched(box, "checked")
    return "☒" if _said(ticked, switched(box, "default")) else "☐"
