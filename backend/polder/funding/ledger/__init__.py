"""The journal: double entry in three assets that never net, append-only, written by one function of the database.

Words: *account* (created when first posted to), *journal entry* (one event, its *postings* sum to zero per asset),
*lot* (what every posting carries), *closed period* (nothing is posted in it any more).
"""
