"""Work and goods that a funder gives instead of money: declared, valued by rule, accepted by another person.

Words: a *valuation rule* is a tariff (what one unit is worth) with source and validity; an *in-kind contribution* is
what was given under an in-kind lot, in units of a tariff. Accepted, it is in the ledger; *counted*, in a frozen quarter.
"""
