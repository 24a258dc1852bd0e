/** What servers sent in place of keys. */
export const kept = {
  'kept.open': 'Kept apart…',
  'kept.title': 'Kept apart',
  'kept.text':
    'What a server sent in place of a key that was asked for. It is sealed in the vault, and nothing uses it until you take it in.',
  'kept.nothing': 'Nothing is kept apart.',
  'kept.of-create': 'From {connection}, for a new key,',
  'kept.of-rotate': 'From {connection}, for a rotation,',
  'kept.fault-unreadable': 'What came beside the secret is in a form that is not known.',
  'kept.fault-id-of-another': 'It names a key of another account or service.',
  'kept.fault-id-not-new': 'It names a key that was there before.',
  'kept.fault-not-a-key': 'What was sent as the secret is not a key.',
  'kept.fault-other-brand': 'It is a key of another brand than this account.',
  'kept.fault-other-mode': 'It is a key of the other mode (test or production).',
  'kept.fault-redacted-differs': 'The redacted form beside it is that of another key.',
  'kept.fault-secret-of-another': 'This key is or was in the vault under another id.',
  'kept.move':
    'It is a key of {brand}. If the account has moved to {brand}, move the connection there; then the key can be taken in.',
  'kept.test': 'Test',
  'kept.test-named': 'Test what was sent for {name}',
  'kept.take-in': 'Take in',
  'kept.take-in-named': 'Take in what was sent for {name}',
  'kept.taken': '{name} is in the vault',
  'kept.note': 'I know',
  'kept.note-named': 'I know about {name}',
  'attention.kept-reply':
    '{count, plural, one {A server} other {Servers}} sent something that is not the key that was asked for. It is kept apart, and nothing uses it.',
  'attention.kept-reply-name': 'Not a key',
};
