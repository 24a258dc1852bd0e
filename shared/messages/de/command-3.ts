/** The command; in German. */
export const command3German = {
  'command.wrote-kit-print-it-then-delete-the':
    '{kit} geschrieben. Drucken Sie es, und löschen Sie dann die Datei.',
  'command.wrote-output-length-references-filled-in': '{output} geschrieben: {length} Verweise ausgefüllt.',
} as const;
