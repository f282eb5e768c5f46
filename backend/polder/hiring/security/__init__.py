"""Knowledge security: a tagged vacancy needs the security officer's check of a person before an offer.

Words: the *tag* of a vacancy with its reason, the *check* of one application (asked; cleared, cleared with measures, or
refused). Nationality is no field of it, and alone decides nothing.
"""
