/** The command. */
export const command3English = {
  'command.wrote-kit-print-it-then-delete-the': 'Wrote {kit}. Print it, then delete the file.',
  'command.wrote-output-length-references-filled-in': 'Wrote {output}: {length} references filled in.',
} as const;
