"""Every euro from promise to proof: what funders promised, what arrived, what it was matched with, where it went.

Words: an *agreement* is a contribution agreement with a funder; a *tranche* is one instalment of it and the *lot* whose
identity follows the money to the end. A *public decision* is a subsidy and one lot. Every line of the *ledger* carries
its lot. A *purpose* (programme, position, grant) is what lots are *allocated* to; a *fund pool* restricts to which.
"""
