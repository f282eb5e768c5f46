"""What an appointment promises beside the work here: stays elsewhere, and milestones.

Words: a *stay* (time at another organisation, planned, then confirmed, held or dropped), a *milestone* (what is to be
reached by a day, by its owner, and what shows it), a *track* (of a call: what the letter of intent promised, and how many
months of stays its rule asks).
"""
