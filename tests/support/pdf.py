"""Small real PDFs for tests."""

from polder.kernel.pdf.document import Document


def pdf(*paragraphs: str) -> bytes:
    made = Document(paragraphs[0] if paragraphs else "Document", "en", "Test", "test")
    for text in paragraphs:
        made.paragraph(text)
    return bytes(made)
