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
  'attention.rotation-due':
    'Its policy wants a rotation{count, plural, =0 {: today.} one {: # day overdue.} other {: # days overdue.}}',
  'attention.made-elsewhere': 'Made outside this vault in the last days. Do you know by whom?',
  'attention.over-privileged': 'May do everything in production. A role made for its task would do.',
  'attention.old-secret':
    'The old secret was still tried {count, plural, one {once} other {# times}} after its rotation: a place is not updated.',
  'attention.new-address':
    'Used from {count, plural, one {an address} other {# addresses}} not seen before the last day.',
  'attention.many-places': 'Used from {count, plural, one {# address} other {# addresses}} within a day.',
  'attention.spike':
    '{count, plural, one {# request} other {# requests}} in a day, many times as many as usual.',
  'attention.refused':
    '{count, plural, one {# request was} other {# requests were}} refused in the last day.',
  'attention.from': 'From {from}.',
  'attention.dismiss': 'Put away until the next unlock',
  'attention.unread':
    'The request logs of {count, plural, one {# key} other {# keys}} could not be read just now.',
  'attention.continue': 'Continue',
  'attention.look': 'Look at it',
} as const;
