"""Spreadsheets (.xlsx, .xlsm, .xlsb, .xls): a tracker's sheets as tables.

python-calamine reads the values; how an .xlsx shows them, and what it hides, is
read beside it. Hidden rows and columns are kept and flagged; hidden sheets, which
hold lists and old versions, are left out and the document is flagged.
"""

from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from plan_ingest.errors import EncryptedSource, UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.model.source import Source
from plan_ingest.readers import sniff
from plan_ingest.readers.archive import open_archive
from plan_ingest.readers.number_formats import shown
from plan_ingest.readers.sheet_marks import Look, Marks, read_marks
from plan_ingest.readers.sheets import Book, Sheet, book_document
from plan_ingest.settings import Reading

_ZIPPED = frozenset({sniff.XLSX, sniff.XLSB})
_AFRESH = "open it in Excel and save it afresh"


def read(source: Source, path: Path, limits: Reading) -> Document:
    """The workbook at `path`: each sheet's title lines and table, in its order.

    Several sheets each get a heading with their name. Raises SourceError.
    """
    marks: dict[str, Marks] = {}
    if source.media_type in _ZIPPED:
        with open_archive(source.file, path, limits) as archive:
            if source.media_type == sniff.XLSX:
                marks = read_marks(archive)
    book = _opened(source, path, marks)
    return book_document(source, book)


def _opened(source: Source, path: Path, marks: dict[str, Marks]) -> Book:
    try:
        with path.open("rb") as opened:
            return _book(CalamineWorkbook.from_filelike(opened), marks)
    except PasswordError as wrong:
        raise EncryptedSource(
            source.file, "it is protected by a password", "save it without one"
        ) from wrong
    except (CalamineError, OSError, ValueError, KeyError) as wrong:
        raise _damaged(source, wrong) from wrong
    except BaseException as wrong:
        # A panic in calamine's Rust is no Exception; all else goes on up.
        if type(wrong).__name__ != "PanicException":
            raise
        raise _damaged(source, wrong) from None


def _damaged(source: Source, wrong: BaseException) -> UnreadableSource:
    words = " ".join(str(wrong).split())[:120]
    return UnreadableSource(source.file, f"the workbook is damaged ({words})", _AFRESH)


def _book(workbook: CalamineWorkbook, marks: dict[str, Marks]) -> Book:
    sheets = []
    hidden = False
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            hidden = True
            continue
        found = workbook.get_sheet_by_name(about.name)
        sheets.append((about.name, _sheet(found, marks.get(about.name, Marks()))))
    return Book(tuple(sheets), hidden)


def _sheet(found: CalamineSheet, marks: Marks) -> Sheet:
    values = found.to_python(skip_empty_area=False)
    rows = [
        [_text(value, marks.looks.get((r, c), Look())) for c, value in enumerate(row)]
        for r, row in enumerate(values)
    ]
    return Sheet(
        rows=rows,
        merged=tuple(found.merged_cell_ranges or ()),
        bold=frozenset(at for at, look in marks.looks.items() if look.bold),
        hidden_rows=frozenset(marks.hidden_rows),
        hidden_cols=frozenset(marks.hidden_cols),
    )


def _text(value: object, look: Look) -> str:
    return shown(value, look.code).replace("_x000D_", "").replace("\r", "")
