"""Private money matched with public money, by rules that funder and State agreed: live, and frozen per closed quarter.

Words: a *matching rule* says how much public money goes with private money; its *basis* (committed, invoiced, received or
spent) is the one that the contract names, the other three are shown beside it. *Entitlement* is what the State owes by the
rule, the *gap* what it paid above that. A *snapshot* is how a rule stood when a quarter was closed. A *published
aggregate* is the one figure that funders see of each other: a total that tells nothing about one of them.
"""
