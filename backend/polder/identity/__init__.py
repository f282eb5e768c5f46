"""Who may sign in, as what, and for how long.

Words: an *identity provider* is a partner's OpenID Connect service; an *account* is a person who may sign in; an
*external identity* is the pair (issuer, subject) that finds the account; a *role grant* gives an account a named set of
permissions for a scope and a period; a *session* is a server-side row that a browser cookie, an API token or an
applicant's e-mail link opens by its secret.
"""
