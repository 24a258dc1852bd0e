export const desktop = {
  'locking.title': 'Locking',
  'locking.after': 'Lock when idle for',
  'locking.after-hint': 'A warning comes half a minute before, and what is half typed into a form is kept.',
  'locking.after-window':
    'This desktop does not say how long it has been idle, so what counts is when this window was last used.',
  'locking.on-close': 'Lock when the window is closed',
  'locking.also': 'Also locks',
  'locking.sleep': 'when the computer goes to sleep',
  'locking.screen': 'when its screen is locked',
  'locking.user': 'when another user takes over',
  'locking.works': 'works here',
  'locking.not-here': 'not on this desktop',
  'locking.not-here-hint':
    'This desktop does not tell programs about what is marked. Lock by hand with {shortcut} before you leave.',
  'locking.no-keyring':
    'Not available: no keyring service runs in this session (GNOME Keyring, KWallet or another Secret Service). The master password always works.',
  'locking.refused':
    'Not available: the system’s keychain refuses this app. The master password always works.',
  'locking.protection': 'Keep the window out of screen captures',
  'locking.protection-hint':
    'Screenshots and shared screens show it black or not at all. Newer macOS tools may ignore it.',
  'locking.protection-none':
    'Not available: Linux desktops have no way to keep a window out of screen captures.',
  'locking.clipboard-focus':
    'Under Wayland only while this window has the focus: a copied secret that is due meanwhile is cleared when you come back.',
  'locking.clipboard-marked': 'Copied secrets are marked to be left out of clipboard histories.',
  'locking.clipboard-universal':
    'Your other Apple devices can paste what you copy all the same, unless Handoff is off.',
  'locking.keychain-asks':
    'If macOS asks for “Augno Vault Safe Storage”, that is the key of this app: allow it with your login password.',
  'locking.clipboard-unmarked':
    'A clipboard history may keep what you copy: here it cannot be told to leave secrets out. Switch it off while you copy.',

  'notices.title': 'Notifications',
  'notices.region': 'Notification settings',
  'notices.none': 'This desktop shows no notifications.',
  'notices.days': 'Before a date',
  'notices.days-hint': 'Once each, for expiries, scheduled revocations and rotations that are due.',
  'notices.day': '{days, plural, =0 {On the day} one {# day before} other {# days before}}',
  'notices.afterwards': 'Once it is over',
  'notices.quiet': 'Quiet hours',
  'notices.quiet-hint': 'What falls into them comes together when they end.',
  'notices.quiet-from': 'From',
  'notices.quiet-until': 'Until',
  'notices.locked': 'While the vault is locked',
  'notices.locked-named': 'With names',
  'notices.locked-named-hint':
    'Names, redacted values and dates are kept outside the vault, sealed by this computer’s keychain.',
  'notices.locked-unnamed': 'Without names',
  'notices.locked-unnamed-hint':
    'Nothing is kept outside the vault; after a restart nothing is said before you unlock.',
  'notices.locked-none': 'None',
  'notices.locked-no-keychain':
    'Naming keys while locked needs the system’s keychain, which is not available here.',
  'notices.upcoming': 'Coming up',
  'notices.upcoming-none': 'Nothing is coming up.',
  'notices.kind-review-due': 'is due',
  'notices.kind-expiry': 'expires',
  'notices.kind-revocation': 'stops working',
  'notices.kind-rotation-due': 'is due for rotation',
  'notices.snooze': 'Remind me tomorrow',
  'notices.snooze-of': 'Remind me of {name} tomorrow',
  'notices.unsnooze': 'Remind me as usual',
  'notices.unsnooze-of': 'Remind me of {name} as usual',
  'notices.snoozed': 'put off',
  'notices.more': '{count, plural, one {# more date} other {# more dates}}',

  'start.title': 'Start',
  'start.login': 'Start when I log in',
  'start.login-hint': 'Waits in the tray, locked, without a window.',
  'start.login-no-tray': 'Opens its window, locked: this desktop has no tray.',
  'start.login-unavailable': 'Not available: only the installed app can be started at login.',
  'start.quick': 'Copy a secret from anywhere',
  'start.quick-none': 'No shortcut',
  'start.quick-off':
    'A shortcut opens a small window in front of every program: type, Enter copies, and it is gone.',
  'start.quick-in-tray': 'It is in the tray’s menu as well.',
  'start.quick-works': 'Opens a small window in front of every program: type, Enter copies, and it is gone.',
  'start.quick-taken': 'Another program has this shortcut already. Choose another one.',
  'start.quick-unsupported':
    'This desktop (Wayland) gives no shortcuts to programs. Add one in its own settings that starts this app with {option}.',

  'idle.title': 'The vault locks soon',
  'idle.text': 'Nobody has used this computer for a while. What you were typing into a form is kept.',
  'idle.seconds': '{seconds, plural, one {Locks in # second.} other {Locks in # seconds.}}',
  'idle.stay': 'Stay unlocked',
  'idle.lock-now': 'Lock now',

  'draft.create-key': 'You had started to create a key.',
  'draft.key-notes': 'You have unsaved notes on {name}.',
  'draft.ignore-finding': 'You had started to ignore a finding.',
  'draft.continue': 'Go on',
  'draft.discard': 'Discard',
  'draft.restored': 'What you had typed before is here again.',
} as const;
