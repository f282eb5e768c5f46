"""What may stand between two people: the facts and the rules by which a conflict of interest is proposed.

Words: an *interest* (somebody holds shares in an organisation, sits on its board, advises it, is related to it), a *work*
that somebody published, a *window* (how many years back a tie counts, by which rule, from which day). Rules propose;
people decide.
"""
