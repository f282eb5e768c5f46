"""What documents are called on pages, in files and in documents, in both languages."""

from polder.kernel.documents.tables import DocumentState
from polder.kernel.words import Words

DOCUMENT_KINDS = {
    "cv": Words(nl="Cv", en="CV"),
    "motivation": Words(nl="Motivatiebrief", en="Letter of motivation"),
    "transcript": Words(nl="Cijferlijst", en="Transcript of grades"),
    "publications": Words(nl="Publicatielijst", en="List of publications"),
    "signed": Words(nl="Getekend stuk", en="Signed document"),
    "decision": Words(nl="Besluit", en="Decision"),
    "report": Words(nl="Verantwoording", en="Report"),
    "reference": Words(nl="Brief van een referent", en="Letter of reference"),
    "minutes": Words(nl="Verslag", en="Minutes"),
    "evidence": Words(nl="Bewijsstuk", en="Evidence"),
    "other": Words(nl="Ander document", en="Other document"),
}
DOCUMENT_STATES = {
    DocumentState.awaiting: Words(nl="verwacht", en="awaited"),
    DocumentState.accepted: Words(nl="aangenomen", en="accepted"),
    DocumentState.refused: Words(nl="geweigerd", en="refused"),
}
