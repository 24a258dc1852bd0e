/** The command. */
export const command3English = {
  'command.wrote-kit-print-it-then-delete-the': 'Wrote {kit}. Print it, then delete the file.',
  'command.wrote-output-length-references-filled-in': 'Wrote {output}: {length} references filled in.',
  'command.completion-needs-one-of': 'completion needs one of: {shells}.',
  'command.nothing-was-done-did-you-mean': 'Nothing was done. Did you mean {names}? See augno-vault --help.',
} as const;
