"""What applicants tell of themselves so that nobody judges them who stands too near: employers, supervisors, works.

Words: a *background* is told of free will, counts for nothing else, and is seen by whoever leads the procedure, not by those who
only judge. The rules that read it stand in `reviewing`, and so does its table.
"""
