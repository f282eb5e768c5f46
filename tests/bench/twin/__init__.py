"""The twin: the same three endpoints as most teams would build them, in idiomatic Django REST Framework.

Models on the same tables, a filter and ordering backend, page numbers with a count, nested serializers with
`select_related` and `prefetch_related`, persistent connections. No row-level security, no audit, no history, no job.
"""
