/** What the vault says of itself, its copies, backups and transfers. */
export const vault1English = {
  'vault.a-journal-beside-it-names-another-file': 'a journal beside it names another file',
  'vault.a-new-keys-secret-is-kept-aside':
    'A new key’s secret is kept aside and not in the vault yet, so the vault key was not rotated.',
  'vault.a-record-has-an-unexpected-form': 'a record has an unexpected form',
  'vault.a-record-of-the-collection-name-has': 'a record of the collection "{name}" has an unexpected form',
  'vault.a-record-was-altered-moved-or-put': 'a record was altered, moved or put back to an older version',
  'vault.a-row-holds-something-else-than-its': 'a row holds something else than its table allows',
  'vault.a-secret-cannot-be-opened-so-the': 'a secret cannot be opened, so the vault key was not rotated',
  'vault.a-secret-that-its-index-names-is': 'a secret that its index names is missing',
  'vault.a-secret-was-altered': 'a secret was altered',
  'vault.a-vault-that-was-there-before-is':
    'A vault that was there before is in the folder “backups” beside it. Check the disk, then unlock the vault.',
  'vault.after-failed-tries-the-vault-can-be': 'After failed tries the vault can be opened again in {time}.',
  'vault.an-empty-secret-cannot-be-stored': 'An empty secret cannot be stored.',
  'vault.another-password': 'Another password.',
  'vault.another-process-has-the-vault-open-in':
    'Another process has the vault open in a way that keeps this one out.',
  'vault.another-process-is-writing-to-the-vault': 'Another process is writing to the vault.',
  'vault.another-program-replaced-the-vaults-file-while':
    'Another program replaced the vault’s file while it was open.',
  'vault.chosen-between-the-secrets-of-two-copies':
    'Chosen between the secrets of two copies; the other one is destroyed.',
  'vault.chosen-between-two-copies-field': 'Chosen between two copies: {field}.',
  'vault.entered-later': 'Entered later, as the vault could not be written then {tag}',
  'vault.entries-of-its-audit-log-are-missing': 'entries of its audit log are missing',
  'vault.entry-first-of-the-log-of-another':
    'entry {first} of the log of another copy does not follow from the one before',
  'vault.entry-sequence-of-its-audit-log-does':
    'entry {sequence} of its audit log does not follow from the one before',
  'vault.entry-sequence-of-its-audit-log-was': 'entry {sequence} of its audit log was altered',
  'vault.everything-saved-before-is-safe-check-owner':
    'Everything saved before is safe. Check owner and permissions of the folder (0700) and its files (0600), and that the disk is not read-only.',
  'vault.everything-saved-before-is-safe-check-the':
    'Everything saved before is safe. Check the disk, its free space and its connection, then try again.',
  'vault.everything-saved-before-is-safe-the-last':
    'Everything saved before is safe, the last change was undone. Free some space and do it again.',
  'vault.everything-saved-is-safe-unlock-it-and': 'Everything saved is safe. Unlock it and try again.',
  'vault.everything-saved-is-safe-unlock-the-vault':
    'Everything saved is safe. Unlock the vault again: it was only read from a copy.',
  'vault.everything-saved-is-safe-unlock-the-vault-2':
    'Everything saved is safe. Unlock the vault again with the master password.',
  'vault.everything-saved-is-safe-unlock-with-the':
    'Everything saved is safe. Unlock with the master password; then quick unlock can be turned on again.',
  'vault.everything-saved-is-safe-unlock-with-the-2':
    'Everything saved is safe. Unlock with the master password once; quick unlock then works again.',
  'vault.failed-tries': '{failed, plural, one {# failed try} other {# failed tries}}, the last at {lastAt}',
  'vault.file-is-a-folder-a-pipe-or': '{file} is a folder, a pipe or a device, so the vault was not opened.',
  'vault.file-lies-beside-the-open-vault':
    '{file} lies beside the open vault: a write ended in the middle, or another program put it there.',
  'vault.file-was-written-but-the-disk-did': '{file} was written, but the disk did not confirm its name.',
  'vault.finished-after-an-interruption': 'finished after an interruption',
  'vault.format-version-brought-to-schemaversion': 'Format {version} brought to {schemaVersion}',
  'vault.gap-lost':
    'A gap in this log: {missing} entries of while the vault could not be written are lost. {tag}',
  'vault.gap-unreadable':
    'A gap in this log: entries of while the vault could not be written, up to {until}, cannot be read. {tag}',
  'vault.if-the-file-or-a-backup-of':
    'If the file or a backup of it may have been copied, make a new vault key and rotate the keys in it.',
  'vault.if-you-put-an-older-copy-there':
    'If you put an older copy there yourself, go on and sync; otherwise somebody replaced the file: check the audit log and your keys before you rely on them.',
  'vault.it-holds-log-entries-of-other-copies':
    'it holds log entries of other copies that it should not hold',
  'vault.it-holds-rows-of-secrets-that-it': 'it holds rows of secrets that it should not hold',
  'vault.it-was-not-touched-choose-another-folder':
    'It was not touched. Choose another folder; if it was a vault once, its first bytes are damaged: go back to one of its automatic copies (augno-vault restore --from-copies, or on the unlock screen).',
  'vault.it-was-not-touched-give-the-backup': 'It was not touched. Give the backup another name.',
  'vault.it-was-not-touched-unlock-it-or': 'It was not touched. Unlock it, or choose another folder.',
  'vault.it-was-not-touched-unlock-it-or-2':
    'It was not touched. Unlock it; or let the copy replace it with augno-vault restore --from-copies --use DATE --replace, which keeps it among the backups.',
  'vault.it-was-not-touched-update-augno-vault': 'It was not touched. Update Augno Vault and open it again.',
  'vault.it-was-not-tried-and-nothing-was':
    'It was not tried, and nothing was changed. Save it as plain UTF-8 without a mark. A vault that version 0.1 made with such a password is opened once by “augno-vault change-password --password-bytes”, which gives it another.',
  'vault.it-was-not-used-and-nothing-more':
    'It was not used, and nothing more is written. Unlock again: what lies there is checked first, and put aside if it does not belong.',
  'vault.it-was-not-used-and-the-vault':
    'It was not used, and the vault is whole without it. Delete it when you miss nothing.',
  'vault.its-database-file-cannot-be-read': 'its database file cannot be read',
  'vault.its-database-file-does-not-have-the': 'its database file does not have the expected tables',
  'vault.its-file-is-cut-off': 'its file is cut off',
  'vault.its-file-is-larger-than-any-vault': 'its file is larger than any vault',
  'vault.its-format-number-was-altered': 'its format number was altered',
  'vault.its-header-has-an-unexpected-form': 'its header has an unexpected form',
  'vault.its-header-has-other-key-slots-than': 'its header has other key slots than a vault has',
  'vault.its-header-is-missing': 'its header is missing',
  'vault.its-header-is-no-json': 'its header is no JSON',
  'vault.its-header-key-slots-and-parameters-does':
    'its header (key slots and parameters) does not match its checksum',
  'vault.its-header-key-slots-and-parameters-was': 'its header (key slots and parameters) was altered',
  'vault.its-manifest-has-an-unexpected-form': 'its manifest has an unexpected form',
  'vault.its-manifest-is-missing': 'its manifest is missing',
  'vault.its-manifest-was-altered': 'its manifest was altered',
  'vault.its-tables-are-not-the-expected-ones': 'its tables are not the expected ones',
  'vault.nothing-is-lost-fold-the-other-file':
    'Nothing is lost. Fold the other file in (augno-vault merge FILE), or go on with this one.',
  'vault.nothing-more-is-written-put-the-file':
    'Nothing more is written. Put the file or its folder back (a disk may have been taken out, a sync tool may have moved it), then unlock again.',
  'vault.nothing-more-is-written-to-it-go':
    'Nothing more is written to it. Go back to one of its automatic copies (augno-vault restore --from-copies, or on the unlock screen), or restore a backup.',
  'vault.nothing-was-changed-a-copy-opens-with':
    'Nothing was changed. A copy opens with the master password, or the recovery key, that the vault had when it was made.',
  'vault.nothing-was-changed-a-part-of-this':
    'Nothing was changed. A part of this path is a file, leads in a circle or can’t be made; choose another place.',
  'vault.nothing-was-changed-add-it-or-rotate': 'Nothing was changed. Add it, or rotate the key.',
  'vault.nothing-was-changed-and-no-failed-try':
    'Nothing was changed, and no failed try was counted. Take the blanks away, also in the file it comes from.',
  'vault.nothing-was-changed-and-no-new-vault':
    'Nothing was changed, and no new vault was made. If it lies on another disk, connect that disk. If you moved it, name its new folder with --vault.',
  'vault.nothing-was-changed-and-the-vaults-own':
    'Nothing was changed, and the vault’s own file was not touched. Move what lies there away, then unlock again.',
  'vault.nothing-was-changed-ask-for-another-copy': 'Nothing was changed. Ask for another copy of it.',
  'vault.nothing-was-changed-check-keyboard-layout-and':
    'Nothing was changed. Check keyboard layout and caps lock, then try again.',
  'vault.nothing-was-changed-check-keyboard-layout-and-2':
    'Nothing was changed. Check keyboard layout and caps lock; the next try is possible in {time}.',
  'vault.nothing-was-changed-choose-a-password-of':
    'Nothing was changed. Choose a password of 1 to 4096 bytes; several words are good.',
  'vault.nothing-was-changed-choose-another-file': 'Nothing was changed. Choose another file.',
  'vault.nothing-was-changed-choose-the-other-copy':
    'Nothing was changed. Choose the other copy of the vault.',
  'vault.nothing-was-changed-export-what-you-need':
    'Nothing was changed. Export what you need from it and import it here.',
  'vault.nothing-was-changed-fold-in-another-copy':
    'Nothing was changed. Fold in another copy, or export what you need from it and import it here.',
  'vault.nothing-was-changed-go-back-to-one':
    'Nothing was changed. Go back to one of them: on the unlock screen, or with augno-vault restore --from-copies.',
  'vault.nothing-was-changed-it-is-the-master':
    'Nothing was changed. It is the master password that copy had.',
  'vault.nothing-was-changed-it-is-the-password':
    'Nothing was changed. It is the password that was given when the backup was made.',
  'vault.nothing-was-changed-it-must-have-1': 'Nothing was changed. It must have 1 to 1024 bytes.',
  'vault.nothing-was-changed-it-was-chosen-already':
    'Nothing was changed. It was chosen already, or the record is gone.',
  'vault.nothing-was-changed-list-the-copies-again':
    'Nothing was changed. List the copies again and choose another.',
  'vault.nothing-was-changed-lock-the-vault-and':
    'Nothing was changed. Lock the vault and unlock it again: the secret is taken in then. After that, rotate the vault key.',
  'vault.nothing-was-changed-make-folder-and-files':
    'Nothing was changed. Make folder and files writable for this user (0700 and 0600), or copy the folder to a place that is.',
  'vault.nothing-was-changed-make-one-augno-vault':
    'Nothing was changed. Make one (augno-vault create-vault), or name the right folder with --vault.',
  'vault.nothing-was-changed-no-vault-of-this':
    'Nothing was changed. No vault of this app writes such a file; ask where it comes from.',
  'vault.nothing-was-changed-run-the-command-with': 'Nothing was changed. Run the command with a newer Node.',
  'vault.nothing-was-changed-somebody-may-have-made':
    'Nothing was changed. Somebody may have made it to put something into your vault: delete it.',
  'vault.nothing-was-changed-take-another-copy-of':
    'Nothing was changed. Take another copy of it, or an older backup.',
  'vault.nothing-was-changed-type-the-password-of': 'Nothing was changed. Type the password of that copy.',
  'vault.nothing-was-changed-update-augno-vault-and':
    'Nothing was changed. Update Augno Vault and try again.',
  'vault.nothing-was-changed-use-1-to-100': 'Nothing was changed. Use 1 to 100 characters.',
  'vault.nothing-was-changed-use-augno-vault-restore': 'Nothing was changed. Use augno-vault restore for it.',
  'vault.nothing-was-changed-wait-for-it-to':
    'Nothing was changed. Wait for it to end; if it is an older version of Augno Vault, close that and try again.',
  'vault.nothing-was-changed-wait-for-it-to-2':
    'Nothing was changed. Wait for it to end (a backup, a key rotation), then try again. Where nothing else has the vault open, its disk (a network share?) gives no locks: copy the vault’s folder to another one.',
  'vault.nothing-was-changed-wait-that-long-then': 'Nothing was changed. Wait that long, then try again.',
  'vault.nothing-was-imported-export-it-as-utf':
    'Nothing was imported. Export it as UTF-8 text and try again.',
  'vault.nothing-was-imported-split-it-or-export': 'Nothing was imported. Split it, or export fewer entries.',
  'vault.nothing-was-made-use-1-to-100': 'Nothing was made. Use 1 to 100 characters.',
  'vault.nothing-was-tried-it-has-six-groups':
    'Nothing was tried. It has six groups of six letters and digits; compare each with the printed page.',
  'vault.nothing-was-written-choose-one': 'Nothing was written. Choose one.',
  'vault.others-may-reach-its-folder':
    'Other users of this computer may reach the vault’s folder: its drive keeps no access lists, or it was there before.',
  'vault.others-may-reach-its-folder-hint':
    'They can not read it, but they could delete it. Move it into your user folder, or allow it to your account alone.',
  'vault.other-users-can-write-to-its-folder':
    'Other users of this computer can write to the folder of the vault, {folder}.',
  'vault.other-users-of-this-computer-could-reach':
    'Other users of this computer could reach files of the vault: {names}.',
  'vault.reading-or-writing-the-vault-in-folder': 'Reading or writing the vault in {folder} failed.',
  'vault.records-are-missing-or-were-put-back': 'records are missing, or were put back to an older version',
  'vault.seconds': '{count, plural, one {# second} other {# seconds}}',
  'vault.that-backup-is-damaged-or-cut-off': 'That backup is damaged or cut off.',
  'vault.that-backup-was-written-by-a-newer': 'That backup was written by a newer version.',
  'vault.that-collection-cannot-be-stored': 'That collection cannot be stored.',
  'vault.that-copy-counts-writes-that-no-vault':
    'That copy counts writes that no vault can have had, so it is damaged or made to outrank this one.',
  'vault.that-export-has-an-unexpected-form': 'That export has an unexpected form.',
  'vault.that-export-has-more-than-mostlines-entries': 'That export has more than {mostLines} entries.',
  'vault.that-file-has-the-name-of-this': 'That file has the name of this vault, but was not made from it.',
  'vault.that-file-is-a-backup-not-an': 'That file is a backup, not an export.',
  'vault.that-file-is-a-backup-with-a': 'That file is a backup with a password of its own.',
  'vault.that-file-is-another-vault-not-another': 'That file is another vault, not another copy of this one.',
  'vault.that-file-is-larger-than-5-mb': 'That file is larger than 5 MB.',
  'vault.that-file-is-no-text': 'That file is no text.',
  'vault.that-file-is-not-a-backup-of': 'That file is not a backup of Augno Vault.',
  'vault.that-file-is-this-vault-itself': 'That file is this vault itself.',
  'vault.that-id-cannot-be-stored': 'That id cannot be stored.',
  'vault.that-is-no-file': 'That is no file.',
  'vault.that-name-cannot-be-used': 'That name cannot be used.',
  'vault.that-password-does-not-open-the-backup':
    'That password does not open the backup, or its first bytes are damaged.',
} as const;
