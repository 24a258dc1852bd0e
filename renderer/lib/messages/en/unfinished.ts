/** What was begun and not ended: operations whose outcome is open, and forms that were left half filled. */
export const unfinished = {
  'confirm.connection-key': 'Augno Vault itself works with this key.',
  'unfinished.look-now': 'Look into it now',
  'unfinished.still-looking': 'Augno may still be at work on it. Look again in a minute.',
  'unfinished.show-lost': 'Show the new key',
  'unfinished.create-another': 'Create another…',
  'unfinished.show-sent': 'Show that key',
  'unfinished.bar-sent': 'The form you had begun was sent: the key {name}.',
  'unfinished.sent': 'A key named {name} was made after you had typed this. It is most likely this one.',
  'unfinished.sent-unresolved':
    'A key named {name} was asked for after you had typed this, and what became of it is being looked into. Creating it again could make two.',
  'unfinished.use-role': 'Use the role that is there',
  'unfinished.other-role': 'The role of that name may do something else. Give yours another name.',
  'unfinished.repair': 'Repair connection…',
  'unfinished.use-key': 'Use that key',
  'bulk.none-rotate':
    '{count, plural, one {This key can’t be rotated from here} other {None of these # keys can be rotated from here}}',
  'bulk.none-revoke':
    '{count, plural, one {This key can’t be revoked from here} other {None of these # keys can be revoked from here}}',
  'bulk.open-named': 'Show {name}',
  'draft.connect': 'You had begun to connect an account.',
  'draft.create-role': 'You had begun to make a role.',
  'draft.guide': 'You were in the middle of a step of “{name}”.',
  'draft.runbook': 'You had begun to change the steps of the leak response.',
  'draft.review': 'You have an unsaved note in the access review.',
  'draft.pass-on': 'You had begun to pass on {name}.',
  'draft.service': 'You had begun to add a service.',
  'draft.service-key': 'You had begun to add a key of another service.',
  'draft.edit-service-key': 'You had begun to change {name}.',
  'draft.rotate': 'You had begun to rotate {name}.',
  'draft.who-was-it': 'You had begun a note on who made or changed {name}.',
  'draft.revoke': 'You had begun to revoke {name}.',
} as const;
