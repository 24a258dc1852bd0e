/** What was begun and not ended: operations whose outcome is open, and forms that were left half filled. */
export const unfinished = {
  'confirm.connection-key': 'Augno Vault itself works with this key.',
  'unfinished.look-now': 'Look into it now',
  'unfinished.still-looking': 'Augno may still be at work on it. Look again in a minute.',
  'unfinished.show-lost': 'Show the new key',
  'unfinished.create-another': 'Create another…',
  'unfinished.show-sent': 'Show that key',
  'unfinished.sent': 'A key named {name} was made after you had typed this. It is most likely this one.',
  'unfinished.sent-unresolved':
    'A key named {name} was asked for after you had typed this, and what became of it is being looked into. Creating it again could make two.',
  'unfinished.use-role': 'Use the role that is there',
  'unfinished.other-role': 'The role of that name may do something else. Give yours another name.',
  'unfinished.use-key': 'Use that key',
  'bulk.none-rotate':
    '{count, plural, one {This key can’t be rotated from here} other {None of these # keys can be rotated from here}}',
  'bulk.none-revoke':
    '{count, plural, one {This key can’t be revoked from here} other {None of these # keys can be revoked from here}}',
  'bulk.open-named': 'Show {name}',
  'draft.connect': 'You were connecting an account when the vault was locked.',
  'draft.create-role': 'You were making a role when the vault was locked.',
  'draft.guide': 'You were in the middle of a step of “{name}”.',
  'draft.runbook': 'You were changing the steps of the leak response when the vault was locked.',
  'draft.review': 'You have an unsaved note in the access review.',
  'draft.pass-on': 'You were passing on {name} when the vault was locked.',
  'draft.service': 'You were adding a service when the vault was locked.',
  'draft.edit-service': 'You were changing a service when the vault was locked.',
  'draft.service-key': 'You were adding a key of another service when the vault was locked.',
  'draft.edit-service-key': 'You were changing {name} when the vault was locked.',
  'draft.rotate': 'You were rotating {name} when the vault was locked.',
  'draft.revoke': 'You were revoking {name} when the vault was locked.',
} as const;
