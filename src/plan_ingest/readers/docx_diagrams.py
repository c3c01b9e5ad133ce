"""SmartArt in Word files: its words lie in a part of their own that the body calls."""

from collections.abc import Mapping

from lxml import etree

from plan_ingest.readers.docx_package import R, W

_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def place_diagrams(
    body: etree._Element, diagrams: Mapping[str, etree._Element]
) -> None:
    """Each diagram's words put where the body calls it up, as a text box of theirs.

    `diagrams` are the data of the diagrams by relationship id; the body is changed.
    """
    for call in list(body.iter(f"{_DGM}relIds")):
        data = diagrams.get(call.get(f"{R}dm", ""))
        parent = call.getparent()
        if data is not None and parent is not None:
            parent.append(_box(data))


def _box(data: etree._Element) -> etree._Element:
    box = etree.Element(f"{W}txbxContent")
    for point in data.iter(f"{_DGM}pt"):
        for paragraph in point.iter(f"{_A}p"):
            words = "".join(text.text or "" for text in paragraph.iter(f"{_A}t"))
            if words.strip():
                run = etree.SubElement(etree.SubElement(box, f"{W}p"), f"{W}r")
                etree.SubElement(run, f"{W}t").text = words
    return box
