"""Posts and the money that pays them, before anybody is looked for.

Words: a *position* is a post with a salary range, a size and a term of whole months; its *cost* is the budgeted salary with
the employer's costs of its collective agreement. *Employers* share a joint appointment in parts. A *line* says which lot pays
which part in which months; *coverage* is what the lines pay of each month, and what is missing is the *gap*. A director may
accept a gap by name; a vacancy is published on a position that is covered, or says why there is none.
"""
