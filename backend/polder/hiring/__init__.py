"""From a vacancy to a researcher at work.

Words: a *vacancy* is published with texts, criteria and a deadline; an *application* answers it and moves through
stages; the *committee* of a vacancy is the committee roles granted for it; a *review* scores each criterion with a
reason, blind until one's own is submitted; an *offer* needs a second person before it is sent. People decide; nothing
here scores, ranks or filters people.
"""
