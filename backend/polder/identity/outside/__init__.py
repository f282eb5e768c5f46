"""Off to an outside provider and back: the way that everybody goes who shows there who they are, whatever follows from it.

Words: an *attempt* is under way from our page to the provider and back, bound to one browser, of one use.
"""
