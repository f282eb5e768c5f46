"""Applications in and out as files.

Words: a *table* (CSV or XLSX) is read in whole or not at all, its columns mapped to what an application holds; the mapping
is kept for the next table with the same headings. An *export* is a ZIP with a folder an application; who exported what is
kept.
"""
