export const lock = {
  'lock.locked': 'This vault is locked.',
  'lock.because-idle':
    'Locked because nobody had used it for {count, plural, one {# minute} other {# minutes}}.',
  'lock.because-suspend': 'Locked because this computer went to sleep.',
  'lock.because-lock-screen': 'Locked together with the screen.',
  'lock.because-user-switch': 'Locked because somebody else signed in to this computer.',
  'lock.last-open': 'Last opened',
  'lock.folder': 'Vault folder:',
  'lock.password': 'Master password',
  'lock.recovery-key': 'Recovery key',
  'lock.recovery-key-hint': 'As you wrote it down. Upper and lower case, spaces and dashes do not matter.',
  'lock.empty': 'Type your master password.',
  'lock.empty-recovery-key': 'Type your recovery key.',
  'lock.waiting': 'Too many failed attempts.',
  'lock.wait-seconds': 'You can try again in {seconds, plural, one {# second} other {# seconds}}.',
  'lock.unlock': 'Unlock',
  'lock.unlocking': 'Unlocking…',
  'lock.quick': 'Unlock with this computer’s keychain',
  'lock.use-recovery-key': 'Use the recovery key',
  'lock.use-password': 'Use the master password',

  'vanished.watching': 'Once it is back, you can unlock it here.',
  'vanished.anew': 'Make a new vault anyway…',

  'disk.unwritable': 'The vault is read-only for now.',
  'disk.full': 'The disk is full, so the vault is read-only for now.',
  'disk.goes-on':
    'Keys can be read, shown and copied, backed up elsewhere, and folders scanned. Nothing is stored.',
  'disk.pending':
    'Not yet in the log: {count, plural, one {# entry} other {# entries}}, kept sealed until the vault can be written.',
  'disk.pending-memory':
    'Not yet in the log: {count, plural, one {# entry} other {# entries}}, kept until the vault is locked: nothing can be written beside it either.',

  'rollback.accept': 'This is the right file',

  'password.title': 'Change password',
  'password.text': 'Both passwords are typed in a window of the app’s own, which this page cannot read.',
  'password.done': 'The password was changed',
  'password.backups': 'Backups made before still open with the old password.',
} as const;
