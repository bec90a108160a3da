from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from csdesign.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.role_import import ImportedRole

    Read = Callable[..., list[ImportedRole]]

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(statements: tuple[object, ...]) -> list[str]:
    return [s.text for s in statements]


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(body: str, *, name: str = "word/document.xml", head: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            name, f'{head}<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
        )
    return buffer.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_a_document_made_by_python_docx_is_read(read: Read) -> None:
    """A second, independent implementation writes what we read: styles, lists, bold, tables."""
    document = docx.Document()
    document.add_heading("Customer Success Manager", 0)
    document.add_heading("Responsibilities", 1)
    document.add_paragraph("Run business reviews", style="List Bullet")
    document.add_paragraph("Own adoption", style="List Number")
    document.add_paragraph().add_run("Requirements").bold = True
    document.add_paragraph("Two years in software", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "KPIs"
    table.cell(0, 1).text = "Gross retention"
    (role,) = read(saved(document), "a.docx")
    assert (role.title, role.unit) == ("Customer Success Manager", "paragraph")
    assert texts(role.responsibilities) == ["Run business reviews", "Own adoption"]
    assert texts(role.requirements) == ["Two years in software"]
    assert texts(role.measures) == ["Gross retention"]
    assert [s.line for s in role.responsibilities] == [3, 4]


def test_a_form_in_a_table_loses_no_row(read: Read) -> None:
    """Its first row is not the head of a table where all rows are a label and what it says."""
    document = docx.Document()
    form = (
        ("Position Title:", "Claims Success Manager"),
        ("Reports to:", "Director of Client Services"),
        ("Location:", "Moncton, NB (hybrid, three days a week)"),
    )
    table = document.add_table(rows=0, cols=2)
    for label, value in form:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_paragraph().add_run("Duties").bold = True
    document.add_paragraph("Closes claims with insurers", style="List Bullet")
    (role,) = read(saved(document), "a.docx")
    assert role.title == "Claims Success Manager"
    assert role.manager == "Director of Client Services"


def test_who_approves_a_form_is_not_its_title(read: Read) -> None:
    document = docx.Document()
    for line in (
        "ООО «Маяк»",
        "УТВЕРЖДАЮ",
        "Директор по персоналу",
        "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ",
        "Специалист по внедрению",
    ):
        document.add_paragraph(line)
    document.add_paragraph("Обязанности:")
    document.add_paragraph("Проводит обучение клиентов", style="List Bullet")
    (role,) = read(saved(document), "a.docx")
    assert role.title == "Специалист по внедрению"
    assert texts(role.responsibilities) == ["Проводит обучение клиентов"]


def test_deleted_hidden_and_doubled_text_is_not_read(read: Read) -> None:
    body = (
        paragraph("Support Engineer", '<w:outlineLvl w:val="0"/>')
        + paragraph("Duties", '<w:outlineLvl w:val="1"/>')
        + paragraph("Answer tickets", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
        + paragraph("Hide evidence", run="<w:vanish/>")
        + "<w:p><w:del><w:r><w:delText>Burn letters</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Move letters</w:t></w:r></w:moveFrom></w:p>"
    )
    (role,) = read(archive(body), "a.docx")
    assert texts(role.responsibilities) == ["Answer tickets"]


def test_strict_documents_are_read_too(read: Read) -> None:
    body = paragraph("Duties", "", "<w:b/>") + paragraph("Answer tickets")
    data = archive(body).replace(b"", b"")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        text = file.read("word/document.xml").decode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        strict = text.replace(SPACE, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        file.writestr("word/document.xml", strict)
    (role,) = read(buffer.getvalue(), "engineer.docx")
    assert texts(role.responsibilities) == ["Answer tickets"]


BOMB = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a Word document, or a damaged one"),
        (b"Hello, I am text", "not a Word document, or a damaged one"),
        (b"PK\x03\x04" + b"\0" * 100, "not a Word document, or a damaged one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old .doc or a protected file"),
        (archive("", name="xl/workbook.xml"), "an archive without word/document.xml"),
        (archive("<w:p>"), "not well-formed XML"),
        (archive("", head=BOMB), "a document type declaration"),
        (archive("<w:p>" * 300 + "</w:p>" * 300), "nested deeper than 200"),
        (archive(" " * (65 * 1024 * 1024)), "unpacks to more than 64 MB"),
    ],
    ids=["empty", "text", "cut", "doc", "xlsx", "broken", "entities", "deep", "bomb"],
)
def test_what_is_not_a_word_document_gets_one_clear_error(
    read: Read, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        read(data, "a.docx")
    assert "a.docx" in str(caught.value)
    assert "\n" not in str(caught.value)
