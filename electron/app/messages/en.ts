/** The words that main itself shows: tray, notifications. The window's own words are the renderer's. */
const inDays = (days: number): string => {
  if (days < 0) return days === -1 ? 'yesterday' : `${-days} days ago`;
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
};
const mode = (value: 'prod' | 'test'): string => (value === 'prod' ? 'Production' : 'Sandbox');

export const en = {
  'tray.locked': 'Augno Vault: locked',
  'tray.fine': 'Augno Vault: nothing needs you',
  'tray.attention': 'Augno Vault: something needs you',
  'tray.open': 'Open Augno Vault',
  'tray.due': (count: number): string => (count === 0 ? 'Nothing is due' : `What is due (${count})`),
  'tray.due-entry': (name: string, days: number): string => `${name}: ${inDays(days)}`,
  'tray.review': 'Access review',
  'tray.more': (count: number): string => `${count} more…`,
  'tray.remind-tomorrow': 'Remind me tomorrow',
  'tray.scan': 'Scan now…',
  'tray.lock': 'Lock now',
  'tray.quit': 'Quit',

  'notice.expiry': (name: string, days: number, over: boolean): string =>
    over ? `${name} expired ${inDays(days)}` : `${name} expires ${inDays(days)}`,
  'notice.revocation': (name: string, days: number, over: boolean): string =>
    over ? `${name} stopped working ${inDays(days)}` : `${name} stops working ${inDays(days)}`,
  'notice.rotation-due': (name: string, days: number, over: boolean): string =>
    over && days < 0
      ? `${name} was due for rotation ${inDays(days)}`
      : `${name} is due for rotation ${inDays(days)}`,
  'notice.expiry-body': (value: 'prod' | 'test', redacted: string, over: boolean): string =>
    over
      ? `${mode(value)} key ${redacted}. Requests with this key are refused now.`
      : `${mode(value)} key ${redacted}. Rotate it before then, so that nothing stops.`,
  'notice.rotation-due-body': (value: 'prod' | 'test', redacted: string): string =>
    `${mode(value)} key ${redacted}. Its rotation policy asks for a new key; this one goes on working.`,
  'notice.review-due': (days: number): string =>
    days < 0 ? `The access review was due ${inDays(days)}` : `An access review is due ${inDays(days)}`,
  'notice.review-due-body': 'Walk through the keys and decide about each: keep, rotate, narrow or revoke.',
  'notice.unnamed': 'Something needs you soon',
  'notice.unnamed-body': 'Unlock Augno Vault to see what.',
  'notice.leak': (name: string, count: number): string =>
    count === 1 ? `${name} was found in a file` : `${name} was found in ${count} places`,
  'notice.leak-body': (redacted: string): string =>
    `${redacted} lies where others may read it. Open Findings to see where, and rotate it.`,
  'notice.appeared': (name: string): string => `${name} was created elsewhere`,
  'notice.appeared-body': (redacted: string): string =>
    `${redacted} was not made in this vault. If nobody you know made it, revoke it.`,
  'notice.revoked-elsewhere': (name: string): string => `${name} was revoked elsewhere`,
  'notice.revoked-elsewhere-body': (redacted: string): string =>
    `${redacted}. Requests with this key are refused from then on.`,
  'notice.digest': (count: number): string => `${count} things need you`,
  'notice.digest-more': (count: number): string => `and ${count} more`,
  'notice.snooze': 'Remind me tomorrow',
  'notice.locks-soon': 'Augno Vault locks soon',
  'notice.locks-soon-body': (seconds: number): string =>
    `You were idle. The vault locks in ${seconds} seconds unless you go on. Drafts are kept.`,

  'clipboard.only-focused':
    'Under Wayland the clipboard can only be cleared while this window has the focus.',
} as const;
