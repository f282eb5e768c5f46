"""Polder: the research-operations platform of a public-private AI institute."""
