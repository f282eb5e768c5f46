"""What is asked of a funder: invoices and credit notes, from draft to paid, as PDF and as e-invoice.

Words: a *funder invoice* asks for money of one agreement, each *line* for that of one lot; a *credit note* takes back what
was not paid yet; a *settlement* is what closed a line (payment, credit, write-off), with the entry that booked it; the
*billing details* are how a funder wants to be written to.
"""
