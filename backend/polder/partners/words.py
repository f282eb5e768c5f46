"""What things of partners are called in files and in the audit trail, in both languages."""

from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words
from polder.partners.tables import OrganisationKind, PeriodKind, SupervisionKind

ORGANISATION_KINDS = {
    OrganisationKind.university: Words(nl="universiteit", en="university"),
    OrganisationKind.industry: Words(nl="bedrijf", en="company"),
    OrganisationKind.ministry: Words(nl="overheid", en="government"),
    OrganisationKind.foundation: Words(nl="stichting", en="foundation"),
    OrganisationKind.institute: Words(nl="instituut", en="institute"),
    OrganisationKind.ellis_unit: Words(nl="ELLIS-unit", en="ELLIS unit"),
    OrganisationKind.other: Words(nl="anders", en="other"),
}
ROR_STATUSES = {
    "active": Words(nl="actief", en="active"),
    "inactive": Words(nl="niet meer actief", en="inactive"),
    "withdrawn": Words(nl="uit ROR gehaald", en="withdrawn from ROR"),
}
operations.TABLES.update(
    organisation=Words(nl="organisatie", en="organisation"),
    person=Words(nl="persoon", en="person"),
    affiliation=Words(nl="affiliatie", en="affiliation"),
    conflict=Words(nl="belangenconflict", en="conflict of interest"),
    appointment=Words(nl="aanstelling", en="appointment"),
    appointment_employer=Words(nl="werkgever van een aanstelling", en="employer of an appointment"),
    supervision=Words(nl="begeleiding", en="supervision"),
    appointment_period=Words(nl="periode van een aanstelling", en="period of an appointment"),
)
SUPERVISION_KINDS = {
    SupervisionKind.main: Words(nl="begeleider", en="supervisor"),
    SupervisionKind.co: Words(nl="medebegeleider", en="co-supervisor"),
}
PERIOD_KINDS = {
    PeriodKind.extension: Words(nl="verlenging", en="extension"),
    PeriodKind.leave: Words(nl="verlof", en="leave"),
}
OUTSIDE = Words(nl="Deze dagen vallen niet binnen de aanstelling.", en="These days are not within the appointment.")
LATER = Words(nl="Kies een latere dag.", en="Choose a later day.")
CHECKS.update(
    ck_appointment_term=FieldProblem(
        "ends_on", Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."), LATER
    ),
    ck_supervision_period=FieldProblem(
        "valid_until", Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."), LATER
    ),
    ck_appointment_period_period=FieldProblem(
        "valid_until", Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."), LATER
    ),
    above_full_time=FieldProblem(
        "overlap_reason",
        Words(
            nl="Samen met een andere aanstelling is dit meer dan voltijds.",
            en="Together with another appointment this is more than full time.",
        ),
        Words(
            nl="Pas de dagen of de omvang aan, of geef de reden.", en="Change the days or the size, or give the reason."
        ),
    ),
    employers_whole=FieldProblem(
        "employers",
        Words(
            nl="De delen van de werkgevers zijn samen geen 100 %.", en="The employers' parts are not 100 % together."
        ),
        Words(nl="Maak ze samen 100 %.", en="Make them 100 % together."),
    ),
    supervises_self=FieldProblem(
        "person_id",
        Words(nl="Niemand begeleidt zichzelf.", en="Nobody supervises themselves."),
        Words(nl="Kies een ander.", en="Choose somebody else."),
    ),
    outside_appointment=FieldProblem(
        "valid_from", OUTSIDE, Words(nl="Kies dagen binnen de aanstelling.", en="Choose days within the appointment.")
    ),
    extends_from_end=FieldProblem(
        "valid_from",
        Words(
            nl="Een verlenging begint op de dag na de laatste dag.",
            en="An extension begins the day after the last day.",
        ),
        Words(nl="Kies die dag.", en="Choose that day."),
    ),
)
REFUSALS.update(
    not_ready_to_start=Words(
        nl="Deze aanstelling kan nog niet ingaan: de eerste dag is nog niet gekomen, of er moet eerst iets worden afgerond.",
        en="This appointment cannot start yet: its first day has not come, or something has to be completed first.",
    ),
    appointment_fixed=Words(
        nl="Wat beëindigd of vervallen is, blijft zoals het was; wat loopt, houdt zijn eerste dag. Maak zo nodig een nieuwe"
        " aanstelling.",
        en="What has ended or lapsed stays as it was; what runs keeps its first day. Make a new appointment if needed.",
    ),
    supervises_already=Words(
        nl="Deze persoon begeleidt hier in die tijd al. Kies andere dagen.",
        en="This person supervises here already at that time. Choose other days.",
    ),
    period_overlaps=Words(
        nl="Er is in die tijd al zo'n periode. Kies andere dagen.",
        en="There is such a period at that time already. Choose other days.",
    ),
    extension_fixed=Words(
        nl="Een verlenging staat vast. Kort zo nodig de aanstelling in.",
        en="An extension is fixed. End the appointment earlier if needed.",
    ),
    uq_appointment_employer_appointment_id_organisation_id=Words(
        nl="Deze werkgever staat er al bij. Wijzig zijn deel.",
        en="This employer is there already. Change its part.",
    ),
)
