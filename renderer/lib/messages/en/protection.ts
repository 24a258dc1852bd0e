export const protection = {
  'protection.title': 'Backup and recovery',
  'protection.asks': 'The master password is asked for in a window of its own.',
  'protection.backup': 'Backup',
  'protection.backup-never': 'No backup file was written yet.',
  'protection.backup-long-ago': 'The last backup file was written longer ago than the log is read back to.',
  'protection.backup-last': 'Last backup file written',
  'protection.backup-action': 'Back up…',
  'protection.automatic':
    '{count, plural, one {# automatic copy} other {# automatic copies}} on this computer, the newest from',
  'protection.backup-password-title': 'The backup’s password still opens this vault',
  'protection.backup-password-text':
    'It was restored from a backup. Change the master password, and only the new one opens it.',
  'protection.recovery': 'Recovery key',
  'protection.recovery-yes': 'A recovery key opens this vault when the password is lost.',
  'protection.recovery-no': 'There is none: without the password this vault can’t be opened.',
  'protection.recovery-new': 'New recovery key…',
  'protection.recovery-remove': 'Remove…',
  'protection.drill': 'Restore drill',
  'protection.drill-hint': 'Proves that a backup and your printed recovery key are enough.',
  'protection.drill-last': 'Last passed',
  'protection.drill-action': 'Try a restore…',
  'protection.vault-key': 'Vault key',
  'protection.vault-key-hint':
    'Seals everything anew. For when somebody may know an old password and have a copy of the vault.',
  'protection.vault-key-action': 'Renew…',
  'protection.import': 'Secrets from a file',
  'protection.import-hint': 'From .env files, CSV exports of password managers, or notes.',
  'protection.import-action': 'Import…',
  'protection.transfer': 'Move keys to another vault',
  'protection.transfer-hint': 'An encrypted file with keys and their secrets, under a password of its own.',
  'protection.export-action': 'Export…',
  'protection.import-export-action': 'Import an export…',
  'protection.file': 'File',
  'protection.no-file': 'No file chosen',
  'protection.choose-file': 'Choose…',
  'protection.file-missing': 'Choose a file.',

  'backup.title': 'Back up the vault',
  'backup.text': 'Everything in this vault, secrets included, in one encrypted file.',
  'backup.submit': 'Write backup',
  'backup.password-hint':
    'The backup opens with the password alone that you choose in the next window. Keep the file away from this computer, and the password away from the file.',
  'backup.done': 'Backup written',

  'export.title': 'Export keys',
  'export.text':
    'Accounts, keys with their secrets, rotations and findings in one encrypted file, for another vault.',
  'export.submit': 'Write export',
  'export.password-hint':
    'Whoever has the file and the password that you choose in the next window has the secrets. Pass the password on another way than the file.',
  'export.done': '{count, plural, one {# secret} other {# secrets}} exported',

  'export.left-out': 'Not in the export:',

  'import-export.title': 'Import an export',
  'import-export.text': 'Adds what is not here yet. Nothing that is here is changed.',
  'import-export.asks': 'The password of the export is asked for in a window of its own.',
  'import-export.look': 'Look inside',
  'import-export.submit': 'Import',
  'import-export.preview':
    '{records, plural, one {# record} other {# records}} and {secrets, plural, one {# secret} other {# secrets}} would be added.',
  'import-export.nothing-new': 'Everything in this file is here already.',
  'import-export.skipped':
    '{count, plural, one {# entry is} other {# entries are}} here already and {count, plural, one {stays as it is} other {stay as they are}}.',
  'import-export.account': '{name} at {address}: nothing is sent there before you confirm the address.',
  'import-export.service': '{name} ({service})',
  'import-export.views': 'Views of the list: {names}',
  'import-export.trash': 'into the trash',
  'import-export.account-here': '{name} at {address} is here already and is left as it is.',
  'import-export.second': 'a second secret that was kept for it',
  'import-export.kept': 'Stays kept apart, to be looked at: {names}',
  'import-export.refused': 'Not taken:',
  'import-export.refused-malformed': 'it is not as this program writes it',
  'import-export.refused-repeated': 'its id stands in the file before',
  'import-export.refused-no-account': 'its account is not in the file',
  'import-export.refused-not-its-secret':
    'the key comes without the secret in the file, which is another key’s',
  'import-export.refused-secret-held': 'the key comes without its secret, which is here with another key',
  'import-export.refused-second-secret':
    'a second secret, which is no key of that account or service; it stays in the file',
  'import-export.refused-reserved': 'a file may not bring that',
  'import-export.left-out': 'In the file, and not brought:',
  'import-export.done': '{count, plural, one {# secret} other {# secrets}} imported',

  'import.title': 'Import secrets from a file',
  'import.text':
    'The file is read on this computer and stays as it is. A secret is stored where a connected account lists its key.',
  'import.submit': '{count, plural, =0 {Nothing to store} one {Store # secret} other {Store # secrets}}',
  'import.preview': 'What importing would do',
  'import.line': 'Line',
  'import.in-file': 'In the file',
  'import.key': 'Key',
  'import.outcome': 'Outcome',
  'import.outcome-proven': 'Will be stored: this vault held it before',
  'import.outcome-unproven':
    'Will be stored, unproven: not used before the API accepted it or you confirm it',
  'import.outcome-confirmed': 'Will be stored and used, on your word',
  'import.confirm-line': 'The secret in line {line} is mine',
  'import.outcome-held': 'Held already',
  'import.outcome-another-held': 'Another secret of this key is held, and stays',
  'import.outcome-other-key': 'The secret of another key: this one is known to be different',
  'import.outcome-several': 'Other lines have other secrets for this key: add the right one at the key',
  'import.outcome-repeated': 'Repeated in the file',
  'import.outcome-not-listed': 'No connected account lists it',
  'import.outcome-ambiguous': 'Several keys end like it: add it at the key',
  'import.outcome-ended': 'Revoked or expired: it opens nothing any more, and is not stored',
  'import.problem-not-secret': 'Not a secret key, but another string of the service',
  'import.problem-mode': 'Broken: it is neither a sandbox’s nor production’s',
  'import.problem-length': 'Broken: characters are missing, or too many',
  'import.problem-characters': 'Broken: it has characters that no key has',
  'import.problem-masked': 'Masked with asterisks: that is not the key itself',
  'import.problem-checksum': 'Broken: a character is wrong, its checksum says',
  'import.outcome-unusable': 'Not a whole key',
  'import.done':
    '{count, plural, one {# secret} other {# secrets}} stored. Delete the file if nothing needs it any more.',

  'recovery.title': 'New recovery key',
  'recovery.text': 'It takes the place of the present one, which opens nothing from then on.',
  'recovery.make': 'Make recovery key',
  'recovery.old-useless': 'Any recovery key from before opens nothing any more',
  'recovery.write-down': 'Print this page or write the key down now: it is shown this once.',
  'recovery.later': 'I wrote it down',
  'recovery.confirm-asks': 'To confirm, type it from your paper in the window that opens.',
  'recovery.confirmed': 'The recovery key is right',
  'recovery.remove-title': 'Remove the recovery key',
  'recovery.remove-text':
    'The printed key opens nothing from then on. If the password is lost too, this vault is lost.',
  'recovery.remove': 'Remove recovery key',
  'recovery.removed': 'The recovery key was removed',

  'kit.print': 'Print the emergency kit…',
  'kit.save': 'Save as PDF…',
  'kit.hint': 'A PDF holds the key: print it, then delete it.',
  'kit.saved': 'Saved. Print it, then delete the file.',

  'vault-key.title': 'Renew the vault key',
  'vault-key.text':
    'Every record and secret is sealed anew. Copies from before, with an old password, open only what was in them.',
  'vault-key.submit': 'Renew vault key',
  'vault-key.keep-backups': 'Keep automatic copies that open with the old key',
  'vault-key.recovery-note':
    'If there is a recovery key, you get a new one. Backup files written before stay as they are.',
  'vault-key.done':
    'Everything is sealed under a new key. {count, plural, =0 {No automatic copy was deleted.} one {# automatic copy under the old key was deleted.} other {# automatic copies under the old key were deleted.}}',
  'vault-key.keychain-removed':
    'Unlocking with this computer’s keychain was switched off. Switch it on again above.',

  'drill.title': 'Restore drill',
  'drill.text':
    'Opens a copy of a backup in a private folder, reads every record and secret, and removes the copy. Your vault is not touched.',
  'drill.submit': 'Start the drill',
  'drill.backup': 'Backup',
  'drill.automatic': 'An automatic copy',
  'drill.file': 'A backup file',
  'drill.which': 'Copy from',
  'drill.asks':
    'The recovery key from the printed page, and the password of a backup file, are asked for in a window of its own.',
  'drill.passed': 'This backup and this recovery key are enough',
  'drill.passed-text':
    '{records, plural, one {# record} other {# records}} and {secrets, plural, one {# secret} other {# secrets}} could be read.',
  'drill.failed': 'This backup is damaged. Write a new one.',

  'restore.link': 'Restore a backup…',
  'restore.title': 'Restore a backup',
  'restore.text': 'Makes the vault of this folder from a backup file.',
  'restore.submit': 'Restore',
  'restore.password': 'Password of the backup',
  'restore.password-empty': 'Type its password.',
  'restore.replace': 'Replace the vault that is here. It is kept among the backups.',
  'restore.replace-needed': 'There is a vault in this folder. Tick the box to move it aside.',
  'restore.done': '“{name}” is restored',
  'restore.done-text': '{count, plural, one {# secret is} other {# secrets are}} back, as they were at',
  'restore.opens-with':
    'It opens with the master password and recovery key of that time, and with the backup’s password until you change the password.',
  'restore.replaced': 'The vault that was here is now',
  'restore.to-unlock': 'Unlock it',

  'copies.link': 'Go back to an automatic copy…',
  'copies.title': 'Go back to an automatic copy',
  'copies.text':
    'The vault keeps copies of itself. Look at them and try one; nothing is changed until you put one in place, and the files that are there now are kept.',
  'copies.password': 'Master password or recovery key of that time',
  'copies.password-empty': 'Type the master password or the recovery key.',
  'copies.list': 'Show the copies',
  'copies.which': 'Copy of',
  'copies.holds':
    '{keys, plural, one {# key} other {# keys}}, {secrets, plural, one {# secret} other {# secrets}}',
  'copies.closed': 'These do not open:',
  'copies.other-password': 'another password',
  'copies.try': 'Try it',
  'copies.whole': 'This copy is whole',
  'copies.whole-text':
    'Everything in it could be read: {keys, plural, one {# key} other {# keys}}, {secrets, plural, one {# secret} other {# secrets}}. Nothing was changed.',
  'copies.damaged': 'This copy is damaged too. Choose another.',
  'copies.use': 'Put it in place',
  'copies.missing':
    'What was changed since then is missing: after unlocking, sync and look at what is new in your accounts.',
} as const;
