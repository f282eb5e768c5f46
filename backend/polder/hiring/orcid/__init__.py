"""Applicants who show by ORCID who they are, to begin an application, to come back to one, or to confirm their iD.

Words: a *proof* is what we heard from ORCID just now, held by one browser for an hour, gone with its one use. A *verified iD* belongs to an
application, as long as the iD that stands there is the same. Only ORCID's iD and name are believed: never an e-mail address.
"""
