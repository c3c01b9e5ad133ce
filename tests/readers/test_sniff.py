"""What a file is, told from what is in it."""

from pathlib import Path

import pytest

from plan_ingest.errors import (
    EmptySource,
    EncryptedSource,
    UnknownFormat,
    UnreadableSource,
)
from plan_ingest.readers import READERS, sniff
from plan_ingest.readers.encoding import decode
from tests.readers import office
from tests.readers.office import p, put, texts, word_parts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64


def kind(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return sniff.sniff(path, name)


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.txt", b"Plain words.\n", sniff.TEXT),
        ("a.md", b"# Plan\n", sniff.MARKDOWN),
        ("a", b"# Plan\n\n## Aims\n", sniff.MARKDOWN),
        ("a.csv", b"Ref,Action\n1,Train\n", sniff.CSV),
        ("a.dat", b"Ref;Action;Lead\n1;Train;Supt\n2;Check;DCI\n", sniff.CSV),
        ("a.txt", b"We will, in time, act.\nAnd, so, on.\nOh, well, yes.", sniff.TEXT),
        ("a.txt", b"<!DOCTYPE html><html><p>Plan</p></html>", sniff.HTML),
        ("a.htm", b"<p>Plan</p>", sniff.HTML),
        ("a.docx", b"%PDF-1.4\n", sniff.PDF),
        ("a.pdf", b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", sniff.PDF),
        ("a.pdf", b"\x89PNG\r\n\x1a\n....", sniff.PNG),
        ("a.jpg", b"\xff\xd8\xff\xe0....", sniff.JPEG),
        ("a.tif", b"II*\0....", sniff.TIFF),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), sniff.XLS),
    ],
)
def test_the_kind_is_told_by_content(
    tmp_path: Path, name: str, data: bytes, wanted: str
) -> None:
    assert kind(tmp_path, name, data) == wanted
    assert wanted in READERS


@pytest.mark.parametrize(
    ("data", "mend"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "save it as PDF"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "attachment"),
        (OLE, "save it as"),
        (b"{\\rtf1 Plan}", "save it as .docx"),
        (b"<?xml version='1.0'?><plan/>", "save it as"),
        (b"From: a@b.c\nDate: 1 May\nSubject: Plan\n\nText", "attachment"),
        (bytes(range(256)) * 8, "save it as"),
        (b"\x1f\x8b\x08rest", "unpack it"),
    ],
)
def test_what_is_not_read_says_what_to_save_it_as(
    tmp_path: Path, data: bytes, mend: str
) -> None:
    with pytest.raises(UnknownFormat, match=mend):
        kind(tmp_path, "plan.bin", data)


@pytest.mark.parametrize("data", [b"", b"  \n\t", b"\0\0\0"])
def test_nothing_is_said_to_be_nothing(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(EmptySource):
        kind(tmp_path, "plan.docx", data)


def test_an_office_file_under_a_password_is_told(tmp_path: Path) -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(EncryptedSource, match="password"):
        kind(tmp_path, "plan.docx", locked)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no file"):
        sniff.sniff(tmp_path, "folder")


def test_a_slide_show_and_a_plain_zip_are_not_read(tmp_path: Path) -> None:
    slides = put(tmp_path / "a.pptx", {"ppt/presentation.xml": "<p/>"})
    packed = put(tmp_path / "b.zip", {"plan.txt": "words"})

    with pytest.raises(UnknownFormat, match="slide show"):
        sniff.sniff(slides, "a.pptx")
    with pytest.raises(UnknownFormat, match="unpack it"):
        sniff.sniff(packed, "b.zip")


def test_a_cut_off_word_file_is_told(tmp_path: Path) -> None:
    whole = put(tmp_path / "a.docx", word_parts(p("words"))).read_bytes()

    with pytest.raises(UnreadableSource, match="cut off"):
        kind(tmp_path, "cut.docx", whole[: len(whole) // 2])


def test_a_word_file_called_pdf_is_read_as_what_it_is(tmp_path: Path) -> None:
    found = office.read_file(put(tmp_path / "plan.pdf", word_parts(p("In Word"))))

    assert texts(found) == ["In Word"]
    assert found.source.media_type == sniff.DOCX


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_is_decoded_by_its_bytes(encoding: str) -> None:
    said = "The force’s plan – first £5\r\nSecond line"

    assert decode(said.encode(encoding)) == said.replace("\r\n", "\n")


def test_undefined_bytes_do_not_stop_a_text() -> None:
    assert decode(b"caf\xe9 \x81 bar") == "café \ufffd bar"
