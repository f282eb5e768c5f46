"""Who reviews which application, and whether something stands between the two.

Words: a *proposal* of a conflict names what the rules found between a committee member and an applicant; people confirm
or dismiss it. An *assignment* asks a member for a review. The *review plan* of a vacancy says whether members see all
applications or those assigned to them, how many reviews each one gets, and by when. The *background* of an applicant is
what the rules need to know: employers, supervisors, works.
"""
