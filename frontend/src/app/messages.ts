// Words of the shell and of ui/. English is the type of record: a Dutch message that is missing does not compile.
export const en = {
  ui: {
    moves: 'Next steps',
    no_moves: 'Nothing to do here for you now',
    no_such_move: 'There is no step from “%{from}” to “%{to}”.',
    moved: 'Done: %{to}',
    reason: 'Reason',
    reason_help: 'Kept with the record, and seen by whoever sees the record.',
    confirm: 'Confirm',
    no_documents: 'No documents.',
    pages: 'pages',
    timeline: 'Timeline',
    somebody: 'The system',
  },
};

export const nl: typeof en = {
  ui: {
    moves: 'Volgende stappen',
    no_moves: 'Hier is voor u nu niets te doen',
    no_such_move: 'Er is geen stap van “%{from}” naar “%{to}”.',
    moved: 'Gedaan: %{to}',
    reason: 'Reden',
    reason_help: 'Blijft bij het record bewaard; wie het record ziet, ziet ook de reden.',
    confirm: 'Bevestigen',
    no_documents: 'Geen documenten.',
    pages: 'bladzijden',
    timeline: 'Tijdlijn',
    somebody: 'Het systeem',
  },
};
