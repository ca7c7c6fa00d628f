"""Files of formats that are no text, made byte by byte: none lies in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

__all__ = ["docx", "encrypted", "paragraph", "pdf"]

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of a Word file, as XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def docx(
    *body: str, properties: Mapping[str, str] | None = None, main: str = "word/document.xml", head: str = ""
) -> bytes:
    """A Word file with ``body`` (XML) in its main part; ``properties`` by their names with prefix."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELATIONS.format(main))
        archive.writestr(main, f"{head}<w:document {_WORD}><w:body>{''.join(body)}</w:body></w:document>")
        if properties is not None:
            inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in properties.items())
            archive.writestr("docProps/core.xml", f"<cp:coreProperties {_CORE}>{inner}</cp:coreProperties>")
    return file.getvalue()


def pdf(pages: Iterable[Sequence[str]], information: Mapping[str, str] | None = None) -> bytes:
    """A PDF file (ISO 32000) with lines of text on its pages, in Helvetica."""
    contents = []
    for lines in pages:
        shown = "".join(f"({_in_brackets(line)}) Tj T*\n" for line in lines)
        contents.append(f"BT /F1 12 Tf 14 TL 72 760 Td\n{shown}ET".encode("cp1252"))
    count = len(contents)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, content in enumerate(contents):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    entries = "".join(f"/{name} ({_in_brackets(value)}) " for name, value in (information or {}).items())
    objects.append(f"<< {entries}>>".encode("cp1252"))
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places).encode()
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    trailer += f"startxref\n{len(file)}\n%%EOF\n"
    return file + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + trailer.encode()


def _in_brackets(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def encrypted(data: bytes, password: str) -> bytes:
    """The PDF file, to be opened with ``password`` only."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
