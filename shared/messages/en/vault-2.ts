/** What the vault says of itself, its copies, backups and transfers. */
export const vault2English = {
  'vault.another-copy-was-folded-in':
    'Another copy was folded in: {added} records and {secretsAdded} secrets added, {changed} changed, {deleted} deleted, {differences} differences kept, {proposals} proposals, {refused} records left out.',
  'vault.copies-that-open-with-the-old-key':
    'Automatic copies that open with the old key may be left. To end those, unlock again and renew the vault key once more.',
  'vault.everything-saved-is-safe-the-next-unlock':
    'Everything saved is safe and opens as before. The next unlock takes the new key into use; a recovery key has to be made anew then.',
  'vault.from-a-backup-made-at': 'From a backup made at {at}',
  'vault.from-the-automatic-copy-of': 'From the automatic copy of {at}',
  'vault.it-had-been-sealed-without-a-keyring': 'it had been sealed without a keyring',
  'vault.modes-narrowed': 'Modes narrowed: {names}',
  'vault.move-another-folder': 'Nothing was changed. Choose another folder.',
  'vault.move-connect-the-disk':
    'Nothing was changed. Connect the disk of the new place and start again. If it is gone for good, delete the folder {mark}: then the vault in {from} is used, as it was before the move.',
  'vault.move-cut-off-and-not-there':
    'The vault was being moved from {from} to {to} when that was cut off, and the new place is not there.',
  'vault.move-into-itself': '{folder} lies in the vault’s folder, or the other way round.',
  'vault.move-is-a-link':
    '{file} is a link or no file, so the vault cannot be moved with all that belongs to it.',
  'vault.move-is-not-the-same': 'The copy {file} is not what was to be copied.',
  'vault.move-is-taken': '{folder} is there already.',
  'vault.move-link-hint':
    'Nothing was changed. Put the file itself in the place of the link, or move what it leads to.',
  'vault.move-open-it-once': 'Nothing was changed. Unlock the vault and lock it again, then move it.',
  'vault.move-something-beside': 'Something that a crash left lies beside the vault’s file.',
  'vault.passwords-of-earlier-backups-removed':
    '{count, plural, one {# password} other {# passwords}} of earlier backups removed',
  'vault.recovery-key-removed': 'recovery key removed',
  'vault.sealed-anew-as-the-system-asked': 'sealed anew, as the system asked',
  'vault.that-password-does-not-open-the-copy': 'That password does not open the copy.',
  'vault.that-password-does-not-open-the-other': 'That password does not open the other copy.',
  'vault.that-password-does-not-open-the-vault': 'That password does not open the vault.',
  'vault.that-recovery-key-does-not-open-the': 'That recovery key does not open the vault.',
  'vault.that-recovery-key-has-a-typing-error': 'That recovery key has a typing error.',
  'vault.that-secret-is-not-held-in-this': 'That secret is not held in this vault.',
  'vault.the-backup-has-an-unexpected-form': 'the backup has an unexpected form',
  'vault.the-backup-holds-it-in-a-damaged': 'the backup holds it in a damaged state ({problem})',
  'vault.the-backup-password-is-empty': 'The backup password is empty.',
  'vault.the-backup-was-put-in-place-but': 'The backup was put in place, but the disk did not confirm it.',
  'vault.the-copy-holds-it-in-a-damaged': 'the copy holds it in a damaged state ({problem})',
  'vault.the-daily-backup-could-not-be-made': 'The daily backup could not be made: {backupProblem}',
  'vault.the-database-file-is-damaged': 'The database file has a damaged structure: {problem}',
  'vault.the-disk-that-holds-folder-is-full': 'The disk that holds {folder} is full.',
  'vault.the-end-of-its-audit-log-is': 'the end of its audit log is missing or was altered',
  'vault.the-end-of-its-audit-log-is-2': 'the end of its audit log is missing',
  'vault.the-end-of-the-log-of-another': 'the end of the log of another copy is missing',
  'vault.the-exports-password-is-empty': 'The export’s password is empty.',
  'vault.the-file-file-is-not-a-vault': 'The file {file} is not a vault of this program.',
  'vault.the-file-is-there-and-whole-after':
    'The file is there and whole. After a loss of power it may be missing: look for it then, or write another one to a disk that works.',
  'vault.the-folder-was-left-as-it-is':
    'It holds other things too, so its permissions were left as they are. The vault’s own files are for you alone, and others can take them away. Take that permission from the folder, or move the vault into a folder of its own.',
  'vault.the-index-of-its-secrets-has-an': 'the index of its secrets has an unexpected form',
  'vault.the-key-of-an-unfinished-key-rotation': 'the key of an unfinished key rotation cannot be read',
  'vault.the-master-password-and-that-of-the':
    'The master password and that of the latest restored backup go on opening it. Change the password to end the latter.',
  'vault.the-master-password-and-the-one-you':
    'The master password and the one you have just typed go on opening it. Change the password to end the latter.',
  'vault.the-master-password-has-not-been-typed': 'The master password has not been typed for 14 days.',
  'vault.the-new-vault-key-is-not-in-use-yet': 'The new vault key is made, and not in use yet. {message}',
  'vault.the-password-begins-with-a-byte-order':
    'The password begins with a byte-order mark, which some editors and PowerShell write.',
  'vault.the-password-has-blanks-at-its-end':
    'The password has blanks at its end, and opens the vault without them.',
  'vault.the-password-is-empty': 'The password is empty.',
  'vault.the-password-is-in-utf-16-as':
    'The password is in UTF-16, as some editors and PowerShell write files.',
  'vault.the-password-is-no-text-in-utf': 'The password is no text in UTF-8.',
  'vault.the-password-is-too-long': 'The password is too long.',
  'vault.the-password-was-not-used-the-file':
    'The password was not used. The file was changed by somebody or damaged: restore a backup.',
  'vault.the-row-of-a-secret-is-missing':
    'the row of a secret is missing or was put back to an older version',
  'vault.the-systems-keychain-does-not-open-this': 'The system’s keychain does not open this vault.',
  'vault.the-vault-asks-for-a-password-derivation':
    'The vault asks for a password derivation that would exhaust this machine.',
  'vault.the-vault-asks-for-a-weaker-password':
    'The vault asks for a weaker password derivation than this program accepts.',
  'vault.the-vault-can-be-written-again': 'The vault can be written again.',
  'vault.the-vault-file-was-replaced-by-an':
    'The vault file was replaced by an older copy while it was open.',
  'vault.the-vault-folder-folder-cannot-be-written': 'The vault folder {folder} cannot be written.',
  'vault.the-vault-has-a-new-key-but':
    'The vault has a new key, but what belongs to that was not finished. {message}',
  'vault.the-vault-in-folder-cannot-be-opened': 'The vault in {folder} cannot be opened by this user.',
  'vault.the-vault-in-folder-is-not-damaged':
    'The vault in {folder} is not damaged, as far as this password shows.',
  'vault.the-vault-is-damaged-what': 'The vault is damaged: {what}.',
  'vault.the-vault-key-was-rotated-or-the':
    'The vault key was rotated, or the vault restored, by another process.',
  'vault.the-vault-needs-node-22-14-or': 'The vault needs Node 22.14 or newer; this is {version}.',
  'vault.the-vault-of-folder-is-missing-automatic':
    'The vault of {folder} is missing; automatic copies of it are there.',
  'vault.the-vault-that-was-in-folder-is': 'The vault that was in {folder} is not there.',
  'vault.the-vault-was-written-by-a-newer':
    'The vault was written by a newer version (format {found}; this version knows {known}).',
  'vault.the-vaults-file-file-was-moved-or':
    'The vault’s file {file} was moved or deleted while it was open.',
  'vault.the-vaults-folder-can-be-written-again': 'The vault’s folder can be written again.',
  'vault.there-already-is-a-vault-in-folder': 'There already is a vault in {folder}.',
  'vault.there-are-no-automatic-copies-in-folder': 'There are no automatic copies in {folder}.',
  'vault.there-can-be-no-vault-folder-at': 'There can be no vault folder at {folder}.',
  'vault.there-is-no-vault-in-folder': 'There is no vault in {folder}.',
  'vault.there-is-nothing-to-choose-there-any': 'There is nothing to choose there any more.',
  'vault.they-are-for-you-alone-now-what':
    'They are for you alone now. What they hold is sealed, but may have been copied: with a weak master password, change it and rotate the vault key.',
  'vault.this-copy-is-not-there-any-more': 'This copy is not there any more.',
  'vault.this-copy-was-locked-with-another-vault': 'This copy was locked with another vault key.',
  'vault.this-file-is-another-copy-of-the':
    'This file is another copy of the vault: changes that this computer saw are missing from it, and it holds others.',
  'vault.this-vault-file-is-older-than-the':
    'This vault file is older than the one this computer saw last: newer changes are missing from it.',
  'vault.this-vault-still-opened-with-the-passwords':
    'This vault still opened with the passwords of several backups. All but one were removed.',
  'vault.unlocked-with-keychain': 'with the keychain',
  'vault.unlocked-with-password': 'with the password',
  'vault.unlocked-with-recovery-key': 'with the recovery key',
  'vault.unlocking-with-the-keychain-had-been-set':
    'Unlocking with the keychain had been set up while no keyring answered, so whoever had this vault’s file could open it. It was turned off.',
  'vault.vault-renamed': 'vault renamed',
  'vault.what-a-crash-or-another-program-left':
    'What a crash or another program left beside the vault’s file does not belong to it, and was put aside: {names}.',
  'vault.what-lies-beside-it-as-beside-problem': 'what lies beside it as {beside} {problem}',
  'vault.what-was-stored-before-is-in-the':
    'What was stored before is in the file that was there. Unlock again to go on with the one that is there now; if that is older or another copy, it is said then.',
  'vault.with-a-new-recovery-key': 'with a new recovery key',
} as const;
