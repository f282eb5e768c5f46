"""Who may read the report on hiring: of the institute, or of the vacancies that they are responsible for."""

from polder.kernel.access import Access
from polder.kernel.words import Words

ACCESS = Access(
    permissions={"report.read": Words(nl="rapport over werving zien", en="see the report on hiring")},
    holds={
        "director": ["report.read"],
        "hr_officer": ["report.read"],
        "auditor": ["report.read"],
        "hiring_lead": ["report.read"],
        "committee_chair": ["report.read"],
        "system": ["report.read"],
    },
)
