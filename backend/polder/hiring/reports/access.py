"""Who may read the report on hiring: of the institute, or of the vacancies that they are responsible for."""

from polder.kernel.access import Access
from polder.kernel.words import Words

ACCESS = Access(
    permissions={"hiring.report": Words(nl="rapport over werving zien", en="see the report on hiring")},
    holds={
        "director": ["hiring.report"],
        "hr_officer": ["hiring.report"],
        "auditor": ["hiring.report"],
        "hiring_lead": ["hiring.report"],
        "committee_chair": ["hiring.report"],
        "system": ["hiring.report"],
    },
)
