// What is said when the server does not answer: there before any other words can be fetched.
export const en = {
  ui: {
    unreachable: 'Unreachable for a moment',
    no_server: 'The server does not answer now. Nothing is lost; try again in a moment.',
    try_again: 'Try again',
  },
};

export const nl: typeof en = {
  ui: {
    unreachable: 'Even niet bereikbaar',
    no_server: 'De server antwoordt nu niet. Er is niets verloren; probeer het zo opnieuw.',
    try_again: 'Opnieuw proberen',
  },
};
