"""Committee meetings: what a committee compares, what it decides of each candidate and why, and its minutes.

Words: a *comparison* shows candidates side by side, as people judged them. A *meeting* of a vacancy's committee has an
*agenda* of *items*, one application each, in an order that people give; it keeps who *attended*, the *decision* on each
item with its reasons, and *minutes* in versions, of which a second person approves one. Whoever has a conflict of
interest with a candidate does not meet the item, is not counted for it, and reads no minutes that speak of it.
"""
