/** The words that main itself shows: tray, notifications. The window's own words are the renderer's. */
const inDays = (days: number): string => {
  if (days < 0) return days === -1 ? 'yesterday' : `${-days} days ago`;
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
};
const mode = (value: 'prod' | 'test'): string => (value === 'prod' ? 'Production' : 'Sandbox');

export const en = {
  'tray.no-vault': 'Augno Vault: no vault yet',
  'tray.unread': 'Augno Vault: unlocked',
  'tray.locked': 'Augno Vault: locked',
  'tray.fine': 'Augno Vault: nothing is urgent',
  'tray.attention': 'Augno Vault: something needs you',
  'tray.open': 'Open Augno Vault',
  'tray.quick': 'Copy a secret…',
  'tray.waiting': (count: number, urgent: number): string =>
    count === 0 ? 'Nothing needs you' : `What needs you: ${count}${urgent === 0 ? '' : `, ${urgent} urgent`}`,
  'tray.due': (count: number): string => (count === 0 ? 'Nothing is due' : `What is due (${count})`),
  'tray.due-entry': (name: string, days: number): string => `${name}: ${inDays(days)}`,
  'tray.review': 'Access review',
  'tray.more': (count: number): string => `${count} more…`,
  'tray.remind-tomorrow': 'Remind me tomorrow',
  'tray.scan': 'Scan now…',
  'tray.lock': 'Lock now',
  'tray.quit': 'Quit',

  'menu.about': 'About Augno Vault',
  'menu.services': 'Services',
  'menu.hide': 'Hide Augno Vault',
  'menu.hide-others': 'Hide others',
  'menu.show-all': 'Show all',
  'menu.close': 'Close window',
  'menu.minimize': 'Minimize',
  'menu.zoom-window': 'Zoom',
  'menu.front': 'Bring all to front',
  'menu.edit': 'Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.view': 'View',
  'menu.actual-size': 'Actual size',
  'menu.larger': 'Zoom in',
  'menu.smaller': 'Zoom out',
  'menu.full-screen': 'Full screen',
  'menu.window': 'Window',
  'menu.help': 'Help',
  'menu.show-help': 'Help with Augno Vault',

  'save.synced': (service: string): string => `${service} copies this file to its servers.`,
  'save.synced-detail':
    'Whoever gets at those servers gets the file. A backup or an export is as safe there as its password; an emergency kit opens the vault by itself.',
  'save.synced-there': 'Save it there',

  'text.cut': 'Cut',
  'text.copy': 'Copy',
  'text.paste': 'Paste',
  'text.select-all': 'Select all',

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
  /** Its end is wanted: it was rotated, or somebody revoked it. */
  'notice.revocation-body': (value: 'prod' | 'test', redacted: string, over: boolean): string =>
    over
      ? `${mode(value)} key ${redacted}. Requests with this key are refused now.`
      : `${mode(value)} key ${redacted}. What still uses it then needs the key in its place.`,
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
    `${redacted} lies where others may read it. Open Findings to see where, and stop it.`,
  'notice.appeared': (name: string): string => `${name} was created elsewhere`,
  'notice.appeared-body': (redacted: string): string =>
    `${redacted} was not made in this vault. If nobody you know made it, revoke it.`,
  'notice.revoked-elsewhere': (name: string): string => `${name} was revoked elsewhere`,
  'notice.revoked-elsewhere-body': (redacted: string): string =>
    `${redacted}. Requests with this key are refused from then on. The vendor does this too, when it finds a key exposed.`,
  'notice.digest': (count: number): string => `${count} things need you`,
  'notice.digest-more': (count: number): string => `and ${count} more`,
  'notice.snooze': 'Remind me tomorrow',
  'notice.locks-soon': 'Augno Vault locks soon',
  'notice.locks-soon-body': (seconds: number): string =>
    `You were idle. The vault locks in ${seconds} seconds unless you go on. Drafts are kept.`,

  'app.comment': 'Keeps API keys and says when one is about to expire',
  'ask.addresses': 'May keys be sent to these addresses?',
  'ask.addresses-text':
    'Nobody agreed to them on this computer yet. Whoever answers at an address gets the keys.',
  'ask.addresses-yes': 'Confirm addresses',
  'ask.address-prod': 'production',
  'ask.address-test': 'test',
  'ask.address-key-goes': (key: string): string => `${key} goes there at once`,
  'ask.cancel': 'Cancel',
  'ask.use': 'Use it',
  'ask.watch': 'Watch them',
  'ask.scan': 'Scan',
  'ask.run': 'Run',
  'ask.open': 'Open',
  'ask.usual-places': 'Watch the usual places?',
  'ask.usual-places-detail':
    'The files of your home folder in which keys often lie are read again and again while the vault is open. Nothing is changed in them.',
  'ask.dropped': 'Use what was dropped onto the window?',
  'ask.account': 'Send an admin key to this address?',
  'ask.feed': 'Look for updates at this address?',
  'ask.address-scheme': (scheme: string, secure: boolean): string =>
    `Scheme: ${scheme} (${secure ? 'encrypted' : 'not encrypted'})`,
  'ask.address-host': (host: string): string => `Host: ${host}`,
  'ask.address-port': (port: string): string => `Port: ${port}`,
  'ask.address-path': (path: string): string => `Path: ${path}`,
  'ask.address-yes': 'Use this address',
  'access.list': 'Let a program list your keys and accounts?',
  'access.use': 'Let a program use a key that it does not get to see?',
  'access.inject': 'Put a secret into a program or a file?',
  'access.reveal': 'Show a secret to a program?',
  'access.recognise': 'Let the hooks of this program recognise the vault’s keys?',
  'access.recognise-detail':
    'They send what the program is about to see to the vault, and hear where a key stands in it and what it is called; never a value. You asked for this in “Access by programs”: refuse where you did not.',
  'access.code': (code: string): string =>
    `Code ${code}. The same code is shown where the program was started. Refuse where it is not, or where you started nothing.`,
  'access.keys': (names: string): string => `Key: ${names}`,
  'access.scope': (scope: string): string => `For: ${scope}`,
  'access.word-read': 'read',
  'access.word-write': 'write',
  'access.word-audit': 'audit',
  'access.word-sync': 'sync',
  'access.within': (what: string, session: string): string => `${what} within ${session}`,
  'access.request': (summary: string): string => `Request: ${summary}`,
  'access.program': (program: string): string => `Program: ${program}`,
  'access.started-by': (programs: string): string => `Started by: ${programs}`,
  'access.no': 'Refuse',
  'access.once': 'This once',
  'access.minutes': 'For 10 minutes',
  'access.hour': 'For 1 hour',
  'access.hours': 'For 8 hours',
  'access.session': 'For this session',
  'ask.program': (name: string, production: boolean): string =>
    `Give the secret of “${name}”${production ? ' (production)' : ''} to this program?`,
  'ask.program-detail': (redacted: string): string =>
    `${redacted} goes to its standard input. What the program does with it is up to the program.`,
  'ask.move': 'Move the vault to this folder?',
  'ask.move-detail':
    'The app locks and starts again. The folder of before stays under another name until you delete it, and leads to the new one.',
  'ask.move-yes': 'Move and restart',
  'ask.editor': 'Open files with this program?',
  'ask.editor-detail': 'It is started when you open the place of a finding, with your own rights.',
  'ask.place': 'Look into this file, and write a key into it when you say so?',
  'ask.place-detail': (name: string, redacted: string): string =>
    `It is for “${name}” (${redacted}). Nobody chose this file or a folder around it here yet. Say no to a file that you do not know, above all one that a program reads by itself.`,
  'ask.folders': (count: number): string =>
    count === 1 ? 'Scan this folder for keys?' : `Scan these ${count} folders for keys?`,
  'page.failed': 'This window ends as soon as it is shown.',
  'page.failed-detail': 'The vault is locked, and what was saved is safe.',
  'page.failed-quit': 'Quit',
  'page.failed-again': 'Show it again',
  'fault.message': 'Augno Vault met a fault in itself and ends.',
  'fault.detail':
    'The vault is locked, and what was saved is safe. Start Augno Vault again, and look at what you did last before you do it again.',
  'ask.link': 'Open this page in your browser?',
  'question.clock': 'Go by the server’s clock?',
  'question.clock-behind':
    'This computer’s clock is {length} behind that of {host}. The time that is sent is reckoned by the server’s clock. If you do not expect that difference, cancel and set this computer’s clock.',
  'question.clock-ahead':
    'This computer’s clock is {length} ahead of that of {host}. The time that is sent is reckoned by the server’s clock. If you do not expect that difference, cancel and set this computer’s clock.',
  'question.clock-yes': 'Go by the server’s clock',
  'question.restore': 'Put the backup in place of this vault without its password?',
  'question.restore-lost':
    'The vault that is here is moved among its backups, where it still opens with its own password. What opened the backup opens this vault from then on.',
  'question.restore-damaged':
    'The vault that is here is damaged and cannot be asked for its password. It is kept among its backups.',
  'question.restore-yes': 'Put it in place',
  'question.weaken': 'Protect the vault less than now?',
  'question.weaken-yes': 'Change it',
  'weaken.auto-lock': (from: number, to: number): string =>
    `It locks after ${to} minutes without use instead of ${from}.`,
  'weaken.clipboard': (from: number, to: number): string =>
    `A copied secret stays in the clipboard for ${to} seconds instead of ${from}.`,
  'weaken.locked-notices': 'Notices name keys while the vault is locked.',
  'weaken.lock-on-close': 'Closing the window no longer locks the vault.',
  'weaken.close-to-tray': 'Closing the window only hides it; the app goes on running.',
  'weaken.content-protection': 'Screen captures show the window.',
  'weaken.start-hidden': 'The app starts at login without a window, and waits in the tray.',

  'clipboard.only-focused':
    'Under Wayland the clipboard can only be cleared while this window has the focus.',
} as const;
