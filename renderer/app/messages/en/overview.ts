export const overview = {
  'overview.today': 'What needs you today',
  'overview.nothing': 'Nothing needs you today.',
  'overview.no-expiry': 'No key expires in the next 90 days.',
  'overview.next-expiry': 'Next to expire: {name},',
  'overview.more': 'And {count} more.',
  'overview.timeline': 'Expiries in the next 90 days',
  'overview.timeline-label': '{count, plural, one {# key ends} other {# keys end}} in the next {days} days',
  'overview.timeline-none': 'No key ends in this time.',
  'overview.today-label': 'Today',

  'attention.unresolved': 'It is not known yet whether a change to this key took effect.',
  'attention.leaked': 'Found in {count, plural, one {# place} other {# places}}, and it still works.',
  'attention.unknown-leak':
    'Found in {count, plural, one {# place} other {# places}}. Find out whose it is, and have it revoked.',
  'attention.expiring': 'Expires',
  'attention.rotation':
    'Rotation under way{count, plural, =0 {: check that the old key is refused.} one {: # place still to update.} other {: # places still to update.}}',
  'attention.stale': 'Works, but was not used for 90 days. Is it still needed?',
  'attention.never-used': 'Works, but was never used. Is it needed?',
  'attention.continue': 'Continue',
  'attention.look': 'Look at it',
} as const;
