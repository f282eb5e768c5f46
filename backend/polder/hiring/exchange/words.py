"""What is said when a table is refused, and what exports are called in the audit trail."""

from polder.hiring.correspondence.words import CHOOSE_OF_VACANCY, NOT_OF_VACANCY
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

__all__ = ["CHOOSE_OF_VACANCY", "NOT_OF_VACANCY"]

operations.TABLES.update(
    application_export=Words(nl="export van sollicitaties", en="export of applications"),
    application_export_line=Words(nl="regel van een export", en="line of an export"),
    table_mapping=Words(nl="kolommen van een tabel", en="columns of a table"),
)
TOO_MANY_ROWS = Words(nl="Dit bestand heeft meer dan 2.000 rijen.", en="This file has more than 2,000 rows.")
SPLIT = Words(nl="Splits het, en lees de delen na elkaar in.", en="Split it, and read in the parts one after another.")
TWICE = Words(nl="Een kolomnaam staat er tweemaal.", en="A heading is there twice.")
ONCE_EACH = Words(nl="Geef elke kolom een eigen naam.", en="Give each column a name of its own.")
NO_COLUMN = Words(
    nl="Deze kolom staat niet in het bestand, of zegt ons niets.",
    en="This column is not in the file, or says nothing to us.",
)
CHOOSE_COLUMN = Words(nl="Kies een kolom uit de kopregel.", en="Choose a column of the header.")
NO_NAME = Words(nl="Geen kolom geeft de naam.", en="No column gives the name.")
SAY_NAME = Words(
    nl="Kies de kolom met de naam, of die met voor- en achternaam.",
    en="Choose the column with the name, or those with given and family name.",
)
NO_ROWS = Words(nl="Dit bestand heeft geen rijen.", en="This file has no rows.")
ADD_ROWS = Words(nl="Zet elke sollicitant op een rij.", en="Put each applicant on a row.")
NOBODY = Words(nl="Er is niemand gekozen, of meer dan 10.000.", en="Nobody was chosen, or more than 10,000.")
CHOOSE_SOME = Words(
    nl="Kies sollicitaties, of een fase waarin er staan.", en="Choose applications, or a stage in which there are some."
)
CHECKS.update(
    ck_application_export_applications=FieldProblem("application_ids", NOBODY, CHOOSE_SOME),
)
REFUSALS.update(
    uq_table_mapping_headings=Words(
        nl="Iemand was tegelijk bezig. Probeer opnieuw.", en="Somebody was at it too. Try again."
    ),
    uq_application_export_line_export_id_application_id=Words(
        nl="Deze sollicitatie staat al in de export.", en="This application is in the export already."
    ),
)
