/** Why some of what a vault holds stays in it, where keys travel to another: what it is, as a person would say, and why. */

export interface StaysHere {
  readonly what: string;
  readonly not: string;
}

const OWN_LOG = 'It counts entries of this vault’s own log.';
const TRUST = 'Who is trusted is for each vault to be told by a person.';

export const STAYS = {
  intents: { what: 'operations under way', not: 'Only one vault may finish an operation that is under way.' },
  batches: {
    what: 'lists of keys that are being done',
    not: 'Only one vault may go on with a list of keys that is being done.',
  },
  admins: { what: 'other admins', not: TRUST },
  confirmedAddresses: { what: 'confirmed addresses', not: 'It says what was confirmed on this computer.' },
  usageSigns: { what: 'signs of use', not: 'The request logs of the accounts give them again.' },
  elsewhereKnown: { what: 'how far changes elsewhere were read', not: OWN_LOG },
  replacements: { what: 'replaced files', not: 'It speaks of files of this computer, by device and inode.' },
  chosenPlaces: { what: 'chosen files', not: 'Which files may be touched is chosen on this computer.' },
  drafts: {
    what: 'half-filled forms',
    not: 'Half-filled forms belong to the window that they were left in.',
  },
  notices: { what: 'notices that were shown', not: OWN_LOG },
  evidenceKey: {
    what: 'the scanner’s own key',
    not: 'Each vault makes its own; what the scanner knows keys by is made anew on import.',
  },
  deletedKeys: {
    what: 'notes of deleted keys',
    not: 'What an account still lists is shown again, until it is deleted here.',
  },
  creators: { what: 'who made a key', not: 'The next synchronisation brings it.' },
  sources: { what: 'watched folders', not: 'What is scanned is chosen on this computer.' },
  guides: { what: 'guided responses', not: 'Only one vault may go on with them.' },
  runbooks: {
    what: 'the team’s words for a leak',
    not: 'A file of others must not say what to do when a key leaks.',
  },
  reviews: {
    what: 'access reviews',
    not: 'They are decisions about the keys of the vault that they were held in.',
  },
  passedOn: { what: 'to whom keys were passed on', not: TRUST },
  putOffs: { what: 'reminders put off', not: 'Whoever has the key here is reminded here.' },
  differences: {
    what: 'second values that copies had differently',
    not: 'Choose between them first: an export carries what is in use. Second secrets are in it.',
  },
} as const satisfies Readonly<Record<string, StaysHere>>;
