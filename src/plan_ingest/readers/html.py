"""Web pages saved to disk: what a reader of the page sees, in its order.

Menus, banners and footers are furniture; scripts, styles and hidden parts are not
seen. Nothing is fetched and no address in the page is followed.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from plan_ingest.errors import LimitExceeded, UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers.drafts import BodyPart, Draft, draft_blocks, in_order
from plan_ingest.readers.encoding import decode
from plan_ingest.readers.html_tables import table_parts
from plan_ingest.readers.looks import heading_levels
from plan_ingest.readers.numbering import numeral
from plan_ingest.settings import Reading

_UNSEEN = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe",
    "object", "embed", "audio", "video", "canvas", "map", "datalist", "title", "del",
    "button",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "hr", "html", "legend", "main", "nav", "p", "pre", "section", "summary",
    "caption",
})  # fmt: skip
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BOLD = frozenset({"b", "strong", "th", "dt"})
_HEADING = re.compile(r"h([1-6])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)(pt|px)")
_FONT_SIZES = dict(
    zip("1234567", (8.0, 10.0, 12.0, 14.0, 18.0, 24.0, 36.0), strict=True)
)
_PLAIN_SIZE = 12.0
"""Points of type where a page sets none."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ASIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman"}  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHARE = 30
"""A page may take up this part of the memory allowed: its tree takes the rest."""


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The web page at `path`. Raises SourceError."""
    if path.stat().st_size * _SHARE > limits.megabytes * 1_000_000:
        raise LimitExceeded(source.file, "the page is too large", "save it as PDF")
    root = _tree(source, decode(path.read_bytes()))
    walk = Walk(main=root.find(".//main") is not None)
    walk.inside(root, Setting(size=_PLAIN_SIZE))
    walk.close()
    levels = heading_levels(walk.parts)
    blocks = in_order(
        block
        for part, level in zip(walk.parts, levels, strict=True)
        for block in draft_blocks(part, level)
    )
    return Document(source, blocks, characters=walk.characters)


def _tree(source: Source, text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        clean = text.replace("\0", "").encode(errors="replace")
        root = lxml_html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError) as wrong:
        raise UnreadableSource(
            source.file, "it is no web page that can be read", "save it as PDF"
        ) from wrong
    return root


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the words of an element: weight, heading, list, furniture."""

    bold: bool = False
    heading: int | None = None
    depth: int = -1
    aside: bool = False
    raised: bool = False
    size: float | None = None
    kept: bool = False
    """Whether white space and line ends stand as they are (pre)."""


@dataclass(slots=True)
class Walk:
    """One run through a page or a cell: words gather until a block ends."""

    main: bool = False
    parts: list[BodyPart] = field(default_factory=list)
    characters: int = 0
    words: list[tuple[str, Setting]] = field(default_factory=list)
    marker: str | None = None
    numbered: bool = False

    def inside(self, element: etree._Element, setting: Setting) -> None:
        """The words and children of an element, in order."""
        self.say(element.text, setting)
        for child in element:
            if isinstance(child.tag, str):
                self.take(child, setting)
            self.say(child.tail, setting)

    def take(self, element: etree._Element, setting: Setting) -> None:
        """One element, whatever it is."""
        tag = str(element.tag).lower()
        if tag in _UNSEEN or _is_hidden(element):
            return
        setting = self._setting(element, tag, setting)
        heading = _HEADING.fullmatch(tag)
        if tag == "br":
            self.words.append(("\n", setting))
        elif tag in {"input", "select", "textarea"}:
            self.say(_form_value(element, tag), setting)
        elif tag == "table":
            self.close()
            self.parts.extend(table_parts(element, setting, self))
        elif tag in _LISTS:
            self._list(element, tag, setting)
        elif tag in _BLOCKS or heading or tag == "li":
            self.close()
            level = int(heading.group(1)) if heading else setting.heading
            self.inside(element, replace(setting, heading=level))
            self.close()
        else:
            self.inside(element, setting)

    def say(self, text: str | None, setting: Setting) -> None:
        """Words, set so."""
        if not text:
            return
        words = text if setting.kept else _SPACES.sub(" ", text)
        words = words.replace("\u00ad", "")
        if setting.raised:
            words = words.translate(_RAISED)
        self.characters += sum(not sign.isspace() for sign in words)
        self.words.append((words, setting))

    def close(self) -> None:
        """The words gathered so far are a paragraph."""
        text = "".join(words for words, _ in self.words)
        said = [setting for words, setting in self.words if words.strip()]
        self.words = []
        if not said:
            return
        first = said[0]
        marker, self.marker = self.marker, None
        self.parts.append(
            Draft(
                text=text,
                bold=all(setting.bold for setting in said),
                size=max((one.size for one in said if one.size), default=None),
                heading=first.heading,
                marker=marker,
                level=max(first.depth, 0),
                numbered=marker is not None and self.numbered,
                aside=all(setting.aside for setting in said),
            )
        )

    def _setting(self, element: etree._Element, tag: str, above: Setting) -> Setting:
        bold = tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))
        if tag in {"main", "article"} or element.get("role") == "main":
            aside = above.aside and self.main and tag != "main"
        elif tag == "body":
            aside = self.main
        else:
            aside = above.aside or _is_aside(element, tag)
        return replace(
            above,
            bold=above.bold or bold,
            aside=aside,
            raised=above.raised or tag == "sup",
            size=_size(element) or above.size,
            kept=above.kept or tag in {"pre", "textarea"},
        )

    def _list(self, element: etree._Element, tag: str, setting: Setting) -> None:
        self.close()
        form = _FORMS.get(element.get("type", "1"), "decimal")
        count = _whole(element.get("start"), 1)
        inner = replace(setting, depth=setting.depth + 1, heading=None)
        for child in element:
            if str(child.tag).lower() == "li" and not _is_hidden(child):
                count = _whole(child.get("value"), count)
                self.numbered = tag == "ol"
                self.marker = f"{numeral(count, form)}." if self.numbered else "•"
                self.take(child, inner)
                self.marker = None
                count += 1
            elif isinstance(child.tag, str):
                self.take(child, inner)
        self.close()


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", "").lower()))


def _is_aside(element: etree._Element, tag: str) -> bool:
    """Whether it is a menu, or a banner or footer of the whole page."""
    if tag == "nav" or element.get("role") in _ASIDE_ROLES:
        return True
    if tag == "div" and element.get("title") in {"header", "footer"}:
        return True  # a word processor's running head or foot, saved as HTML
    return tag in {"header", "footer"} and not any(
        str(above.tag).lower() in {"main", "article", "section"}
        for above in element.iterancestors()
    )


def _size(element: etree._Element) -> float | None:
    """The size of type an element sets, in points."""
    found = _FONT_SIZE.search(element.get("style", ""))
    if found is not None:
        return float(found.group(1)) * (0.75 if found.group(2) == "px" else 1.0)
    return _FONT_SIZES.get(element.get("size", "")) if element.tag == "font" else None


def _form_value(element: etree._Element, tag: str) -> str:
    """What a form field shows."""
    kind = element.get("type", "text").lower()
    if tag == "textarea":
        return element.text or ""
    if tag == "select":
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        return ", ".join(one.text or "" for one in chosen or options[:1])
    if kind in {"checkbox", "radio"}:
        return "☒ " if element.get("checked") is not None else "☐ "
    if kind in {"text", "date", "number", "email", "tel", "month"}:
        return element.get("value", "")
    return ""


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
