"""Who applies, and who comes how far: what people say of themselves if they wish, shown only as numbers of ten or more.

Words: a *question* is a rule in versions, with its options; an *answer* is given and taken back by its applicant alone, and
seen by nobody else; a *figure* is how many people gave one answer and reached a stage, in one calendar year, as it stood when
a quarter began. What of it is shown is decided by `rules.shown`, once a quarter, and stands from then on.
"""
