"""Letters to applicants: what is written, to whom, and what became of it.

Words: a *template* is a text in two languages with fields, of the house or of one vacancy; its versions never change. One
with the key of a system letter is sent in that letter's place. A *mailing* is one letter to recipients whom a person chose,
with or without a move of their applications; what it would send is looked at first, and then sent in one transaction.
"""
