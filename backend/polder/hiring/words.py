"""What things of hiring are called on pages and in documents, in both languages."""

from polder.kernel.words import Words

DOCUMENT_KINDS = {
    "cv": Words(nl="Cv", en="CV"),
    "motivation": Words(nl="Motivatiebrief", en="Letter of motivation"),
    "transcript": Words(nl="Cijferlijst", en="Transcript of grades"),
    "publications": Words(nl="Publicatielijst", en="List of publications"),
    "other": Words(nl="Ander document", en="Other document"),
}
