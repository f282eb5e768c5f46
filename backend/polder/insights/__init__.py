"""What became of it: pages that join several floors.

Words: a *funder's page* is what one funder opens once a quarter: what they promised, what is due when, what arrived,
what it was matched with and what it made possible. Each figure opens the rows behind it: tranche, invoice, receipt.
A *calendar link* is a secret address with the days on which something is due, for that funder's own calendar.
"""
