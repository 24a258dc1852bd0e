/** What main has dialogs for. Pure, and without zod: the page reads it. */

/** Each has a dialog of its own; the first is asked for while there is no open vault. */
export const CHOICE_PURPOSES = [
  'open-backup',
  'save-backup',
  'save-export',
  'open-export',
  'open-import',
  /** Another copy of the vault. */
  'open-copy',
  /** The team's steps of the leak response. */
  'open-runbook',
  /** A file in which a key stands. */
  'open-place',
  /** A file in which a variable is set; it may not be there yet. */
  'save-place',
  'scan-folder',
  'watch-folder',
  /** Where keys lie on a person's machine: nothing is chosen, only agreed to. */
  'watch-usual-places',
] as const;
export type ChoicePurpose = (typeof CHOICE_PURPOSES)[number];

/** What may also be dropped onto the window. */
export const DROP_PURPOSES = [
  'open-backup',
  'open-export',
  'open-import',
  'open-runbook',
  'open-place',
  'scan-folder',
  'watch-folder',
] as const satisfies readonly ChoicePurpose[];
export type DropPurpose = (typeof DROP_PURPOSES)[number];
