"""What funders promise: contribution agreements with their tranches, rights and conditions, and public decisions.

Words: an *agreement* has *versions* (the first, and one for each amendment) whose *tranches* become lots when the
version comes into force; a *funder right* is what the funder may claim of results; a *public decision* is a subsidy,
which is not invoiced and can be lowered until it is determined.
"""
