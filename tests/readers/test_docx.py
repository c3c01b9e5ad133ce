"""Word files: every word that a reader of the page sees, once, in order."""

# ruff: noqa: E501  mark-up reads better whole

from pathlib import Path
from statistics import fmean

import pytest
from benchmarks.docx import docx_scores

from plan_ingest.errors import EmptySource, UnreadableSource
from plan_ingest.model.document import Bullet, Furniture, Heading, Paragraph
from tests.readers import office
from tests.readers.office import p, r, tbl, tc, texts, tr, word, word_parts


def test_content_controls_are_looked_through_at_every_level(tmp_path: Path) -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    inline = f"<w:p>{r('Led by ')}{control(r('the deputy chief'))}</w:p>"
    cell = tr(tc("A1"), control(tc("Train every responder")))
    row = control(tr(tc("A2"), tc("Check every file")))

    found = word(tmp_path, control(p("Our aims")) + inline + tbl(cell, row))

    assert texts(found) == [
        "Our aims",
        "Led by the deputy chief",
        "0,0: A1",
        "0,1: Train every responder",
        "1,0: A2",
        "1,1: Check every file",
    ]


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    changed = (
        f"<w:p>{r('Review ')}<w:ins>{r('all ')}</w:ins>"
        "<w:del><w:r><w:delText>some </w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('old ')}</w:moveFrom><w:moveTo>{r('high-risk ')}</w:moveTo>"
        f"{r('cases')}</w:p>"
    )

    assert texts(word(tmp_path, changed)) == ["Review all high-risk cases"]


def test_a_deleted_paragraph_mark_joins_the_next_paragraph(tmp_path: Path) -> None:
    joined = p("Review cases ", "<w:rPr><w:del/></w:rPr>") + p("each month.")

    assert texts(word(tmp_path, joined)) == ["Review cases each month."]


def test_a_deleted_row_is_gone_and_an_inserted_one_counts(tmp_path: Path) -> None:
    rows = (
        tr(tc("Ref"), tc("Action")),
        tr(tc("1"), tc("Dropped"), properties="<w:del/>"),
        tr(tc("2"), tc("Kept"), properties="<w:ins/>"),
    )

    assert texts(word(tmp_path, tbl(*rows)))[2:] == ["1,0: 2", "1,1: Kept"]


def test_a_text_box_is_read_once_where_it_is_anchored(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    before = word(tmp_path, f"<w:p>{drawing}{r('The text')}</w:p>")
    after = word(tmp_path, f"<w:p>{r('The text')}{drawing}</w:p>")

    assert texts(before) == ["In the box", "The text"]
    assert texts(after) == ["The text", "In the box"]


def test_the_fallback_is_taken_where_the_choice_says_nothing(tmp_path: Path) -> None:
    alternative = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="new"><w:drawing/></mc:Choice>'
        "<mc:Fallback><w:t>said the old way</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert texts(word(tmp_path, f"<w:p>{alternative}</w:p>")) == ["said the old way"]


def test_fields_give_their_result_and_not_their_instruction(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>IF a = b</w:instrText></w:r>"
    nested = mark("begin") + code + mark("separate") + r("hidden ") + mark("end")
    field = (
        mark("begin") + code + nested + mark("separate") + r("31 March") + mark("end")
    )
    simple = f'<w:fldSimple w:instr="DATE">{r(" 2016")}</w:fldSimple>'

    assert texts(word(tmp_path, f"<w:p>{r('By ')}{field}{simple}</w:p>")) == [
        "By 31 March 2016"
    ]


def test_words_after_a_field_that_never_ends_are_kept(tmp_path: Path) -> None:
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("Still here")

    assert texts(word(tmp_path, broken + "</w:p>")) == ["Still here"]


def test_old_form_fields_show_what_was_chosen(tmp_path: Path) -> None:
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Open"/><w:listEntry w:val="Complete"/></w:ddList></w:ffData>'
        '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert texts(word(tmp_path, f"<w:p>{r('Status: ')}{choice}</w:p>")) == [
        "Status: Complete"
    ]


def test_a_content_control_nobody_filled_in_says_nothing(tmp_path: Path) -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{r('Click here to enter text.')}</w:sdtContent></w:sdt>"
    )

    assert texts(word(tmp_path, f"<w:p>{r('Evidence:')}{empty}</w:p>")) == ["Evidence:"]


def test_signs_tabs_breaks_and_hyphens(tmp_path: Path) -> None:
    odd = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:t>safe</w:t>'
        "<w:softHyphen/><w:t>guard\u00ading</w:t><w:noBreakHyphen/><w:t>led</w:t>"
        "<w:br/><w:t>work</w:t></w:r></w:p>"
    )

    (found,) = word(tmp_path, odd).blocks

    assert isinstance(found, Bullet)
    assert (found.marker, found.text) == ("✓", "safeguarding-led work")


def test_the_words_of_smart_art_stand_where_it_does(tmp_path: Path) -> None:
    names = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    points = point.format("Prevent") + point.format("Protect")
    call = (
        f'<w:p><w:r><w:drawing><dgm:relIds {names} r:dm="d1"/></w:drawing></w:r></w:p>'
    )
    parts = word_parts(p("Before") + call + p("After"))
    parts["word/diagrams/data1.xml"] = (
        f"<dgm:dataModel {names}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>"
    )
    relations = str(parts["word/_rels/document.xml.rels"])
    data = f'<Relationship Id="d1" Type="{office.R}/diagramData" Target="diagrams/data1.xml"/>'
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{data}</Relationships>"
    )

    found = office.read_file(office.put(tmp_path / "plan.docx", parts))

    assert texts(found) == ["Before", "Prevent", "Protect", "After"]


def test_a_chunk_of_another_format_is_flagged(tmp_path: Path) -> None:
    assert word(tmp_path, p("Words") + '<w:altChunk r:id="x"/>').flags == (
        "part_unread",
    )


def test_hidden_words_are_not_read(tmp_path: Path) -> None:
    hidden = f"<w:p>{r('Seen')}{r(' unseen', '<w:vanish/>')}</w:p>"

    assert texts(word(tmp_path, hidden)) == ["Seen"]


def test_formulas_keep_their_words(tmp_path: Path) -> None:
    formula = "<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"

    assert texts(word(tmp_path, formula)) == ["a+b"]


def test_notes_are_marked_in_the_text_and_kept_apart(tmp_path: Path) -> None:
    body = (
        f'<w:p>{r("Survey victims")}<w:r><w:footnoteReference w:id="7"/></w:r>'
        f'{r(" yearly")}<w:r><w:endnoteReference w:id="3"/></w:r></w:p>'
    )
    foot = f'<w:footnote w:id="7">{p("By post")}</w:footnote>'
    end = f'<w:endnote w:id="3">{p("From 2016")}</w:endnote>'

    found = word(tmp_path, body, footnotes=foot, endnotes=end)

    assert texts(found) == ["Survey victims¹ yearly¹", "¹ By post", "¹ From 2016"]
    assert [block.kind for block in found.blocks] == [
        "paragraph",
        "furniture",
        "furniture",
    ]


def test_headers_and_footers_are_furniture_once(tmp_path: Path) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:headerReference w:type="first" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/></w:sectPr>'
    )

    found = word(
        tmp_path, p("Body") + section, header=p("OFFICIAL"), footer=p("Page 1")
    )

    assert [(type(b), b.text) for b in found.blocks if not hasattr(b, "cells")] == [
        (Paragraph, "Body"),
        (Furniture, "OFFICIAL"),
        (Furniture, "Page 1"),
    ]


def test_a_table_of_contents_is_furniture(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    )

    found = word(tmp_path, p("Leadership 3", '<w:pStyle w:val="T1"/>'), styles=styles)

    assert [block.kind for block in found.blocks] == ["furniture"]


def test_merged_cells_come_once_with_their_span(tmp_path: Path) -> None:
    def merge(kind: str) -> str:
        return f'<w:vMerge w:val="{kind}"/>'

    table = tbl(
        tr(tc("Strand", merge("restart")), tc("One"), tc("Two")),
        tr(tc("", merge("continue")), tc("Both", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), tc("Three"), tc("Four")),
        grid=(2000, 2000, 2000),
    )

    found = office.spans(office.only_table(word(tmp_path, table)))

    assert found == {
        "Strand": (0, 2, 0, 0),
        "One": (0, 0, 1, 1),
        "Two": (0, 0, 2, 2),
        "Both": (1, 1, 1, 2),
        "Three": (2, 2, 1, 1),
        "Four": (2, 2, 2, 2),
    }


def test_column_edges_moved_by_hand_are_one_edge(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    table = tbl(
        tr(tc("Ref"), tc("Action", wide)),
        tr(tc("1", wide), tc("Train")),
        grid=(1000, 40, 5000),
    )

    assert office.spans(office.only_table(word(tmp_path, table))) == {
        "Ref": (0, 0, 0, 0),
        "Action": (0, 0, 1, 1),
        "1": (1, 1, 0, 0),
        "Train": (1, 1, 1, 1),
    }


def test_repeated_header_rows_are_known_as_such(tmp_path: Path) -> None:
    table = tbl(
        tr(tc("Ref"), tc("Action"), properties="<w:tblHeader/>"),
        tr(tc("1"), tc("Train")),
    )

    assert office.only_table(word(tmp_path, table)).header_rows == 1


def test_a_nested_table_gives_its_words_to_the_cell(tmp_path: Path) -> None:
    inner = tbl(tr(tc("a"), tc("b")), tr(tc("c"), tc("d")))
    outer = tbl(
        tr(tc("Action"), tc("Evidence")), tr(tc("Train"), tc(p("See") + inner + p("")))
    )

    cells = office.only_table(word(tmp_path, outer)).cells

    assert cells[3].text == "See\na\nb\nc\nd"


def test_a_table_that_only_frames_gives_its_content(tmp_path: Path) -> None:
    inner = tbl(tr(tc("Ref"), tc("Action")), tr(tc("1"), tc("Train")))
    framed = tbl(tr(tc(p("In a frame") + inner + p(""))))

    found = word(tmp_path, framed)

    assert [block.kind for block in found.blocks] == ["paragraph", "table"]


def test_list_markers_are_those_word_prints(tmp_path: Path) -> None:
    def level(at: int, form: str, text: str, start: int = 1) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "(%2)")
        + level(2, "lowerRoman", "%1.%2.%3")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )

    def entry(level: int, num: int = 1) -> str:
        return p(
            "x",
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>',
        )

    levels = [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (0, 2), (0, 2), (0, 1)]
    body = "".join(entry(*one) for one in levels)

    found = word(tmp_path, body, numbering=numbering).blocks

    assert [(b.marker, b.level) for b in found if isinstance(b, Bullet)] == [
        ("1.", 0),
        ("(a)", 1),
        ("(b)", 1),
        ("1.b.i", 2),
        ("2.", 0),
        ("(a)", 1),
        ("5.", 0),
        ("6.", 0),
        ("7.", 0),
    ]


def test_a_list_by_style_has_the_level_tied_to_the_style(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:pStyle w:val="Sub"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0a7"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub point"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )

    (found,) = word(
        tmp_path,
        p("Share data", '<w:pStyle w:val="Sub"/>'),
        numbering=numbering,
        styles=styles,
    ).blocks

    assert isinstance(found, Bullet)
    assert (found.marker, found.level) == ("▪", 1)


def test_a_paragraph_is_taken_off_its_styles_list(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
    )
    off = p("Plain text.", '<w:numPr><w:numId w:val="0"/></w:numPr>')

    (found,) = word(tmp_path, off, numbering=numbering).blocks

    assert isinstance(found, Paragraph)


def test_typed_bullets_and_numbers_become_markers(tmp_path: Path) -> None:
    body = p("• Train staff") + p("2.\tAudit files") + p("12 weeks later")

    found = word(tmp_path, body).blocks

    assert [
        (getattr(b, "marker", None), b.text) for b in found if b.kind != "table"
    ] == [
        ("•", "Train staff"),
        ("2.", "Audit files"),
        (None, "12 weeks later"),
    ]


HEADINGS = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="N"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Force title"/>'
    '<w:basedOn w:val="H2"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)


def test_headings_by_style_and_by_outline(tmp_path: Path) -> None:
    body = p("Plan", '<w:pStyle w:val="Own"/>') + p("Aims", '<w:pStyle w:val="H2"/>')

    found = word(tmp_path, body, styles=HEADINGS).blocks

    assert [(b.text, b.level) for b in found if isinstance(b, Heading)] == [
        ("Plan", 1),
        ("Aims", 2),
    ]


def test_headings_by_look_lie_below_those_by_style(tmp_path: Path) -> None:
    prose = p("We train every responder and we check that it works. " * 5)
    body = (
        p("Plan", '<w:pStyle w:val="H2"/>')
        + p("Larger", run='<w:b/><w:sz w:val="28"/>')
        + prose
        + p("Smaller", run="<w:b/>")
        + prose
        + p("Not a heading, but bold words that end a sentence.", run="<w:b/>")
        + prose
    )

    found = word(tmp_path, body, styles=HEADINGS).blocks

    assert [(b.text, b.level) for b in found if isinstance(b, Heading)] == [
        ("Plan", 2),
        ("Larger", 3),
        ("Smaller", 4),
    ]


def test_a_headings_printed_number_is_its_marker(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:pStyle w:val="H2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    found = word(
        tmp_path,
        p("Leadership", listed) + p("Contact", listed),
        styles=HEADINGS,
        numbering=numbering,
    ).blocks

    assert [(b.marker, b.text) for b in found if isinstance(b, Heading)] == [
        ("I.", "Leadership"),
        ("II.", "Contact"),
    ]


def test_bold_is_known_of_paragraphs_and_cells(tmp_path: Path) -> None:
    bold, off = "<w:b/>", '<w:b w:val="0"/>'
    table = tbl(
        tr(tc(p("Head", run=bold)), tc(p("Text", run=off))), tr(tc("a"), tc("b"))
    )

    cells = office.only_table(word(tmp_path, table)).cells

    assert [cell.bold for cell in cells] == [True, False, False, False]


def test_strict_office_open_xml_is_read(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    parts = {
        name: str(data)
        .replace(f"{office.USUAL}/wordprocessingml/2006", f"{strict}/wordprocessingml")
        .replace(f"{office.USUAL}/officeDocument/2006", f"{strict}/officeDocument")
        for name, data in word_parts(p("Strictly said")).items()
    }

    found = office.read_file(office.put(tmp_path / "strict.docx", {**parts}))

    assert texts(found) == ["Strictly said"]


def test_a_relation_that_leads_nowhere_does_no_harm(tmp_path: Path) -> None:
    parts = word_parts(p("Still read"))
    relations = str(parts["word/_rels/document.xml.rels"])
    gone = f'<Relationship Id="x" Type="{office.R}/image" Target="../NULL"/>'
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{gone}</Relationships>"
    )

    assert texts(office.read_file(office.put(tmp_path / "odd.docx", parts))) == [
        "Still read"
    ]


def test_characters_seen_are_those_of_the_blocks(tmp_path: Path) -> None:
    body = p("One two") + tbl(tr(tc("three"), tc("four")), tr(tc("five"), tc("six")))

    found = word(tmp_path, body)

    assert found.characters == len("Onetwothreefourfivesix")


@pytest.mark.parametrize("inside", ["", "<w:p/>", "<notxml"])
def test_a_word_file_without_words_or_sense_is_refused(
    tmp_path: Path, inside: str
) -> None:
    with pytest.raises((EmptySource, UnreadableSource)):
        word(tmp_path, inside)


def test_the_shared_word_files_keep_their_words_in_order(
    shared: Path, tmp_path: Path
) -> None:
    """By the shared scorer: at least .995 kept and .99 in order in the mean."""
    scores = list(docx_scores(shared, tmp_path))

    assert len(scores) == 33
    assert min(kept for _, kept, _ in scores) >= 0.95
    assert fmean(kept for _, kept, _ in scores) >= 0.995
    assert fmean(order for _, _, order in scores) >= 0.99
