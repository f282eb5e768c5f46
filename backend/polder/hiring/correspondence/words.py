"""What letters are called in files and in the audit trail, and what is said when one is refused."""

from polder.hiring.lifecycle import APPLICATION
from polder.kernel import operations
from polder.kernel.mail.actions import NOT_UNSENT
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(
    mail_template=Words(nl="sjabloon van een brief", en="letter template"),
    mailing=Words(nl="brief aan velen", en="mailing"),
    mailing_recipient=Words(nl="ontvanger van een brief", en="recipient of a mailing"),
)
operations.TEMPLATES.update(letter=Words(nl="brief", en="letter"))
MOVES = {name: move.label for name, move in APPLICATION.by_name.items()}

WORDED_ALREADY = Words(
    nl="Voor deze brief heeft het huis al een eigen tekst. Wijzig die.",
    en="The house has its own text for this letter already. Change that one.",
)
TEMPLATE_OVER = Words(
    nl="Deze versie is niet meer in gebruik. Open de versie die nu geldt.",
    en="This version is no longer in use. Open the one that is.",
)
UNKNOWN_FIELD = Words(nl="Dit veld bestaat niet: ….", en="There is no such field: ….")
KNOWN_FIELDS = Words(nl="Mogelijk zijn: ….", en="Possible are: ….")
LOST_FIELD = Words(
    nl="Zonder deze velden kan de ontvanger niets met de brief: ….",
    en="Without these fields the letter is of no use: ….",
)
NAME_THEM = Words(nl="Zet ze in de tekst.", en="Put them into the text.")
NOT_OF_VACANCY = Words(
    nl="Een van de gekozen sollicitaties hoort niet bij deze vacature, of u ziet haar niet.",
    en="One of the chosen applications is not of this vacancy, or you do not see it.",
)
CHOOSE_OF_VACANCY = Words(nl="Kies sollicitaties van één vacature.", en="Choose applications of one vacancy.")
TOO_MANY = Words(nl="Een brief gaat aan hoogstens 1.000 mensen.", en="A letter goes to at most 1,000 people.")
SEND_IN_PARTS = Words(nl="Kies er minder en verstuur in delen.", en="Choose fewer, and send in parts.")
NOTHING_DONE = Words(
    nl="Er is niets verstuurd en niemand verplaatst: voor deze mensen kan het niet.",
    en="Nothing was sent and nobody was moved: for these people it is not possible.",
)
LEAVE_OUT = Words(
    nl="Haal deze persoon van de lijst, of los dit eerst op.", en="Take this person off the list, or solve this first."
)

CHECKS.update(
    ck_mail_template_key=FieldProblem(
        "key", Words(nl="Dit is geen sleutel.", en="This is no key."),
        Words(nl="Gebruik kleine letters, cijfers en een liggend streepje.", en="Use small letters, digits and underscores."),
    ),
    ck_mailing_move=FieldProblem(
        "move", Words(nl="Deze stap kan niet met velen tegelijk.", en="This move cannot be made with many at once."),
        Words(nl="Kies een andere stap, of zet hem per persoon.", en="Choose another move, or make it one by one."),
    ),
    ck_mailing_one_text=FieldProblem(
        "template_id", Words(nl="Een brief heeft een sjabloon of een eigen tekst.", en="A letter has a template or a text of its own."),
        Words(nl="Laat een van beide weg.", en="Leave one of them out."),
    ),
    ck_mailing_looked=FieldProblem(
        "looked_at", Words(nl="Wie de lijst naliep ontbreekt.", en="Who looked through the list is missing."),
        Words(nl="Bevestig de lijst op de pagina van de brief.", en="Confirm the list on the letter's page."),
    ),
    unknown_letter_field=FieldProblem(
        "body_nl", Words(nl="De tekst noemt een veld dat niet bestaat.", en="The text names a field that there is not."),
        Words(nl="Kies een veld uit de lijst naast de tekst.", en="Choose a field from the list beside the text."),
    ),
    missing_letter_field=FieldProblem(
        "body_nl", Words(nl="Deze brief kan niet zonder zijn link en termijn.", en="This letter cannot do without its link and its time."),
        Words(nl="Zet {{ link }} en {{ until }} in de tekst.", en="Put {{ link }} and {{ until }} into the text."),
    ),
    system_letter_is_house=FieldProblem(
        "key", Words(nl="Een brief die Polder zelf verstuurt, geldt voor het hele huis.", en="A letter that Polder sends by itself is the house's."),
        Words(nl="Maak dit sjabloon zonder vacature.", en="Make this template without a vacancy."),
    ),
    template_of_another_vacancy=FieldProblem(
        "template_id", Words(nl="Dit sjabloon is van een andere vacature.", en="This template is of another vacancy."),
        Words(nl="Kies een sjabloon van het huis of van deze vacature.", en="Choose one of the house or of this vacancy."),
    ),
    template_of_the_system=FieldProblem(
        "template_id", Words(nl="Deze brief verstuurt alleen Polder zelf.", en="Only Polder itself sends this letter."),
        Words(nl="Kies een ander sjabloon.", en="Choose another template."),
    ),
)  # fmt: skip
REFUSALS.update(
    template_fixed=Words(
        nl="De tekst van een sjabloon ligt vast. Wijzig het sjabloon: dat maakt een volgende versie.",
        en="The text of a template is fixed. Change the template: that makes the next version.",
    ),
    mailing_fixed=Words(
        nl="Deze brief is verstuurd of weggelegd en ligt vast. Begin een nieuwe.",
        en="This letter was sent or put away, and is fixed. Begin a new one.",
    ),
    letter_not_unsent=NOT_UNSENT,
    letter_without_address=Words(
        nl="Deze sollicitant heeft geen e-mailadres. Geef er een op.",
        en="This applicant has no e-mail address. Give one.",
    ),
    uq_mailing_recipient_mailing_id_application_id=Words(
        nl="Deze persoon staat al op de lijst.", en="This person is on the list already."
    ),
    uq_mail_template_in_force=Words(
        nl="Van dit sjabloon geldt al een nieuwere versie. Laad de pagina opnieuw.",
        en="A newer version of this template is in use already. Reload the page.",
    ),
    uq_mail_template_vacancy_id_key_number=Words(
        nl="Iemand was u voor met deze versie. Laad de pagina opnieuw.",
        en="Somebody was faster with this version. Reload the page.",
    ),
)
