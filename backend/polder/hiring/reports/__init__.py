"""What hiring amounts to: how far people came, how long it took, where they came from.

Words: the *funnel* counts who reached a stage, whatever became of them; *days* in a stage are from arriving in it until
leaving it. Nobody is named, and nothing is counted that its reader may not see.
"""
