"""Letters of people who know the applicant.

Words: an applicant names a *referee*; a *reference* is the request to one referee, from *named* to *received*; the *letter*
is a document of its own, never the applicant's to read. A referee answers once, by a link that opens nothing else.
"""
