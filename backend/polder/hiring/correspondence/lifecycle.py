"""States and moves of templates and mailings."""

from polder.hiring.correspondence.tables import MailingState as M
from polder.hiring.correspondence.tables import TemplateState as T
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


TEMPLATE = Lifecycle(
    "mail_template",
    "state",
    {
        T.in_force: _w("in gebruik", "in use"),
        T.replaced: _w("vervangen", "replaced"),
        T.ended: _w("beëindigd", "ended"),
    },
    Move("replace", T.in_force, T.replaced, "letter.write", _w("Vervangen", "Replace"), by_hand=False),
    Move("end", T.in_force, T.ended, "letter.write", _w("Niet meer gebruiken", "Stop using")),
    initial=T.in_force,
    scope=("vacancy_id",),
)

says_something = Condition(
    "says_something",
    "mailing.move is not null or mailing.template_id is not null"
    " or (polder.shows_something(mailing.subject_nl) and polder.shows_something(mailing.body_nl))"
    " or (polder.shows_something(mailing.subject_en) and polder.shows_something(mailing.body_en))",
    _w("Kies een sjabloon of schrijf onderwerp en tekst, in ten minste één taal.",
       "Choose a template, or write subject and text in at least one language."),
    "body_nl",
)  # fmt: skip
both_halves = Condition(
    "both_halves",
    "polder.shows_something(mailing.subject_nl) = polder.shows_something(mailing.body_nl)"
    " and polder.shows_something(mailing.subject_en) = polder.shows_something(mailing.body_en)",
    _w("Een taal heeft onderwerp én tekst, of geen van beide.", "A language has both subject and text, or neither."),
    "body_nl",
)
has_recipients = Condition(
    "has_recipients",
    "exists (select from public.mailing_recipient r where r.mailing_id = mailing.id)",
    _w("Er is niemand gekozen.", "Nobody has been chosen."),
)
somebody_reached = Condition(
    "somebody_reached",
    """mailing.move is not null or exists (select from public.mailing_recipient r
         join public.application a on a.id = r.application_id
         where r.mailing_id = mailing.id and polder.shows_something(a.email))""",
    _w("Geen van de ontvangers heeft een e-mailadres.", "None of the recipients has an e-mail address."),
)
reasoned = Condition(
    "reasoned",
    "mailing.move is null or mailing.move not in ('reject', 'mark_ineligible') or polder.shows_something(mailing.reason)",
    _w("Schrijf waarom; de reden blijft bewaard en gaat niet mee in de brief.",
       "Write why; the reason is kept and does not go into the letter."),
    "reason",
)  # fmt: skip
# Whom a conflict hides from the sender would be passed over in silence.
nobody_hidden = Condition(
    "nobody_hidden",
    "polder.mailing_is_whole(mailing.id)",
    _w("Bij deze brief hoort iemand die u niet mag zien. Laat een ander hem versturen.",
       "This letter is also to somebody you may not see. Have somebody else send it."),
)  # fmt: skip
looked_at = Condition(
    "looked_at",
    "mailing.looked_at is not null or polder.mailing_size(mailing.id) <= polder.second_look_above()",
    _w("Dit gaat naar velen. Loop eerst de lijst na en bevestig haar.", "This goes to many. Look through the list first, and confirm it."),
)  # fmt: skip

MAILING = Lifecycle(
    "mailing",
    "state",
    {M.draft: _w("concept", "draft"), M.queued: _w("verstuurd", "sent"), M.discarded: _w("weggelegd", "put away")},
    Move("send", M.draft, M.queued, "letter.write", _w("Versturen", "Send"),
         (says_something, both_halves, has_recipients, somebody_reached, reasoned, nobody_hidden, looked_at)),
    Move("discard", M.draft, M.discarded, "letter.write", _w("Wegleggen", "Put away")),
    initial=M.draft,
    scope=("vacancy_id",),
)  # fmt: skip
