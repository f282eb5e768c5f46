"""The same person more than once: proposed by what their applications have in common, judged by people.

Words: an application's *keys* are its e-mail address, ORCID iD and name in a form that compares; two that share a key are
*proposed*, with the grounds shown. A person says *same* or *different*, and may undo it with a reason. Of two applications
to one vacancy a person chooses which *counts*; the other is withdrawn as a duplicate until that is undone.
"""
