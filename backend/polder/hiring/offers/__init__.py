"""The letter of an offer and the answer to it.

Words: a *letter template* (text with named fields, one in force a language; proposed by one person and confirmed by another),
the *letter* that was sent (a PDF, kept with its hash), the *acceptance* (who signed which letter, and when).
"""
