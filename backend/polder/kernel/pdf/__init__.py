"""Documents as PDF, in any script.

Every grapheme is a character of the document that carries exactly its own text, so that searching, copying and reading
aloud give back what was written (docs/decisions: "PDF text"). Invisible characters are made visible, see `text.visible`.
"""
