"""`make bench`: how fast Polder is, as ratios to what stands beside it in the same run, on the same database.

Polder runs beside a raw floor (hand-written SQL), a Django REST Framework twin and pgbench; rounds are interleaved, so
that a busy machine slows all of them. Only the ratios mean something.
"""
