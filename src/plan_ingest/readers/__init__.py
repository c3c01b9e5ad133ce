"""Files in: which reader reads which kind of file, chosen by what the file is."""

from dataclasses import replace
from pathlib import Path

from plan_ingest import registry
from plan_ingest.errors import EmptySource, LimitExceeded, UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers import sniff
from plan_ingest.settings import Reading

_CALAMINE = "plan_ingest.readers.xlsx:read"
_OCR = "plan_ingest.readers.ocr:read"

READERS: dict[str, str] = {
    sniff.PDF: "plan_ingest.readers.pdf:read",
    sniff.DOCX: "plan_ingest.readers.docx:read",
    sniff.XLSX: _CALAMINE,
    sniff.XLSB: _CALAMINE,
    sniff.XLS: _CALAMINE,
    sniff.ODS: "plan_ingest.readers.ods:read",
    sniff.ODT: "plan_ingest.readers.odt:read",
    sniff.HTML: "plan_ingest.readers.html:read",
    sniff.MARKDOWN: "plan_ingest.readers.markdown:read",
    sniff.CSV: "plan_ingest.readers.csv:read",
    sniff.TEXT: "plan_ingest.readers.text:read",
    sniff.PNG: _OCR,
    sniff.JPEG: _OCR,
    sniff.TIFF: _OCR,
}
"""Media type to "module:function", a Reader = (Source, Path, Reading) -> Document."""


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The document in the file at `path`, read as what its content says it is.

    The document's source carries the media type that was found. Raises SourceError,
    EmptySource where no reader found a word: that is never an empty plan.
    """
    kind = sniff.sniff(path, source.file)
    reader = registry.load(READERS, kind, "reader")
    try:
        found: Document = reader(replace(source, media_type=kind), path, limits)
    except RecursionError as wrong:
        raise UnreadableSource(
            source.file, "it is nested too deeply", "open it and save it afresh"
        ) from wrong
    except MemoryError as wrong:
        raise LimitExceeded(
            source.file,
            f"reading it takes more than the {limits.megabytes} MB allowed",
            "split it or save it afresh, or raise reading.megabytes",
        ) from wrong
    if not found.blocks:
        raise EmptySource(
            source.file, "its pages hold no words", "check that it is the right file"
        )
    return found
