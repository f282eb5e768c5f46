"""What money is meant for: a part of a lot for a purpose, in a period.

Words: an allocation is *planned* on what was promised, *booked* on money that has arrived, and *released* when it is
over; costs are *attributed* to it in between.
"""
