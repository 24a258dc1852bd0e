/** The command; in German. */
export const command3German = {
  'command.wrote-kit-print-it-then-delete-the':
    '{kit} geschrieben. Drucken Sie es, und löschen Sie dann die Datei.',
  'command.wrote-output-length-references-filled-in': '{output} geschrieben: {length} Verweise ausgefüllt.',
  'command.completion-needs-one-of': 'completion braucht eines von: {shells}.',
  'command.nothing-was-done-did-you-mean':
    'Es wurde nichts getan. Meinten Sie {names}? Siehe augno-vault --help.',
} as const;
