"""What is kept of applicants, for how long, and how it goes.

Words: an application is *due* so many days after its decision, or when *consent* to keep it ends; an *objection* to the
decision keeps it, whatever road is tried. A *run* is a list of what goes, fixed by its digest: looked through by one person,
carried out by another. Each *item* says why, what goes, and afterwards what went and what a search of the whole database
still found. The application stays as a number: its stages, moments and source.
"""
