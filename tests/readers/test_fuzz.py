"""Samples with bytes changed at random: read, or refused in the project's own words."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_ingest.errors import PlanIngestError
from plan_ingest.model.document import Document
from plan_ingest.readers import read
from plan_ingest.readers.isolation import read_isolated
from plan_ingest.settings import Reading
from tests import bombs, build
from tests.readers.office import p, tbl, tc, tr, word_parts

LIMITS = Reading(ocr=False, zip_megabytes=20)
BOUNDED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)),
    min_size=1,
    max_size=12,
)


def _zip(parts: dict[str, Any]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            archive.writestr(name, inside)
    return data.getvalue()


def _word() -> bytes:
    listed = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    table = tbl(tr(tc("Ref"), tc("Action")), tr(tc("1"), tc("Train")))
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:numFmt'
        ' w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return _zip(word_parts(p("Aims") + p("One", listed) + table, numbering=numbering))


def _sheet() -> bytes:
    book = openpyxl.Workbook()
    for row in (["Plan"], ["Ref", "Action", "By"], [1, "Train", 0.5], [2, "Check", 3]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


PAGE = b"""<!DOCTYPE html><html><body><h1>Plan</h1><ol type="i" start="3"><li>One<li>Two
</ol><table><tr><th rowspan="2">Ref<th colspan="3">Action<tr><td>1<td>Train</table>"""
TEXT = "Plan\n\n1.\tTrain staff\tSupt\n\u2022 one\n\u2022 two\n| a | b |\n".encode()
PLAIN = [("plan.html", PAGE), ("plan.txt", TEXT), ("plan.csv", b"Ref,Action\n1,Go\n")]


def _changed(data: bytes, changes: list[tuple[float, int]]) -> bytes:
    bytes_ = bytearray(data)
    for place, value in changes:
        bytes_[int(place * len(bytes_))] = value
    return bytes(bytes_)


def _read_or_refused(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.write_bytes(data)
    found = _outcome(name, path)
    assert name in str(found) if isinstance(found, PlanIngestError) else found.blocks


def _outcome(name: str, path: Path) -> Document | PlanIngestError:
    try:
        return read(build.source(file=name), path, LIMITS)
    except PlanIngestError as refused:
        return refused


@pytest.mark.parametrize(("name", "data"), PLAIN)
@BOUNDED
@given(changes=CHANGES)
def test_texts_and_pages(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    data: bytes,
    changes: list[tuple[float, int]],
) -> None:
    folder = tmp_path_factory.mktemp("fuzz", numbered=True)

    _read_or_refused(folder, name, _changed(data, changes))


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
@BOUNDED
@given(changes=CHANGES)
def test_the_zip_of_an_office_file(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    changes: list[tuple[float, int]],
) -> None:
    data = _word() if name == "plan.docx" else _sheet()

    _read_or_refused(tmp_path_factory.mktemp("fuzz"), name, _changed(data, changes))


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
@BOUNDED
@given(changes=CHANGES, which=st.integers(0, 20))
def test_the_parts_of_an_office_file(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    changes: list[tuple[float, int]],
    which: int,
) -> None:
    """A change in a part that unpacks gets further than one in the zip around it."""
    data = _word() if name == "plan.docx" else _sheet()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    part = sorted(parts)[which % len(parts)]
    parts[part] = _changed(parts[part], changes)

    _read_or_refused(tmp_path_factory.mktemp("fuzz"), name, _zip(parts))


def test_pdfs_in_their_children(tmp_path: Path) -> None:
    whole = bombs.simple_pdf(tmp_path / "whole.pdf").read_bytes()
    changes = st.lists(CHANGES, min_size=24, max_size=24)
    made: list[tuple[Any, Path]] = []

    @settings(max_examples=1, derandomize=True, database=None)
    @given(changes)
    def draw(many: list[list[tuple[float, int]]]) -> None:
        for number, one in enumerate(many):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(_changed(whole, one))
            made.append((build.source(file=path.name), path))

    draw()
    found = dict(read_isolated(made, Reading(seconds=20, ocr=False)))

    assert len(made) >= 24
    assert all("gave up" not in str(one) for one in found.values())
